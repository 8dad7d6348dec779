"""The address of a measuring server as a person writes it in the settings."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from readiness.model.sentence import refuse

PEER_PORT = 8989


@dataclass(frozen=True)
class ServerAddress:
    """Scheme (http or https), host without brackets, port, and a path that ends in `/`."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as a URL writes them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether this is surely the laptop itself."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(text: str) -> ServerAddress:
    """The address in `http://host:port/path/`, `host:port` or `host`; Refused when it's none.

    Without a scheme it's http, and without a port then 8989, the port of `measure peer`;
    a URL without a port has the port of its scheme.
    """
    bare = "://" not in text
    try:
        parts = urlsplit(f"http://{text.strip()}" if bare else text.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError):
        host, port = "", None
    scheme = parts.scheme.lower() if host else ""
    plain = host and not parts.username and not any(c.isspace() for c in host)
    if not plain or scheme not in ("http", "https"):
        raise refuse(
            "{text} is not the address of a measuring server. "
            "Write it like http://192.168.1.5:8989/ or 192.168.1.5:8989.",
            text=repr(text),
        )
    standard = 443 if scheme == "https" else PEER_PORT if bare else 80
    path = quote(parts.path, safe="/%~.-_")
    path = path[: path.rfind("/") + 1] if path.endswith((".php", ".html", "/")) else f"{path}/"
    return ServerAddress(scheme, host, port or standard, path or "/")
