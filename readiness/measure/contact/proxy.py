"""The system's HTTP proxy, where it has one for this server."""

from __future__ import annotations

import base64
import ipaddress
import urllib.request
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from readiness.measure.contact.address import ServerAddress

_STANDARD_PORT = 80


@dataclass(frozen=True)
class Proxy:
    """A proxy that takes plain HTTP; `authorization` is a header line's value, or empty."""

    host: str
    port: int
    authorization: str

    def tunnel(self, authority: str) -> bytes:
        """The request that asks for a connection to host and port."""
        lines = [f"CONNECT {authority} HTTP/1.1", f"Host: {authority}", *self.fields()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def fields(self) -> list[str]:
        """Header lines that the proxy wants with a request."""
        return [f"Proxy-Authorization: {self.authorization}"] if self.authorization else []

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def find(address: ServerAddress) -> Proxy | None:
    """The proxy that the system names for this address; None to go there directly.

    Addresses of this laptop and private IP addresses are gone to directly: what is measured
    inside the building is the building's network, whatever the browser is told. A proxy
    found by a script (PAC) isn't known to `urllib`.
    """
    try:
        inside = ipaddress.ip_address(address.host)
        if inside.is_private or inside.is_loopback or inside.is_link_local:
            return None
    except ValueError:
        if address.local:
            return None
    try:
        named = urllib.request.getproxies().get(address.scheme, "")
        if not named or urllib.request.proxy_bypass(address.host):
            return None
    except OSError:  # a registry that can't be read
        return None
    return parse(named)


def parse(text: str) -> Proxy | None:
    """The proxy in `http://user:password@host:port`; None for one that isn't plain HTTP."""
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port or _STANDARD_PORT
    except ValueError:
        return None
    if parts.scheme != "http" or not host or any(c.isspace() for c in host):
        return None
    authorization = ""
    if parts.username:
        both = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + base64.b64encode(both.encode()).decode()
    return Proxy(host, port, authorization)
