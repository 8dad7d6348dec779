"""A link for tests, in user space: a limited rate, lost datagrams, and a cable to pull."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from types import TracebackType

_PIECE = 8 * 1024
_LONGEST_LINE = 64


class _Bucket:
    """Lets bytes pass at a rate; None is unlimited."""

    def __init__(self, mbps: float | None) -> None:
        self._bytes_per_s = mbps * 1e6 / 8 if mbps else None
        self._free_at = 0.0
        self._lock = threading.Lock()

    def take(self, count: int) -> None:
        if self._bytes_per_s is None:
            return
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + count / self._bytes_per_s
            wait = self._free_at - time.monotonic()
        if wait > 0:
            time.sleep(wait)


class Relay:
    """Passes TCP and UDP on to one port, in both directions, on a port of its own.

    `delay_s` holds everything up, each way. `drop_every` n loses each nth datagram on its way
    there. After `cut` nothing passes any
    more and nobody is told: a link that went away.
    """

    def __init__(
        self, port: int, mbps: float | None = None, drop_every: int = 0, delay_s: float = 0.0
    ) -> None:
        self._delay_s = delay_s
        self._to = ("127.0.0.1", port)
        self._down, self._up = _Bucket(mbps), _Bucket(mbps)
        self._drop_every = drop_every
        self._stop, self._cut = threading.Event(), threading.Event()
        self._threads: list[threading.Thread] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def cut(self) -> None:
        self._cut.set()

    def __enter__(self) -> Relay:
        self._start(self._accept)
        self._start(self._datagrams)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _start(self, work, *arguments) -> None:  # type: ignore[no-untyped-def]
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with self._tcp:
            self._tcp.settimeout(0.05)
            while not self._stop.is_set():
                try:
                    near, _ = self._tcp.accept()
                except TimeoutError:
                    continue
                try:
                    far = socket.create_connection(self._to, timeout=1)
                except OSError:
                    near.close()
                    continue
                for sock in (near, far):
                    sock.settimeout(0.05)
                    # Short queues: what fills up here would count as sent.
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._start(self._pump, near, far, self._up)
                self._start(self._pump, far, near, self._down)

    def _pump(self, source: socket.socket, target: socket.socket, bucket: _Bucket) -> None:
        line: queue.Queue[tuple[float, bytes]] = queue.Queue(_LONGEST_LINE)
        self._start(self._deliver, line, target)
        with contextlib.suppress(OSError):
            while not self._stop.is_set():
                try:
                    data = source.recv(_PIECE) if not self._cut.wait(0) else b""
                except TimeoutError:
                    continue
                if self._cut.is_set():
                    self._stop.wait()
                    break
                if not data:
                    break
                bucket.take(len(data))
                while not self._stop.is_set():
                    with contextlib.suppress(queue.Full):
                        line.put((time.monotonic() + self._delay_s, data), timeout=0.05)
                        break
        with contextlib.suppress(queue.Full):
            line.put((0.0, b""), timeout=1)
        source.close()

    def _deliver(self, line: queue.Queue[tuple[float, bytes]], target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while not self._stop.is_set():
                try:
                    due, data = line.get(timeout=0.05)
                except queue.Empty:
                    continue
                if not data:
                    break
                time.sleep(max(due - time.monotonic(), 0))
                rest = memoryview(data)
                while rest and not self._stop.is_set():
                    with contextlib.suppress(TimeoutError):
                        rest = rest[target.send(rest) :]
        target.close()

    def _datagrams(self) -> None:
        held: queue.SimpleQueue[tuple[float, bytes, tuple[str, int]]] = queue.SimpleQueue()
        self._start(self._release, held)
        client: tuple[str, int] | None = None
        count = 0
        with self._udp:
            self._udp.settimeout(0.05)
            while not self._stop.is_set():
                try:
                    data, sender = self._udp.recvfrom(2048)
                except OSError:
                    continue
                if self._cut.is_set():
                    continue
                to: tuple[str, int] | None = client
                if sender != self._to:
                    client, to, count = sender, self._to, count + 1
                    if self._drop_every and count % self._drop_every == 0:
                        continue
                if to is not None:
                    held.put((time.monotonic() + self._delay_s, data, to))

    def _release(self, held: queue.SimpleQueue[tuple[float, bytes, tuple[str, int]]]) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(queue.Empty, OSError):
                due, data, to = held.get(timeout=0.05)
                time.sleep(max(due - time.monotonic(), 0))
                self._udp.sendto(data, to)
