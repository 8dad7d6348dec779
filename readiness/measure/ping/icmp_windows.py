"""ICMP echoes on Windows through IcmpSendEcho of iphlpapi.dll, which needs no rights.

IPv4 only. The call blocks until the answer or its time limit, so several threads take turns.
"""

from __future__ import annotations

import ctypes
import ipaddress
import struct
import sys
import threading
import time
from functools import partial

from readiness.measure.crew import Crew
from readiness.measure.ping.latency import IDLE_GRACE_S, LATE_S, PingLog

_WORKERS = 12
_PAUSE_S = 0.01
_LOADED_PAUSE_S = 0.05
_LEAST_PROBES = 200
_DATA = bytes(48)
# ICMP_ECHO_REPLY, its data and room for an ICMP error message.
_ROOM = 64 + len(_DATA) + 8
_SUCCESS = 0


class WindowsPinger:
    """As `echo_ping.EchoPinger`, through the system's own call."""

    kind = "icmp-echo"
    grace_s = IDLE_GRACE_S

    def __init__(self, address: str) -> None:
        self._address = int.from_bytes(ipaddress.IPv4Address(address).packed, "little")
        self.log = PingLog()
        self.idle_sent = 0
        self.idle_lost = 0

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load: the same."""
        return self.kind

    def heard(self, halt: threading.Event) -> bool:
        """Whether any echo comes back."""
        return any(not halt.is_set() and _echo(self._address, 400) is not None for _ in range(3))

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """At least 200 probes spread over `seconds`."""
        count = max(_LEAST_PROBES, round(seconds / _PAUSE_S))
        sent, replies = self.log.sent, len(self.log.replies)
        self._send(count, seconds / count, halt)
        sent = self.log.sent - sent
        self.idle_sent += sent
        self.idle_lost += sent - (len(self.log.replies) - replies)

    def loaded(self, halt: threading.Event) -> None:
        """20 probes a second until `halt`."""
        self._send(None, _LOADED_PAUSE_S, halt)

    def _send(self, count: int | None, pause_s: float, halt: threading.Event) -> None:
        """Probe number n goes out n pauses after the start, whichever thread is free."""
        turn, lock, begun = [0], threading.Lock(), time.perf_counter()

        def work(_halt: threading.Event, asked: threading.Event) -> None:
            while not asked.is_set():
                with lock:
                    number = turn[0]
                    if count is not None and number >= count:
                        return
                    turn[0] += 1
                if asked.wait(max(begun + number * pause_s - time.perf_counter(), 0)):
                    return
                with lock:
                    self.log.sent += 1
                took = _echo(self._address, int(LATE_S * 1000))
                if took is not None:
                    with lock:
                        self.log.add(took)

        with Crew() as crew:
            for _ in range(_WORKERS):
                crew.start(partial(work, asked=halt))
            while crew.busy and not halt.wait(0.02):
                pass


def _echo(address: int, limit_ms: int) -> float | None:
    """The round trip of one echo in ms; None when nothing came within the limit."""
    if sys.platform != "win32":
        return None
    library = ctypes.WinDLL("iphlpapi.dll")
    library.IcmpCreateFile.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(library.IcmpCreateFile())
    if handle.value in (None, ctypes.c_void_p(-1).value):
        return None
    reply = ctypes.create_string_buffer(_ROOM)
    try:
        begun = time.perf_counter()
        answers = library.IcmpSendEcho(
            handle,
            ctypes.c_uint32(address),
            _DATA,
            ctypes.c_uint16(len(_DATA)),
            None,
            reply,
            ctypes.c_uint32(_ROOM),
            ctypes.c_uint32(limit_ms),
        )
        took = (time.perf_counter() - begun) * 1000
    finally:
        library.IcmpCloseHandle(handle)
    return took if answers and succeeded(reply.raw) else None


def succeeded(reply: bytes) -> bool:
    """Whether an ICMP_ECHO_REPLY says that the echo came back: its status, after the address."""
    return len(reply) >= 8 and bool(struct.unpack_from("<I", reply, 4)[0] == _SUCCESS)
