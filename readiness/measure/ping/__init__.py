"""Latency, jitter and loss: probes of every kind that needs no rights."""
