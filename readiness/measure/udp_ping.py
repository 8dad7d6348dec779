"""Latency, jitter and loss from the UDP echo of a peer."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import struct
import threading
import time

from readiness.measure.latency import LATE_S, PingLog
from readiness.measure.wire import SocketAddress

LEAST_PROBES = 200
_PAUSE_S = 0.01  # between idle probes: 200 in 2 s
_LOADED_PAUSE_S = 0.05
_HELLOS = 6
_HELLO_PAUSE_S = 0.08
_MOST_BEHIND = 5
# Sequence and token, filled up to the size of a voice packet.
_PACKET = struct.Struct("!4s8sI44x")
_MAGIC = b"RDY1"


class UdpPinger:
    """Probes carry a sequence number and a random token, so only our own echoes count.

    Loss is counted over the idle probes only: what is lost while our own download fills
    the queue is our doing, not the link's. A reply after `LATE_S` counts as lost, as it's
    of no use to a call. Echoes that come twice count once.
    """

    kind = "udp-echo"

    def __init__(self, family: socket.AddressFamily, address: SocketAddress) -> None:
        self._family = family
        self._address = address
        self.log = PingLog()
        self.idle_sent = 0
        self.idle_lost = 0

    def heard(self, halt: threading.Event) -> bool:
        """Whether any echo comes back: a firewall may let TCP through and no UDP."""
        trial = PingLog()
        self._probe(_HELLOS, _HELLO_PAUSE_S, halt, trial, enough=1, patience_s=0.4)
        return bool(trial.replies)

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """At least 200 probes spread over `seconds`, then up to 1 s for late replies."""
        count = max(LEAST_PROBES, round(seconds / _PAUSE_S))
        before = len(self.log.replies)
        self._probe(count, seconds / count, halt, self.log)
        self.idle_sent += count
        self.idle_lost += count - (len(self.log.replies) - before)

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
    ) -> None:
        token, sent = os.urandom(8), 0
        waiting: dict[int, float] = {}
        last = due = time.perf_counter()
        with socket.socket(self._family, socket.SOCK_DGRAM) as sock:
            try:
                sock.connect(self._address)
            except OSError:  # the link is gone: every probe of this round is lost
                halt.wait(pause_s)
                return
            while not halt.is_set() and len(log.replies) < enough:
                now = time.perf_counter()
                if (count is None or sent < count) and now >= due:
                    waiting[sent] = now
                    _send(sock, _PACKET.pack(_MAGIC, token, sent & 0xFFFFFFFF))
                    sent, log.sent, last = sent + 1, log.sent + 1, now
                    # After a hiccup of the laptop don't flood the link to catch up.
                    due = max(due + pause_s, now - _MOST_BEHIND * pause_s)
                    continue
                done = count is not None and sent >= count
                if done and (not waiting or now > last + patience_s):
                    return
                sock.settimeout(min(max(0.05 if done else due - now, 0.0005), 0.05))
                _take(sock, token, waiting, log, patience_s)


def _send(sock: socket.socket, packet: bytes) -> None:
    with contextlib.suppress(OSError):  # no route any more: the probe is lost
        sock.send(packet)


def _take(
    sock: socket.socket, token: bytes, waiting: dict[int, float], log: PingLog, patience_s: float
) -> None:
    """Take one reply, if one comes before the socket's timeout."""
    try:
        data = sock.recv(2048)
        now = time.perf_counter()
        magic, theirs, number = _PACKET.unpack(data)
    except TimeoutError:
        return
    except OSError:  # "port unreachable" from the other end; don't spin on it
        time.sleep(0.0005)
        return
    except struct.error:
        return
    sent_at = waiting.pop(number, None) if (magic, theirs) == (_MAGIC, token) else None
    if sent_at is None:
        return
    if now - sent_at <= patience_s:
        log.add((now - sent_at) * 1000)
    else:
        log.late()
