"""The Wi-Fi link on Windows: the bytes of wlanapi.dll, and netsh in several languages."""

from __future__ import annotations

import ctypes
import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from readiness.measure.measurement import Unavailable
from readiness.measure.radio.wlanapi import NoWlanApi, opened
from readiness.measure.wifi_windows import (
    CHANNEL,
    CONNECTION,
    QUALITY,
    RSSI,
    WindowsReader,
    parse_connection,
    parse_netsh,
    parse_quality,
    read_wlan,
)
from tests.measure.wifi_samples import connection, quality, sample

NETSH = [
    ("netsh_en_10.txt", "Lindehof: staf", "02:00:5e:10:00:a1", 5, 149, 5745, -58, 866.7, 780,
     "802.11ac", "WPA2-Enterprise"),
    ("netsh_en_24h2.txt", "42", "02:00:5e:10:00:a2", 6, 37, 6135, -47, 2401.9, 1921,
     "802.11ax", "WPA3-Personal"),
    ("netsh_nl.txt", "Zorg-intern", "02:00:5e:10:00:a4", 2.4, 11, 2462, -76.5, 72.2, 65,
     "802.11n", "WPA2-Personal"),
    ("netsh_de.txt", "Haus Müller", "02:00:5e:10:00:a5", 5, 116, 5580, -78.5, 300, 270,
     "802.11ac", "WPA2-Enterprise"),
    ("netsh_fr.txt", "Maison 802.11ac", "02:00:5e:10:00:a6", 5, 144, 5720, -67.5, 310, 258,
     "802.11ax", "WPA2 - Personnel"),
]  # fmt: skip


@pytest.mark.parametrize("wanted", NETSH, ids=lambda wanted: wanted[0])
def test_netsh_is_read_in_every_language_and_release(wanted: tuple[Any, ...]) -> None:
    link = parse_netsh(sample(wanted[0]))
    assert link.connected is True
    assert (
        link.ssid, link.bssid, link.band_ghz, link.channel, link.frequency_mhz, link.signal_dbm,
        link.rx_mbps, link.tx_mbps, link.phy, link.security,
    ) == wanted[1:]  # fmt: skip
    assert isinstance(link.noise_dbm, Unavailable)
    assert link.snr_db == link.noise_dbm
    assert not link.signal_at_least
    assert parse_netsh(sample(wanted[0]).replace("\n", "\r\n")) == link


def test_without_its_own_rssi_100_percent_means_at_least_minus_50() -> None:
    text = sample("netsh_en_10.txt").replace("84%", "100%")
    assert (parse_netsh(text).signal_dbm, parse_netsh(text).signal_at_least) == (-50, True)
    assert isinstance(parse_netsh(text.replace("100%", "250%")).signal_dbm, Unavailable)


def test_a_network_named_like_another_value_doesnt_lead_astray() -> None:
    for name in ("84%", "02:00:5e:10:00:ff", "802.11n", "6 GHz", "36", "WEP", "-30"):
        link = parse_netsh(sample("netsh_en_24h2.txt").replace(": 42", f": {name}"))
        assert (link.ssid, link.bssid) == (name, "02:00:5e:10:00:a2")
        assert (link.channel, link.phy, link.signal_dbm) == (37, "802.11ax", -47)
        assert link.security == "WPA3-Personal"


def test_where_windows_doesnt_name_the_band_a_shared_channel_stays_without() -> None:
    text = sample("netsh_en_10.txt").replace(": 802.11ac\n", ": 802.11ax\n").replace("WPA2", "WPA3")
    link = parse_netsh(text)
    assert link.channel == 149
    assert isinstance(link.band_ghz, Unavailable)
    assert "149" in str(link.band_ghz.reason)
    assert parse_netsh(text.replace("WPA3", "WPA2")).band_ghz == 5  # 6 GHz has no WPA2
    assert parse_netsh(text.replace(": 149", ": 44")).band_ghz == 5


@pytest.mark.parametrize(
    ("file", "connected", "words"),
    [
        ("netsh_refused.txt", None, "ms-settings:privacy-location"),
        ("netsh_disconnected.txt", False, "isn't connected"),
        ("netsh_no_adapter.txt", None, "no Wi-Fi adapter"),
    ],
)
def test_netsh_without_a_link_says_why(file: str, connected: bool | None, words: str) -> None:
    link = parse_netsh(sample(file))
    if connected is None:
        assert isinstance(link.connected, Unavailable)
    else:
        assert link.connected is connected
    assert isinstance(link.signal_dbm, Unavailable)
    assert words in str(link.signal_dbm.reason)


def test_opcode_19_gives_the_link_without_consent() -> None:
    data = quality((5180, 80, -63))
    assert len(data) == 296
    link = parse_quality(data)
    assert (link.connected, link.signal_dbm, link.signal_at_least) == (True, -63, False)
    assert (link.frequency_mhz, link.channel, link.band_ghz, link.width_mhz) == (5180, 36, 5, 80)
    assert (link.rx_mbps, link.tx_mbps, link.phy) == (1201.0, 960.7, "802.11ax")
    assert isinstance(link.ssid, Unavailable)
    assert parse_quality(quality((5_180_000, 80, -63))) == link  # documented in kHz


def test_of_several_links_the_strongest_counts() -> None:
    link = parse_quality(quality((2437, 20, -70), (6135, 320, -58), (5180, 80, 0), phy=11))
    assert (link.signal_dbm, link.frequency_mhz, link.width_mhz) == (-58, 6135, 320)
    assert link.phy == "802.11be"


def test_without_a_usable_rssi_the_percentage_serves() -> None:
    assert parse_quality(quality((5180, 80, 0), percent=60)).signal_dbm == -70
    saturated = parse_quality(quality(percent=100))
    assert (saturated.signal_dbm, saturated.signal_at_least) == (-50, True)


def test_the_connection_attributes_lie_where_windows_puts_them() -> None:
    data = connection()
    assert len(data) == 604
    at = [int.from_bytes(data[offset : offset + 4], "little") for offset in (568, 576, 580, 584)]
    assert at == [10, 70, 573_500, 480_000]
    link = parse_connection(data)
    assert (link.ssid, link.bssid) == ("Zorg-intern", "02:00:5e:50:00:a1")
    assert (link.phy, link.signal_dbm) == ("802.11ax", -65)
    assert (link.rx_mbps, link.tx_mbps) == (573.5, 480)
    assert link.security == "WPA2-Enterprise, CCMP"


def test_802_1x_makes_a_network_an_enterprise_one() -> None:
    assert parse_connection(connection(authentication=9, one_x=0)).security == "WPA3-Personal, CCMP"
    told = parse_connection(connection(authentication=7, cipher=2, one_x=1)).security
    assert told == "WPA2-Enterprise, TKIP"


def test_a_link_that_was_lost_or_cut_short_is_no_link() -> None:
    assert parse_connection(connection(state=4)).connected is False
    assert isinstance(parse_connection(connection()[:600]).connected, Unavailable)
    assert isinstance(parse_quality(quality((5180, 80, -63))[:20]).connected, Unavailable)


# -- through the library's own calling convention ---------------------------------------

GUID = bytes(range(16))


class Library:
    """Answers like wlanapi.dll, called through C pointers as the real one is."""

    def __init__(self, answers: dict[int, bytes | int], state: int = 1, start: int = 0) -> None:
        self.answers, self.open, self.memory, self.closed = answers, start, {}, []
        u32, pointer = ctypes.c_uint32, ctypes.c_void_p
        listed = (1).to_bytes(4, "little") + bytes(4) + GUID + bytes(512)
        self.listed = listed + state.to_bytes(4, "little")

        def made(result: Any, *arguments: Any) -> Any:
            return ctypes.CFUNCTYPE(result, *arguments)

        self.functions = SimpleNamespace(
            WlanOpenHandle=made(u32, u32, pointer, pointer, pointer)(self._open),
            WlanEnumInterfaces=made(u32, pointer, pointer, pointer)(self._enumerate),
            WlanQueryInterface=made(u32, pointer, pointer, u32, pointer, pointer, pointer, pointer)(
                self._query
            ),
            WlanFreeMemory=made(None, pointer)(lambda where: self.memory.pop(where)),
            WlanCloseHandle=made(u32, pointer, pointer)(lambda h, _: self.closed.append(h) or 0),
        )

    def _give(self, data: bytes, where: int) -> None:
        buffer = ctypes.create_string_buffer(data, len(data))
        self.memory[ctypes.addressof(buffer)] = buffer
        ctypes.c_void_p.from_address(where).value = ctypes.addressof(buffer)

    def _open(self, version: int, _: Any, told: int, handle: int) -> int:
        assert version == 2
        ctypes.c_void_p.from_address(handle).value = 0x1234_5678_9ABC
        return self.open

    def _enumerate(self, handle: int, _: Any, where: int) -> int:
        assert handle == 0x1234_5678_9ABC
        self._give(self.listed, where)
        return 0

    def _query(
        self, handle: int, guid: int, opcode: int, _: Any, size: int, where: int, __: Any
    ) -> int:
        assert ctypes.string_at(guid, 16) == GUID
        answer = self.answers.get(opcode, 50)
        if isinstance(answer, int):
            return answer
        ctypes.c_uint32.from_address(size).value = len(answer)
        self._give(answer, where)
        return 0


def through(library: Library) -> Any:
    with opened(library.functions) as wlan:
        link = read_wlan(wlan)
    assert library.memory == {}, "memory of Windows that wasn't given back"
    assert library.closed == [0x1234_5678_9ABC]
    return link


def test_both_answers_together_make_the_link() -> None:
    link = through(Library({QUALITY: quality((5180, 80, -63)), CONNECTION: connection()}))
    assert (link.how, link.signal_dbm, link.width_mhz) == ("wlanapi-19", -63, 80)
    assert (link.ssid, link.security) == ("Zorg-intern", "WPA2-Enterprise, CCMP")


def test_without_consent_only_the_name_and_its_like_are_missing() -> None:
    link = through(Library({QUALITY: quality((5180, 80, -63)), CONNECTION: 5}))
    assert (link.signal_dbm, link.channel) == (-63, 36)
    for missing in (link.ssid, link.bssid, link.security):
        assert isinstance(missing, Unavailable)
        assert "ms-settings:privacy-location" in str(missing.reason)


@pytest.mark.parametrize("error", [50, 87])
def test_an_older_windows_is_asked_in_the_older_way(error: int) -> None:
    rssi, channel = (-71).to_bytes(4, "little", signed=True), (44).to_bytes(4, "little")
    answers = {QUALITY: error, CONNECTION: connection(percent=100), RSSI: rssi, CHANNEL: channel}
    link = through(Library(answers))
    assert (link.how, link.signal_dbm, link.signal_at_least) == ("wlanapi-rssi", -71, False)
    assert (link.channel, link.band_ghz, link.rx_mbps) == (44, 5, 573.5)
    link = through(Library(answers | {RSSI: 87}))
    assert (link.signal_dbm, link.signal_at_least) == (-50, True)


def test_an_adapter_that_isnt_connected_and_a_service_that_isnt_there() -> None:
    assert through(Library({}, state=4)).connected is False
    with pytest.raises(NoWlanApi) as refused, opened(Library({}, start=1062).functions):
        pass
    assert refused.value.code == 1062


@pytest.mark.skipif(sys.platform == "win32", reason="there the library is")
def test_where_there_is_no_windows_the_reader_says_so_in_words() -> None:
    link = WindowsReader().read(threading.Event())
    assert isinstance(link.signal_dbm, Unavailable)
    assert "controller shows" in str(link.signal_dbm.reason)
