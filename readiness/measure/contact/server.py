"""First contact with a measuring server: is it there, and what does it speak?"""

from __future__ import annotations

import json
import queue
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from readiness.measure.contact import fault, proxy, trust
from readiness.measure.contact.address import ServerAddress
from readiness.measure.contact.http_line import HttpLine, NotHttp, Reply
from readiness.measure.contact.proxy import Proxy
from readiness.measure.contact.wire import PIECE_S, Place, Silent, SocketAddress, dial
from readiness.measure.crew import Halted
from readiness.measure.laptop import adapter
from readiness.measure.laptop.source import Source

# Together under the 6 s that a black hole may cost.
_NAME_S = 3.0
_ANSWER_S = 4.5
_AGAIN_S = 0.8
_MOST_ADDRESSES = 4
_MOST_PREFIXES = ("", "backend/")
# 512 random bytes hold some 220 different values; text holds under 64.
_LEAST_VARIETY = 100

Addresses = list[tuple[socket.AddressFamily, SocketAddress]]

NETWORK_TROUBLE = (OSError, Silent, NotHttp)


@dataclass(frozen=True)
class Told:
    """What a peer told of itself at first contact; None for what it didn't.

    `link_mbps` and `link_kind` are of the adapter over which this laptop reaches it,
    `others` counts other laptops that are measuring against it now.
    """

    cpu_percent: float | None = None
    link_mbps: float | None = None
    link_kind: str = ""
    others: int = 0


@dataclass(frozen=True)
class Server:
    """A LibreSpeed server that answered, with what is needed to speak with it.

    `protocol` is "readiness-peer" or "librespeed"; `udp` is where the peer may echo: first the
    port at which it was reached (through a forwarding, that is the way back too), then the
    port it told. `proxy` is the system's proxy that stands between, if any.
    """

    address: ServerAddress
    place: Place
    base: str
    protocol: str
    udp: Sequence[tuple[socket.AddressFamily, SocketAddress]]
    told: Told = Told()
    proxy: Proxy | None = None

    def line(self, halt: threading.Event) -> HttpLine:
        """A connection to it, not opened yet."""
        return HttpLine(self.place, self.address.authority, halt)

    @property
    def is_peer(self) -> bool:
        """Whether it tells what it received."""
        return self.protocol == "readiness-peer"


def find(address: ServerAddress, halt: threading.Event, source: Source | None = None) -> Server:
    """The server at this address; NotMeasured within 6 s when there is none.

    `source` pins every connection to an adapter of this laptop.
    """
    started = time.monotonic()
    if not address.local and not adapter.connected():
        raise fault.no_adapter()
    between = proxy.find(address)
    place = _place(address, between, halt, source)

    def left() -> float:
        return max(started + _ANSWER_S - time.monotonic(), PIECE_S)

    try:
        wire = dial(place, halt, left())
    except NETWORK_TROUBLE as error:
        raise fault.judge(error, str(address)) from error
    place = replace(place, addresses=[wire.far_address])
    line = HttpLine(place, address.authority, halt)
    line.wire = wire
    try:
        return replace(_acquaint(address, place, line, left), proxy=between)
    except Silent as error:
        raise _why_silent(place, address, halt) from error
    except NETWORK_TROUBLE as error:
        raise fault.judge(error, str(address)) from error
    finally:
        line.close()


def _acquaint(
    address: ServerAddress, place: Place, line: HttpLine, left: Callable[[], float]
) -> Server:
    server, reply = str(address), None
    for prefix in _MOST_PREFIXES:
        base = address.path + prefix
        hello = line.ask(f"{base}readiness.json", left())
        if (peer := _peer(hello)) is not None:
            port, told = peer
            family, (host, _, *rest) = place.addresses[0]
            ports = dict.fromkeys((address.port, port))
            udp = [(family, cast(SocketAddress, (host, each, *rest))) for each in ports]
            return Server(address, place, base, "readiness-peer", udp, told)
        reply = line.ask(f"{base}empty.php", left())
        if reply.head.status != 404:
            break
    assert reply is not None
    fault.check(reply.head, server)
    if len(reply.body.strip()) > 16:  # LibreSpeed answers with nothing
        raise fault.page(server)
    _try_download(server, base, line, left)
    return Server(address, place, base, "librespeed", [])


def _try_download(server: str, base: str, line: HttpLine, left: Callable[[], float]) -> None:
    """Look at the start of a download; without reading it, the connection is done for."""
    head, start, wire = line.open(f"{base}garbage.php?ckSize=1", left())
    fault.check(head, server)
    if head.content_type.startswith("text/"):
        raise fault.page(server)
    if head.length is not None and head.length < 1024 * 1024:
        raise fault.too_little(server)
    buffer = bytearray(4096)
    while len(start) < 1024:
        count = wire.receive_into(buffer, left())
        if count == 0:
            raise fault.too_little(server)
        start += buffer[:count]
    if len(set(start[-512:])) < _LEAST_VARIETY:
        raise fault.page(server)


def _peer(reply: Reply) -> tuple[int, Told] | None:
    """The UDP port of a peer and what it tells; None when it's another server."""
    try:
        told = json.loads(reply.body) if reply.head.status == 200 else None
    except ValueError:
        return None
    if not isinstance(told, dict) or told.get("protocol") != "readiness-peer":
        return None
    port = told.get("udp")
    if not isinstance(port, int) or not 0 < port < 65536:
        return None
    others = _number(told, "others")
    return port, Told(
        cpu_percent=_number(told, "cpu_percent"),
        link_mbps=_number(told, "link_mbps") or None,
        link_kind=kind if isinstance(kind := told.get("link_kind"), str) else "",
        others=int(others or 0),
    )


def _number(told: dict[str, object], key: str) -> float | None:
    value = told.get(key)
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if usable and 0 <= value < 1e9 else None  # type: ignore[arg-type, operator]


def _why_silent(place: Place, address: ServerAddress, halt: threading.Event) -> Exception:
    """A server that takes a second connection at once is reachable, and hangs."""
    try:
        dial(replace(place, tls=None, tunnel=b""), halt, _AGAIN_S).close()
    except NETWORK_TROUBLE as error:
        return fault.judge(error, str(address))
    return fault.hanging(str(address))


def _place(
    address: ServerAddress, between: Proxy | None, halt: threading.Event, source: Source | None
) -> Place:
    tls = trust.context if address.scheme == "https" else None
    if between is None:
        return Place(address.host, _look_up(address.host, address.port, halt), tls, source)
    addresses = _look_up(between.host, between.port, halt)
    if tls is not None:
        return Place(address.host, addresses, tls, source, tunnel=between.tunnel(address.authority))
    prefix, fields = f"http://{address.authority}", tuple(between.fields())
    return Place(address.host, addresses, None, source, prefix=prefix, fields=fields)


def _look_up(host: str, port: int, halt: threading.Event) -> Addresses:
    """The host's addresses.

    The system's look-up can't be ended, only left behind: where it hangs, its thread does so
    until the system gives up, and keeps neither the run nor quitting waiting.
    """
    answers: queue.SimpleQueue[Addresses | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found: Addresses = [(row[0], cast(SocketAddress, row[4])) for row in rows]
            answers.put(found[:_MOST_ADDRESSES])
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True, name="look-up").start()
    until = time.monotonic() + _NAME_S
    while time.monotonic() < until:
        if halt.is_set():
            raise Halted
        try:
            answer = answers.get(timeout=PIECE_S)
        except queue.Empty:
            continue
        if isinstance(answer, OSError):
            raise fault.no_name(host, answer)
        return answer
    raise fault.no_name(host, None)
