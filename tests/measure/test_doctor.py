"""What the doctor says of a laptop, and of servers that are there, refuse, or are silent."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from readiness.measure.doctor import (
    TOPICS,
    Finding,
    Looking,
    able_to_measure,
    examine,
    firewall,
    laptop,
    network,
    radio,
    server,
)
from readiness.measure.laptop import adapter
from readiness.measure.laptop.adapter import Adapter
from readiness.measure.measurement import Unavailable
from readiness.measure.peer import Peer
from readiness.measure.radio.link import NO_ADAPTER, WifiLink, without
from readiness.model.sentence import Sentence

from .plain import LibreSpeed, Portal

NEVER = threading.Event()


def seen(home: Path, inside: str = "", outside: str = "", quick: bool = True) -> dict[str, Finding]:
    events = list(examine(home, inside, outside, threading.Event(), quick=quick))
    return {event.topic: event for event in events if isinstance(event, Finding)}


def one(findings: object) -> Finding:
    (found,) = findings  # type: ignore[misc]
    assert isinstance(found, Finding)
    return found


def refusing() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


# --- the whole -------------------------------------------------------------------------


def test_every_topic_is_told_once_in_order_and_every_no_says_what_to_do(tmp_path: Path) -> None:
    events = list(examine(tmp_path, "", "", threading.Event(), quick=True))
    found = [event for event in events if isinstance(event, Finding)]
    assert [one.topic for one in found] == list(TOPICS)
    assert all(one.todo is not None for one in found if one.able == "no")
    announced = [topic for event in events if isinstance(event, Looking) for topic in event.topics]
    assert announced == list(TOPICS)


def test_without_a_server_no_spot_can_be_measured(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert found["server"].able == found["spot"].able == "no"
    assert "readiness settings set server" in str(found["server"].todo)
    assert "readiness settings set outside" in str(found["outside"].todo)
    assert not able_to_measure(found.values())


def test_a_peer_is_tried_and_its_figures_are_told(
    tmp_path: Path, peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    found = seen(tmp_path, peer.url, quick=False)
    says = found["server"].says
    assert "answers as readiness measure peer over this laptop itself" in str(says)
    assert float(says.values["down"]) > 100
    assert float(says.values["up"]) > 40
    # Fast as it is, it is this laptop itself.
    assert found["server"].able == "partly"
    assert "on a second laptop" in str(found["server"].todo)
    assert str(found["loss"].says) == "Counted with the UDP echo of the measuring server."
    assert able_to_measure(found.values())
    no_thread_left()


def test_quick_reaches_the_server_and_loads_nothing(tmp_path: Path, peer: Peer) -> None:
    started = time.monotonic()
    found = seen(tmp_path, peer.url)
    assert time.monotonic() - started < 4
    assert found["server"].able == "partly"
    assert "--quick" in str(found["server"].todo)
    assert able_to_measure(found.values())


def test_a_librespeed_server_is_known_as_one(
    tmp_path: Path, serve: Callable[[type[LibreSpeed]], str]
) -> None:
    found = seen(tmp_path, serve(LibreSpeed), serve(LibreSpeed))
    assert "answers as a LibreSpeed server" in str(found["server"].says)
    assert "answers as a LibreSpeed server" in str(found["outside"].says)


def test_a_server_that_refuses(tmp_path: Path) -> None:
    found = seen(tmp_path, f"127.0.0.1:{refusing()}")
    assert found["server"].able == "no"
    assert "refused the connection" in str(found["server"].says)
    assert not able_to_measure(found.values())


def test_an_outside_server_that_refuses_keeps_nobody_from_measuring(
    tmp_path: Path, peer: Peer
) -> None:
    found = seen(tmp_path, peer.url, f"127.0.0.1:{refusing()}")
    assert found["outside"].able == "no"
    assert "internet works" in str(found["outside"].todo)
    assert able_to_measure(found.values())


def test_a_sign_in_page_is_no_server(
    tmp_path: Path, serve: Callable[[type[LibreSpeed]], str]
) -> None:
    found = seen(tmp_path, serve(Portal))
    assert found["server"].able == "no"
    assert "a page instead of measuring data" in str(found["server"].says)


def test_an_address_that_is_none(tmp_path: Path) -> None:
    found = seen(tmp_path, "ftp://x/")
    assert found["server"].able == "no"
    assert "not the address of a measuring server" in str(found["server"].says)


@pytest.fixture
def black_hole():  # type: ignore[no-untyped-def]
    """A port whose queue is full: nothing answers, nothing refuses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(listener.getsockname())
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        for sock in waiting:
            sock.close()


def test_a_black_hole_is_told_within_seconds(tmp_path: Path, black_hole: str) -> None:
    started = time.monotonic()
    found = seen(tmp_path, black_hole)
    assert time.monotonic() - started < 9
    assert found["server"].able == "no"
    assert "Nothing answered" in str(found["server"].says)


def test_it_stops_within_half_a_second_even_before_a_black_hole(
    tmp_path: Path, black_hole: str, no_thread_left: Callable[[], None]
) -> None:
    stop = threading.Event()
    set_at: list[float] = []

    def halt() -> None:
        set_at.append(time.monotonic())
        stop.set()

    for event in examine(tmp_path, black_hole, "", stop):
        if event == Looking(("server",)):
            timer = threading.Timer(0.5, halt)
            timer.start()
    assert time.monotonic() - set_at[0] < 0.5
    timer.join()
    no_thread_left()


def test_closing_it_during_a_trial_leaves_nothing(
    tmp_path: Path, peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    events = examine(tmp_path, peer.url, "", threading.Event())
    for event in events:
        if isinstance(event, Finding) and event.topic == "trust":
            break
    started = time.monotonic()
    events.close()
    assert time.monotonic() - started < 0.5
    no_thread_left()


def test_one_subject_that_stumbles_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles() -> None:
        raise KeyError("odd laptop")

    monkeypatch.setattr(adapter, "adapters", stumbles)
    found = seen(tmp_path)
    assert "KeyError: 'odd laptop'" in str(found["adapters"].says)
    assert found["adapters"].able == "no"
    assert found["trust"].able == "yes"


# --- the laptop ------------------------------------------------------------------------


def test_a_home_that_does_not_exist_yet_can_be_written_and_is_not_made(tmp_path: Path) -> None:
    found = one(laptop.home(tmp_path / "a" / "b", NEVER))
    assert found.able == "yes"
    assert not (tmp_path / "a").exists()


def test_a_home_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = one(laptop.home(tmp_path / "file" / "home", NEVER))
    assert found.able == "no"
    assert "--home" in str(found.todo)


def test_a_clock_from_before_the_program_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert one(laptop.clock(NEVER)).able == "yes"
    monkeypatch.setattr(laptop.time, "time", lambda: 946_684_800.0)
    assert one(laptop.clock(NEVER)).able == "no"


# --- the network -----------------------------------------------------------------------

WIFI = Adapter("wlan0", ("192.168.1.7",), "wifi", None)
CABLE = Adapter("eth0", ("192.168.1.8",), "cable", 1000)


@pytest.mark.parametrize(
    ("known", "able"),
    [((WIFI,), "yes"), ((WIFI, CABLE), "partly"), ((CABLE,), "partly"), ((), "no")],
)
def test_the_adapters_decide_what_can_be_measured(known: tuple[Adapter, ...], able: str) -> None:
    assert network.judge(known).able == able


def test_a_vpn_that_takes_the_traffic_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    vpn = Adapter("tun0", ("10.8.0.2",), "vpn", None)
    monkeypatch.setattr(adapter, "adapters", lambda: (WIFI, vpn))
    monkeypatch.setattr(adapter, "default_route", lambda: vpn)
    _, found = network.adapters(NEVER)
    assert (found.able, str(found.says)) == ("partly", "Traffic goes through a VPN: tun0.")
    monkeypatch.setattr(adapter, "default_route", lambda: WIFI)
    _, found = network.adapters(NEVER)
    assert found.able == "yes"


def test_a_proxy_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://user:geheim@proxy.example:3128")
    beside = one(network.proxies(["192.168.1.5:8989", ""], NEVER))
    assert beside.able == "yes"
    behind = one(network.proxies(["192.168.1.5:8989", "http://speed.example/"], NEVER))
    assert behind.able == "partly"
    assert "http://speed.example/" in str(behind.says)
    assert "192.168.1.5" not in str(behind.says)
    assert "geheim" not in str(beside.says) + str(behind.says)


def test_each_fact_of_the_wifi_link_is_told_on_its_own() -> None:
    denied = Unavailable(Sentence("Windows doesn't tell it without consent."))
    link = WifiLink("x", True, "Zorg", denied, signal_dbm=-52, noise_dbm=denied)
    found = {one.topic: one for one in radio.judge(link, live=True)}
    assert {topic: one.able for topic, one in found.items()} == {
        "signal": "yes", "noise": "no", "ssid": "yes", "bssid": "no", "walking": "yes",
    }  # fmt: skip
    assert str(found["signal"].says) == "Can be read: -52 dBm here."
    assert found["bssid"].says == denied.reason
    assert found["bssid"].todo is not None


def test_the_access_points_address_is_not_shown() -> None:
    link = WifiLink("x", True, "Zorg", "aa:bb:cc:dd:ee:ff", signal_dbm=-52)
    found = {one.topic: one for one in radio.judge(link, live=False)}
    assert str(found["bssid"].says) == "Can be read."
    assert found["walking"].able == "partly"


def test_without_wifi_the_reason_is_told_once() -> None:
    told = [str(one.says) for one in radio.judge(without(NO_ADAPTER, "x"), live=True)]
    assert told == [str(NO_ADAPTER)] + 4 * ["Not told, for the same reason as the Wi-Fi signal."]


# --- the server ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("down", "up", "kind", "limits", "able", "words"),
    [
        ("450", "300", "wifi", [], "yes", ""),
        # What it gave is enough, whatever its own limit.
        ("450", "300", "wifi", ["It is on Wi-Fi."], "yes", ""),
        ("60", "300", "wifi", ["It is on Wi-Fi."], "partly", "It is on Wi-Fi."),
        ("60", "300", "wifi", [], "partly", "beside the server"),
        ("450", "12", "wifi", [], "partly", "beside the server"),
        ("94", "94", "cable", [], "partly", "the server or its cable is the limit"),
        ("20000", "20000", "loopback", [], "partly", "on a second laptop"),
    ],
)
def test_whether_a_server_is_fast_enough_not_to_be_the_limit(
    down: str, up: str, kind: adapter.Kind, limits: list[str], able: str, words: str
) -> None:
    judged, todo = server.judge(server.Trial(Decimal(down), Decimal(up), kind, limits))
    assert judged == able
    assert words in str(todo or "")


# --- being a peer ----------------------------------------------------------------------


def test_a_port_in_use_is_told() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        try:
            taken.bind(("", 8989))
        except OSError:
            pass  # taken by another already, which is the same to the doctor
        assert "Port 8989 can't be used now" in str(one(firewall.being_a_peer(NEVER)).says)


def test_what_firewalls_tell() -> None:
    assert firewall.parse_ufw("# comment\nENABLED=yes\nLOGLEVEL=low\n")
    assert not firewall.parse_ufw("#ENABLED=yes\nENABLED=no\n")
    assert firewall.parse_macos("Firewall is enabled. (State = 1)\n") is True
    assert firewall.parse_macos("Firewall is disabled. (State = 0)\n") is False
    assert firewall.parse_macos("") is None
    assert firewall.judge_windows({"DomainProfile": 0, "PublicProfile": 1}) is True
    assert firewall.judge_windows({"DomainProfile": 0, "PublicProfile": None}) is False
    assert firewall.judge_windows({"DomainProfile": None}) is None
