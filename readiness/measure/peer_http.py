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
from collections import OrderedDict
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

MEBIBYTE = 1024 * 1024
MOST_MEBIBYTES = 1024
LONGEST_HEAD = 16 * 1024
LARGEST_BODY = 16 * 1024**3
_BLOCK = memoryview(os.urandom(MEBIBYTE))
_PIECE_S = 0.25
_IDLE_S = 30.0  # between two requests
_HEAD_S = 10.0  # for the whole head, however slowly it drips
_STALL_S = 10.0  # without a byte moving
_LONGEST_S = 300.0  # for one download or upload
_PHRASES = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
}


class _Ended(Exception):
    """This connection is over; nothing to tell."""


class _Bad(Exception):
    """A request that can't be accepted; the status to answer with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Tallies:
    """Bytes received per upload id, over all its connections; keeps the last 256 ids."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bytes: OrderedDict[str, int] = OrderedDict()

    def add(self, upload: str, count: int) -> None:
        """Count received bytes."""
        with self._lock:
            self._bytes[upload] = self._bytes.get(upload, 0) + count
            self._bytes.move_to_end(upload)
            if len(self._bytes) > 256:
                self._bytes.popitem(last=False)

    def look(self, upload: str) -> tuple[int, float]:
        """Bytes so far, and the peer's own clock in seconds at that moment."""
        with self._lock:
            return self._bytes.get(upload, 0), time.monotonic()


@dataclass
class _Request:
    method: str
    path: str
    query: dict[str, str]
    length: int
    chunked: bool
    closes: bool
    expects: bool
    fields: dict[str, str] = field(default_factory=dict)


class Visitor:
    """Serves one accepted connection until it ends, `stop` is set or it misbehaves."""

    def __init__(
        self, sock: socket.socket, client: str, udp_port: int, tallies: Tallies, stop: threading.Event
    ) -> None:
        self._sock = sock
        self._client = client
        self._udp_port = udp_port
        self._tallies = tallies
        self._stop = stop
        self._data = bytearray()
        self._buffer: memoryview | None = None

    def serve(self) -> None:
        """Answer requests one after the other; closes the socket."""
        with self._sock:
            try:
                self._sock.settimeout(_PIECE_S)
                self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while self._answer(self._request()):
                    pass
            except _Bad as bad:
                self._refuse(bad.status)
            except (_Ended, OSError):
                pass

    def _refuse(self, status: int) -> None:
        try:
            self._reply(status, b"", closes=True)
            # Reading a little of what is still coming lets the answer arrive before a reset.
            self._sock.shutdown(socket.SHUT_WR)
            self._sock.recv(64 * 1024)
        except (_Ended, OSError):
            pass

    def _request(self) -> _Request:
        waiting = time.monotonic() + _IDLE_S
        while not self._data.strip(b"\r\n"):
            self._data.clear()
            self._more(waiting)
        until = time.monotonic() + _HEAD_S
        while (end := self._data.find(b"\r\n\r\n")) < 0:
            if len(self._data) > LONGEST_HEAD:
                raise _Bad(431)
            self._more(until)
        head = bytes(self._data[:end]).lstrip(b"\r\n")
        del self._data[: end + 4]
        return _parse(head)

    def _more(self, until: float) -> None:
        part = bytearray(16 * 1024)
        count = self._receive(memoryview(part), until)
        self._data += part[:count]

    def _receive(self, buffer: memoryview, until: float) -> int:
        while not self._stop.is_set():
            try:
                count = self._sock.recv_into(buffer)
            except TimeoutError:
                if time.monotonic() > until:
                    break
                continue
            if count == 0:
                break
            return count
        raise _Ended

    def _send(self, data: bytes | memoryview, until: float) -> None:
        rest = memoryview(data)
        moved = time.monotonic()
        while rest:
            if self._stop.is_set() or time.monotonic() > until:
                raise _Ended
            try:
                rest = rest[self._sock.send(rest) :]
                moved = time.monotonic()
            except TimeoutError:
                if time.monotonic() > moved + _STALL_S:
                    raise _Ended from None

    def _answer(self, request: _Request) -> bool:
        """Answer; whether the connection stays open."""
        upload = request.query.get("id", "")
        upload = upload if re.fullmatch(r"[\w-]{1,64}", upload, re.ASCII) else ""
        received = self._swallow(request, upload)
        if request.method not in ("GET", "HEAD", "POST"):
            raise _Bad(405)
        extra: dict[str, str] = {}
        kind, body = "application/json", b""
        match request.path.rpartition("/")[2]:
            case "garbage.php" | "garbage":
                self._garbage(request)
                return not request.closes
            case "empty.php" | "empty":
                kind = "text/plain"
                extra["X-Received-Bytes"] = str(received)
            case "getIP.php" | "getIP":
                body = _json(processedString=self._client, rawIspInfo="")
            case "readiness.json":
                body = _json(protocol="readiness-peer", udp=self._udp_port)
            case "received.php":
                count, at = self._tallies.look(upload)
                body = _json(bytes=count, at=at)
            case "":
                kind, body = "text/plain", b"Measuring point of readiness. Nothing to see here.\n"
            case _:
                self._reply(404, b"", closes=request.closes)
                return not request.closes
        self._reply(200, body, request.closes, kind, extra, request.method == "HEAD")
        return not request.closes

    def _reply(
        self,
        status: int,
        body: bytes,
        closes: bool,
        kind: str = "text/plain",
        extra: dict[str, str] | None = None,
        head_only: bool = False,
        length: int | None = None,
    ) -> None:
        fields = {
            "Content-Type": kind,
            "Content-Length": str(len(body) if length is None else length),
            "Cache-Control": "no-store, no-transform",
            "Connection": "close" if closes else "keep-alive",
            **(extra or {}),
        }
        lines = [f"HTTP/1.1 {status} {_PHRASES[status]}", *(f"{k}: {v}" for k, v in fields.items())]
        data = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
        self._send(data if head_only else data + body, time.monotonic() + _STALL_S)

    def _garbage(self, request: _Request) -> None:
        """As LibreSpeed: `ckSize` MiB of noise, 4 when absent or absurd, at most 1024."""
        size = request.query.get("ckSize", "")
        count = int(size) if re.fullmatch(r"[0-9]{1,9}", size) and int(size) else 4
        count = min(count, MOST_MEBIBYTES)
        self._reply(
            200, b"", request.closes, "application/octet-stream", length=count * MEBIBYTE
        )
        until = time.monotonic() + _LONGEST_S
        for _ in range(0 if request.method == "HEAD" else count):
            self._send(_BLOCK, until)

    def _swallow(self, request: _Request, upload: str) -> int:
        """Read the body away while counting it; the bytes of it."""
        if request.expects:
            self._send(b"HTTP/1.1 100 Continue\r\n\r\n", time.monotonic() + _STALL_S)
        until = time.monotonic() + _LONGEST_S
        if not request.chunked:
            self._skip(request.length, upload, until)
            return request.length
        total = 0
        while True:
            line = self._line(until).split(b";")[0].strip()
            if not re.fullmatch(rb"[0-9a-fA-F]{1,9}", line):
                raise _Bad(400)
            size = int(line, 16)
            total += size
            if total > LARGEST_BODY:
                raise _Bad(413)
            if size == 0:
                while self._line(until):  # trailers
                    pass
                return total
            self._skip(size, upload, until)
            if self._line(until):
                raise _Bad(400)

    def _skip(self, count: int, upload: str, until: float) -> None:
        at_hand = min(count, len(self._data))
        del self._data[:at_hand]
        self._count(upload, at_hand)
        if self._buffer is None and count > at_hand:
            self._buffer = memoryview(bytearray(256 * 1024))
        rest = count - at_hand
        while rest and self._buffer is not None:
            stall = min(until, time.monotonic() + _STALL_S)
            if time.monotonic() > until:
                raise _Ended
            got = self._receive(self._buffer[: min(rest, len(self._buffer))], stall)
            rest -= got
            self._count(upload, got)

    def _count(self, upload: str, count: int) -> None:
        if upload and count:
            self._tallies.add(upload, count)

    def _line(self, until: float) -> bytes:
        while (end := self._data.find(b"\r\n")) < 0:
            if len(self._data) > LONGEST_HEAD:
                raise _Bad(400)
            self._more(min(until, time.monotonic() + _STALL_S))
        line = bytes(self._data[:end])
        del self._data[: end + 2]
        return line


def _parse(head: bytes) -> _Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in ("HTTP/1.0", "HTTP/1.1"):
        raise _Bad(400)
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name.lower() in fields and name.lower() == "content-length":
            raise _Bad(400)
        fields[name.lower()] = value.strip()
    length, coding = fields.get("content-length", "0"), fields.get("transfer-encoding", "")
    if not re.fullmatch(r"[0-9]{1,15}", length) or (coding and "content-length" in fields):
        raise _Bad(400)
    if int(length) > LARGEST_BODY:
        raise _Bad(413)
    if coding and coding.lower() != "chunked":
        raise _Bad(501)
    try:
        parts = urlsplit(words[1])
        query = {key: values[-1] for key, values in parse_qs(parts.query, max_num_fields=20).items()}
    except ValueError:
        raise _Bad(400) from None
    kept = fields.get("connection", "").lower()
    return _Request(
        method=words[0],
        path=unquote(parts.path),
        query=query,
        length=int(length),
        chunked=bool(coding),
        closes="close" in kept or (words[2] == "HTTP/1.0" and "keep-alive" not in kept),
        expects=fields.get("expect", "").lower() == "100-continue",
    )


def _json(**values: str | int | float) -> bytes:
    return json.dumps(values).encode()
