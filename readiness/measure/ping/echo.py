"""Echo probes over a datagram socket: UDP to a peer, or ICMP where no rights are needed."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import threading
import time
from abc import ABC, abstractmethod

from readiness.measure.ping.latency import IDLE_GRACE_S, LATE_S, PingLog

LEAST_PROBES = 200
_PAUSE_S = 0.01  # between idle probes: 200 in 2 s
_LOADED_PAUSE_S = 0.05
_HELLOS = 6
_HELLO_PAUSE_S = 0.08
_HELLO_PATIENCE_S = 0.4
_MOST_BEHIND = 5


class EchoPinger(ABC):
    """Numbered probes with a random token, so only our own echoes count.

    Loss is counted over the idle probes only: what is lost while our own download fills
    the queue is our doing, not the link's. A reply after `LATE_S` counts as lost, as it's
    of no use to a call. Echoes that come twice count once.
    """

    kind: str
    grace_s = IDLE_GRACE_S

    def __init__(self) -> None:
        self.log = PingLog()
        self.idle_sent = 0
        self.idle_lost = 0

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load: the same."""
        return self.kind

    @abstractmethod
    def open(self) -> socket.socket:
        """A socket connected to the other end; OSError when there is no way to it."""

    @abstractmethod
    def packet(self, token: bytes, number: int) -> bytes:
        """The probe with this number."""

    @abstractmethod
    def number(self, token: bytes, data: bytes) -> int | None:
        """The number of our probe that this answers; None when it's no answer of ours."""

    def heard(self, halt: threading.Event) -> bool:
        """Whether any echo comes back: a firewall may let TCP through and no echo."""
        trial = PingLog()
        self._probe(_HELLOS, _HELLO_PAUSE_S, halt, trial, 1, _HELLO_PATIENCE_S)
        return bool(trial.replies)

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """At least 200 probes spread over `seconds`, then up to 1 s for late replies."""
        count = max(LEAST_PROBES, round(seconds / _PAUSE_S))
        sent, replies = self.log.sent, len(self.log.replies)
        open_yet = self._probe(count, seconds / count, halt, self.log)
        decided = self.log.sent - sent - open_yet
        self.idle_sent += decided
        self.idle_lost += decided - (len(self.log.replies) - replies)

    def loaded(self, halt: threading.Event) -> None:
        """20 probes a second until `halt`."""
        self._probe(None, _LOADED_PAUSE_S, halt, self.log)

    def _probe(
        self,
        count: int | None,
        pause_s: float,
        halt: threading.Event,
        log: PingLog,
        enough: float = math.inf,
        patience_s: float = LATE_S,
    ) -> int:
        """How many probes could still have been answered when `halt` was set."""
        token, sent = os.urandom(8), 0
        waiting: dict[int, float] = {}
        last = due = time.perf_counter()
        try:
            sock = self.open()
        except OSError:  # the link is gone: every probe of this round is lost
            log.sent += count or 0
            halt.wait(pause_s)
            return 0
        with sock:
            while not halt.is_set() and len(log.replies) < enough:
                now = time.perf_counter()
                if (count is None or sent < count) and now >= due:
                    waiting[sent] = now
                    # No route any more: the probe is lost.
                    with contextlib.suppress(OSError):
                        sock.send(self.packet(token, sent))
                    sent, log.sent, last = sent + 1, log.sent + 1, now
                    # After a hiccup of the laptop don't flood the link to catch up.
                    due = max(due + pause_s, now - _MOST_BEHIND * pause_s)
                    continue
                done = count is not None and sent >= count
                if done and (not waiting or now > last + patience_s):
                    return 0
                sock.settimeout(min(max(0.05 if done else due - now, 0.0005), 0.05))
                self._take(sock, token, waiting, log, patience_s)
        now = time.perf_counter()
        return sum(now <= at + patience_s for at in waiting.values())

    def _take(
        self,
        sock: socket.socket,
        token: bytes,
        waiting: dict[int, float],
        log: PingLog,
        patience_s: float,
    ) -> None:
        """Take one reply, if one comes before the socket's timeout."""
        try:
            data = sock.recv(2048)
        except TimeoutError:
            return
        except OSError:  # "port unreachable" from the other end; don't spin on it
            time.sleep(0.0005)
            return
        now = time.perf_counter()
        number = self.number(token, data)
        sent_at = None if number is None else waiting.pop(number, None)
        if sent_at is None:
            return
        if now - sent_at <= patience_s:
            log.add((now - sent_at) * 1000)
        else:
            log.late()
