"""The walk test's probes at the pace of a call: UDP echoes of a peer, or ICMP."""

from __future__ import annotations

import math
import os
import socket
import threading
import time

from readiness.measure.ping.echo import EchoPinger
from readiness.measure.ping.latency import LATE_S
from readiness.measure.walk.silence import USUAL_S, Silences
from readiness.measure.walk.stream import Refusals
from readiness.measure.walk.wakefulness import Wakefulness

_FORGOTTEN_S = 5.0  # an answer after this isn't waited for any more
_REOPEN_S = 0.25


class EchoStream:
    """A probe every 20 ms, some 60 bytes each: the pace of a call."""

    def __init__(self, pinger: EchoPinger, silences: Silences) -> None:
        self.kind = f"{pinger.kind}-20ms"
        self.replies: list[tuple[float, float]] = []
        self.answered = 0
        self._pinger = pinger
        self._silences = silences
        self._token = os.urandom(8)
        self._count = 0
        self._waiting: dict[int, float] = {}
        self._sock: socket.socket | None = None
        self._heard_at = self._opened_at = -math.inf
        self._refusals = Refusals()

    @property
    def sent(self) -> int:
        """Without those that may still be on their way."""
        recent = time.perf_counter() - LATE_S
        return self._count - sum(at > recent for at in list(self._waiting.values()))

    @property
    def refused(self) -> bool:
        """As `Stream.refused`: "port unreachable" came back."""
        return self._refusals.lasting

    def run(self, halt: threading.Event) -> None:
        """As `Stream.run`."""
        watch = Wakefulness(self._silences)
        due = self._heard_at = watch.woke()
        try:
            while not halt.is_set():
                now = watch.woke()
                if now >= due:
                    self._keep_open(now)
                    self._send(now)
                    # After a hiccup of the laptop don't flood the link to catch up.
                    due = due + USUAL_S if now < due + USUAL_S else now + USUAL_S
                wait = max(due - time.perf_counter(), 0.0005)
                watch.expect(wait)
                data = self._receive(wait, halt)
                at = watch.woke()
                if data:
                    self._take(data, at, watch.stalled_until)
        finally:
            self._drop()

    def _keep_open(self, now: float) -> None:
        """In silence, look whether the way to the server has another address of ours now."""
        quiet = now - max(self._heard_at, self._opened_at) > _REOPEN_S
        if self._sock is not None and not quiet:
            return
        if self._sock is None and now - self._opened_at < _REOPEN_S / 2:
            return
        self._opened_at = now
        try:
            fresh = self._pinger.open()
        except OSError:  # no way at all: answers may yet come to the old one
            return
        if self._sock is not None and fresh.getsockname()[0] == self._sock.getsockname()[0]:
            fresh.close()
            return
        self._drop()
        self._sock = fresh

    def _send(self, now: float) -> None:
        number, self._count = self._count, self._count + 1
        self._waiting[number] = now
        for old in [n for n, at in list(self._waiting.items())[:2] if now - at > _FORGOTTEN_S]:
            del self._waiting[old]
        if self._sock is None:
            return
        try:
            self._sock.send(self._pinger.packet(self._token, number))
        except ConnectionError:
            self._refusals.add()
        except (TimeoutError, BlockingIOError):  # the adapter takes nothing: lost
            pass
        except OSError:
            self._drop()

    def _receive(self, wait: float, halt: threading.Event) -> bytes:
        if self._sock is None:
            halt.wait(wait)
            return b""
        self._sock.settimeout(wait)
        try:
            return self._sock.recv(2048)
        except TimeoutError:
            return b""
        except ConnectionError:
            self._refusals.add()
        except OSError:
            self._drop()
        halt.wait(0.001)  # don't spin on it
        return b""

    def _take(self, data: bytes, at: float, stalled_until: float) -> None:
        number = self._pinger.number(self._token, data)
        sent_at = None if number is None else self._waiting.pop(number, None)
        if number is None or sent_at is None:
            return
        self._refusals.clear()
        self._heard_at = at
        waited_for_us = sent_at < stalled_until
        if at - sent_at > LATE_S and not waited_for_us:
            return
        self.answered += 1
        self._silences.heard(at, number, at - sent_at)
        if not waited_for_us:
            self.replies.append((at, (at - sent_at) * 1000))

    def _drop(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None
