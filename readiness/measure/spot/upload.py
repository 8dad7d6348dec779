"""Several uploads at once, counted by what arrived and never by what was sent.

What the system takes from us sits in its buffers, not on the air: +4 % at 5 Mbit/s. So
either the peer says what it received, by its own clock, or posts count once answered.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import time

from readiness.measure.contact import fault
from readiness.measure.contact.http_line import Body, Head, HttpLine, NotHttp
from readiness.measure.contact.server import NETWORK_TROUBLE, Server
from readiness.measure.measurement import NotMeasured
from readiness.measure.spot.meter import Meter

SMALLEST, LARGEST = 16 * 1024, 4 * 1024 * 1024
# How long a post should take: long enough to fill the link, short enough to be answered.
_POST_S = 0.4
# A peer tells what it received meanwhile, so its posts needn't end: on a long way, waiting for
# the answer to each would cost a quarter of the figure (seen at 200 ms and 20 Mbit/s).
_ENDLESS = 64
_SILENCE_S = 10.0
_AGAIN_S = 0.2
_LOOK_S = 0.1


class Upload:
    """The load of the upload phase; `lane` is the work of one stream.

    `refusal` and `breaks` as for a download. `last_at` is when the server last confirmed
    anything; `server_cpu` (percent) and `server_others` are the most that a peer told meanwhile.
    """

    def __init__(self, server: Server, streams: int) -> None:
        self._server = server
        self.streams = streams
        self._id = secrets.token_hex(16)
        self._noise = memoryview(os.urandom(LARGEST))
        self._under_way: list[float | None] = [None] * streams
        self.posts: list[tuple[float, float, int]] = []
        self._received = Meter()
        self._clock: list[tuple[float, float]] = []
        self.last_at = 0.0
        self.refusal: NotMeasured | None = None
        self.breaks = 0
        self.server_cpu = 0.0
        self.server_others = 0

    @property
    def label(self) -> str:
        """How it's counted."""
        return "received" if self._server.is_peer else "posts"

    def lane(self, number: int, halt: threading.Event) -> None:
        """Post again and again, until `halt`."""
        line = self._server.line(halt)
        size = SMALLEST
        try:
            while not halt.is_set() and self.refusal is None:
                try:
                    size = self._post(line, number, size)
                except NETWORK_TROUBLE:
                    self.breaks += 1
                    line.close()
                    halt.wait(_AGAIN_S)
        except NotMeasured as refusal:
            self.refusal = refusal
        finally:
            line.close()

    def follow(self, halt: threading.Event) -> None:
        """Ask a peer what it received, about ten times a second, until `halt`."""
        line = self._server.line(halt)
        try:
            while self._server.is_peer and not halt.wait(_LOOK_S):
                try:
                    path = f"{self._server.base}received.php?id={self._id}"
                    told = json.loads(line.ask(path, _SILENCE_S).body)
                    count, at = int(told["bytes"]), float(told["at"])
                    self.server_cpu = max(self.server_cpu, float(told.get("cpu", 0)))
                    self.server_others = max(self.server_others, int(told.get("others", 0)))
                except NETWORK_TROUBLE:
                    line.close()
                    continue
                except (
                    ValueError,
                    KeyError,
                    TypeError,
                    AttributeError,
                    OverflowError,
                ):  # not the peer's words: don't count it
                    continue
                self._received.mark(at, count)
                self._clock.append((time.monotonic(), at))
                self.last_at = time.monotonic()
        finally:
            line.close()

    def look(self) -> float | None:
        """The rate of the last moments in Mbit/s."""
        if self._server.is_peer:
            return self._received.recent(0.3)
        now = time.monotonic()
        return self._answered(now - 1.0, now) if self.posts else None

    def settled(self, until: float) -> bool:
        """Whether all that began before `until` has been confirmed."""
        if self._server.is_peer:
            return bool(self._clock) and self._clock[-1][0] >= until
        return all(begun is None or begun >= until for begun in self._under_way)

    def rate(self, since: float, until: float) -> float | None:
        """Mbit/s in that window; None when nothing was confirmed."""
        if not self._server.is_peer:
            return self._answered(since, until) or None
        theirs = [at for ours, at in self._clock if since <= ours <= until + _SILENCE_S]
        return self._received.rate(theirs[0], theirs[-1]) or None if theirs else None

    def _answered(self, since: float, until: float) -> float:
        """A post's bytes count evenly over the time it took, as far as that is in the window."""
        total = 0.0
        for begun, ended, size in reversed(self.posts):
            if ended < since - _SILENCE_S:
                break
            share = min(ended, until) - max(begun, since)
            total += size * max(share, 0.0) / (ended - begun)
        return total * 8 / (until - since) / 1e6

    def _post(self, line: HttpLine, number: int, size: int) -> int:
        """One post; the size of the next."""
        begun = self._under_way[number] = time.monotonic()
        path = f"{self._server.base}empty.php?id={self._id}"
        if self._server.is_peer:
            reply = line.ask(path, _SILENCE_S, Body(self._noise, times=_ENDLESS))
        else:
            reply = line.ask(path, _SILENCE_S, Body(self._noise[:size]))
        ended = time.monotonic()
        self._check(reply.head, reply.body)
        self.posts.append((begun, max(ended, begun + 1e-6), size))
        self.last_at = ended
        wanted = int(size * _POST_S / max(ended - begun, 1e-6))
        return max(SMALLEST, min(LARGEST, size * 4, wanted))

    def _check(self, head: Head, body: bytes) -> None:
        server = str(self._server.address)
        if head.status >= 500:  # a server that has it busy; the next one may do
            raise NotHttp
        fault.check(head, server)
        if len(body.strip()) > 16:
            raise fault.page(server)
