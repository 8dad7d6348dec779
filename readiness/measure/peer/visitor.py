"""One visitor of the peer: measuring paths and the phones' page over one HTTP/1.1 connection.

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
from collections.abc import Callable
from dataclasses import dataclass, field

from readiness import __version__
from readiness.measure.laptop import adapter
from readiness.measure.peer import page, posted
from readiness.measure.peer.condition import Condition
from readiness.measure.peer.outlet import Outlet, head
from readiness.measure.peer.pairing import Pairings
from readiness.measure.peer.request import (
    LONGEST_S,
    PIECE_S,
    STALL_S,
    BadRequest,
    Ended,
    Inlet,
    Request,
)
from readiness.measure.peer.tally import Tallies

MEBIBYTE = 1024 * 1024
MOST_MEBIBYTES = 1024
_BLOCK = memoryview(os.urandom(MEBIBYTE))
_POSTED = ("pair.json", "spot.json", "figures.json", "devices.json", "close.json")


@dataclass(frozen=True)
class Shared:
    """What all visitors of one peer have in common; `urls` gives its addresses."""

    urls: Callable[[], list[str]]
    tallies: Tallies = field(default_factory=Tallies)
    condition: Condition = field(default_factory=Condition)
    pairings: Pairings = field(default_factory=Pairings)


class Visitor:
    """Serves one accepted connection until it ends, `stop` is set or it misbehaves."""

    def __init__(
        self,
        sock: socket.socket,
        client: str,
        udp_port: int,
        shared: Shared,
        stop: threading.Event,
    ) -> None:
        self._sock = sock
        self._client = client
        self._udp_port = udp_port
        self._tallies = shared.tallies
        self._condition = shared.condition
        self._shared = shared
        self._stop = stop
        self._inlet = Inlet(sock, stop)
        self._out = Outlet(sock, stop)

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
                self._out.refuse(bad.status)
            except (Ended, OSError):
                pass

    def _answer(self, request: Request) -> None:
        name = request.path.rpartition("/")[2]
        if name in _POSTED:
            self._hear(request, name)
            return
        received, upload = self._receive(request)
        if request.method not in ("GET", "HEAD", "POST"):
            raise BadRequest(405)
        match name:
            case "garbage.php" | "garbage":
                self._garbage(request)
            case "empty.php" | "empty":
                self._out.reply(request, 200, b"", "text/plain", [f"X-Received-Bytes: {received}"])
            case "getIP.php" | "getIP":
                self._tell(request, processedString=self._client, rawIspInfo="")
            case "readiness.json":
                self._introduce(request)
            case "received.php":
                # Asked with the last piece of an upload, it is counted before it is told.
                count, at = self._tallies.look(upload)
                busy, others = self._condition.cpu_percent, self._condition.others(self._client)
                self._tell(request, bytes=count, at=at, cpu=busy, others=others)
            case _ if found := page.file(name):
                self._out.reply(request, 200, *found, page.HEADERS)
            case "favicon.ico":  # browsers ask by themselves, and complain about a 404
                self._out.reply(request, 200, b"", "image/x-icon")
            case _:
                self._out.reply(request, 404, b"", "text/plain")

    def _hear(self, request: Request, name: str) -> None:
        """A post about a code."""
        try:
            posted.check(request)
        except posted.Refusal as refusal:
            raise BadRequest(refusal.status) from None
        if request.expects:
            self._out.send(b"HTTP/1.1 100 Continue\r\n\r\n", STALL_S)
        body = self._inlet.body(request, posted.LONGEST)
        status, told = posted.answer(
            name, self._client, body, self._shared.pairings, self._shared.urls
        )
        content = json.dumps(told).encode()
        self._out.reply(request, status, content, "application/json", page.HEADERS)

    def _introduce(self, request: Request) -> None:
        """What this is, and what could make it the limit for this visitor."""
        route = adapter.route_to(self._client)
        self._tell(
            request,
            protocol="readiness-peer",
            version=__version__,
            udp=self._udp_port,
            cpu_percent=self._condition.cpu_percent,
            link_kind=None if route is None else route.kind,
            link_mbps=None if route is None else route.speed_mbps,
            others=self._condition.others(self._client),
        )

    def _receive(self, request: Request) -> tuple[int, str]:
        """Read the body; its bytes, and the upload they were counted for ("" for none)."""
        named = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", request.query.get("id", ""))
        upload = named.group() if named else ""

        def count(received: int) -> None:
            self._condition.moved(self._client, received)
            if upload:
                self._tallies.add(upload, received)

        if request.expects:
            self._out.send(b"HTTP/1.1 100 Continue\r\n\r\n", STALL_S)
        return self._inlet.swallow(request, count), upload

    def _garbage(self, request: Request) -> None:
        """As LibreSpeed: `ckSize` MiB of noise, 4 when absent or absurd, at most 1024."""
        size = request.query.get("ckSize", "")
        mebibytes = int(size) if re.fullmatch(r"[0-9]{1,9}", size) and int(size) else 4
        mebibytes = min(mebibytes, MOST_MEBIBYTES)
        kind = "application/octet-stream"
        self._out.send(head(200, kind, mebibytes * MEBIBYTE, request.closes), STALL_S)
        until = time.monotonic() + LONGEST_S

        def count(sent: int) -> None:
            self._condition.moved(self._client, sent)

        for _ in range(0 if request.method == "HEAD" else mebibytes):
            self._out.send(_BLOCK, until - time.monotonic(), count)

    def _tell(self, request: Request, **values: str | int | float | None) -> None:
        self._out.reply(request, 200, json.dumps(values).encode(), "application/json")
