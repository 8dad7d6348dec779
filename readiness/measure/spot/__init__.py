"""One spot of a building: how fast, how quick, how steady."""
