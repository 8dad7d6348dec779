"""Quitting ends everything at once, wherever a run is."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import psutil
import pytest

from readiness.measure.measurement import Measurement, Phase
from readiness.measure.peer import Peer

from .run import short
from .test_trouble import deaf


def stops_at(url: str, phase: Phase, check: Callable[[], None]) -> None:
    stop = threading.Event()
    stopped_at = 0.0
    for item in short(url, idle_s=1.0, download_s=1.0).run(stop):
        assert not isinstance(item, Measurement)
        if item.phase is phase and not stopped_at:
            stopped_at = time.monotonic()
            stop.set()
    assert 0 < time.monotonic() - stopped_at < 0.5
    check()


@pytest.mark.parametrize("phase", [Phase.CONNECT, Phase.IDLE, Phase.DOWNLOAD, Phase.UPLOAD])
def test_stopping_in_any_phase(
    peer: Peer, no_thread_left: Callable[[], None], phase: Phase
) -> None:
    stops_at(peer.url, phase, no_thread_left)


@pytest.mark.parametrize("backlog", [0, 64])
def test_stopping_while_nothing_answers(no_thread_left: Callable[[], None], backlog: int) -> None:
    with deaf(backlog) as port:
        stops_at(f"127.0.0.1:{port}", Phase.CONNECT, no_thread_left)


def test_stopping_leaves_no_connection_of_ours(peer: Peer) -> None:
    def connections() -> int:
        with contextlib.suppress(psutil.AccessDenied):
            own = psutil.Process().net_connections()
            return sum(bool(c.raddr) and c.raddr[1] == peer.port for c in own)
        return 0

    stops_at(peer.url, Phase.DOWNLOAD, lambda: None)
    assert connections() == 0


def test_leaving_the_peer_frees_its_port() -> None:
    with Peer("127.0.0.1", 0) as peer:
        visitor = socket.create_connection(("127.0.0.1", peer.port))
    visitor.close()
    with Peer("127.0.0.1", peer.port) as again:
        assert again.port == peer.port
