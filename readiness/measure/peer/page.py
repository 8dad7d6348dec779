"""The page with which a phone measures itself against the peer: its files, no more."""

from __future__ import annotations

from functools import cache

from readiness import paths

_FILES = {
    "device.html": "text/html",
    "device.css": "text/css",
    "words.js": "text/javascript",
    "measuring.js": "text/javascript",
    "device.js": "text/javascript",
}
# The page runs its own script and speaks with the peer; nothing else, whatever it is sent.
HEADERS = (
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Referrer-Policy: no-referrer",
    "Cross-Origin-Resource-Policy: same-origin",
)


@cache
def file(name: str) -> tuple[bytes, str] | None:
    """The file of this name with its kind, the page itself for no name; None for any other."""
    name = name or "device.html"
    if name not in _FILES:
        return None
    content = (paths.content_folder("reports") / "device" / name).read_bytes()
    return content, f"{_FILES[name]}; charset=utf-8"
