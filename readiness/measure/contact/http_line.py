"""HTTP/1.1 over a wire: just enough to speak with a measuring server.

Not `http.client`: its reads can't be taken up again after a timeout, and quitting must
never wait for one.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from dataclasses import dataclass

from readiness.measure.contact.wire import Place, Silent, Wire, dial

LONGEST_HEAD = 32 * 1024
LONGEST_BODY = 64 * 1024
LAST_CHUNK = b"\r\n0\r\n\r\n"
DIAL_S = 3.5


class NotHttp(Exception):
    """What came back isn't an HTTP answer."""


@dataclass(frozen=True)
class Head:
    """The start of an answer; `length` is None when it isn't told beforehand."""

    status: int
    content_type: str
    length: int | None
    chunked: bool
    closes: bool
    redirect: str


@dataclass(frozen=True)
class Reply:
    """A whole small answer; `seconds` from the request sent to the first byte back."""

    head: Head
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Body:
    """What is posted: the same content so many times over, in one request."""

    content: memoryview
    kind: str = "application/octet-stream"
    times: int = 1


class HttpLine:
    """One connection, opened when needed and kept as long as the server keeps it."""

    def __init__(self, place: Place, host: str, halt: threading.Event) -> None:
        self._place = place
        self._host = host
        self._halt = halt
        self.wire: Wire | None = None
        self._extra = b""

    def ask(
        self,
        path: str,
        limit_s: float,
        body: Body | None = None,
        dial_s: float = DIAL_S,
    ) -> Reply:
        """GET the path, or POST `body` to it; OSError, Silent, NotHttp, Halted as in `wire`."""
        kept = self.wire is not None
        try:
            return self._ask(path, limit_s, body, dial_s)
        except (ConnectionError, ssl.SSLError, NotHttp):
            self.close()
            if not kept:
                raise
        # The server may have ended a connection that was kept open: that's no fault.
        return self._ask(path, limit_s, body, dial_s)

    def open(self, path: str, limit_s: float) -> tuple[Head, bytes, Wire]:
        """GET the path up to its head; the start of the body; the wire with the rest of it."""
        wire = self._connected(DIAL_S)
        self._extra = b""
        wire.send(self._request("GET", path), limit_s)
        head, _ = self._head(wire, limit_s)
        return head, self._extra, wire

    def close(self) -> None:
        """End the connection, if there is one."""
        if self.wire is not None:
            self.wire.close()
        self.wire = None
        self._extra = b""

    def _ask(self, path: str, limit_s: float, body: Body | None, dial_s: float) -> Reply:
        wire = self._connected(dial_s)
        try:
            sent = time.perf_counter()
            method = "GET" if body is None else "POST"
            wire.send(self._request(method, path, body), limit_s)
            if body is not None:
                self._send_body(wire, body, limit_s)
            head, first = self._head(wire, limit_s)
            content, whole = self._body(wire, head, limit_s)
        except BaseException:
            self.close()
            raise
        if head.closes or not whole:
            self.close()
        return Reply(head, content, first - sent)

    def _connected(self, dial_s: float) -> Wire:
        if self.wire is None:
            self._extra = b""
            self.wire = dial(self._place, self._halt, dial_s)
        return self.wire

    def _request(self, method: str, path: str, body: Body | None = None) -> bytes:
        lines = [
            f"{method} {self._place.prefix}{path} HTTP/1.1",
            f"Host: {self._host}",
            *self._place.fields,
            "User-Agent: readiness",
            "Accept-Encoding: identity",
            "Cache-Control: no-store",
        ]
        if body is not None:
            length = len(body.content) * body.times
            lines += [f"Content-Type: {body.kind}", f"Content-Length: {length}"]
        return "\r\n".join([*lines, "", ""]).encode("ascii")

    def _send_body(self, wire: Wire, body: Body, limit_s: float) -> None:
        # A server that refuses a body answers first and then hangs up: read its answer.
        with contextlib.suppress(ConnectionError):
            for _ in range(body.times):
                wire.send(body.content, limit_s)

    def _head(self, wire: Wire, limit_s: float) -> tuple[Head, float]:
        """The head and the moment its first byte came."""
        data, first = bytearray(self._extra), 0.0
        while (end := data.find(b"\r\n\r\n")) < 0:
            if len(data) > LONGEST_HEAD or (data and not b"HTTP/1."[: len(data)] == data[:7]):
                raise NotHttp
            data += _some(wire, limit_s)
            first = first or time.perf_counter()
        self._extra = bytes(data[end + 4 :])
        head = _parse(bytes(data[:end]))
        if head.status == 100:
            return self._head(wire, limit_s)
        return head, first

    def _body(self, wire: Wire, head: Head, limit_s: float) -> tuple[bytes, bool]:
        """At most `LONGEST_BODY` of the body, and whether that was all of it."""
        if head.status in (204, 304):
            return b"", True
        data, self._extra = bytearray(self._extra), b""
        wanted = LONGEST_BODY if head.length is None else min(head.length, LONGEST_BODY)
        until = time.monotonic() + limit_s
        while len(data) < wanted:
            if head.chunked and (data.endswith(LAST_CHUNK) or data == LAST_CHUNK[2:]):
                return _unchunked(bytes(data)), True
            if time.monotonic() > until:  # a drip of bytes doesn't hold the run
                raise Silent
            try:
                data += _some(wire, limit_s)
            except NotHttp:  # the other end closed: without a length that is the end
                return bytes(data), False
        return bytes(data[:wanted]), head.length is not None and len(data) == head.length


def _some(wire: Wire, limit_s: float) -> bytes:
    buffer = bytearray(16 * 1024)
    count = wire.receive_into(buffer, limit_s)
    if count == 0:
        raise NotHttp
    return bytes(buffer[:count])


def _parse(data: bytes) -> Head:
    first, *lines = data.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdecimal():
        raise NotHttp
    fields = {}
    for line in lines:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    length = fields.get("content-length", "")
    kept = fields.get("connection", "").lower()
    return Head(
        status=int(words[1]),
        content_type=fields.get("content-type", "").lower(),
        length=int(length) if length.isdecimal() and len(length) < 16 else None,
        chunked="chunked" in fields.get("transfer-encoding", "").lower(),
        closes="close" in kept or (words[0] == "HTTP/1.0" and "keep-alive" not in kept),
        redirect=fields.get("location", ""),
    )


def _unchunked(data: bytes) -> bytes:
    body = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        try:
            count = int(size.split(b";")[0], 16)
        except ValueError:
            raise NotHttp from None
        if count == 0:
            break
        body, data = body + data[:count], data[count + 2 :]
    return body
