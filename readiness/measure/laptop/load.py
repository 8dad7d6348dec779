"""How busy the laptop's processors were while it measured."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import psutil

BUSY_SHARE = 0.8
PINNED_SHARE = 0.9
_CORE_FULL = 0.95
_OWN_PART = 0.5
# Systems count in ticks of 10 to 16 ms, and a burst of a second is the start of a program.
_WINDOW_S = 2.0
_LEAST_WINDOW_S = 0.5

Times = tuple[float, tuple[tuple[float, float], ...], float]
Verdict = Literal["fine", "busy", "pinned"]


@dataclass(frozen=True)
class Window:
    """Shares 0-1: of each core that was busy, and of one core that this program took."""

    cores: Sequence[float]
    own: float

    @property
    def verdict(self) -> Verdict:
        """Whether the processors may have held the figures down.

        Pinned: this program took a whole core, or most of one that had nothing left. Python
        runs one thread at a time, so more cores don't help it.
        """
        if self.cores and sum(self.cores) / len(self.cores) > BUSY_SHARE:
            return "busy"
        full = any(core > _CORE_FULL for core in self.cores)
        return "pinned" if self.own > PINNED_SHARE or (full and self.own > _OWN_PART) else "fine"


class Load:
    """Windows of two seconds from looks that come about once a second."""

    def __init__(self) -> None:
        self._mark = _times()
        self.highest = 0.0
        self.verdicts: set[Verdict] = set()

    def look(self, least_s: float = _WINDOW_S) -> None:
        """Close the window when it's long enough; never raises."""
        now = _times()
        if self._mark is None or now is None:
            self._mark = now
        elif now[0] - self._mark[0] >= least_s:
            window = between(self._mark, now)
            self.verdicts.add(window.verdict)
            if window.cores:
                self.highest = max(self.highest, 100 * sum(window.cores) / len(window.cores))
            self._mark = now

    def end(self) -> None:
        """Take the last, shorter window into account."""
        self.look(_LEAST_WINDOW_S)


def between(start: Times, end: Times) -> Window:
    """What happened between two readings: moment, per core (busy, all) seconds, own seconds."""
    seconds = max(end[0] - start[0], 1e-6)
    cores = []
    for (busy_before, all_before), (busy, all_) in zip(start[1], end[1], strict=False):
        spent = all_ - all_before
        cores.append(min(max((busy - busy_before) / spent, 0.0), 1.0) if spent > 0 else 0.0)
    return Window(cores, max(end[2] - start[2], 0.0) / seconds)


def _times() -> Times | None:
    try:
        cores = tuple(_busy(core) for core in psutil.cpu_times(percpu=True))
        own = psutil.Process().cpu_times()
        return time.monotonic(), cores, own.user + own.system
    except Exception:  # a system that doesn't let itself be read is no reason to stop a run
        return None


def _busy(core: Any) -> tuple[float, float]:
    """Busy and all seconds of one core; a guest's time is inside the user's on Linux."""
    doubled = getattr(core, "guest", 0.0) + getattr(core, "guest_nice", 0.0)
    all_ = sum(core) - doubled
    return all_ - core.idle - getattr(core, "iowait", 0.0), all_
