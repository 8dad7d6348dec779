"""Servers that aren't ours: a LibreSpeed as PHP serves it, and what gets in its way."""

from __future__ import annotations

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_NOISE = os.urandom(64 * 1024)
_PAGE = b"<!doctype html><title>Welkom</title>" + b"<p>Log in op het gastnetwerk.</p>" * 40


class LibreSpeed(BaseHTTPRequestHandler):
    """As installed from LibreSpeed's archive: in `backend/`, chunked, text/html when empty."""

    protocol_version = "HTTP/1.1"
    prefix = "/backend/"

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def answer(self, status: int, kind: str, body: bytes, **fields: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == f"{self.prefix}empty.php":
            self.answer(200, "text/html; charset=UTF-8", b"")
        elif url.path == f"{self.prefix}garbage.php":
            self.garbage(int(parse_qs(url.query)["ckSize"][0]))
        else:
            self.answer(404, "text/html", _PAGE)

    def do_POST(self) -> None:
        left = int(self.headers["Content-Length"])
        while left and (part := self.rfile.read(min(left, 65536))):
            left -= len(part)
        if not left:
            self.do_GET()

    def garbage(self, mebibytes: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for _ in range(mebibytes * 16):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(_NOISE), _NOISE))
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.close_connection = True


class Portal(LibreSpeed):
    """Answers everything with its own page."""

    def do_GET(self) -> None:
        self.answer(200, "text/html", _PAGE)


class Redirecting(LibreSpeed):
    """Sends everybody to its own page."""

    def do_GET(self) -> None:
        self.answer(302, "text/html", b"", Location="http://portal.example/")


class DownloadPage(LibreSpeed):
    """Lets the ping through and replaces the download, as a filter does."""

    prefix = "/"

    def garbage(self, mebibytes: int) -> None:
        self.answer(200, "application/octet-stream", _PAGE)


class NoUploads(LibreSpeed):
    """A web server in front that accepts no bodies of this size."""

    def do_POST(self) -> None:
        self.close_connection = True
        self.answer(413, "text/html", _PAGE)


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass
