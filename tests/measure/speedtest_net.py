"""A tiny stand-in of speedtest.net on loopback, for the real speedtest-cli to talk with."""

from __future__ import annotations

import os
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

_NOISE = os.urandom(64 * 1024)
# A real random4000x4000.jpg has 30 MB, 2 bytes a pixel less some.
_BYTES_A_PIXEL = 2
_ROOT = Path(__file__).parents[2]


class SpeedtestNet(BaseHTTPRequestHandler):
    """Configuration, server list, pings, pictures and uploads; `seconds` each way.

    `reached_at` of its server is the port that the list names.
    """

    protocol_version = "HTTP/1.1"
    seconds = 3
    servers = 2

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def answer(self, body: bytes, status: int = 200, kind: str = "text/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.rpartition("/")[2]
        if name == "speedtest-config.php":
            self.configuration()
        elif name.startswith("speedtest-servers"):
            self.server_list()
        elif name == "latency.txt":
            self.latency()
        elif name.startswith("random"):
            self.picture(int(name.removeprefix("random").partition("x")[0]))
        else:
            self.answer(b"", 404)

    def configuration(self) -> None:
        self.answer(
            b'<settings><client ip="192.0.2.7" lat="52.0" lon="5.0" isp="Zorgnet"/>'
            b'<server-config threadcount="4" ignoreids=""/>'
            b'<download testlength="%d" threadsperurl="4"/>'
            b'<upload testlength="%d" ratio="5" threads="2" maxchunkcount="50"/></settings>'
            % (self.seconds, self.seconds)
        )

    def server_list(self) -> None:
        own = f"127.0.0.1:{self.server.reached_at}"  # type: ignore[attr-defined]
        rows = "".join(
            f'<server url="http://{own}/speedtest/upload.php" lat="52.{number}" lon="5.0" '
            f'name="Zwolle" country="Netherlands" cc="NL" sponsor="Meetpunt {number}" '
            f'id="{number}" host="{own}"/>'
            for number in range(1, self.servers + 1)
        )
        self.answer(f"<settings><servers>{rows}</servers></settings>".encode())

    def latency(self) -> None:
        self.answer(b"test=test\n", kind="text/plain")

    def picture(self, side: int) -> None:
        left = side * side * _BYTES_A_PIXEL
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(left))
        self.end_headers()
        try:
            while left:
                left -= self.wfile.write(_NOISE[: min(left, len(_NOISE))])
        except OSError:
            self.close_connection = True

    def do_POST(self) -> None:
        left = int(self.headers["Content-Length"])
        try:
            while left and (part := self.rfile.read(min(left, 65536))):
                left -= len(part)
        except OSError:
            left = 1
        self.close_connection = bool(left)
        if not left:
            self.answer(b"size=500", kind="text/plain")


class Barred(SpeedtestNet):
    """Refuses this laptop."""

    def configuration(self) -> None:
        self.answer(b"Forbidden", 403)


class Busy(SpeedtestNet):
    """Was asked too often."""

    def configuration(self) -> None:
        self.answer(b"Too many requests", 429)


class BusyList(SpeedtestNet):
    """Was asked too often for the list only."""

    def server_list(self) -> None:
        self.answer(b"Too many requests", 429)


class EmptyList(SpeedtestNet):
    """Knows no servers."""

    servers = 0


class SignIn(SpeedtestNet):
    """Answers everything with the page of a guest network."""

    def configuration(self) -> None:
        self.answer(b"<html><body>Log in op het gastnetwerk.</body></html>", kind="text/html")


class NotXml(SpeedtestNet):
    """Answers with something that is no XML at all."""

    def configuration(self) -> None:
        self.answer(b"\x00\xff<<<&", kind="text/html")


def command(port: int | str, *more: str) -> list[str]:
    """How to start the real speedtest-cli so that it finds the stand-in at this port."""
    here = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    start = "from tests.measure.speedtest_here import main; main()"
    return [sys.executable, "-W", "ignore", "-c", here + start, str(port), *more]
