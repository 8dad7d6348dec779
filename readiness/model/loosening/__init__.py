"""Where an overlay asks less than what is shipped: found, kept with the ruler, and told."""
