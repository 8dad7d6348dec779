"""The demo: fictional locations with visits, the same for the same seed, byte for byte."""

from readiness.demo.fiction import Fiction, fiction

__all__ = ["Fiction", "fiction"]
