"""The Wi-Fi signal of a run, the server as the limit, and the single stream as a fault sign."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from readiness.measure.contact.server import Told
from readiness.measure.laptop.watch import WRONG_NETWORK
from readiness.measure.measurement import Figure, Unavailable, figure
from readiness.measure.peer import Peer
from readiness.measure.radio.link import WifiLink, without
from readiness.measure.spot import limits
from readiness.measure.spot.result import LOSSY
from readiness.measure.spot.run import QUICK, QUICK_LOOK, SpotProbe
from readiness.model.sentence import Sentence

from .relay import Relay
from .run import SHORT, finish, short, value

NO = Sentence("not told")


class Pocket:
    """A reader whose signal weakens by 2 dB at each reading."""

    live = True

    def __init__(self, ssid: str = "Zorg-Medewerkers") -> None:
        self._ssid, self._signal = ssid, -58

    def read(self, halt: threading.Event) -> WifiLink:
        self._signal -= 2
        return replace(
            without(NO, "pocket", connected=True),
            ssid=self._ssid,
            bssid="02:00:00:00:00:01",
            signal_dbm=self._signal,
            noise_dbm=-92,
            channel=44,
        )


def test_the_signal_is_read_while_measuring_and_its_median_kept(peer: Peer) -> None:
    probe = SpotProbe(peer.url, replace(SHORT, idle_s=1.4, download_s=1.0), reader=Pocket())
    samples, measured = finish(probe)
    seen = [s.signal_dbm for s in samples if s.signal_dbm is not None]
    assert seen[0] == -60
    assert seen[-1] <= -62
    signal, snr = measured.figures["signal"], measured.figures["snr"]
    assert isinstance(signal, Figure)
    assert isinstance(snr, Figure)
    assert -70 < signal.value < -59
    assert (signal.high, snr.high) == (-60, 32)
    assert measured.instrument["ssid"] == "Zorg-Medewerkers"
    assert measured.instrument["channel"] == 44


def test_addresses_of_access_points_stay_on_the_laptop(peer: Peer) -> None:
    _, measured = finish(SpotProbe(peer.url, SHORT, reader=Pocket()))
    assert "02:00:00:00:00:01" not in str(measured)


def test_without_wifi_there_is_a_reason_and_no_signal(peer: Peer) -> None:
    _, measured = finish(short(peer.url))
    signal = measured.figures["signal"]
    assert isinstance(signal, Unavailable) or signal.value < 0


@pytest.mark.parametrize(
    ("ssid", "warned"), [("zorg-medewerkers ", False), ("Gast", True), ("Zorg-Alarm", True)]
)
def test_another_network_than_the_staffs_is_told(peer: Peer, ssid: str, warned: bool) -> None:
    probe = SpotProbe(peer.url, SHORT, reader=Pocket(ssid), staff_ssid="Zorg-Medewerkers")
    _, measured = finish(probe)
    assert (WRONG_NETWORK in measured.instrument["warnings"]) is warned


def test_a_quick_look_takes_six_seconds_and_is_marked(peer: Peer) -> None:
    _, measured = finish(SpotProbe(peer.url, QUICK))
    assert measured.instrument["quick"] == 1
    assert QUICK_LOOK in measured.instrument["warnings"]
    assert 5 < float(measured.instrument["seconds"]) < 7.5
    assert isinstance(found := measured.figures["loss"], Figure)
    assert found.how == "udp-echo-200"


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        (Told(link_mbps=100, link_kind="cable"), [limits.SERVER_LINK]),
        (Told(link_mbps=1000, link_kind="cable"), []),
        (Told(link_mbps=1000, link_kind="wifi"), [limits.SERVER_WIRELESS]),
        (Told(cpu_percent=97), [limits.SERVER_BUSY]),
        (Told(others=1), [limits.SERVER_SHARED]),
        (Told(), []),
    ],
)
def test_a_server_that_is_the_limit_is_named(told: Told, reasons: list[str]) -> None:
    figures = {"download": figure(94, "Mbit/s", "x"), "upload": figure(40, "Mbit/s", "x")}
    assert limits.of_server(told, figures) == reasons


def test_only_throughput_becomes_a_lower_bound() -> None:
    found = limits.marked({"download": figure(94, "Mbit/s", "x"), "latency": figure(2, "ms", "x")})
    assert {key: f.at_least for key, f in found.items() if isinstance(f, Figure)} == {
        "download": True,
        "latency": False,
    }


def test_a_link_that_holds_one_connection_down_is_called_lossy(peer: Peer) -> None:
    with Relay(peer.port, mbps=20) as relay:
        _, even = finish(short(relay.url, single_s=1.2, download_s=1.5))
    assert LOSSY not in even.instrument["warnings"]
    assert 16 < value(even, "download-single") < 24
