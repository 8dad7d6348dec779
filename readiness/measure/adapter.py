"""The laptop's own network adapters and load, as far as psutil tells without rights."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

Kind = Literal["wifi", "cable", "loopback", "other"]

BUSY_PERCENT = 80.0
CABLE_TOO = "A network cable is plugged in as well; unplug it to be sure of the Wi-Fi figure."
OVER_CABLE = "This was measured over a cable, not over Wi-Fi."
SAME_LAPTOP = "The measuring server runs on this laptop; this says nothing about the network."
BUSY = "The laptop was more than 80 % busy; the figures may be too low."

# psutil gives names only. Windows names are in the language of the system.
_WIFI = re.compile(r"wl|wi-?fi|wireless|airport|draadloos", re.IGNORECASE)
_CABLE = re.compile(r"eth\d|en[opsxP]\w*\d|ethernet|lan-verbinding|local area", re.IGNORECASE)
_VIRTUAL = re.compile(r"vethernet|virtual|vmware|docker|veth|bridge|tailscale|bluetooth", re.I)


@dataclass(frozen=True)
class Adapter:
    """An adapter that is up; `speed_mbps` is None where the system doesn't tell."""

    name: str
    addresses: tuple[str, ...]
    kind: Kind
    speed_mbps: int | None


def adapters() -> tuple[Adapter, ...]:
    """Adapters that are up and have an address with which another machine can be reached."""
    states = psutil.net_if_stats()
    found = []
    for name, entries in psutil.net_if_addrs().items():
        state = states.get(name)
        addresses = tuple(entry.address for entry in entries if _usable(entry.address))
        if state is not None and state.isup and addresses:
            found.append(Adapter(name, addresses, _kind(name, addresses), state.speed or None))
    return tuple(found)


def connected() -> bool:
    """Whether any adapter other than loopback is up with an address."""
    return any(adapter.kind != "loopback" for adapter in adapters())


def route_to(address: str) -> Adapter | None:
    """The adapter over which this IP address is reached; None when the system doesn't tell."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        # Connecting a UDP socket sends nothing; it only asks the system for the route.
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.connect((address.partition("%")[0], 9))
            own = sock.getsockname()[0]
    except OSError:
        return None
    if own == address:  # traffic to an own address never leaves the laptop
        return Adapter("loopback", (address,), "loopback", None)
    for adapter in adapters():
        if own in (entry.partition("%")[0] for entry in adapter.addresses):
            return adapter
    return None


def warnings(route: Adapter | None) -> list[str]:
    """What makes a Wi-Fi figure over this route doubtful."""
    if route is None:
        return []
    if route.kind == "loopback":
        return [SAME_LAPTOP]
    if route.kind == "cable":
        return [OVER_CABLE]
    cable = any(a.kind == "cable" and a.name != route.name for a in adapters())
    return [CABLE_TOO] if cable and route.kind == "wifi" else []


class Load:
    """How busy the laptop's processors were, in percent, between two looks."""

    def __init__(self) -> None:
        self.highest = 0.0
        psutil.cpu_percent()  # the first call only sets the mark to count from

    def look(self) -> None:
        """Take the load since the previous look into account."""
        self.highest = max(self.highest, psutil.cpu_percent())

    @property
    def too_busy(self) -> bool:
        """Whether the load may have held the figures down."""
        return self.highest > BUSY_PERCENT


def _usable(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:  # a hardware address
        return False
    return not (parsed.is_link_local or parsed.is_unspecified)


def _kind(name: str, addresses: tuple[str, ...]) -> Kind:
    if all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses):
        return "loopback"
    if _VIRTUAL.search(name):
        return "other"
    if sys.platform == "linux" and Path("/sys/class/net", name, "wireless").exists():
        return "wifi"
    if _WIFI.match(name):
        return "wifi"
    return "cable" if _CABLE.match(name) else "other"
