"""Silences between answers, as a call would hear them; no clock, no network.

A gap is the time between the arrivals of two usable answers minus the usual time between
them: 20 ms for echoes, so that one lost probe is a silence of 20 ms and a link that is away for
700 ms is one of 700 ms, within 20. An answer that takes more than a second is of no use to a
call: it ends no silence. Answers held up and then delivered together are a silence too, though
none was lost: a call hears that as well.

What the laptop did itself is left out. Where no probe was lost, any time in which it stood
still for more than 20 ms is its own; where probes were lost, only what was more than 100 ms,
as an unsteady link must not hide behind a busy laptop. After sleep the Wi-Fi has to be found
again, for which it gets 10 s that aren't counted.
"""

from __future__ import annotations

import threading

from readiness.measure.walk.walked import LEAST_GAP_MS, Gap

USUAL_S = 0.02
STALL_S = 0.02
LONG_STALL_S = 0.1
SETTLE_S = 10.0


class Silences:
    """Gathers them from one thread that hears and others that look. Moments are seconds of one
    clock; those given out count from `started`."""

    def __init__(self, started: float) -> None:
        self.gaps: list[Gap] = []
        self.longest = Gap(0.0, 0)
        self.left_out_s = 0.0
        self.stalls = 0
        self._started = self._since = started
        self._heard_any = False
        self._number = -1
        self._stalls: list[tuple[float, float]] = []
        self._usual_s = USUAL_S
        self._lock = threading.Lock()

    def heard(self, at: float, number: int, took_s: float, usual_s: float = USUAL_S) -> None:
        """A usable answer to the probe of this number came in; `took_s` is its round trip."""
        with self._lock:
            if not self._heard_any:  # how far away the server is, is no silence
                self._since, self._heard_any = self._since + took_s, True
            self._usual_s = usual_s
            self._keep(at, lost=number > self._number + 1)
            self._since, self._number = at, max(number, self._number)
            self._stalls.clear()

    def stood_still(self, since: float, until: float) -> None:
        """The laptop did nothing itself in this time."""
        if until - since <= STALL_S:
            return
        with self._lock:
            self._stalls.append((since, until))
            if until - since > LONG_STALL_S:
                self.stalls += 1
                self.left_out_s += until - since

    def slept(self, since: float, until: float) -> None:
        """The laptop was asleep; the present silence is forgotten and starts anew."""
        with self._lock:
            self.stalls += 1
            self.left_out_s += until - since
            self._since = until + SETTLE_S
            self._stalls.clear()

    def now_ms(self, now: float) -> int:
        """How long the present silence lasts, 0 while answers come as usual."""
        with self._lock:
            return round(self._length(now, lost=True) * 1000)

    def end(self, at: float) -> None:
        """The walk ends: a silence that goes on counts until here."""
        with self._lock:
            if self._length(at, lost=True) * 1000 >= LEAST_GAP_MS:
                self._keep(at, lost=True, at_least=True)

    def _length(self, at: float, lost: bool) -> float:
        shortest = LONG_STALL_S if lost else STALL_S
        own = sum(
            max(until - max(since, self._since), 0.0)
            for since, until in self._stalls
            if until - since > shortest
        )
        return max(at - self._since - self._usual_s - own, 0.0)

    def _keep(self, at: float, lost: bool, at_least: bool = False) -> None:
        milliseconds = round(self._length(at, lost) * 1000)
        gap = Gap(round(self._since - self._started, 2), milliseconds, at_least=at_least)
        if milliseconds >= LEAST_GAP_MS:
            self.gaps.append(gap)
        if milliseconds > self.longest.ms:
            self.longest = gap
