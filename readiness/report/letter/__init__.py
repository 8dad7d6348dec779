"""The letter that announces a visit."""
