"""Loss without a peer: ICMP where no rights are needed, the system's ping, a web request."""

from __future__ import annotations

import shutil
import socket
import struct
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.measure.measurement import Figure
from readiness.measure.peer import Peer
from readiness.measure.ping import icmp
from readiness.measure.ping.icmp import IcmpPinger
from readiness.measure.ping.icmp_windows import succeeded
from readiness.measure.ping.latency import WebPinger, wilson_95
from readiness.measure.ping.system import SystemPinger, round_trips, sent
from readiness.measure.ping.udp import UdpPinger
from readiness.measure.spot.result import loss

from .plain import LibreSpeed
from .relay import Relay
from .run import finish, short, value

HERE = ("127.0.0.1", 0)


def may_echo() -> str:
    """Why ICMP can't be tried here; empty when it can."""
    try:
        IcmpPinger(socket.AF_INET, HERE).open().close()
    except OSError:
        return "net.ipv4.ping_group_range lets nobody send echoes"
    return ""


needs_icmp = pytest.mark.skipif(bool(may_echo()), reason=may_echo() or "-")
needs_ping = pytest.mark.skipif(shutil.which("ping") is None, reason="ping is not installed")


@needs_icmp
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"),
                                              (socket.AF_INET6, "::1")])  # fmt: skip
def test_icmp_echoes_come_back(family: socket.AddressFamily, host: str) -> None:
    pinger = IcmpPinger(family, (host, 0))
    assert pinger.heard(threading.Event())
    pinger.idle(0.4, threading.Event())
    assert (pinger.idle_sent, pinger.idle_lost) == (200, 0)
    assert all(0 < ms < 100 for _, ms in pinger.log.replies)


@needs_icmp
def test_a_librespeed_server_is_measured_with_icmp(
    serve: Callable[[type[LibreSpeed]], str],
) -> None:
    _, measured = finish(short(serve(LibreSpeed)))
    assert isinstance(found := measured.figures["loss"], Figure)
    assert found.how == "icmp-echo-200"
    assert found.value == 0


@needs_ping
def test_the_systems_ping_serves_where_icmp_may_not(
    serve: Callable[[type[LibreSpeed]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_self: IcmpPinger) -> socket.socket:
        raise PermissionError

    monkeypatch.setattr(IcmpPinger, "open", forbidden)
    _, measured = finish(short(serve(LibreSpeed)))
    assert isinstance(found := measured.figures["loss"], Figure)
    assert found.how == "system-ping-200"
    assert found.value == 0
    assert 0 < value(measured, "latency") < 50


@needs_ping
def test_stopping_ends_the_systems_pings_at_once(no_thread_left: Callable[[], None]) -> None:
    halt = threading.Event()
    pinger = SystemPinger("192.0.2.1", WebPinger(None))  # type: ignore[arg-type]
    halt.set()
    pinger.idle(2.0, halt)
    no_thread_left()


@pytest.mark.parametrize(
    "text",
    [
        "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=1.25 ms",
        "64 bytes van 10.0.0.1: icmp_seq=1 ttl=64 tijd=1,25 ms",
        "64 octets de 10.0.0.1 : icmp_seq=1 ttl=64 temps=1.25 ms",
    ],
)
def test_a_ping_is_read_in_any_language(text: str) -> None:
    assert round_trips(f"PING 10.0.0.1\n{text}\nNa 3 ms: 1 verzonden") == [1.25]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("--- 10.0.0.1 ping statistics ---\n7 packets transmitted, 6 received", 7),
        ("--- 10.0.0.1 ping-statistieken ---\n10 pakketten verzonden, 9 ontvangen", 10),
        ("64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=1.25 ms", None),
    ],
)
def test_a_ping_tells_how_many_it_sent(text: str, told: int | None) -> None:
    assert sent(f"PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.\n{text}\n") == told


def broken_off(pinger: IcmpPinger | SystemPinger, after_s: float) -> None:
    """What was not sent, or could still be answered, isn't lost."""
    halt = threading.Event()
    threading.Timer(after_s, halt.set).start()
    pinger.idle(2.0, halt)
    assert 0 < pinger.idle_sent < 200
    assert pinger.idle_lost == 0


@needs_ping
@pytest.mark.parametrize("after_s", [0.5, 1.0])
def test_what_a_ping_did_not_send_is_not_lost(after_s: float) -> None:
    broken_off(SystemPinger("127.0.0.1", WebPinger(None)), after_s)  # type: ignore[arg-type]


@needs_icmp
def test_echoes_that_were_not_sent_are_not_lost() -> None:
    broken_off(IcmpPinger(socket.AF_INET, HERE), 0.7)


@given(st.text())
def test_whatever_a_ping_says_is_read(text: str) -> None:
    assert all(ms >= 0 for ms in round_trips(text))
    assert (sent(text) or 0) >= 0


@given(st.binary(max_size=80))
def test_whatever_comes_back_is_no_answer_of_ours(data: bytes) -> None:
    for family in (socket.AF_INET, socket.AF_INET6):
        assert IcmpPinger(family, HERE).number(b"\x00" * 8, data) in (None, *range(256))
    assert UdpPinger(socket.AF_INET, HERE).number(b"12345678", data) is None


def test_an_echo_is_known_again_with_and_without_the_ip_header() -> None:
    pinger = IcmpPinger(socket.AF_INET, HERE)
    packet = pinger.packet(b"tokentok", 70_000)
    assert icmp.checksum(packet) == 0
    reply = b"\x00" + packet[1:]
    assert pinger.number(b"tokentok", reply) == 70_000
    assert pinger.number(b"tokentok", b"\x45" + bytes(19) + reply) == 70_000
    assert pinger.number(b"another!", reply) is None
    assert pinger.number(b"tokentok", packet) is None


def test_windows_says_in_its_reply_whether_the_echo_came_back() -> None:
    assert succeeded(struct.pack("<III", 0x0100007F, 0, 3))
    assert not succeeded(struct.pack("<III", 0x0100007F, 11010, 0))
    assert not succeeded(b"")


def test_the_peers_own_echo_goes_before_all_others(peer: Peer) -> None:
    _, measured = finish(short(peer.url))
    assert isinstance(found := measured.figures["loss"], Figure)
    assert found.how == "udp-echo-200"


def test_a_firewall_that_swallows_udp_costs_a_second_at_most(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UdpPinger, "heard", lambda _self, halt: halt.wait(1.0) and False)
    monkeypatch.setattr(IcmpPinger, "heard", lambda _self, halt: False)
    monkeypatch.setattr(SystemPinger, "heard", lambda _self, halt: False)
    samples, measured = finish(short(peer.url))
    first = next(sample for sample in samples if sample.phase == "idle")
    assert first.at_s < 2
    assert "let the firewall pass udp" in str(measured.figures["loss"].reason).lower()  # type: ignore[union-attr]


@pytest.mark.parametrize(("every", "percent"), [(100, 1.0), (20, 5.0)])
def test_lost_probes_are_reported_to_a_tenth_of_a_point(
    peer: Peer, every: int, percent: float
) -> None:
    with Relay(peer.port, drop_every=every) as relay:
        pinger = UdpPinger(socket.AF_INET, ("127.0.0.1", relay.port))
        while pinger.idle_sent < 1000:
            pinger.idle(1.0, threading.Event())
    found = loss(pinger.idle_lost, pinger.idle_sent, pinger.kind)
    assert abs(float(found.value) - percent) <= 0.1


def test_the_interval_holds_the_truth_at_least_18_times_of_20(peer: Peer) -> None:
    held = 0
    lock = threading.Lock()

    def probe(seed: int) -> None:
        nonlocal held
        with Relay(peer.port, drop_share=0.05, seed=seed) as relay:
            pinger = UdpPinger(socket.AF_INET, ("127.0.0.1", relay.port))
            pinger.idle(2.0, threading.Event())
        low, high = wilson_95(pinger.idle_lost, pinger.idle_sent)
        with lock:
            held += low <= 0.05 <= high

    for first in range(0, 20, 5):
        threads = [threading.Thread(target=probe, args=(first + n,)) for n in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert held >= 18


def test_wilson_is_the_known_interval() -> None:
    low, high = wilson_95(38, 40)
    assert (round(low, 3), round(high, 3)) == (0.835, 0.986)
    assert wilson_95(0, 200)[0] < 1e-9
