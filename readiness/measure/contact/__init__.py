"""Reaching a measuring server: its address, the way to it, and what stands in between."""
