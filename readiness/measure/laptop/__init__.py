"""The laptop itself: its adapters, and what of its own makes a figure doubtful."""
