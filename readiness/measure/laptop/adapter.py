"""The laptop's own network adapters, as far as the system tells without rights."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from readiness.measure.laptop.adapter_windows import Described, described
from readiness.measure.laptop.source import Source

Kind = Literal["wifi", "cable", "vpn", "loopback", "other"]

_LINUX = sys.platform.startswith("linux")

# psutil gives names only. Windows names are in the language of the system.
_WIFI = re.compile(r"wl|wi-?fi|wireless|airport|draadlo", re.IGNORECASE)
_CABLE = re.compile(r"eth\d|en[opsxP]\w*\d|ethernet|lan-verbinding|local area", re.IGNORECASE)
_VIRTUAL = re.compile(
    r"vethernet|virtual|vmware|docker|veth|bridge|virbr|vnet|bluetooth|hyper-v", re.IGNORECASE
)
# What VPNs call their adapters on Linux and macOS, where the name is the driver's.
_TUNNEL = re.compile(
    r"(tun|tap|utun|wg|ppp|ipsec|gpd|cscotun|fctvpn|zt|tailscale|wt|nordlynx|proton|ztun|zcctun)"
    r"[-_a-z]*\d|(tailscale|zerotier|wireguard|openvpn|nordlynx|cloudflarewarp|forti|zscaler)"
    r"|zt[a-z0-9]{8,}$",
    re.IGNORECASE,
)
# What their drivers are called on Windows.
_TUNNEL_MAKER = re.compile(
    r"vpn|tap-win|wintun|wireguard|openvpn|pangp|globalprotect|anyconnect|cisco secure client"
    r"|fortinet|fortissl|zscaler|tailscale|zerotier|juniper|pulse secure|check ?point|sonicwall"
    r"|netskope|cloudflare|nordlynx|wan miniport|tunnel",
    re.IGNORECASE,
)
_TUNNEL_TYPES = {23, 131}  # ppp and tunnel, of IANA's ifType
_WINDOWS_KINDS: Mapping[int, Kind] = {6: "cable", 71: "wifi"}
# ARPHRD_PPP, _TUNNEL, _TUNNEL6 and _NONE (tun devices and WireGuard) of if_arp.h.
_LINUX_TUNNELS = {"512", "768", "769", "65534"}


@dataclass(frozen=True)
class Adapter:
    """An adapter that is up; `speed_mbps` is None where the system doesn't tell."""

    name: str
    addresses: tuple[str, ...]
    kind: Kind
    speed_mbps: int | None


def adapters() -> tuple[Adapter, ...]:
    """Adapters that are up and have an address with which another machine can be reached."""
    try:
        states, known = psutil.net_if_stats(), psutil.net_if_addrs()
    except OSError:  # an adapter that left while it was looked at
        return ()
    told = described() if sys.platform == "win32" else {}
    found = []
    for name, entries in known.items():
        state = states.get(name)
        addresses = tuple(entry.address for entry in entries if _usable(entry.address))
        if state is not None and state.isup and addresses:
            kind = _kind(name, addresses, told.get(name))
            found.append(Adapter(name, addresses, kind, state.speed or None))
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


def default_route() -> Adapter | None:
    """The adapter over which everything else goes; None where there's no way out.

    Asked with an address that is kept free for examples (RFC 5737, RFC 3849): it has no
    route of its own, so the default one is told. Nothing is sent.
    """
    return route_to("203.0.113.1") or route_to("2001:db8::1")


def wifi() -> Adapter | None:
    """The Wi-Fi adapter that is connected, the first where there are several."""
    return next((adapter for adapter in adapters() if adapter.kind == "wifi"), None)


def wifi_address(ipv6: bool = False) -> str | None:
    """The address to pin a measurement to while a cable is plugged in as well.

    None without Wi-Fi, without a cable (then nothing needs pinning), or when the Wi-Fi
    adapter has no address of that family.
    """
    known = adapters()
    if not any(adapter.kind == "cable" for adapter in known):
        return None
    mine = (a for adapter in known if adapter.kind == "wifi" for a in adapter.addresses)
    return next((a for a in mine if (":" in a) == ipv6), None)


def pinned() -> Source | None:
    """The Wi-Fi adapter to pin connections to while a cable is plugged in as well."""
    own = wifi()
    address = wifi_address() or wifi_address(ipv6=True)
    return Source(own.name, address) if own is not None and address is not None else None


def _usable(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:  # a hardware address
        return False
    return not (parsed.is_link_local or parsed.is_unspecified)


def _kind(name: str, addresses: tuple[str, ...], told: Described | None) -> Kind:
    """`told` is what Windows says of the adapter beside its name."""
    if all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses):
        return "loopback"
    if _is_tunnel(name, told):
        return "vpn"
    if _VIRTUAL.search(name) or (told is not None and _VIRTUAL.search(told.maker)):
        return "other"
    if told is not None and told.type_ in _WINDOWS_KINDS:
        return _WINDOWS_KINDS[told.type_]
    if _LINUX and Path("/sys/class/net", name, "wireless").exists():
        return "wifi"
    if _WIFI.match(name):
        return "wifi"
    return "cable" if _CABLE.match(name) else "other"


def _is_tunnel(name: str, told: Described | None) -> bool:
    if told is not None:
        return told.type_ in _TUNNEL_TYPES or bool(_TUNNEL_MAKER.search(told.maker))
    if _TUNNEL.match(name):
        return True
    if not _LINUX or name.startswith("ww"):  # a mobile modem looks like a tunnel to Linux
        return False
    try:
        return Path("/sys/class/net", name, "type").read_text().strip() in _LINUX_TUNNELS
    except OSError:
        return False
