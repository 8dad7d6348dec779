"""Measuring a spot's network with a laptop: probes, and the peer they measure against.

Knows nothing of visits, scores or the store: a probe hands out a `Measurement`.
"""
