"""The peer's UDP echo: every datagram goes back as it came, and never more than that."""

from __future__ import annotations

import socket
import threading
import time

LONGEST = 1400
MOST_PER_SECOND = 2000  # from one address; a run sends 100
_PIECE_S = 0.1


def echo(sock: socket.socket, stop: threading.Event) -> None:
    """Echo until `stop`; closes the socket.

    What can't come from a probe is dropped: ports that belong to services, and our own
    port number, so that two peers (or a peer and another echo service) can't be set to
    answer each other for ever by a forged sender. The limit per address holds the rest down.
    """
    own = sock.getsockname()[1]
    counts: dict[str, int] = {}
    second = 0
    with sock:
        sock.settimeout(_PIECE_S)
        while not stop.is_set():
            try:
                data, sender = sock.recvfrom(LONGEST + 1)
            except TimeoutError:
                continue
            except OSError:  # Windows reports an earlier answer that didn't arrive
                stop.wait(0.001)
                continue
            if len(data) > LONGEST or sender[1] < 1024 or sender[1] == own:
                continue
            if int(time.monotonic()) != second:
                second = int(time.monotonic())
                counts.clear()
            counts[sender[0]] = counts.get(sender[0], 0) + 1
            if counts[sender[0]] > MOST_PER_SECOND:
                continue
            try:
                sock.sendto(data, sender)
            except OSError:  # the way back is gone: a lost probe, which is what it should be
                continue
