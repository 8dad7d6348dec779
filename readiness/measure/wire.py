"""A TCP or TLS connection that never keeps anyone waiting.

Every wait is cut in pieces of 0.1 s, after which `halt` is looked at. Closing a socket
under a thread that blocks in it behaves differently on each system; this doesn't.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from readiness.measure.crew import Halted

PIECE_S = 0.1
_UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)}

SocketAddress = tuple[str, int] | tuple[str, int, int, int]


class Silent(Exception):
    """Nothing came, or nothing was taken, within the time given."""


@dataclass(frozen=True)
class Place:
    """Where to connect to: the addresses of one host, and TLS if `tls` is set."""

    host: str
    addresses: Sequence[tuple[socket.AddressFamily, SocketAddress]]
    tls: ssl.SSLContext | None = None


class Wire:
    """A connected socket; not shared between threads."""

    def __init__(self, sock: socket.socket, halt: threading.Event) -> None:
        self._sock = sock
        self._halt = halt
        sock.settimeout(PIECE_S)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def far_address(self) -> tuple[socket.AddressFamily, SocketAddress]:
        """The address at the other end, to connect to again."""
        address: SocketAddress = self._sock.getpeername()
        return socket.AddressFamily(self._sock.family), address

    def send(self, data: bytes | memoryview, limit_s: float) -> None:
        """Hand all of `data` to the system; Silent when nothing is taken for `limit_s`."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._piecewise(partial(self._sock.send, rest), limit_s) :]

    def receive_into(self, buffer: bytearray | memoryview, limit_s: float) -> int:
        """Bytes received into `buffer`, 0 when the other end closed; Silent after `limit_s`."""
        return self._piecewise(partial(self._sock.recv_into, buffer), limit_s)

    def greet(self, place: Place, limit_s: float) -> None:
        """The TLS handshake, when the place asks for it; raises `ssl.SSLError`."""
        if place.tls is None:
            return
        secure = place.tls.wrap_socket(
            self._sock, server_hostname=place.host, do_handshake_on_connect=False
        )
        self._sock = secure

        def shake() -> int:
            secure.do_handshake()
            return 0

        self._piecewise(shake, limit_s)

    def close(self) -> None:
        """End the connection; may be called twice."""
        self._sock.close()

    def _piecewise(self, attempt: Callable[[], int], limit_s: float) -> int:
        until = time.monotonic() + limit_s
        while not self._halt.is_set():
            try:
                return attempt()
            except TimeoutError as late:
                # A timeout of the system itself (ETIMEDOUT) has an errno; ours has none.
                if late.errno is not None and not isinstance(late, ssl.SSLError):
                    raise
                if time.monotonic() > until:
                    raise Silent from None
        raise Halted


def dial(place: Place, halt: threading.Event, limit_s: float) -> Wire:
    """Connect to whichever address of the place answers first.

    OSError when it was refused or can't be reached, Silent when nobody answers within
    `limit_s`, `ssl.SSLError` when the certificate isn't trusted.
    """
    until = time.monotonic() + limit_s
    wire = Wire(_first_to_answer(place, halt, until), halt)
    try:
        wire.greet(place, max(until - time.monotonic(), PIECE_S))
    except BaseException:
        wire.close()
        raise
    return wire


def _first_to_answer(place: Place, halt: threading.Event, until: float) -> socket.socket:
    failures: list[OSError] = []
    trying: set[socket.socket] = set()
    with selectors.DefaultSelector() as selector:
        try:
            for family, address in place.addresses:
                try:
                    sock = socket.socket(family, socket.SOCK_STREAM)
                except OSError as failure:  # this system lacks the family
                    failures.append(failure)
                    continue
                trying.add(sock)
                sock.setblocking(False)
                code = sock.connect_ex(address)
                if code in _UNDER_WAY:
                    selector.register(sock, selectors.EVENT_WRITE)
                else:
                    failures.append(OSError(code, os.strerror(code)))
            while selector.get_map():
                if halt.is_set():
                    raise Halted
                if time.monotonic() > until:
                    raise Silent
                for key, _ in selector.select(PIECE_S):
                    sock = key.fileobj  # type: ignore[assignment]
                    selector.unregister(sock)
                    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if code == 0:
                        trying.discard(sock)
                        return sock
                    failures.append(OSError(code, os.strerror(code)))
        finally:
            for sock in trying:
                sock.close()
    # A refusal says more than an unreachable second address.
    failures.sort(key=lambda failure: failure.errno != errno.ECONNREFUSED)
    raise failures[0] if failures else Silent()
