"""Latency, jitter and loss from the UDP echo of a peer."""

from __future__ import annotations

import socket
import struct

from readiness.measure.contact.wire import SocketAddress, bind_to
from readiness.measure.laptop.source import Source
from readiness.measure.ping.echo import EchoPinger

# Sequence and token, filled up to the size of a voice packet.
_PACKET = struct.Struct("!4s8sI44x")
_MAGIC = b"RDY1"


class UdpPinger(EchoPinger):
    """`source` pins the probes to an adapter; None leaves it to the system."""

    kind = "udp-echo"

    def __init__(
        self, family: socket.AddressFamily, address: SocketAddress, source: Source | None = None
    ) -> None:
        super().__init__()
        self._family = family
        self._address = address
        self._source = source

    def open(self) -> socket.socket:
        """As `EchoPinger.open`."""
        sock = socket.socket(self._family, socket.SOCK_DGRAM)
        try:
            bind_to(sock, self._source)
            sock.connect(self._address)
        except OSError:
            sock.close()
            raise
        return sock

    def packet(self, token: bytes, number: int) -> bytes:
        """As `EchoPinger.packet`."""
        return _PACKET.pack(_MAGIC, token, number & 0xFFFFFFFF)

    def number(self, token: bytes, data: bytes) -> int | None:
        """As `EchoPinger.number`."""
        try:
            magic, theirs, number = _PACKET.unpack(data)
        except struct.error:
            return None
        return int(number) if (magic, theirs) == (_MAGIC, token) else None
