"""A link for tests, in user space: rates, delay, a shared queue, losses, and a cable to pull."""

from __future__ import annotations

import contextlib
import queue
import selectors
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from types import TracebackType

from .link import Lane, Way

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_BUFFER = 64 * 1024
_MOST_OVERDUE = 256 * 1024
_AT_ONCE = 64
_LONGEST_NAP_S = 1.0
_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Relay:
    """Passes TCP and UDP on to one port of the same host, on a port of its own.

    `up` is towards that port, `down` is back. Where they aren't given, `mbps`, `delay_s`,
    `jitter_s` and `queue_s` hold for both (see `Way`), and `drop_every` and `drop_share` for
    datagrams on their way up only. `host` is "127.0.0.1" or "::1". The same `seed` loses the
    same datagrams and makes the same jitter.

    After `cut` nothing passes any more and nobody is told: a link that went away. With
    `resume` TCP goes on where it was and datagrams of meanwhile are lost. The handshake of a
    new TCP connection is answered by the system at once, also during a cut; its data waits.
    """

    def __init__(
        self,
        port: int,
        mbps: float | None = None,
        drop_every: int = 0,
        delay_s: float = 0.0,
        *,
        jitter_s: float = 0.0,
        queue_s: float = 0.05,
        drop_share: float = 0.0,
        down: Way | None = None,
        up: Way | None = None,
        host: str = "127.0.0.1",
        seed: int = 1,
    ) -> None:
        both = Way(mbps, delay_s, jitter_s, queue_s)
        lossy = Way(mbps, delay_s, jitter_s, queue_s, drop_every, drop_share)
        self.down, self.up = Lane(down or both, f"down {seed}"), Lane(up or lossy, f"up {seed}")
        self._to = (host, port)
        self._family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._tcp, self._udp = _same_port(self._family, host)
        self.port: int = self._tcp.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._ripe: dict[Lane, deque[_End]] = {self.down: deque(), self.up: deque()}
        self._ends: set[_End] = set()
        self._flows: dict[object, socket.socket] = {}
        self._orders: queue.SimpleQueue[tuple[Callable[[], None], threading.Event]] = (
            queue.SimpleQueue()
        )
        self._bell, self._ear = socket.socketpair()
        self._cut_at: float | None = None
        self._stood_still = 0.0
        self._thread = threading.Thread(target=self._loop, daemon=True, name="relay")
        self._stopping = False

    @property
    def url(self) -> str:
        """Where a measuring server behind the link is found."""
        host = f"[{self._to[0]}]" if ":" in self._to[0] else self._to[0]
        return f"http://{host}:{self.port}/"

    def cut(self) -> None:
        """When this returns nothing passes any more."""
        self._order(self._begin_cut)

    def resume(self) -> None:
        """When this returns everything passes again."""
        self._order(self._end_cut)

    def __enter__(self) -> Relay:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._order(self._stop)
        self._thread.join()

    # -- what the owner asks, done by the loop -----------------------------------

    def _order(self, work: Callable[[], None]) -> None:
        done = threading.Event()
        self._orders.put((work, done))
        with contextlib.suppress(OSError):
            self._bell.send(b"!")
        done.wait(5)

    def _begin_cut(self) -> None:
        if self._cut_at is None:
            self._cut_at = time.monotonic()
            self._selector.unregister(self._tcp)
            self.down.lose_datagrams()
            self.up.lose_datagrams()

    def _end_cut(self) -> None:
        if self._cut_at is not None:
            for flow in (self._udp, *self._flows.values()):
                with contextlib.suppress(OSError):
                    while True:
                        flow.recvfrom(65536)
            self._stood_still += time.monotonic() - self._cut_at
            self._cut_at = None
            self._selector.register(self._tcp, _READ, self._accept)

    def _stop(self) -> None:
        self._stopping = True

    def _now(self) -> float:
        """The link's own clock: it stands still while the link is cut."""
        return (self._cut_at or time.monotonic()) - self._stood_still

    # -- the loop ----------------------------------------------------------------

    def _loop(self) -> None:
        self._selector.register(self._ear, _READ, self._obey)
        self._selector.register(self._tcp, _READ, self._accept)
        self._selector.register(self._udp, _READ, self._from_client)
        try:
            while not self._stopping:
                for key, _ in self._selector.select(self._nap()):
                    key.data()
                if self._cut_at is None:
                    for lane in (self.down, self.up):
                        for deliver in lane.arrived(self._now()):
                            deliver()
                        self._admit(lane)
        finally:
            sockets = (self._tcp, self._udp, self._bell, self._ear, *self._flows.values())
            for sock in (*sockets, *(end.sock for end in self._ends)):
                sock.close()
            self._selector.close()

    def _nap(self) -> float:
        if self._cut_at is not None:
            return _LONGEST_NAP_S
        now = self._now()
        moments = [lane.next_due() for lane in (self.down, self.up)]
        moments += [lane.room_at(now) for lane, ripe in self._ripe.items() if ripe]
        soonest = min((m for m in moments if m is not None), default=now + _LONGEST_NAP_S)
        return min(max(soonest - now, 0.0), _LONGEST_NAP_S)

    def _obey(self) -> None:
        self._ear.recv(64)
        with contextlib.suppress(queue.Empty):
            while True:
                work, done = self._orders.get_nowait()
                work()
                done.set()

    # -- TCP ---------------------------------------------------------------------

    def _accept(self) -> None:
        near, _ = self._tcp.accept()
        far = socket.socket(self._family, socket.SOCK_STREAM)
        _shorten(far)
        for sock in (near, far):
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        far.connect_ex(self._to)
        one, other = _End(self, near, self.up), _End(self, far, self.down)
        one.other, other.other = other, one
        self._ends |= {one, other}
        other.connecting = True
        other.watch(_WRITE)

    def _admit(self, lane: Lane) -> None:
        """Take from each connection in turn, as long as there is room."""
        ripe = self._ripe[lane]
        for _ in range(_AT_ONCE):
            now = self._now()
            room_at = lane.room_at(now)
            if not ripe or room_at is None or room_at > now:
                return
            ripe.popleft().read()

    def ripen(self, end: _End) -> None:
        """This end may have something to read."""
        if end not in self._ripe[end.lane]:
            self._ripe[end.lane].append(end)

    def forget(self, end: _End) -> None:
        """This end is closed."""
        self._ends.discard(end)
        with contextlib.suppress(ValueError):
            self._ripe[end.lane].remove(end)

    # -- UDP ---------------------------------------------------------------------

    def _from_client(self) -> None:
        with contextlib.suppress(OSError):
            for _ in range(_AT_ONCE):
                data, client = self._udp.recvfrom(65536)
                if self._cut_at is None:
                    flow = self._flows.get(client) or self._flow(client)
                    self.up.datagram(self._now(), len(data), partial(_send, flow.send, data))

    def _flow(self, client: object) -> socket.socket:
        flow = socket.socket(self._family, socket.SOCK_DGRAM)
        flow.setblocking(False)
        flow.connect(self._to)
        self._flows[client] = flow
        self._selector.register(flow, _READ, partial(self._from_server, flow, client))
        return flow

    def _from_server(self, flow: socket.socket, client: object) -> None:
        with contextlib.suppress(OSError):
            for _ in range(_AT_ONCE):
                data = flow.recv(65536)
                if self._cut_at is None:
                    back = partial(self._udp.sendto, data, client)
                    self.down.datagram(self._now(), len(data), partial(_send, back))


class _End:
    """One socket of a connection: what is read from it goes down `lane` to the other end."""

    other: _End

    def __init__(self, relay: Relay, sock: socket.socket, lane: Lane) -> None:
        self.sock, self.lane, self._relay = sock, lane, relay
        self.connecting = self._closed = self._ended = self._finished = False
        self._overdue = bytearray()
        self._last_due = 0.0
        self._watched = 0

    def watch(self, events: int) -> None:
        """Be told of these events and no others."""
        selector = self._relay._selector
        if events == self._watched or self._closed:
            return
        if not events:
            selector.unregister(self.sock)
        elif self._watched:
            selector.modify(self.sock, events, self._ready)
        else:
            selector.register(self.sock, events, self._ready)
        self._watched = events

    def _ready(self) -> None:
        if self.connecting:
            self.connecting = False
            self.watch(0)
            if self.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                self.other.abort()
                self.abort()
            else:
                self._relay.ripen(self)
                self._relay.ripen(self.other)
            return
        if self._watched & _WRITE:
            self._flush()
        if self._watched & _READ:
            self.watch(self._watched & ~_READ)
            self._relay.ripen(self)

    def read(self) -> None:
        """Take one piece and send it on its way."""
        if self._closed or self._ended or len(self.other._overdue) > _MOST_OVERDUE:
            return  # the other end asks again when it has got rid of what waits there
        try:
            data = self.sock.recv(self.lane.piece)
        except BlockingIOError:
            self.watch(self._watched | _READ)
            return
        except OSError:
            self._ended = True
            self._send(0, self.other.abort)
            return
        if data:
            self._send(len(data), partial(self.other.take, data))
            self._relay.ripen(self)
        else:
            self._ended = True
            self._send(0, self.other.finish)

    def _send(self, size: int, deliver: Callable[[], None]) -> None:
        now = self._relay._now()
        self._last_due = self.lane.stream(now, size, deliver, self._last_due)

    def take(self, data: bytes) -> None:
        """These bytes have come over the link for this end."""
        self._overdue += data
        self._flush()

    def finish(self) -> None:
        """The other side has said all it had to say."""
        self._finished = True
        self._flush()

    def abort(self) -> None:
        """The other side is gone."""
        if not self._closed:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self._close()

    def _flush(self) -> None:
        if self._closed:
            return
        before = len(self._overdue)
        try:
            while self._overdue:
                del self._overdue[: self.sock.send(self._overdue)]
        except BlockingIOError:
            pass
        except OSError:  # gone without a word to read: tell the other side
            self._send(0, self.other.abort)
            self._close()
            return
        self.watch(self._watched | _WRITE if self._overdue else self._watched & ~_WRITE)
        if before > _MOST_OVERDUE >= len(self._overdue):
            self._relay.ripen(self.other)
        if self._finished and not self._overdue:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_WR)
            if self._ended:
                self._close()
                self.other._close_if_done()

    def _close_if_done(self) -> None:
        if self._ended and self._finished and not self._overdue:
            self._close()

    def _close(self) -> None:
        if not self._closed:
            self.watch(0)
            self._closed = True
            self._relay.forget(self)
            self.sock.close()


def _send(send: Callable[..., object], *arguments: object) -> None:
    """A datagram that nobody takes is lost."""
    with contextlib.suppress(OSError):
        send(*arguments)


def _shorten(sock: socket.socket) -> None:
    """Short buffers: what fills up here would count as sent. Loopback's own segments of 64 KB
    don't fit in them, so it gets those of a cable; not every system can be asked for that."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    with contextlib.suppress(OSError, AttributeError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1400)


def _same_port(family: socket.AddressFamily, host: str) -> tuple[socket.socket, socket.socket]:
    """A listening TCP socket and a UDP socket on one port."""
    for _ in range(20):
        tcp = socket.socket(family, socket.SOCK_STREAM)
        _shorten(tcp)
        tcp.bind((host, 0))
        udp = socket.socket(family, socket.SOCK_DGRAM)
        try:
            udp.bind((host, tcp.getsockname()[1]))
        except OSError:
            tcp.close()
            udp.close()
            continue
        tcp.listen(128)
        tcp.setblocking(False)
        udp.setblocking(False)
        return tcp, udp
    raise OSError("no port is free for TCP and UDP")
