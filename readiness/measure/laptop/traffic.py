"""Traffic of other programs on the adapter while it is being measured."""

from __future__ import annotations

import psutil

MBIT_LEAST = 1.0
SHARE_LEAST = 0.05
# Heads of Ethernet, IP and TCP take 4.6 % of full packets, the acknowledgements of the other
# direction 2.3 %; the rest is for what TLS adds and what was sent twice.
OVERHEAD = 0.12
# Probes, name look-ups, and the small talk of any network.
CONSTANT_BYTES_PER_S = 32 * 1024
_LEAST_WINDOW_S = 0.9


class Traffic:
    """Judges counters of one adapter; pure, the moments are passed in.

    `other` is true when, over all that was looked at, other programs moved over 5 % of what
    the run itself moved, and 1 Mbit/s or more in a second of it.
    """

    def __init__(self) -> None:
        self._last: tuple[float, int, int] | None = None
        self._others = 0.0
        self._own = 0
        self._peak_mbps = 0.0

    def look(self, at_s: float, total: int | None, own: int) -> None:
        """At `at_s` the adapter's counter stood at `total` bytes, our own at `own`.

        `total` is None when the adapter can't be read. A counter that jumps back (it wrapped,
        or the adapter came up again) starts a new window.
        """
        if total is None:
            self._last = None
            return
        if self._last is None or total < self._last[1] or own < self._last[2]:
            self._last = (at_s, total, own)
            return
        before, counted, ours = self._last
        seconds = at_s - before
        if seconds < _LEAST_WINDOW_S:
            return
        own_part = own - ours
        # Below zero when what the last window moved is counted as ours only in this one.
        excess = total - counted - own_part * (1 + OVERHEAD) - CONSTANT_BYTES_PER_S * seconds
        self._others += excess
        self._own += own_part
        self._peak_mbps = max(self._peak_mbps, excess * 8 / seconds / 1e6)
        self._last = (at_s, total, own)

    @property
    def other(self) -> bool:
        """Whether other traffic took a part of the link that counts."""
        return self._peak_mbps >= MBIT_LEAST and self._others > SHARE_LEAST * self._own


def counted(adapter: str) -> int | None:
    """Bytes in and out over this adapter since it came up; None when it isn't told."""
    try:
        # Without `nowrap`: psutil's own memory of counters is shared by the whole program.
        counters = psutil.net_io_counters(pernic=True, nowrap=False).get(adapter)
    except Exception:  # an adapter that vanished meanwhile, or a driver that stumbles
        return None
    return None if counters is None else counters.bytes_recv + counters.bytes_sent
