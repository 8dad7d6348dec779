"""What visitors of the peer send: heads and bodies, read with limits on size and time."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

LONGEST_HEAD = 16 * 1024
LARGEST_BODY = 16 * 1024**3
PIECE_S = 0.25
IDLE_S = 30.0  # between two requests
HEAD_S = 10.0  # for the whole head, however slowly it drips
STALL_S = 10.0  # without a byte moving
LONGEST_S = 300.0  # for one download or upload


class Ended(Exception):
    """This connection is over; nothing to tell."""


class BadRequest(Exception):
    """A request that can't be accepted; the status to answer with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Request:
    """The head of a request; `length`, `chunked` and `content_type` are about its body."""

    method: str
    path: str
    query: dict[str, str]
    length: int
    chunked: bool
    closes: bool
    expects: bool
    host: str
    origin: str
    content_type: str


class Inlet:
    """The reading side of one connection; Ended when it's over or took too long."""

    def __init__(self, sock: socket.socket, stop: threading.Event) -> None:
        self._sock = sock
        self._stop = stop
        self._data = bytearray()
        self._buffer: memoryview | None = None

    def request(self) -> Request:
        """The next request's head; BadRequest when it isn't one."""
        waiting = time.monotonic() + IDLE_S
        while not self._data.strip(b"\r\n"):
            self._data.clear()
            self._more(waiting)
        until = time.monotonic() + HEAD_S
        while (end := self._data.find(b"\r\n\r\n")) < 0:
            if len(self._data) > LONGEST_HEAD:
                raise BadRequest(431)
            self._more(until)
        head = bytes(self._data[:end]).lstrip(b"\r\n")
        del self._data[: end + 4]
        return _parse(head)

    def body(self, request: Request, longest: int) -> bytes:
        """The whole of a small body; BadRequest when it is longer or doesn't tell its length."""
        if request.chunked:
            raise BadRequest(411)
        if request.length > longest:
            raise BadRequest(413)
        until = time.monotonic() + HEAD_S
        while len(self._data) < request.length:
            self._more(until)
        content = bytes(self._data[: request.length])
        del self._data[: request.length]
        return content

    def swallow(self, request: Request, count: Callable[[int], None]) -> int:
        """Read the body away, telling `count` of every piece; the bytes of it."""
        until = time.monotonic() + LONGEST_S
        if not request.chunked:
            self._skip(request.length, count, until)
            return request.length
        total = 0
        while True:
            line = self._line(until).split(b";")[0].strip()
            if not re.fullmatch(rb"[0-9a-fA-F]{1,9}", line):
                raise BadRequest(400)
            size = int(line, 16)
            total += size
            if total > LARGEST_BODY:
                raise BadRequest(413)
            if size == 0:
                while self._line(until):  # trailers
                    pass
                return total
            self._skip(size, count, until)
            if self._line(until):
                raise BadRequest(400)

    def _skip(self, length: int, count: Callable[[int], None], until: float) -> None:
        at_hand = min(length, len(self._data))
        del self._data[:at_hand]
        if at_hand:
            count(at_hand)
        rest = length - at_hand
        if rest and self._buffer is None:
            self._buffer = memoryview(bytearray(256 * 1024))
        while rest and self._buffer is not None:
            got = self._receive(self._buffer[:rest], min(until, time.monotonic() + STALL_S))
            rest -= got
            count(got)

    def _line(self, until: float) -> bytes:
        while (end := self._data.find(b"\r\n")) < 0:
            if len(self._data) > LONGEST_HEAD:
                raise BadRequest(400)
            self._more(min(until, time.monotonic() + STALL_S))
        line = bytes(self._data[:end])
        del self._data[: end + 2]
        return line

    def _more(self, until: float) -> None:
        part = bytearray(16 * 1024)
        count = self._receive(memoryview(part), until)
        self._data += part[:count]

    def _receive(self, buffer: memoryview, until: float) -> int:
        while not self._stop.is_set() and time.monotonic() < until:
            try:
                count = self._sock.recv_into(buffer)
            except TimeoutError:
                continue
            if count == 0:
                break
            return count
        raise Ended


def _parse(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in ("HTTP/1.0", "HTTP/1.1"):
        raise BadRequest(400)
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or (name in ("content-length", "host", "origin") and name in fields):
            raise BadRequest(400)
        fields[name] = value.strip()
    length, coding = fields.get("content-length", "0"), fields.get("transfer-encoding", "")
    if not re.fullmatch(r"[0-9]{1,15}", length) or (coding and "content-length" in fields):
        raise BadRequest(400)
    if int(length) > LARGEST_BODY:
        raise BadRequest(413)
    if coding and coding.lower() != "chunked":
        raise BadRequest(501)
    try:
        parts = urlsplit(words[1])
        query = {k: values[-1] for k, values in parse_qs(parts.query, max_num_fields=20).items()}
    except ValueError:
        raise BadRequest(400) from None
    kept = fields.get("connection", "").lower()
    return Request(
        method=words[0],
        path=unquote(parts.path),
        query=query,
        length=int(length),
        chunked=bool(coding),
        closes="close" in kept or (words[2] == "HTTP/1.0" and "keep-alive" not in kept),
        expects=fields.get("expect", "").lower() == "100-continue",
        host=fields.get("host", ""),
        origin=fields.get("origin", ""),
        content_type=fields.get("content-type", ""),
    )
