"""What could make the peer itself the limit: its processors, its adapter, its other visitors."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

import psutil

_LOOK_S = 0.3  # two looks closer together would tell chance
# Asking and answering moves less than this in a second, a download of 1 Mbit/s more.
_DATA_BYTES = 64 * 1024
_MOST_ADDRESSES = 512


class Condition:
    """How busy the peer is, as it tells a measuring laptop.

    Counts with its own marks: `psutil.cpu_percent` has one mark for the whole program, and a
    measurement of this same laptop would move it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cpu = 0.0
        self._mark = (time.monotonic(), *_spent())
        # Per address: the second, the bytes in it, the bytes in the second before it.
        self._moved: OrderedDict[str, tuple[int, int, int]] = OrderedDict()

    @property
    def cpu_percent(self) -> float:
        """How busy all processors together were since the previous look, 0-100."""
        with self._lock:
            now, (busy, total) = time.monotonic(), _spent()
            if now - self._mark[0] >= _LOOK_S and total > self._mark[2]:
                share = (busy - self._mark[1]) / (total - self._mark[2])
                self._cpu = round(100 * min(max(share, 0.0), 1.0), 1)
                self._mark = (now, busy, total)
            return self._cpu

    def moved(self, address: str, count: int) -> None:
        """These bytes went to or came from this address."""
        second = int(time.monotonic())
        with self._lock:
            held, here, before = self._moved.get(address, (second, 0, 0))
            if held != second:
                here, before = 0, here if held == second - 1 else 0
            self._moved[address] = (second, here + count, before)
            self._moved.move_to_end(address)
            if len(self._moved) > _MOST_ADDRESSES:
                self._moved.popitem(last=False)

    def others(self, address: str) -> int:
        """How many other addresses move data in this second or did in the one before."""
        second = int(time.monotonic())
        with self._lock:
            return sum(
                one != address
                and ((held == second and here + before >= _DATA_BYTES)
                     or (held == second - 1 and here >= _DATA_BYTES))
                for one, (held, here, before) in self._moved.items()
            )  # fmt: skip


def _spent() -> tuple[float, float]:
    """Seconds of all processors since the start: busy ones, and all."""
    times = psutil.cpu_times()
    # Linux counts guests among the users already.
    total = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
    return total - times.idle - getattr(times, "iowait", 0.0), total
