"""What every logo must be, whatever its kind."""

from __future__ import annotations

# It stands in every HTML report, which is sent by mail.
LARGEST = 300_000


class BadLogo(Exception):
    """A picture that can't be used; the message says why and what to do."""
