"""The test link does what it says: what it injects is what a probe has to find."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from readiness.measure.peer import Peer

from .link import Lane, Way
from .relay import Relay

_PIECE = b"x" * 65536


@contextlib.contextmanager
def far_end(talk: Callable[[socket.socket], None], host: str = "127.0.0.1") -> Iterator[int]:
    """A port whose every visitor is talked to in a thread."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.ExitStack() as open_, socket.create_server((host, 0), family=family) as door:

        def let_in() -> None:
            with contextlib.suppress(OSError):
                while True:
                    visitor = open_.enter_context(door.accept()[0])
                    threading.Thread(target=quietly, args=(visitor,), daemon=True).start()

        def quietly(visitor: socket.socket) -> None:
            with contextlib.suppress(OSError):
                talk(visitor)

        threading.Thread(target=let_in, daemon=True).start()
        yield door.getsockname()[1]
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def pour(line: socket.socket) -> None:
    while True:
        line.sendall(_PIECE)


def echo(line: socket.socket) -> None:
    while data := line.recv(65536):
        line.sendall(data)


def swallow(line: socket.socket) -> None:
    while line.recv(65536):
        pass


def connect(relay: Relay, host: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection((host, relay.port), timeout=3)


def rate(line: socket.socket, seconds: float = 1.5) -> float:
    """Mbit/s that come in, after the first half second."""
    until, got = time.monotonic() + 0.5, 0
    while time.monotonic() < until:
        line.recv(65536)
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        got += len(line.recv(65536))
    return got * 8 / (time.monotonic() - began) / 1e6


@contextlib.contextmanager
def pings(relay: Relay, host: str = "127.0.0.1") -> Iterator[Callable[[bytes], float | None]]:
    """Send a datagram and wait for its echo: seconds, None when it doesn't come in 0.5 s."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.5)
        sock.connect((host, relay.port))

        def ping(data: bytes) -> float | None:
            began = time.monotonic()
            sock.send(data)
            try:
                while sock.recv(2048) != data:
                    pass
            except TimeoutError:
                return None
            return time.monotonic() - began

        yield ping


@pytest.mark.parametrize("mbps", [1, 20, 200])
def test_a_rate_is_kept_within_2_percent(mbps: float) -> None:
    with far_end(pour) as port, Relay(port, mbps=mbps) as relay, connect(relay) as line:
        assert rate(line) == pytest.approx(mbps, rel=0.02)


def test_each_direction_has_its_own_rate() -> None:
    there, back = Way(10), Way(50)
    with far_end(pour) as port, Relay(port, down=back, up=there) as relay, connect(relay) as line:
        assert rate(line) == pytest.approx(50, rel=0.02)
    with far_end(swallow) as port, Relay(port, down=back, up=there) as relay:
        with connect(relay) as line, contextlib.suppress(TimeoutError):
            threading.Thread(target=_pour, args=(line,), daemon=True).start()
            assert _waits_for(lambda: relay.up.passed > 0)
            before, marked = relay.up.passed, time.monotonic()
            line.settimeout(1.5)
            line.recv(1)
        passed = relay.up.passed - before
        assert passed * 8 / (time.monotonic() - marked) / 1e6 == pytest.approx(10, rel=0.02)


def test_several_streams_share_the_rate_evenly() -> None:
    with far_end(pour) as port, Relay(port, mbps=20) as relay, contextlib.ExitStack() as lines:
        rates: list[float] = []
        visitors = [lines.enter_context(connect(relay)) for _ in range(4)]
        threads = [
            threading.Thread(target=lambda line=line: rates.append(rate(line))) for line in visitors
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(rates) == pytest.approx(20, rel=0.05)
        assert all(one == pytest.approx(5, rel=0.2) for one in rates)


def test_a_delay_holds_up_datagrams_and_streams_each_way(peer: Peer) -> None:
    with Relay(peer.port, delay_s=0.03) as relay, pings(relay) as ping:
        times = sorted(ping(b"%d" % n) or 9 for n in range(10))
        assert 0.06 <= times[0] < times[5] < 0.07
    with far_end(echo) as port, Relay(port, delay_s=0.03) as relay, connect(relay) as line:
        times = []
        for _ in range(5):
            began = time.monotonic()
            line.sendall(b"hello")
            assert line.recv(100) == b"hello"
            times.append(time.monotonic() - began)
        assert 0.06 <= min(times) < 0.066


def test_jitter_lies_between_nothing_and_what_was_asked(peer: Peer) -> None:
    with Relay(peer.port, up=Way(delay_s=0.01, jitter_s=0.02)) as relay, pings(relay) as ping:
        times = [ping(b"%d" % n) or 9 for n in range(40)]
    assert 0.01 <= min(times) < 0.016
    assert max(times) > 0.026
    assert sorted(times)[30] < 0.032  # three of four; the last may have met a busy machine


def lost(lane: Lane, count: int) -> list[int]:
    """Which of so many datagrams the lane loses."""
    came: list[int] = []
    for number in range(1, count + 1):
        lane.datagram(0.0, 100, partial(came.append, number))
    for deliver in lane.arrived(1.0):
        deliver()
    return sorted(set(range(1, count + 1)) - set(came))


def test_every_nth_datagram_is_lost_and_no_other(peer: Peer) -> None:
    with Relay(peer.port, drop_every=4) as relay, pings(relay) as ping:
        heard = [ping(b"%d" % n) is not None for n in range(1, 9)]
    assert heard == [True, True, True, False, True, True, True, False]
    assert (relay.up.datagrams, relay.up.dropped) == (8, 2)
    assert (relay.down.datagrams, relay.down.dropped) == (6, 0)


def test_datagrams_can_be_lost_on_their_way_back(peer: Peer) -> None:
    with Relay(peer.port, down=Way(drop_every=2)) as relay, pings(relay) as ping:
        assert [ping(b"%d" % n) is not None for n in range(4)] == [True, False, True, False]
    assert (relay.up.dropped, relay.down.dropped) == (0, 2)


def test_random_losses_have_their_share_and_come_again_with_the_same_seed() -> None:
    first, again, other = (Lane(Way(drop_share=0.02), seed) for seed in ("1", "1", "2"))
    losses = lost(first, 5000)
    assert 75 <= len(losses) <= 125
    assert lost(again, 5000) == losses
    assert lost(other, 5000) != losses


def test_a_cut_holds_everything_and_resume_loses_only_datagrams(peer: Peer) -> None:
    with Relay(peer.port) as relay, pings(relay) as ping:
        assert ping(b"before") is not None
        relay.cut()
        assert ping(b"meanwhile") is None
        relay.resume()
        assert ping(b"after") is not None
    with far_end(echo) as port, Relay(port, delay_s=0.05) as relay, connect(relay) as line:
        line.sendall(b"under way")
        relay.cut()
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(100)
        line.sendall(b", and more")
        relay.resume()
        line.settimeout(3)
        came = b""
        while len(came) < len(b"under way, and more"):
            came += line.recv(100)
        assert came == b"under way, and more"


def test_a_visitor_during_a_cut_waits_in_silence() -> None:
    with far_end(echo) as port, Relay(port) as relay:
        relay.cut()
        with connect(relay) as line:
            line.sendall(b"anybody?")
            line.settimeout(0.3)
            with pytest.raises(TimeoutError):
                line.recv(100)
            relay.resume()
            assert line.recv(100) == b"anybody?"


def test_datagrams_wait_behind_tcp_in_one_queue() -> None:
    """20 ms there and back, and a queue of 200 ms that downloads keep full."""
    with contextlib.ExitStack() as running:
        peer = running.enter_context(Peer("127.0.0.1", 0))
        relay = running.enter_context(Relay(peer.port, mbps=20, delay_s=0.01, queue_s=0.2))
        ping = running.enter_context(pings(relay))
        idle = ping(b"idle")
        for _ in range(4):
            line = running.enter_context(connect(relay))
            line.sendall(b"GET /garbage.php?ckSize=100 HTTP/1.1\r\nHost: x\r\n\r\n")
            threading.Thread(target=_drain, args=(line,), daemon=True).start()
        assert _waits_for(lambda: relay.down.longest_s > 0.18)
        loaded = [ping(b"%d" % n) or 9 for n in range(10)]
    assert idle is not None
    assert 0.02 <= idle < 0.04
    assert all(one > 0.2 for one in loaded)
    assert sorted(loaded)[7] < 0.235
    assert relay.down.overflowed == 0


def test_datagrams_that_find_the_queue_full_are_lost(peer: Peer) -> None:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with sock, Relay(peer.port, up=Way(mbps=1, queue_s=0.1)) as relay:
        for _ in range(40):
            sock.sendto(b"x" * 1250, ("127.0.0.1", relay.port))
        assert _waits_for(lambda: relay.up.datagrams == 40)
    # One of 10 ms at a time: the queue is over its 100 ms with the twelfth.
    assert 27 <= relay.up.overflowed <= 29


def test_what_a_sender_hands_over_is_soon_on_its_way() -> None:
    """The relay's own buffers hold under 1 MB of what the link hasn't passed."""
    with far_end(swallow) as port, Relay(port, mbps=1) as relay, connect(relay) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * 1024)
        line.setblocking(False)
        taken, until = 0, time.monotonic() + 1
        while time.monotonic() < until:
            with contextlib.suppress(BlockingIOError):
                taken += line.send(_PIECE)
        assert taken - relay.up.passed < 1_000_000


def test_the_end_of_a_stream_arrives_after_its_last_byte() -> None:
    def answer(line: socket.socket) -> None:
        got = 0
        while data := line.recv(65536):
            got += len(data)
        line.sendall(b"%d" % got)
        line.close()

    with far_end(answer) as port, Relay(port, mbps=20) as relay, connect(relay) as line:
        line.sendall(b"x" * 300_000)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b"300000"
        assert line.recv(100) == b""


def test_a_refusal_behind_the_link_ends_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with Relay(port) as relay, connect(relay) as line, pytest.raises(ConnectionResetError):
        line.recv(100)


def test_ipv6_passes_as_ipv4_does() -> None:
    with contextlib.ExitStack() as running:
        try:
            peer = running.enter_context(Peer("::1", 0))
        except Exception as none:
            pytest.skip(f"no IPv6 here: {none}")
        relay = running.enter_context(Relay(peer.port, delay_s=0.01, host="::1"))
        assert relay.url == f"http://[::1]:{relay.port}/"
        ping = running.enter_context(pings(relay, "::1"))
        assert 0.02 <= (ping(b"six") or 9) < 0.04
        line = running.enter_context(connect(relay, "::1"))
        line.sendall(b"GET /empty.php HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(12) == b"HTTP/1.1 200"


def test_leaving_the_relay_leaves_no_thread_and_no_socket() -> None:
    with far_end(pour) as port:
        with Relay(port, mbps=5) as relay, connect(relay) as line:
            line.recv(100)
        assert not any(thread.name == "relay" for thread in threading.enumerate())
        with pytest.raises(ConnectionRefusedError):
            connect(relay)


def _drain(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        swallow(line)


def _pour(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        pour(line)


def _waits_for(true: Callable[[], bool], seconds: float = 3.0) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        threading.Event().wait(0.01)
    return True
