"""The laptop is watched too: what of its own makes a figure doubtful, and what doesn't."""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import Any

import psutil
import pytest

from readiness.measure.laptop import adapter, power, traffic
from readiness.measure.laptop import watch as laptop
from readiness.measure.laptop.adapter import Adapter
from readiness.measure.laptop.adapter_windows import Described, Entry, walk
from readiness.measure.laptop.load import Load, Window, between
from readiness.measure.laptop.power import Power
from readiness.measure.laptop.traffic import Traffic
from readiness.measure.laptop.watch import (
    CABLE_TOO,
    LOOKS_LIKE_GUEST,
    OTHER_TRAFFIC,
    OVER_CABLE,
    RADIO_SAVING,
    SAME_LAPTOP,
    SAVING,
    STOOD_STILL,
    THROUGH_VPN,
    VPN_BESIDE,
    WRONG_NETWORK,
    Laptop,
)
from readiness.measure.measurement import Measurement
from readiness.measure.peer import Peer
from readiness.measure.spot.run import Lengths, SpotProbe

WIFI = Adapter("wlan0", ("192.168.1.7", "2001:db8:1::7"), "wifi", None)
CABLE = Adapter("eth0", ("192.168.1.8",), "cable", 1000)
VPN = Adapter("tun0", ("10.8.0.2",), "vpn", None)
MB = 1_000_000


class Clocks:
    """A monotonic and a wall clock that go when they're told to."""

    def __init__(self) -> None:
        self.now, self.day = 100.0, 1_800_000_000.0

    def go(self, seconds: float, slept: float = 0.0) -> None:
        self.now += seconds
        self.day += seconds + slept


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watched(clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop on Wi-Fi alone; nothing else is wrong with it."""
    monkeypatch.setattr(adapter, "adapters", lambda: (WIFI,))
    monkeypatch.setattr(adapter, "default_route", lambda: WIFI)
    monkeypatch.setattr(power, "read", lambda wifi: Power())
    monkeypatch.setattr(traffic, "counted", lambda name: None)
    return Laptop(lambda: clocks.now, lambda: clocks.day)


# --- the route -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "known", "default", "expected"),
    [
        (WIFI, (WIFI,), WIFI, []),
        (WIFI, (WIFI, CABLE), CABLE, [CABLE_TOO]),
        (CABLE, (CABLE,), CABLE, [OVER_CABLE]),
        (VPN, (WIFI, VPN), VPN, [THROUGH_VPN]),
        (WIFI, (WIFI, VPN), VPN, [VPN_BESIDE]),
        # A VPN that carries nothing of this laptop's traffic takes nothing from the link.
        (WIFI, (WIFI, VPN), WIFI, []),
        (None, (WIFI,), WIFI, []),
    ],
)
def test_the_route_tells_what_was_measured(
    route: Adapter | None, known: tuple[Adapter, ...], default: Adapter, expected: list[str]
) -> None:
    assert laptop.warnings_of_route(route, known, default) == expected


def test_measuring_against_this_laptop_itself_is_said(peer: Peer) -> None:
    *_, measured = SpotProbe(peer.url, Lengths(0.4, 0.0, 0.6, 0.6)).run(threading.Event())
    assert isinstance(measured, Measurement)
    assert SAME_LAPTOP in measured.instrument["warnings"]  # type: ignore[operator]
    assert OTHER_TRAFFIC not in measured.instrument["warnings"]  # type: ignore[operator]
    assert 0 <= float(measured.instrument["cpu_percent"]) <= 100  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wlan0", "wifi"), ("wlp2s0", "wifi"), ("Wi-Fi 2", "wifi"),
        ("Draadloze netwerkverbinding", "wifi"),
        ("eth0", "cable"), ("enp3s0", "cable"), ("Ethernet 3", "cable"),
        ("tun0", "vpn"), ("tap0", "vpn"), ("wg0", "vpn"), ("wg-kantoor1", "vpn"),
        ("utun4", "vpn"), ("ppp0", "vpn"), ("ipsec0", "vpn"), ("gpd0", "vpn"),
        ("cscotun0", "vpn"), ("tailscale0", "vpn"), ("ztabcdefgh", "vpn"), ("nordlynx", "vpn"),
        ("docker0", "other"), ("vEthernet (WSL)", "other"), ("wwan0", "other"),
    ],
)  # fmt: skip
def test_adapters_are_known_by_their_names(
    monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    _only(monkeypatch, name)
    assert [found.kind for found in adapter.adapters()] == [kind]


@pytest.mark.parametrize(
    ("maker", "type_", "kind"),
    [
        ("Intel(R) Wi-Fi 6 AX201 160MHz", 71, "wifi"),
        ("Realtek PCIe GbE Family Controller", 6, "cable"),
        ("TAP-Windows Adapter V9", 6, "vpn"),
        ("WireGuard Tunnel", 53, "vpn"),
        ("PANGP Virtual Ethernet Adapter #2", 6, "vpn"),
        ("Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter", 6, "vpn"),
        ("Fortinet SSL VPN Virtual Ethernet Adapter", 6, "vpn"),
        ("Zscaler Network Adapter 1.0.2.0", 6, "vpn"),
        ("ZeroTier Virtual Port", 6, "vpn"),
        ("Some modem", 23, "vpn"),
        ("Hyper-V Virtual Ethernet Adapter", 6, "other"),
    ],
)
def test_on_windows_the_driver_tells_what_the_name_hides(
    monkeypatch: pytest.MonkeyPatch, maker: str, type_: int, kind: str
) -> None:
    _only(monkeypatch, "Ethernet 3")
    monkeypatch.setattr(adapter.sys, "platform", "win32")
    monkeypatch.setattr(adapter, "described", lambda: {"Ethernet 3": Described(maker, type_)})
    assert [found.kind for found in adapter.adapters()] == [kind]


def test_the_list_that_windows_fills_in_is_walked() -> None:
    second = Entry(friendly_name="Wi-Fi", description="Intel", if_type=71)
    first = Entry(
        next=ctypes.pointer(second), friendly_name="Ethernet 3", description="Wintun", if_type=53
    )
    assert dict(walk(ctypes.pointer(first))) == {
        "Ethernet 3": Described("Wintun", 53),
        "Wi-Fi": Described("Intel", 71),
    }


def test_the_wifi_address_is_given_only_when_a_cable_is_plugged_in_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adapter, "adapters", lambda: (CABLE, WIFI))
    assert adapter.wifi_address() == "192.168.1.7"
    assert adapter.wifi_address(ipv6=True) == "2001:db8:1::7"
    monkeypatch.setattr(adapter, "adapters", lambda: (WIFI,))
    assert adapter.wifi_address() is None
    monkeypatch.setattr(adapter, "adapters", lambda: (CABLE,))
    assert adapter.wifi_address() is None


def test_adapters_that_can_not_be_read_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError(19, "No such device")

    monkeypatch.setattr(psutil, "net_if_stats", gone)
    assert adapter.adapters() == ()


def _only(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Entry_:
        address = "192.168.1.9"

    class State:
        isup, speed = True, 0

    monkeypatch.setattr(psutil, "net_if_addrs", lambda: {name: [Entry_]})
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: State})


# --- the network's name ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ssid", "staff", "state", "warning"),
    [
        ("Zorg-Personeel", "Zorg-Personeel", "staff", None),
        (" zorg-personeel", "Zorg-Personeel ", "staff", None),
        ("Zorg-Gast", "Zorg-Personeel", "other", WRONG_NETWORK),
        # Staff may well work on a network that is called so.
        ("Zorg-Gast", "zorg-gast", "staff", None),
        ("DeLinde-Guest", "", "looks-like-guest", LOOKS_LIKE_GUEST),
        ("Bezoekers", "", "looks-like-guest", LOOKS_LIKE_GUEST),
        ("eduroam", "", "unknown", None),
        ("Gasthof de Linde", "", "unknown", None),
        (None, "Zorg-Personeel", "unknown", None),
        ("", "Zorg-Personeel", "unknown", None),
    ],
)
def test_the_networks_name_against_the_staff_network(
    ssid: str | None, staff: str, state: str, warning: str | None
) -> None:
    assert laptop.network(ssid, staff) == state
    assert laptop.wrong_network(ssid, staff) == warning


# --- power -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Power(on_battery=True, saver=False, radio_saver=False), []),
        (Power(on_battery=True, saver=None, radio_saver=None), []),
        (Power(on_battery=True, saver=True), [SAVING]),
        (Power(radio_saver=True), [RADIO_SAVING]),
    ],
)
def test_only_a_saver_is_a_warning(state: Power, expected: list[str]) -> None:
    assert laptop.warnings_of_power(state) == expected


@pytest.mark.parametrize(
    ("flag", "expected"), [(0, False), (1, True), (255, None)]
)  # 255: no system writes it, so it isn't this field
def test_windows_battery_saver(flag: int, expected: bool | None) -> None:
    status = struct.pack("<4B2I", 0, 1, 80, flag, 3600, 7200)
    assert power.parse_power_status(status) is expected


def test_a_short_answer_of_windows_tells_nothing() -> None:
    assert power.parse_power_status(b"\0\1") is None


PMSET = """System-wide power settings:
Currently in use:
 standby              1
 lowpowermode         {}
 hibernatemode        3
"""


def test_macos_low_power_mode() -> None:
    assert power.parse_pmset(PMSET.format(1)) is True
    assert power.parse_pmset(PMSET.format(0)) is False
    assert power.parse_pmset("Currently in use:\n standby 1\n") is None
    assert power.parse_pmset("") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("low-power\n", True), ("quiet\n", True), ("balanced\n", False), ("performance", False),
     ("", None)],
)  # fmt: skip
def test_linux_platform_profile(text: str, expected: bool | None) -> None:
    assert power.parse_profile(text) is expected


def test_linux_wifi_power_save() -> None:
    assert power.parse_iw_power("Power save: on\n") is True
    assert power.parse_iw_power("Power save: off\n") is False
    assert power.parse_iw_power("command failed: Operation not supported (-95)") is None


def test_reading_power_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles() -> None:
        raise ValueError("a driver's nonsense")

    monkeypatch.setattr(psutil, "sensors_battery", stumbles)
    assert power.read("no-such-adapter").radio_saver is None


# --- load ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cores", "own", "verdict"),
    [
        ([0.1, 0.1, 0.1, 0.1], 0.2, "fine"),
        ([0.9, 0.9, 0.9, 0.9], 0.2, "busy"),
        ([1.0, 0.1, 0.1, 0.1], 0.95, "pinned"),
        ([1.0, 0.1, 0.1, 0.1], 0.6, "pinned"),
        # Another program has a core to itself, which takes nothing from us.
        ([1.0, 0.1, 0.1, 0.1], 0.2, "fine"),
        # Our thread wandered over all cores.
        ([0.3, 0.3, 0.3, 0.3], 0.95, "pinned"),
        ([], 0.1, "fine"),
    ],
)
def test_when_the_processor_may_be_the_limit(cores: list[float], own: float, verdict: str) -> None:
    assert Window(cores, own).verdict == verdict


def test_a_window_is_what_happened_between_two_readings() -> None:
    start = (10.0, ((5.0, 20.0), (1.0, 20.0)), 3.0)
    end = (12.0, ((6.5, 22.0), (1.0, 22.0)), 4.0)
    window = between(start, end)
    assert list(window.cores) == [0.75, 0.0]
    assert window.own == 0.5


def test_a_program_that_needs_a_whole_core_is_noticed() -> None:
    load = Load()
    while not load.verdicts & {"pinned", "busy"}:  # ends by the timeout of the tests otherwise
        sum(range(100_000))
        load.look()


def test_processors_that_can_not_be_read_warn_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise psutil.AccessDenied(1)

    monkeypatch.setattr(psutil, "cpu_times", refused)
    load = Load()
    load.look()
    load.end()
    assert load.verdicts == set()


# --- other traffic ---------------------------------------------------------------------


def _looked(*rows: tuple[float, int | None, int]) -> bool:
    seen = Traffic()
    for at, total, own in rows:
        seen.look(at, total, own)
    return seen.other


def test_our_own_traffic_with_its_headers_is_not_anothers() -> None:
    assert not _looked((0, 0, 0), (1, int(10 * MB * 1.07), 10 * MB), (2, int(21.4 * MB), 20 * MB))


def test_a_stream_beside_ours_is_noticed() -> None:
    # 2 MB/s of another beside 5 MB/s of ours
    assert _looked((0, 0, 0), (1, int(7.3 * MB), 5 * MB), (2, int(14.6 * MB), 10 * MB))


def test_a_little_of_another_is_no_warning() -> None:
    # 0.1 MB/s is under 1 Mbit/s
    assert not _looked((0, 0, 0), (1, 100_000, 0), (2, 200_000, 0))


def test_what_the_system_still_held_back_counts_as_ours_later() -> None:
    # Handed over in the first second, on the air in the second one.
    assert not _looked((0, 0, 0), (1, 2 * MB, 10 * MB), (2, 11 * MB, 10 * MB))


def test_a_counter_that_wraps_or_vanishes_starts_again() -> None:
    assert not _looked((0, 4_294_000_000, 0), (1, 1_000, MB), (2, int(1.07 * MB), 2 * MB))
    assert not _looked((0, 0, 0), (1, None, 0), (2, 900 * MB, 0), (3, 900 * MB, 0))


def test_an_adapter_that_is_gone_has_no_counter() -> None:
    assert traffic.counted("no-such-adapter0") is None


def test_other_traffic_is_told_with_the_warnings(
    watched: Laptop, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    totals = iter([0, 20 * MB, 40 * MB])
    monkeypatch.setattr(traffic, "counted", lambda name: next(totals))
    watched.begin(WIFI)
    for own in (5 * MB, 10 * MB):
        clocks.go(1)
        watched.look(own)
    assert OTHER_TRAFFIC in watched.warnings()


# --- sleep, and the watch as a whole ---------------------------------------------------


def test_a_run_in_which_nothing_happens_has_no_warning(watched: Laptop, clocks: Clocks) -> None:
    watched.begin(WIFI)
    for _ in range(13):
        clocks.go(1)
        watched.look(0)
    assert STOOD_STILL not in watched.warnings()


def test_a_laptop_that_slept_is_noticed(watched: Laptop, clocks: Clocks) -> None:
    """Linux and macOS stop the monotonic clock meanwhile."""
    watched.begin(WIFI)
    clocks.go(1, slept=30)
    watched.look(0)
    assert STOOD_STILL in watched.warnings()


def test_a_laptop_that_slept_is_noticed_where_no_clock_stops(
    watched: Laptop, clocks: Clocks
) -> None:
    """As on Windows."""
    watched.begin(WIFI)
    clocks.go(30)
    watched.look(0)
    assert STOOD_STILL in watched.warnings()


def test_each_warning_is_given_once(
    watched: Laptop, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(power, "read", lambda wifi: Power(saver=True, radio_saver=True))
    watched.begin(WIFI)
    watched.begin(WIFI)
    clocks.go(30)
    watched.look(0)
    clocks.go(30)
    watched.look(0)
    mine = [w for w in watched.warnings() if w in (SAVING, RADIO_SAVING, STOOD_STILL)]
    assert mine == [SAVING, RADIO_SAVING, STOOD_STILL]
    assert watched.facts() | {"cpu_percent": 0} == {
        "cpu_percent": 0, "power_saver": 1, "wifi_power_save": 1,
    }  # fmt: skip


def test_power_saving_of_the_radio_is_asked_of_the_adapter_in_use_only(
    watched: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(power, "read", lambda wifi: asked.append(wifi) or Power())
    for route in (WIFI, CABLE, None):
        watched.begin(route)
    assert asked == ["wlan0", None, None]
