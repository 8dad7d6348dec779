"""One visitor of the peer: the LibreSpeed paths over one HTTP/1.1 connection.

Whoever can reach the port may send anything; whatever it is, it ends this connection at
most, and never with a traceback.
"""

from __future__ import annotations

import json
import os
import re
import socket
import threading
import time

from readiness.measure.peer_request import (
    LONGEST_S,
    PIECE_S,
    STALL_S,
    BadRequest,
    Ended,
    Inlet,
    Request,
)
from readiness.measure.tally import Tallies

MEBIBYTE = 1024 * 1024
MOST_MEBIBYTES = 1024
_FAREWELL_S = 0.5
_BLOCK = memoryview(os.urandom(MEBIBYTE))
_PHRASES = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
}


class Visitor:
    """Serves one accepted connection until it ends, `stop` is set or it misbehaves."""

    def __init__(
        self,
        sock: socket.socket,
        client: str,
        udp_port: int,
        tallies: Tallies,
        stop: threading.Event,
    ) -> None:
        self._sock = sock
        self._client = client
        self._udp_port = udp_port
        self._tallies = tallies
        self._stop = stop
        self._inlet = Inlet(sock, stop)

    def serve(self) -> None:
        """Answer requests one after the other; closes the socket."""
        with self._sock:
            try:
                self._sock.settimeout(PIECE_S)
                self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while True:
                    request = self._inlet.request()
                    self._answer(request)
                    if request.closes:
                        break
            except BadRequest as bad:
                self._refuse(bad.status)
            except (Ended, OSError):
                pass

    def _answer(self, request: Request) -> None:
        received, upload = self._receive(request)
        if request.method not in ("GET", "HEAD", "POST"):
            raise BadRequest(405)
        match request.path.rpartition("/")[2]:
            case "garbage.php" | "garbage":
                self._garbage(request)
            case "empty.php" | "empty":
                self._reply(request, 200, b"", "text/plain", received=received)
            case "getIP.php" | "getIP":
                self._tell(request, processedString=self._client, rawIspInfo="")
            case "readiness.json":
                self._tell(request, protocol="readiness-peer", udp=self._udp_port)
            case "received.php":
                count, at = self._tallies.look(upload)
                self._tell(request, bytes=count, at=at)
            case "":
                self._reply(request, 200, b"Measuring point of readiness.\n", "text/plain")
            case _:
                self._reply(request, 404, b"", "text/plain")

    def _receive(self, request: Request) -> tuple[int, str]:
        """Read the body; its bytes, and the upload they were counted for ("" for none)."""
        named = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", request.query.get("id", ""))
        upload = named.group() if named else ""

        def count(received: int) -> None:
            if upload:
                self._tallies.add(upload, received)

        if request.expects:
            self._send(b"HTTP/1.1 100 Continue\r\n\r\n", STALL_S)
        return self._inlet.swallow(request, count), upload

    def _garbage(self, request: Request) -> None:
        """As LibreSpeed: `ckSize` MiB of noise, 4 when absent or absurd, at most 1024."""
        size = request.query.get("ckSize", "")
        count = int(size) if re.fullmatch(r"[0-9]{1,9}", size) and int(size) else 4
        count = min(count, MOST_MEBIBYTES)
        kind = "application/octet-stream"
        self._send(_head(200, kind, count * MEBIBYTE, request.closes), STALL_S)
        until = time.monotonic() + LONGEST_S
        for _ in range(0 if request.method == "HEAD" else count):
            self._send(_BLOCK, until - time.monotonic())

    def _tell(self, request: Request, **values: str | int | float) -> None:
        self._reply(request, 200, json.dumps(values).encode(), "application/json")

    def _reply(
        self, request: Request, status: int, body: bytes, kind: str, received: int | None = None
    ) -> None:
        head = _head(status, kind, len(body), request.closes, received)
        self._send(head if request.method == "HEAD" else head + body, STALL_S)

    def _refuse(self, status: int) -> None:
        try:
            self._send(_head(status, "text/plain", 0, closes=True), STALL_S)
            self._sock.shutdown(socket.SHUT_WR)
            # Hanging up on unread data is a reset, which would overtake the answer.
            until = time.monotonic() + _FAREWELL_S
            while self._sock.recv(64 * 1024) and time.monotonic() < until:
                pass
        except (Ended, OSError):
            pass

    def _send(self, data: bytes | memoryview, limit_s: float) -> None:
        """Send all of it, in at most `limit_s` and never `STALL_S` without progress."""
        rest = memoryview(data)
        moved = time.monotonic()
        until = moved + limit_s
        while rest:
            now = time.monotonic()
            if self._stop.is_set() or now > until or now > moved + STALL_S:
                raise Ended
            try:
                rest = rest[self._sock.send(rest) :]
                moved = now
            except TimeoutError:
                continue


def _head(status: int, kind: str, length: int, closes: bool, received: int | None = None) -> bytes:
    lines = [
        f"HTTP/1.1 {status} {_PHRASES[status]}",
        f"Content-Type: {kind}",
        f"Content-Length: {length}",
        "Cache-Control: no-store, no-transform",
        f"Connection: {'close' if closes else 'keep-alive'}",
    ]
    if received is not None:
        lines.append(f"X-Received-Bytes: {received}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")
