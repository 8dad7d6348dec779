"""The walk test's probes to a server without an echo: web requests."""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from functools import partial

from readiness.measure.contact.server import NETWORK_TROUBLE, Server
from readiness.measure.crew import Crew
from readiness.measure.ping.latency import LATE_S
from readiness.measure.walk.silence import Silences
from readiness.measure.walk.stream import Refusals
from readiness.measure.walk.wakefulness import pulse

_PAUSE_S = 0.02
_DIAL_S = 0.5
_RECENT = 25


class WebStream:
    """Tiny requests, one after the other, on a connection kept open; for any server.

    TCP sends again what was lost, after 0.2 s and then after twice as long each time: a gap
    under a second may come out up to twice as long. What isn't answered within a second is
    asked again on a new connection, every half second.
    """

    def __init__(self, server: Server, silences: Silences) -> None:
        self.kind = "http-ping"
        self.replies: list[tuple[float, float]] = []
        self.answered = self.sent = 0
        self._server = server
        self._silences = silences
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._refusals = Refusals()

    @property
    def refused(self) -> bool:
        """As `Stream.refused`: connections were refused."""
        return self._refusals.lasting

    def run(self, halt: threading.Event) -> None:
        """As `Stream.run`."""
        with Crew() as crew:
            crew.start(partial(pulse, self._silences))
            self._ask(halt)

    def _ask(self, halt: threading.Event) -> None:
        line = self._server.line(halt)
        path = f"{self._server.base}empty.php"
        try:
            while not halt.wait(_PAUSE_S):
                try:
                    reply = line.ask(path, LATE_S, dial_s=_DIAL_S)
                except ConnectionRefusedError:
                    self._refusals.add()
                except NETWORK_TROUBLE:
                    line.close()
                else:
                    if reply.head.status == 200:  # a sign-in page isn't the server
                        self._hear(reply.seconds)
                self.sent += 1
        finally:
            line.close()

    def _hear(self, seconds: float) -> None:
        at = time.perf_counter()
        self._refusals.clear()
        self._recent.append(seconds)
        usual = _PAUSE_S + statistics.median(self._recent)
        self.answered += 1
        self._silences.heard(at, self.sent, seconds, usual)
        self.replies.append((at, seconds * 1000))
