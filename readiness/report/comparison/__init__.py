"""The report of many locations side by side: a `Comparison` in, a `Document` out.

`readiness.compare.comparison.Comparison` is the view that every format is written from: it
holds the exact figures. Each module here says in words what one part of it shows.
"""
