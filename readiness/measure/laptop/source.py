"""Where connections leave this laptop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """An adapter of this laptop that connections are pinned to, and its address."""

    adapter: str
    address: str
