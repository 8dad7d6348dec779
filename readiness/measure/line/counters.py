"""What passes through the laptop's adapters, for a load that another program makes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Literal

import psutil

Direction = Literal["in", "out"]

SILENCE_S = 3.0
# What a dead link still shows: broadcasts come in, and TCP sends again what nobody takes.
_DEAD_SHARE = 0.05
_DEAD_BYTES = 8 * 1024
_LEAST_BEFORE_S = 0.5
_RECENT_S = 0.5

Counts = Mapping[str, tuple[int, int]]


def read() -> Counts:
    """Bytes in and out of each adapter since it came up; empty where they aren't told."""
    try:
        # Without `nowrap`: psutil's own memory of counters is shared by the whole program.
        counted = psutil.net_io_counters(pernic=True, nowrap=False)
    except Exception:  # an adapter that vanished meanwhile, or a driver that stumbles
        return {}
    return {name: (each.bytes_recv, each.bytes_sent) for name, each in counted.items()}


class Counters:
    """The adapters' counters over one phase in one direction; pure, readings are passed in.

    `expected` is the adapter that the load should go over. Where another moved more than
    twice as much in this phase, that one is watched: a tunnel's traffic shows elsewhere.
    """

    def __init__(self, direction: Direction, expected: str | None = None) -> None:
        self._index = 0 if direction == "in" else 1
        self._expected = expected
        self._times: list[float] = []
        self._counts: list[Counts] = []

    def mark(self, at: float, counts: Counts) -> None:
        """The counters stood so at `at` seconds."""
        self._times.append(at)
        self._counts.append(counts)

    @property
    def began(self) -> float:
        """When the phase began."""
        return self._times[0]

    @property
    def adapter(self) -> str | None:
        """The adapter that the load goes over; None before anything passed."""
        if not self._counts:
            return None
        last = len(self._counts) - 1
        grown = {name: self._grown(name, 0, last) for name in self._counts[last]}
        busiest = max(grown, key=lambda name: grown[name], default=None)
        if busiest is None or not grown[busiest]:
            return self._expected
        if self._expected is not None and 2 * grown.get(self._expected, 0) >= grown[busiest]:
            return self._expected
        return busiest

    def recent(self) -> float | None:
        """Mbit/s over the last half second."""
        name = self.adapter
        if name is None or len(self._times) < 2:
            return None
        last = len(self._times) - 1
        first = min(bisect_left(self._times, self._times[last] - _RECENT_S), last - 1)
        seconds = self._times[last] - self._times[first]
        return self._grown(name, first, last) * 8 / seconds / 1e6 if seconds > 0 else None

    def mean(self) -> float | None:
        """Mbit/s over the whole phase; None where the adapters tell nothing."""
        last = len(self._times) - 1
        seconds = self._times[last] - self._times[0]
        if not self._counts[last] or seconds <= 0:
            return None
        return self._grown(self.adapter or "", 0, last) * 8 / seconds / 1e6

    def silent_since(self) -> float | None:
        """Since when nothing has passed; None while the last `SILENCE_S` saw traffic.

        Nothing is under 8 KB, or under 5 % of what passed in such a time before.
        """
        return self._silent(len(self._times) - 1)

    def first_silence(self) -> float | None:
        """When nothing began to pass for `SILENCE_S`, anywhere in the phase; None: never."""
        found = (self._silent(last) for last in range(len(self._times)))
        return next((since for since in found if since is not None), None)

    def _silent(self, last: int) -> float | None:
        if last < 1 or self._times[last] - self._times[0] < SILENCE_S or not self._counts[last]:
            return None
        name = self.adapter
        first = bisect_left(self._times, self._times[last] - SILENCE_S)
        since, window = self._times[first], self._times[last] - self._times[first]
        if name is None:
            return since
        before_s = since - self._times[0]
        usual = self._grown(name, 0, first) / before_s if before_s > _LEAST_BEFORE_S else 0.0
        least = max(_DEAD_BYTES, _DEAD_SHARE * usual * window)
        return since if self._grown(name, first, last) < least else None

    def _grown(self, name: str, first: int, last: int) -> int:
        """Bytes between two marks; a counter that went back started again."""
        before, after = self._counts[first].get(name), self._counts[last].get(name)
        if before is None or after is None:
            return 0
        return max(after[self._index] - before[self._index], 0)
