"""A measuring point on a second laptop: LibreSpeed over HTTP, and a UDP echo, on one port."""

from __future__ import annotations

import errno
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from readiness.measure.contact.address import PEER_PORT
from readiness.measure.laptop import adapter
from readiness.measure.peer.echo import echo
from readiness.measure.peer.visitor import Shared, Visitor
from readiness.model.sentence import Sentence, refuse

MOST_VISITORS = 256
MOST_PER_ADDRESS = 64
_TRIES = 20
# Being reachable by every laptop in the building is what the peer is for.
_EVERYWHERE = ("", "0.0.0.0", "::", "*")  # noqa: S104


class Peer:
    """Serves while its `with` block lasts; leaving it ends every thread and socket.

    `host` empty means every address, IPv4 and IPv6; `port` 0 means any free port. Entering
    raises Refused when the port is taken or the address isn't this laptop's.
    """

    def __init__(self, host: str = "", port: int = PEER_PORT) -> None:
        self._host = host
        self.port = port
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._visitors: set[threading.Thread] = set()
        self._per_address: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._shared = Shared(lambda: self.urls)

    @property
    def urls(self) -> list[str]:
        """Every address at which others may reach it, a cable's before Wi-Fi's."""
        if self._host not in _EVERYWHERE:
            return [_url(self._host, self.port)]
        order = {"cable": 0, "wifi": 1, "vpn": 2, "other": 3, "loopback": 4}
        known = sorted(adapter.adapters(), key=lambda found: order[found.kind])
        hosts = [a for found in known for a in sorted(found.addresses, key=lambda a: ":" in a)]
        return [_url(host, self.port) for host in hosts] or [_url("127.0.0.1", self.port)]

    @property
    def url(self) -> str:
        """The first of `urls`."""
        return self.urls[0]

    def serve(self, stop: threading.Event) -> None:
        """Wait until `stop` is set; the peer serves meanwhile."""
        while not stop.wait(0.5):  # in pieces: on Windows an endless wait can't be interrupted
            pass

    def __enter__(self) -> Peer:
        listeners, echoes = self._bind()
        for sock in listeners:
            self._start(self._accept, sock)
        for sock in echoes:
            self._start(echo, sock, self._stop)
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
        with self._lock:
            visitors = list(self._visitors)
        for thread in visitors:
            thread.join()

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _bind(self) -> tuple[list[socket.socket], list[socket.socket]]:
        """TCP and UDP sockets with one port number, for each family there is."""
        wanted = self.port
        for last in range(_TRIES, -1, -1):
            opened: list[socket.socket] = []
            try:
                return self._bind_all(wanted, opened)
            except OSError as failure:
                for sock in opened:
                    sock.close()
                # A free TCP port may be taken for UDP: then another one.
                if wanted == 0 and last and failure.errno in (errno.EADDRINUSE, errno.EACCES):
                    continue
                raise refuse(
                    "The measuring point can't use port {port} of {host}: {why}. Nothing is "
                    "being served. Choose another port, or stop the program that uses it.",
                    port=wanted,
                    host=self._host or Sentence("this laptop"),
                    why=failure.strerror or str(failure),
                ) from failure
        raise AssertionError

    def _bind_all(
        self, port: int, opened: list[socket.socket]
    ) -> tuple[list[socket.socket], list[socket.socket]]:
        if self._host in _EVERYWHERE:
            places = [(socket.AF_INET, "0.0.0.0")]  # noqa: S104
            places += [(socket.AF_INET6, "::")] if _has_ipv6() else []
        else:
            rows = socket.getaddrinfo(self._host, None, type=socket.SOCK_STREAM)
            places = [(row[0], str(row[4][0])) for row in rows]
        listeners, echoes = [], []
        for family, host in places:
            listener = _bound(family, socket.SOCK_STREAM, host, port, opened)
            listener.listen(128)
            port = listener.getsockname()[1]
            listeners.append(listener)
            echoes.append(_bound(family, socket.SOCK_DGRAM, host, port, opened))
        self.port = port
        return listeners, echoes

    def _accept(self, listener: socket.socket) -> None:
        with listener:
            listener.settimeout(0.1)
            while not self._stop.is_set():
                try:
                    sock, address = listener.accept()
                except TimeoutError:
                    continue
                except OSError:  # a visitor that left again, or no more sockets to be had
                    self._stop.wait(0.05)
                    continue
                self._admit(sock, str(address[0]))

    def _admit(self, sock: socket.socket, client: str) -> None:
        thread = threading.Thread(target=self._visit, args=(sock, client), daemon=True)
        with self._lock:
            full = len(self._visitors) >= MOST_VISITORS
            if full or self._per_address[client] >= MOST_PER_ADDRESS:
                sock.close()
                return
            self._visitors.add(thread)
            self._per_address[client] += 1
        try:
            thread.start()
        except RuntimeError:  # the system gives no more threads
            sock.close()
            self._leave(thread, client)

    def _visit(self, sock: socket.socket, client: str) -> None:
        try:
            Visitor(sock, client, self.port, self._shared, self._stop).serve()
        finally:
            self._leave(threading.current_thread(), client)

    def _leave(self, thread: threading.Thread, client: str) -> None:
        with self._lock:
            self._visitors.discard(thread)
            self._per_address[client] -= 1
            if self._per_address[client] <= 0:
                del self._per_address[client]


def _bound(
    family: int, kind: int, host: str, port: int, opened: list[socket.socket]
) -> socket.socket:
    sock = socket.socket(family, kind)
    opened.append(sock)
    if sys.platform == "win32":
        # There, REUSEADDR would let another program take the port over.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    elif kind == socket.SOCK_STREAM:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind((host, port))
    return sock


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as sock:
            sock.bind(("::1", 0))
    except OSError:
        return False
    return True


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
