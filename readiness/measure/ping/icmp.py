"""ICMP echoes from a datagram socket: no rights needed on macOS, and where Linux allows it.

Linux allows it to the groups in `net.ipv4.ping_group_range`, sets the identifier itself and
hands over the message alone; macOS hands over IPv4's header as well.
"""

from __future__ import annotations

import socket
import struct

from readiness.measure.contact.wire import SocketAddress, bind_to
from readiness.measure.laptop.source import Source
from readiness.measure.ping.echo import EchoPinger

_HEAD = struct.Struct("!BBHHH")
_NUMBERS = 0x10000
# type of a request and of its reply, by family
_ECHO = {socket.AF_INET: (8, 0), socket.AF_INET6: (128, 129)}
_IPV6_ICMP = 58  # socket.IPPROTO_ICMPV6, which Windows' Python lacks
_FILL = bytes(48)


class IcmpPinger(EchoPinger):
    """`source` pins the probes to an adapter; None leaves it to the system."""

    kind = "icmp-echo"

    def __init__(
        self, family: socket.AddressFamily, address: SocketAddress, source: Source | None = None
    ) -> None:
        super().__init__()
        self._family = family
        self._address = address
        self._source = source

    def open(self) -> socket.socket:
        """As `EchoPinger.open`; also OSError where this needs rights."""
        protocol = socket.IPPROTO_ICMP if self._family == socket.AF_INET else _IPV6_ICMP
        sock = socket.socket(self._family, socket.SOCK_DGRAM, protocol)
        try:
            bind_to(sock, self._source)
            sock.connect((self._address[0], 0, *self._address[2:]))
        except OSError:
            sock.close()
            raise
        return sock

    def packet(self, token: bytes, number: int) -> bytes:
        """As `EchoPinger.packet`; the whole number stands in the body."""
        request, _reply = _ECHO[self._family]
        body = token + struct.pack("!I", number) + _FILL
        bare = _HEAD.pack(request, 0, 0, 0, number % _NUMBERS) + body
        # The system fills in the checksum of ICMPv6, and Linux that of ICMP too.
        return _HEAD.pack(request, 0, checksum(bare), 0, number % _NUMBERS) + body

    def number(self, token: bytes, data: bytes) -> int | None:
        """As `EchoPinger.number`."""
        if self._family == socket.AF_INET and data[:1] and data[0] >> 4 == 4:
            data = data[(data[0] & 0xF) * 4 :]
        _request, reply = _ECHO[self._family]
        body = data[_HEAD.size :]
        if len(body) < 12 or data[0] != reply or body[:8] != token:
            return None
        return int.from_bytes(body[8:12], "big")


def checksum(data: bytes) -> int:
    """The Internet checksum of RFC 1071."""
    if len(data) % 2:
        data += b"\0"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
