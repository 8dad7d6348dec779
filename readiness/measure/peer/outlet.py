"""The answering side of one connection of the peer: heads, bodies, and a way to say no."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence

from readiness.measure.peer.request import STALL_S, Ended, Request

_FAREWELL_S = 0.5
_PHRASES = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    411: "Length Required",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    421: "Misdirected Request",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
    503: "Service Unavailable",
}


class Outlet:
    """Sends on one connection; Ended when it's over or took too long."""

    def __init__(self, sock: socket.socket, stop: threading.Event) -> None:
        self._sock = sock
        self._stop = stop

    def reply(
        self,
        request: Request,
        status: int,
        body: bytes,
        kind: str,
        more: Sequence[str] = (),
    ) -> None:
        """A whole answer; `more` are further lines of its head."""
        start = head(status, kind, len(body), request.closes, more)
        self.send(start if request.method == "HEAD" else start + body, STALL_S)

    def refuse(self, status: int) -> None:
        """The last answer on this connection: only a status."""
        try:
            self.send(head(status, "text/plain", 0, closes=True), STALL_S)
            self._sock.shutdown(socket.SHUT_WR)
            # Hanging up on unread data is a reset, which would overtake the answer.
            until = time.monotonic() + _FAREWELL_S
            while self._sock.recv(64 * 1024) and time.monotonic() < until:
                pass
        except (Ended, OSError):
            pass

    def send(
        self, data: bytes | memoryview, limit_s: float, count: Callable[[int], None] | None = None
    ) -> None:
        """Send all of it, in at most `limit_s` and never `STALL_S` without progress.

        `count` is told of every piece that the system took.
        """
        rest = memoryview(data)
        moved = time.monotonic()
        until = moved + limit_s
        while rest:
            now = time.monotonic()
            if self._stop.is_set() or now > until or now > moved + STALL_S:
                raise Ended
            try:
                sent = self._sock.send(rest)
            except TimeoutError:
                continue
            rest, moved = rest[sent:], now
            if count is not None:
                count(sent)


def head(status: int, kind: str, length: int, closes: bool, more: Sequence[str] = ()) -> bytes:
    """The head of an answer."""
    lines = [
        f"HTTP/1.1 {status} {_PHRASES[status]}",
        f"Content-Type: {kind}",
        f"Content-Length: {length}",
        "Cache-Control: no-store, no-transform",
        f"Connection: {'close' if closes else 'keep-alive'}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii")
