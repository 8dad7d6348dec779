"""Probes without end, while a person walks; what they hear goes to the silences.

A stream outlives the link: an adapter that is away, an address that changes or a send that
fails is a silence, and the next probe goes out over whatever is there then.
"""

from __future__ import annotations

import math
import threading
import time
from typing import Protocol

_REFUSED_S = 2.0


class Stream(Protocol):
    """`kind` is the label in a figure's `how`. `replies` are (arrived, ms) of usable answers,
    in order of arrival; `sent` counts the probes whose fate is known."""

    kind: str
    replies: list[tuple[float, float]]
    answered: int

    @property
    def sent(self) -> int: ...

    @property
    def refused(self) -> bool:
        """Whether the other end has been saying for 2 s that nothing listens there."""
        ...

    def run(self, halt: threading.Event) -> None:
        """Probe until `halt`."""
        ...


class Refusals:
    """How long there has been nothing but refusals."""

    def __init__(self) -> None:
        self._since = math.inf

    def add(self) -> None:
        """A refusal came in."""
        self._since = min(self._since, time.perf_counter())

    def clear(self) -> None:
        """An answer came in."""
        self._since = math.inf

    @property
    def lasting(self) -> bool:
        """Whether that is longer than a server takes to start again."""
        return time.perf_counter() - self._since > _REFUSED_S
