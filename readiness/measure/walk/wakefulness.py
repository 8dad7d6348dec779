"""Whether the laptop itself was awake: its own lateness must not become the network's."""

from __future__ import annotations

import threading
import time

from readiness.measure.walk.silence import LONG_STALL_S, STALL_S, Silences

_ASLEEP_S = 2.0
_PULSE_S = 0.02


class Wakefulness:
    """Of one thread, that says before it waits when it should be back, and when it was.

    Linux and macOS stop the clock of a laptop that sleeps, but not the time of day; Windows
    stops neither. A clock that is set forward looks like sleep: at most a silence that was
    going on is then missed.
    """

    def __init__(self, silences: Silences, least_s: float = STALL_S) -> None:
        self._silences = silences
        self._least_s = least_s
        self._back_at = self._at = time.perf_counter()
        self._day = time.time()
        self.stalled_until = 0.0

    def expect(self, wait_s: float) -> None:
        """The thread waits now, for so long at most. Whatever it was late with before that
        is told first: a laptop may stop anywhere, not only in a wait."""
        self._back_at = self.woke() + wait_s

    def woke(self) -> float:
        """The moment; what it's later than expected is told to the silences."""
        now, day = time.perf_counter(), time.time()
        jump = (day - self._day) - (now - self._at)
        late = now - self._back_at
        if late > _ASLEEP_S or jump > _ASLEEP_S:
            self._silences.slept(min(self._back_at, now), now)
            self.stalled_until = now
        elif late > self._least_s:
            self._silences.stood_still(self._back_at, now)
            self.stalled_until = now
        self._back_at = self._at = now
        self._day = day
        return now


def pulse(silences: Silences, halt: threading.Event) -> None:
    """Watches for a thread that can't watch itself, as it waits for another reason."""
    watch = Wakefulness(silences, LONG_STALL_S)
    while not halt.is_set():
        watch.expect(_PULSE_S)
        halt.wait(_PULSE_S)
        watch.woke()
