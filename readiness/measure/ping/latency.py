"""Round-trip times: how they're kept and what figures come from them."""

from __future__ import annotations

import math
import statistics
import threading
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from readiness.measure.contact.http_line import HttpLine
from readiness.measure.contact.server import NETWORK_TROUBLE, Server

LATE_S = 1.0
_PING_PAUSE_S = 0.02
_ANSWER_S = 3.0
IDLE_GRACE_S = 1.5  # a little more than late replies are waited for


class PingLog:
    """What one thread of probes writes and others read: `(arrived, ms)` in order of arrival.

    `arrived` is on the monotonic clock; `sent` counts probes; `last_at` is when anything last
    came back, also what was too late to count (0 before).
    """

    def __init__(self) -> None:
        self.sent = 0
        self.replies: list[tuple[float, float]] = []
        self.last_at = 0.0

    def add(self, milliseconds: float) -> None:
        """A reply came in now."""
        self.last_at = time.monotonic()
        self.replies.append((self.last_at, milliseconds))

    def late(self) -> None:
        """A reply came in now, too late to be of use: the link lives."""
        self.last_at = time.monotonic()

    @property
    def last_ms(self) -> float | None:
        """The last round-trip time."""
        return self.replies[-1][1] if self.replies else None

    def between(self, since: float, until: float) -> list[float]:
        """The round-trip times in ms that arrived then."""
        return [ms for at, ms in list(self.replies) if since <= at <= until]


class Pinger(Protocol):
    """Probes of one kind; both ways of probing fill `log`.

    `kind` is the label in a figure's `how`. `idle_sent` counts the probes whose loss could
    be seen, and is 0 where loss can't be seen at all; `idle_lost` those that were lost. A
    probe that a busy laptop didn't send, or that could still be answered when `halt` was
    set, is among neither. `grace_s` is how much longer than asked for `idle` may take.
    """

    kind: str
    grace_s: float
    log: PingLog
    idle_sent: int
    idle_lost: int

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load."""
        ...

    def heard(self, halt: threading.Event) -> bool:
        """Whether any probe of this kind is answered at all."""
        ...

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """Probe an idle link; `seconds`, and as long again as late replies are waited for."""
        ...

    def loaded(self, halt: threading.Event) -> None:
        """Probe now and then, until `halt`, while something else loads the link."""
        ...


class WebPinger:
    """The time of a tiny request on a connection kept open; works with any LibreSpeed server.

    TCP sends again what was lost, so this shows loss as delay and can't count it.
    """

    kind = "http-ping"
    grace_s = IDLE_GRACE_S

    def __init__(self, server: Server) -> None:
        self._server = server
        self.log = PingLog()
        self.idle_sent = self.idle_lost = 0

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load: the same."""
        return self.kind

    def heard(self, halt: threading.Event) -> bool:
        """The server was found by such a request."""
        return not halt.is_set()

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """As `Pinger.idle`, one request after the other."""
        self._ping(time.monotonic() + seconds, _PING_PAUSE_S, halt)

    def loaded(self, halt: threading.Event) -> None:
        """As `Pinger.loaded`."""
        self._ping(math.inf, 3 * _PING_PAUSE_S, halt)

    def _ping(self, until: float, pause_s: float, halt: threading.Event) -> None:
        line = self._server.line(halt)
        try:
            self._warm(line)
            while time.monotonic() < until and not halt.wait(pause_s):
                self.log.sent += 1
                try:
                    reply = line.ask(f"{self._server.base}empty.php", _ANSWER_S)
                except NETWORK_TROUBLE:
                    line.close()
                    continue
                self.log.add(reply.seconds * 1000)
        finally:
            line.close()

    def _warm(self, line: HttpLine) -> None:
        """The first answer of a connection is slower than the link."""
        try:
            line.ask(f"{self._server.base}empty.php", _ANSWER_S)
        except NETWORK_TROUBLE:
            line.close()


def jitter(round_trips: Sequence[float]) -> float:
    """Interarrival jitter of RFC 3550 §6.4.1 and A.8, in the unit given.

    The RFC's transit times are one way; round-trip times stand in for them, since two
    laptops share no clock. So this is at most the sum of both directions' jitter.
    """
    estimate = 0.0
    for before, after in pairwise(round_trips):
        estimate += (abs(after - before) - estimate) / 16
    return estimate


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    return statistics.median(values)


def wilson_95(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval (Wilson) of a share, from `count` of `total` seen; shares 0-1."""
    z = 1.959963984540054
    share, spread = count / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 % don't exceed (nearest rank)."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]
