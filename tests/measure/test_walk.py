"""A walk against the real peer, over a link that can be cut."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from readiness.measure.measurement import Figure, Unavailable
from readiness.measure.peer import Peer
from readiness.measure.ping.icmp import IcmpPinger
from readiness.measure.radio.link import WifiLink, without
from readiness.measure.walk.probe import Gap, Note, Roam, Walk, WalkMoment, WalkProbe
from readiness.model.sentence import Sentence

from .plain import LibreSpeed
from .relay import Relay
from .test_ping import needs_icmp
from .test_trouble import deaf


def walk(probe: WalkProbe, each: Callable[[WalkMoment], None] = lambda moment: None) -> Walk:
    """The walk, with its moments given to `each`."""
    *_, last = moments(probe, each)
    assert isinstance(last, Walk)
    return last


def moments(
    probe: WalkProbe, each: Callable[[WalkMoment], None], stop: threading.Event | None = None
) -> list[WalkMoment | Walk]:
    told = []
    for item in probe.run(stop or threading.Event()):
        told.append(item)
        if isinstance(item, WalkMoment):
            each(item)
    return told


class Cut:
    """Cuts the link once, at this moment of the walk, for so long."""

    def __init__(self, relay: Relay, at_s: float, seconds: float) -> None:
        self._relay, self._at_s, self._seconds = relay, at_s, seconds
        self.lasted_ms = 0.0
        self._timer: threading.Thread | None = None

    def __call__(self, moment: WalkMoment) -> None:
        if self._timer is None and not moment.looking and moment.at_s >= self._at_s:
            self._timer = threading.Thread(target=self._cut)
            self._timer.start()

    def _cut(self) -> None:
        self._relay.cut()
        began = time.perf_counter()
        time.sleep(self._seconds)
        self._relay.resume()
        self.lasted_ms = (time.perf_counter() - began) * 1000

    def join(self) -> None:
        assert self._timer is not None
        self._timer.join()


class Canary:
    """How late a thread of this process comes, at worst: what the machine does, no network."""

    def __enter__(self) -> Canary:
        self.worst_ms = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sing)
        self._thread.start()
        return self

    def _sing(self) -> None:
        before = time.perf_counter()
        while not self._ended.wait(0.01):
            now = time.perf_counter()
            self.worst_ms = max(self.worst_ms, (now - before - 0.01) * 1000)
            before = now

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


@pytest.fixture
def no_icmp(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where ICMP needs rights: a relay passes TCP and UDP only."""
    monkeypatch.setattr(IcmpPinger, "heard", lambda _self, _halt: False)


def test_a_cut_of_700_ms_is_a_gap_of_700_ms(peer: Peer) -> None:
    with Relay(peer.port) as relay, Canary() as canary:
        cut = Cut(relay, 1.0, 0.7)
        made = walk(WalkProbe(relay.url, 3.0, least_s=2.0), cut)
        cut.join()
    assert made.state == "measured"
    assert isinstance(made.longest, Figure)
    assert (made.longest.unit, made.longest.how) == ("ms", "udp-echo-20ms")
    assert not made.longest.at_least
    assert abs(float(made.longest.value) - cut.lasted_ms) <= 45 + canary.worst_ms
    assert made.longest_gap is not None
    assert 0.9 <= made.longest_gap.at_s < 1.5
    assert made.longest_gap.ms == made.longest.value
    assert 25 <= made.sent - made.answered <= 45


def test_a_quiet_link_has_no_gap(peer: Peer) -> None:
    with Canary() as canary:
        told = moments(WalkProbe(peer.url, 3.0, least_s=2.0), lambda moment: None)
    made = told[-1]
    assert isinstance(made, Walk)
    assert isinstance(made.longest, Figure)
    assert made.longest.value <= 60 + canary.worst_ms
    assert 2.9 <= made.seconds <= 3.3
    assert 140 <= made.sent <= 160
    assert isinstance(made.latency, Figure)
    assert isinstance(made.latency_p95, Figure)
    assert 0 < made.latency.value <= made.latency_p95.value
    walked = [m for m in told if isinstance(m, WalkMoment) and not m.looking]
    assert 25 <= len(walked) <= 40
    assert any(m.latency_ms for m in walked)
    assert walked[-1].at_s > 2.5
    kept = json.loads(json.dumps(dict(made.instrument)))
    assert (kept["probe"], kept["server"], kept["how"]) == ("walk", peer.url, "udp-echo-20ms")


def test_one_percent_of_losses_is_no_long_gap(peer: Peer) -> None:
    with Relay(peer.port, drop_every=100) as relay, Canary() as canary:
        made = walk(WalkProbe(relay.url, 4.2, least_s=2.0))
    assert isinstance(made.longest, Figure)
    assert 15 <= made.longest.value <= 60 + canary.worst_ms
    assert 1 <= made.sent - made.answered <= 5


def test_answers_later_than_a_second_are_silence(peer: Peer) -> None:
    with Relay(peer.port, delay_s=0.02) as relay:

        def slow_down(moment: WalkMoment) -> None:
            if moment.at_s >= 1.0:
                relay.down.way = relay.up.way = type(relay.up.way)(delay_s=0.6)

        made = walk(WalkProbe(relay.url, 4.0, least_s=2.0), slow_down)
    assert isinstance(made.longest, Figure)
    assert made.longest.at_least
    assert made.longest.value > 2000


def test_a_link_that_never_comes_back_counts_until_the_end(peer: Peer) -> None:
    with Relay(peer.port) as relay:
        cut = Cut(relay, 1.0, 4.0)
        made = walk(WalkProbe(relay.url, 3.0, least_s=2.0), cut)
        cut.join()
    assert isinstance(made.longest, Figure)
    assert made.longest.at_least
    assert abs(float(made.longest.value) - 2000) < 250
    warnings = made.instrument["warnings"]
    assert isinstance(warnings, list)
    assert any("did not come back" in warning for warning in warnings)


@pytest.mark.parametrize("least_s", [1.0, 60.0])
def test_a_server_that_dies_is_no_gap_of_the_network(least_s: float) -> None:
    with contextlib.ExitStack() as running:
        peer = running.enter_context(Peer("127.0.0.1", 0))

        def kill(moment: WalkMoment) -> None:
            if moment.at_s >= 1.5:
                running.close()

        made = walk(WalkProbe(peer.url, 20.0, least_s=least_s), kill)
    assert made.seconds < 8
    if least_s == 1.0:
        assert isinstance(made.longest, Figure)
        assert made.longest.value < 300
        warnings = made.instrument["warnings"]
        assert isinstance(warnings, list)
        assert any("server stopped during the walk" in warning for warning in warnings)
    else:
        assert made.state == "interrupted"
        assert "refuses connections" in str(made.reason)


def test_under_a_minute_is_no_figure_but_the_gaps_are_kept(peer: Peer) -> None:
    with Relay(peer.port) as relay:
        cut = Cut(relay, 0.5, 0.3)
        made = walk(WalkProbe(relay.url, 2.0), cut)
        cut.join()
    assert made.state == "interrupted"
    assert isinstance(made.longest, Unavailable)
    assert "Walk at least a minute" in str(made.longest.reason)
    assert [gap for gap in made.gaps if gap.ms > 200]


def test_stopping_gives_what_was_walked_at_once_and_leaves_no_thread(
    peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    stop, stopped = threading.Event(), [0.0]

    def end(moment: WalkMoment) -> None:
        if moment.at_s >= 1.0 and not stopped[0]:
            stopped[0] = time.perf_counter()
            stop.set()

    told = moments(WalkProbe(peer.url, least_s=0.5), end, stop)
    assert time.perf_counter() - stopped[0] < 0.5
    made = told[-1]
    assert isinstance(made, Walk)
    assert isinstance(made.longest, Figure)
    warnings = made.instrument["warnings"]
    assert isinstance(warnings, list)
    assert any("shorter than five minutes" in warning for warning in warnings)
    no_thread_left()


@needs_icmp
def test_a_librespeed_server_is_walked_with_icmp_where_that_needs_no_rights(
    serve: Callable[[type[LibreSpeed]], str],
) -> None:
    made = walk(WalkProbe(serve(LibreSpeed), 2.0, least_s=1.0))
    assert isinstance(made.longest, Figure)
    assert made.longest.how == "icmp-echo-20ms"
    assert made.answered > 50


def test_stopping_a_walk_over_web_requests_that_nobody_answers(
    serve: Callable[[type[LibreSpeed]], str], no_icmp: None
) -> None:
    stop, stopped = threading.Event(), [0.0]
    port = int(serve(LibreSpeed).split(":")[2].strip("/"))
    with Relay(port) as relay:
        before = {thread.name for thread in threading.enumerate()}

        def end(moment: WalkMoment) -> None:
            if moment.at_s >= 0.5:
                relay.cut()
            if moment.silent_ms > 700 and not stopped[0]:
                stopped[0] = time.perf_counter()
                stop.set()

        moments(WalkProbe(relay.url, 20.0), end, stop)
        assert 0 < time.perf_counter() - stopped[0] < 0.5
        # Threads of the server in this process come and go by themselves.
        left = {thread.name for thread in threading.enumerate()} - before
        assert not [name for name in left if "process_request" not in name]


def test_closing_gives_nothing_and_leaves_no_thread(
    peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    run = WalkProbe(peer.url).run(threading.Event())
    for moment in run:
        assert isinstance(moment, WalkMoment)
        if moment.at_s > 0.3:
            break
    closed = time.perf_counter()
    run.close()
    assert time.perf_counter() - closed < 0.5
    no_thread_left()


def test_any_librespeed_server_will_do_with_a_warning(
    serve: Callable[[type[LibreSpeed]], str], no_icmp: None
) -> None:
    port = int(serve(LibreSpeed).split(":")[2].strip("/"))
    with Relay(port) as relay, Canary() as canary:
        cut = Cut(relay, 1.0, 0.7)
        made = walk(WalkProbe(relay.url, 4.0, least_s=2.0), cut)
        cut.join()
    assert isinstance(made.longest, Figure)
    assert made.longest.how == "http-ping"
    # TCP asks again after 0.2, 0.6, 1.4 s; the relay hands on at once what waited in it.
    assert cut.lasted_ms - 45 <= made.longest.value <= 1500 + canary.worst_ms
    warnings = made.instrument["warnings"]
    assert isinstance(warnings, list)
    assert any("no UDP echo" in warning for warning in warnings)


def test_without_a_server_or_with_a_wrong_one_it_says_why() -> None:
    for server, state, words in (
        (None, "unavailable", "No measuring server is set"),
        ("ftp://x/", "unavailable", "not the address of a measuring server"),
    ):
        made = walk(WalkProbe(server))
        assert made.state == state
        assert words in str(made.reason)
        assert made.longest == Unavailable(made.reason or Sentence())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    made = walk(WalkProbe(f"127.0.0.1:{port}"))
    assert made.state == "unavailable"
    assert "refused the connection" in str(made.reason)


def test_a_black_hole_is_no_link() -> None:
    with deaf(backlog=0) as port:
        made = walk(WalkProbe(f"127.0.0.1:{port}"))
    assert made.state == "no-link"


def test_stopping_while_looking_for_the_server_walks_nothing(
    no_thread_left: Callable[[], None],
) -> None:
    stop = threading.Event()
    with deaf(backlog=0) as port:
        told = moments(WalkProbe(f"127.0.0.1:{port}"), lambda moment: stop.set(), stop)
    made = told[-1]
    assert isinstance(made, Walk)
    assert (made.state, made.sent, made.seconds) == ("interrupted", 0, 0.0)
    no_thread_left()


class Radio:
    """A Wi-Fi reader that is on one access point first and on another after two readings."""

    live = True

    def __init__(self) -> None:
        self.readings = 0

    def read(self, halt: threading.Event) -> WifiLink:
        self.readings += 1
        bssid = "02:00:00:00:00:0a" if self.readings < 3 else "02:00:00:00:00:0b"
        return WifiLink("test", True, bssid=bssid, signal_dbm=-61)


def test_access_points_are_numbered_and_their_addresses_stay_here(peer: Peer) -> None:
    told = moments(WalkProbe(peer.url, 3.0, Radio()), lambda moment: None)
    made = told[-1]
    assert isinstance(made, Walk)
    assert isinstance(made.roams, tuple)
    (roam,) = made.roams
    assert (roam.old, roam.new) == ("1", "2")
    assert 1.5 < roam.at_s < 3
    assert "02:00" not in repr(told)
    walked = [m for m in told if isinstance(m, WalkMoment) and not m.looking]
    assert walked[-1].access_point == "2"
    assert walked[-1].signal_dbm == -61
    assert [e for m in walked for e in m.events if isinstance(e, Roam)] == [roam]


def test_where_the_access_point_cannot_be_read_it_says_why(peer: Peer) -> None:
    class Blind(Radio):
        def read(self, halt: threading.Event) -> WifiLink:
            return without(Sentence("No permission."), "test")

    class Slow(Radio):
        live = False

    assert walk(WalkProbe(peer.url, 1.0, Blind())).roams == Unavailable(Sentence("No permission."))
    roams = walk(WalkProbe(peer.url, 1.0, Slow())).roams
    assert isinstance(roams, Unavailable)
    assert "can't tell while walking" in str(roams.reason)


def test_notes_are_cleaned_kept_and_told_once(peer: Peer) -> None:
    probe = WalkProbe(peer.url, 1.5)
    noted: list[Note] = []

    def speak(moment: WalkMoment) -> None:
        noted.extend(event for event in moment.events if isinstance(event, Note))
        if moment.at_s > 0.5 and not probe._notes:
            probe.note("  lift\n \x1b[31m down ")
            probe.note("x" * 200, 0.2)
            probe.note("   ")

    made = walk(probe, speak)
    assert [note.text for note in made.notes] == ["lift \ufffd[31m down", "x" * 80]
    assert made.notes[1].at_s == 0.2
    assert noted == list(made.notes)


def test_a_gap_is_told_once(peer: Peer) -> None:
    with Relay(peer.port) as relay:
        told: list[Gap] = []
        cut = Cut(relay, 0.5, 0.3)

        def listen(moment: WalkMoment) -> None:
            cut(moment)
            told.extend(event for event in moment.events if isinstance(event, Gap))

        made = walk(WalkProbe(relay.url, 2.0), listen)
        cut.join()
    assert [(gap.at_s, gap.ms) for gap in told] == [(gap.at_s, gap.ms) for gap in made.gaps]


_ELSEWHERE = """
import sys, threading
from readiness.measure.walk.probe import Walk, WalkMoment, WalkProbe
for item in WalkProbe(sys.argv[1], 4.5, least_s=2.0).run(threading.Event()):
    if isinstance(item, WalkMoment) and item.at_s > 1.0:
        print("walking", flush=True)
    elif isinstance(item, Walk):
        print("longest", item.longest.value, item.instrument.get("stalls", 0), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP on Windows")
@pytest.mark.parametrize("still_s", [0.8, 2.5])
def test_a_laptop_that_stands_still_is_no_gap_of_the_network(peer: Peer, still_s: float) -> None:
    command = [sys.executable, "-c", _ELSEWHERE, peer.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "walking\n"
        os.kill(child.pid, signal.SIGSTOP)
        time.sleep(still_s)  # this is the stall itself
        os.kill(child.pid, signal.SIGCONT)
        *_, last = child.stdout
    _word, longest, stalls = last.split()
    assert Decimal(longest) < 150
    assert int(stalls) >= 1


def test_a_socket_that_breaks_is_made_anew(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[float] = []
    real = socket.socket.send

    def send(self: socket.socket, data: bytes) -> int:
        # As when the adapter is gone: for half a second every send fails.
        if len(data) == 60 and data[:4] == b"RDY1" and time.perf_counter() < broken[0]:
            raise OSError(101, "Network is unreachable")
        return real(self, data)

    broken.append(0.0)

    def pull(moment: WalkMoment) -> None:
        if moment.at_s >= 1.0 and not broken[0]:
            broken[0] = time.perf_counter() + 0.5

    monkeypatch.setattr(socket, "socket", type("Socket", (socket.socket,), {"send": send}))
    made = walk(WalkProbe(peer.url, 3.0, least_s=2.0), pull)
    assert isinstance(made.longest, Figure)
    assert 450 < made.longest.value < 800
    assert not made.longest.at_least
