"""Many visits side by side, and one location over time. Pure."""
