"""What Windows calls its network adapters: psutil gives only the name a person may change.

A VPN's adapter is named "Ethernet 3" there; its description names the maker.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ALL_FAMILIES = 0
# Without the lists of addresses: names only.
_FLAGS = 0x1 | 0x2 | 0x4 | 0x8
_TOO_SMALL = 111
_MOST = 1024 * 1024
_MOST_ADAPTERS = 256


@dataclass(frozen=True)
class Described:
    """`maker` as the driver writes it; `type_` is the IANA ifType (6 cable, 71 Wi-Fi, 23 PPP,
    131 tunnel)."""

    maker: str
    type_: int


class Entry(ctypes.Structure):
    """The start of IP_ADAPTER_ADDRESSES_LH (iptypes.h), up to the type."""


Entry._fields_ = [
    ("length", ctypes.c_uint32),
    ("index", ctypes.c_uint32),
    ("next", ctypes.POINTER(Entry)),
    ("adapter_name", ctypes.c_char_p),
    ("unicast", ctypes.c_void_p),
    ("anycast", ctypes.c_void_p),
    ("multicast", ctypes.c_void_p),
    ("dns_servers", ctypes.c_void_p),
    ("dns_suffix", ctypes.c_wchar_p),
    ("description", ctypes.c_wchar_p),
    ("friendly_name", ctypes.c_wchar_p),
    ("physical_address", ctypes.c_ubyte * 8),
    ("physical_address_length", ctypes.c_uint32),
    ("flags", ctypes.c_uint32),
    ("mtu", ctypes.c_uint32),
    ("if_type", ctypes.c_uint32),
]


def described() -> Mapping[str, Described]:
    """Every adapter by the name that psutil gives; empty when Windows doesn't tell."""
    size = ctypes.c_uint32(32 * 1024)
    try:
        ask = getattr(ctypes, "windll").iphlpapi.GetAdaptersAddresses  # noqa: B009
        while size.value <= _MOST:
            room = ctypes.create_string_buffer(size.value)
            code = ask(_ALL_FAMILIES, _FLAGS, None, room, ctypes.byref(size))
            if code == 0:
                return dict(walk(ctypes.cast(room, ctypes.POINTER(Entry))))
            if code != _TOO_SMALL:
                break
    except (OSError, AttributeError, ValueError):
        pass
    return {}


def walk(first: ctypes._Pointer[Entry]) -> Iterator[tuple[str, Described]]:
    """The adapters of the linked list that Windows fills in."""
    place = first
    for _ in range(_MOST_ADAPTERS):
        if not place:
            return
        entry = place.contents
        if entry.friendly_name:
            yield entry.friendly_name, Described(entry.description or "", entry.if_type)
        place = entry.next
