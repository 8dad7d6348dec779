"""Servers to measure against, and a check that nothing is left running."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from readiness.measure.peer import Peer

from .plain import LibreSpeed, Quiet


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer("127.0.0.1", 0) as running:
        yield running


@pytest.fixture
def serve() -> Iterator[Callable[[type[LibreSpeed]], str]]:
    """Start a server of this kind; its URL."""
    with contextlib.ExitStack() as running:

        def start(kind: type[LibreSpeed]) -> str:
            server = running.enter_context(Quiet(("127.0.0.1", 0), kind))
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            running.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_address[1]}/"

        yield start


@pytest.fixture
def no_thread_left() -> Callable[[], None]:
    """Call it to see that the threads are those of the start again, at once."""
    before = set(threading.enumerate())

    def check() -> None:
        until = time.monotonic() + 0.2
        while (left := _ours(before)) and time.monotonic() < until:
            time.sleep(0.01)
        assert not left

    return check


def _ours(before: set[threading.Thread]) -> list[str]:
    """Threads of a run; those of a server in this process come and go by themselves."""
    servers = ("_visit", "process_request_thread", "relay")
    new = set(threading.enumerate()) - before
    return [t.name for t in new if not any(name in t.name for name in servers)]
