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
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from readiness.measure.crew import Halted
from readiness.measure.laptop.source import Source

PIECE_S = 0.1
_LONGEST_TUNNEL_HEAD = 16 * 1024
# IP_BOUND_IF and IPV6_BOUND_IF of <netinet/in.h>, which Python doesn't name.
_MACOS_BOUND_IF = {
    socket.AF_INET: (socket.IPPROTO_IP, 25),
    socket.AF_INET6: (socket.IPPROTO_IPV6, 125),
}
_UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)}

SocketAddress = tuple[str, int] | tuple[str, int, int, int]


class Silent(Exception):
    """Nothing came, or nothing was taken, within the time given."""


class Odometer:
    """Bytes that all connections to one place handed to the system and got from it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.total = 0

    def add(self, count: int) -> None:
        """Count bytes of either direction; any thread may."""
        with self._lock:
            self.total += count


class ProxyRefused(ConnectionError):
    """The system's proxy opened no tunnel; `status` is its HTTP answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


@dataclass(frozen=True)
class Place:
    """Where to connect to: the addresses of one host, and TLS if `tls` makes a context.

    Through the system's proxy the addresses are the proxy's. Then either `tunnel` is the
    request that asks it for a connection to the host, or each request is for the proxy to
    pass on: its target has `prefix` before the path, its head the lines in `fields`.
    `odometer` counts what goes there and comes back.
    """

    host: str
    addresses: Sequence[tuple[socket.AddressFamily, SocketAddress]]
    tls: Callable[[], ssl.SSLContext] | None = None
    source: Source | None = None
    tunnel: bytes = b""
    prefix: str = ""
    fields: tuple[str, ...] = ()
    odometer: Odometer = field(default_factory=Odometer, compare=False)


class Wire:
    """A connected socket; not shared between threads."""

    def __init__(self, sock: socket.socket, halt: threading.Event, odometer: Odometer) -> None:
        self._sock = sock
        self._halt = halt
        self._odometer = odometer
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
            taken = self._piecewise(partial(self._sock.send, rest), limit_s)
            self._odometer.add(taken)
            rest = rest[taken:]

    def receive_into(self, buffer: bytearray | memoryview, limit_s: float) -> int:
        """Bytes received into `buffer`, 0 when the other end closed; Silent after `limit_s`."""
        count = self._piecewise(partial(self._sock.recv_into, buffer), limit_s)
        self._odometer.add(count)
        return count

    def greet(self, place: Place, limit_s: float) -> None:
        """Tunnel and TLS handshake, where the place asks for them.

        Raises `ProxyRefused` or `ssl.SSLError`.
        """
        if place.tunnel:
            self._open_tunnel(place.tunnel, limit_s)
        if place.tls is None:
            return
        secure = place.tls().wrap_socket(
            self._sock, server_hostname=place.host, do_handshake_on_connect=False
        )
        self._sock = secure

        def shake() -> int:
            secure.do_handshake()
            return 0

        self._piecewise(shake, limit_s)

    def _open_tunnel(self, request: bytes, limit_s: float) -> None:
        self.send(request, limit_s)
        answer, one = bytearray(), bytearray(1)
        # Byte by byte: what follows the head belongs to the host behind the proxy.
        while not answer.endswith(b"\r\n\r\n"):
            if len(answer) > _LONGEST_TUNNEL_HEAD or not self.receive_into(one, limit_s):
                raise ProxyRefused(0)
            answer += one
        words = answer.split(b" ", 2)
        status = int(words[1]) if len(words) > 2 and words[1].isdigit() else 0
        if status != 200:
            raise ProxyRefused(status)

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
    wire = Wire(_first_to_answer(place, halt, until), halt, place.odometer)
    try:
        wire.greet(place, max(until - time.monotonic(), PIECE_S))
    except BaseException:
        wire.close()
        raise
    return wire


def bind_to(sock: socket.socket, source: Source | None) -> None:
    """Pin a socket to an adapter; without a source the system's routes decide.

    The address alone is enough on Windows only; Linux and macOS also want the adapter named.
    Raises OSError when the adapter or its address is gone.
    """
    if source is None:
        return
    if (":" in source.address) == (sock.family == socket.AF_INET6):
        sock.bind((source.address.partition("%")[0], 0))
    if sys.platform == "linux":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, source.adapter.encode())
    elif sys.platform == "darwin":
        index = socket.if_nametoindex(source.adapter)
        level, option = _MACOS_BOUND_IF[socket.AddressFamily(sock.family)]
        sock.setsockopt(level, option, index)


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
                try:
                    bind_to(sock, place.source)
                except OSError as failure:  # the adapter went away
                    failures.append(failure)
                    continue
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
