"""Drawings: SVG with a title and a description, readable in grey, on paper and in the dark."""
