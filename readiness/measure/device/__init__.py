"""A second device on the ward: pairing, and the figures that it posts."""
