"""Which probes tell latency, jitter and loss best against a server, from here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial

from readiness.measure.contact.server import Server
from readiness.measure.crew import Crew
from readiness.measure.ping.echo import EchoPinger
from readiness.measure.ping.icmp import IcmpPinger
from readiness.measure.ping.icmp_windows import WindowsPinger
from readiness.measure.ping.latency import Pinger, WebPinger
from readiness.measure.ping.system import SystemPinger
from readiness.measure.ping.udp import UdpPinger


def choose(server: Server, halt: threading.Event) -> Pinger:
    """The first that hears an answer: UDP echo, ICMP, the system's ping, a web request.

    Only the last works through a proxy, and it can't count loss.
    """
    ways = list(_ways(server))
    heard: set[int] = set()

    def listen(number: int, way: Pinger, enough: threading.Event) -> None:
        if way.heard(enough):
            heard.add(number)

    # All at once: a firewall that swallows one kind costs a second, not one for each.
    with Crew() as crew:
        for number, way in enumerate(ways):
            crew.start(partial(listen, number, way))
        while crew.busy and 0 not in heard and not halt.wait(0.01):
            pass
    return ways[min(heard)] if heard else WebPinger(server)


def echoes(server: Server) -> Iterator[EchoPinger]:
    """Echoes over a socket of our own, the peer's first; none through a proxy."""
    if server.proxy:
        return
    source = server.place.source
    for family, address in server.udp:
        yield UdpPinger(family, address, source)
    if sys.platform != "win32":
        family, address = server.place.addresses[0]
        yield IcmpPinger(family, address, source)


def _ways(server: Server) -> Iterator[Pinger]:
    if server.proxy:
        return
    yield from echoes(server)
    host = str(server.place.addresses[0][1][0])
    if sys.platform != "win32":
        yield SystemPinger(host, WebPinger(server))
    elif ":" not in host:
        yield WindowsPinger(host)
