"""The Wi-Fi link on macOS: system_profiler's JSON, and CoreWLAN."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import corewlan
from readiness.measure.wifi_macos import MacReader, parse_profiler
from tests.measure.wifi_samples import sample


def test_the_profiler_tells_signal_and_noise() -> None:
    link = parse_profiler(sample("profiler_5ghz.json"))
    assert (link.connected, link.ssid, link.security) == (True, "Zorg-intern", "WPA2-Enterprise")
    assert (link.signal_dbm, link.noise_dbm, link.snr_db) == (-52, -90, 38)
    assert (link.band_ghz, link.channel, link.width_mhz, link.frequency_mhz) == (5, 36, 80, 5180)
    assert (link.tx_mbps, link.phy) == (866, "802.11ac")
    assert isinstance(link.rx_mbps, Unavailable)
    assert isinstance(link.bssid, Unavailable)


def test_a_redacted_name_is_missing_and_says_what_to_allow() -> None:
    link = parse_profiler(sample("profiler_6ghz_redacted.json"))
    for missing in (link.ssid, link.bssid):
        assert isinstance(missing, Unavailable)
        assert "Location Services" in str(missing.reason)
    assert (link.band_ghz, link.channel, link.width_mhz, link.frequency_mhz) == (6, 37, 160, 6135)
    assert (link.signal_dbm, link.snr_db) == (-61, 33)
    assert link.security == "WPA2/WPA3-Personal"


def test_channels_of_2_4_ghz_are_written_as_2ghz() -> None:
    text = sample("profiler_5ghz.json").replace("36 (5GHz, 80MHz)", "6 (2GHz, 20MHz)")
    link = parse_profiler(text)
    assert (link.band_ghz, link.channel, link.frequency_mhz) == (2.4, 6, 2437)


def test_wifi_that_is_off_and_a_mac_without_wifi() -> None:
    off = parse_profiler(sample("profiler_off.json"))
    assert off.connected is False
    assert isinstance(off.signal_dbm, Unavailable)
    assert "isn't connected" in str(off.signal_dbm.reason)
    none = parse_profiler('{"SPAirPortDataType": []}')
    assert none.connected is False
    assert isinstance(none.signal_dbm, Unavailable)
    assert "no Wi-Fi adapter" in str(none.signal_dbm.reason)


WRONG: list[Any] = [None, True, -1, 1e308, "", "\x00\x1b[2J", [], {}, [[]], {"a": {}}, 10**400]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_any_other_type_anywhere_is_a_missing_fact(wrong: Any) -> None:
    whole = json.loads(sample("profiler_5ghz.json"))
    adapter = whole["SPAirPortDataType"][0]["spairport_airport_interfaces"][1]
    network = adapter["spairport_current_network_information"]
    for holder in (whole, whole["SPAirPortDataType"][0], adapter, network):
        for key in list(holder):
            kept, holder[key] = holder[key], wrong
            link = parse_profiler(json.dumps(holder if holder is whole else whole))
            assert "\x1b" not in str(link.ssid)
            holder[key] = kept


def test_nesting_without_end_is_no_link() -> None:
    assert isinstance(parse_profiler("[" * 100_000).connected, Unavailable)


class Adapter:
    """A CWInterface as far as it's asked."""

    def __init__(self, **answers: Any) -> None:
        channel = SimpleNamespace(
            channelNumber=lambda: 37, channelBand=lambda: 3, channelWidth=lambda: 4
        )
        self.answers = {
            "powerOn": True, "wlanChannel": channel, "rssiValue": -58, "noiseMeasurement": -93,
            "transmitRate": 2161.0, "activePHYMode": 6, "ssid": None, "bssid": None, "security": 11,
        } | answers  # fmt: skip

    def __getattr__(self, name: str) -> Any:
        return lambda: self.answers[name]


def test_corewlan_gives_the_live_signal() -> None:
    link = corewlan.link_of(Adapter())
    assert (link.how, link.signal_dbm, link.snr_db) == ("corewlan", -58, 35)
    assert (link.band_ghz, link.channel, link.width_mhz) == (6, 37, 160)
    assert (link.phy, link.security, link.tx_mbps) == ("802.11ax", "WPA3-Personal", 2161)
    assert isinstance(link.ssid, Unavailable)
    assert isinstance(corewlan.link_of(Adapter(noiseMeasurement=0)).snr_db, Unavailable)


def test_corewlan_without_an_access_point_is_no_link() -> None:
    for adapter in (Adapter(powerOn=False), Adapter(rssiValue=0), Adapter(wlanChannel=None), None):
        assert corewlan.link_of(adapter).connected is False


@pytest.mark.skipif(corewlan.present(), reason="CoreWLAN is here")
def test_without_corewlan_a_reading_is_not_live() -> None:
    assert MacReader().live is False


def test_a_stopped_reading_starts_no_tool() -> None:
    halt = threading.Event()
    halt.set()
    link = MacReader().read(halt)
    assert isinstance(link.signal_dbm, Unavailable)
    assert "stopped" in str(link.signal_dbm.reason)
