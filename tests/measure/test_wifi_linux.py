"""The Wi-Fi link on Linux: the kernel's messages, iw, nmcli, and no Wi-Fi at all."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from readiness.measure import wifi, wifi_linux
from readiness.measure.measurement import Unavailable
from readiness.measure.radio import tool
from readiness.measure.wifi_linux import LinuxReader, parse_iw_link, parse_nmcli, wireless
from tests.measure.wifi_samples import sample


def test_iw_with_802_11ac() -> None:
    link = parse_iw_link(sample("iw_vht.txt"))
    assert (link.connected, link.ssid, link.bssid) == (True, "Café: tuin", "02:00:5e:30:00:a1")
    assert (link.band_ghz, link.channel, link.frequency_mhz, link.width_mhz) == (5, 36, 5180, 80)
    assert (link.signal_dbm, link.rx_mbps, link.tx_mbps) == (-52, 6, 866.7)
    assert link.phy == "802.11ac"
    assert isinstance(link.noise_dbm, Unavailable)


def test_iw_with_802_11ax_in_6_ghz() -> None:
    link = parse_iw_link(sample("iw_he.txt"))
    assert (link.band_ghz, link.channel, link.width_mhz, link.phy) == (6, 37, 160, "802.11ax")
    assert (link.signal_dbm, link.rx_mbps, link.tx_mbps) == (-67, 1729.6, 143.4)


def test_iw_with_several_links_gives_no_single_channel() -> None:
    link = parse_iw_link(sample("iw_eht_links.txt"))
    assert (link.phy, link.width_mhz, link.ssid) == ("802.11be", 320, "Zorg-intern")
    for missing in (link.channel, link.frequency_mhz, link.band_ghz):
        assert isinstance(missing, Unavailable)
        assert "several channels" in str(missing.reason)
    assert isinstance(link.signal_dbm, Unavailable), "0 dBm is no signal"


def test_iw_with_802_11n_leaves_20_mhz_out() -> None:
    link = parse_iw_link(sample("iw_ht.txt"))
    assert (link.phy, link.width_mhz, link.channel, link.band_ghz) == ("802.11n", 20, 6, 2.4)
    assert isinstance(link.rx_mbps, Unavailable)


def test_basic_rates_alone_dont_tell_the_kind_of_wifi() -> None:
    text = sample("iw_ht.txt").replace("65.0 MBit/s MCS 7", "6.0 MBit/s")
    assert isinstance(parse_iw_link(text).phy, Unavailable)


def test_iw_without_a_link() -> None:
    assert parse_iw_link(sample("iw_not_connected.txt")).connected is False
    assert isinstance(parse_iw_link("").connected, Unavailable)


@pytest.mark.parametrize("dbm", ["0", "12", "-300", "-99999999999", "nan", "--", ""])
def test_a_signal_that_cant_be_is_missing(dbm: str) -> None:
    link = parse_iw_link(sample("iw_ht.txt").replace("-71 dBm", f"{dbm} dBm"))
    assert isinstance(link.signal_dbm, Unavailable)
    assert link.channel == 6


def test_nmcli_with_colons_and_backslashes_in_the_name() -> None:
    link = parse_nmcli(sample("nmcli.txt"))
    assert (link.connected, link.ssid) == (True, "Zorg:gast \\ tuin")
    assert link.bssid == "02:00:5e:40:00:a1"
    assert (link.band_ghz, link.channel, link.frequency_mhz) == (5, 36, 5180)
    assert (link.signal_dbm, link.signal_at_least) == (-64, True)
    assert link.security == "WPA2 WPA3"
    for rate in (link.rx_mbps, link.tx_mbps):
        assert isinstance(rate, Unavailable)
        assert "access point" in str(rate.reason)


MAC = "02\\:00\\:5E\\:40\\:00\\:A1"


@pytest.mark.parametrize(
    ("row", "ssid", "channel", "dbm"),
    [
        (f"yes:36:{MAC}:44:5220 MHz:540 Mbit/s:80:WPA2", "36", 44, -60),
        (f"*:{MAC}:gang:Infra:11:130 Mbit/s:60:▂▄▆_:WPA1 WPA2", "gang", 11, -70),
        (f"*:gang:{MAC}:70:6:2437 MHz:WPA2", "gang", 6, -65),
        ("yes:zaal:54:1:54 Mbit/s:WPA2", "zaal", None, None),
        (f"*:{MAC}::6:2437 MHz:54 Mbit/s:40:", None, 6, -80),
    ],
)
def test_nmcli_is_read_whatever_fields_were_asked(
    row: str, ssid: str | None, channel: int | None, dbm: int | None
) -> None:
    link = parse_nmcli(f" :x:{MAC}:1:2412 MHz:54 Mbit/s:99:\n{row}\n")
    for found, wanted in ((link.ssid, ssid), (link.channel, channel), (link.signal_dbm, dbm)):
        if wanted is not None:
            assert found == wanted
    if ssid is None:
        assert isinstance(link.ssid, Unavailable)


def test_nmcli_without_a_network_in_use() -> None:
    rows = [line for line in sample("nmcli.txt").splitlines() if not line.startswith("*")]
    assert parse_nmcli("\n".join(rows)).connected is False


# -- the kernel's own messages, made and taken apart by pyroute2 ---------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="pyroute2 is for Linux")
class TestKernel:
    def message(self, *attributes: tuple[str, Any]) -> Any:
        from pyroute2.netlink.nl80211 import nl80211cmd

        made = nl80211cmd()
        made["attrs"] = [(f"NL80211_ATTR_{name}", value) for name, value in attributes]
        made.encode()
        read = nl80211cmd(made.data)
        read.decode()
        return read

    def link(self, **noise: int) -> Any:
        from readiness.measure.radio.nl80211 import link_of

        adapter = self.message(
            ("IFINDEX", 3), ("IFTYPE", 2), ("SSID", "Zorg-intern"), ("WIPHY_FREQ", 5180),
            ("CHANNEL_WIDTH", 3),
        )  # fmt: skip
        rate, info = "NL80211_RATE_INFO_", "NL80211_STA_INFO_"
        told = [
            (f"{info}SIGNAL", -58), (f"{info}SIGNAL_AVG", -61),
            (f"{info}RX_BITRATE", {"attrs": [(f"{rate}BITRATE", 60)]}),
            (f"{info}TX_BITRATE",
             {"attrs": [(f"{rate}BITRATE32", 12009), (f"{rate}HE_MCS", 11)]}),
        ]  # fmt: skip
        station = self.message(("MAC", "02:00:5e:30:00:a1"), ("STA_INFO", {"attrs": told}))
        surveys = [
            self.message(("SURVEY_INFO", {"attrs": [
                (f"NL80211_SURVEY_INFO_{key}", value) for key, value in entry
            ]}))
            for entry in ([("FREQUENCY", 2412), ("NOISE", 256 - 80)],
                          [("FREQUENCY", 5180), *noise.items()])
        ]  # fmt: skip
        return link_of(adapter, station, surveys)

    def test_the_kernel_tells_signal_noise_and_rates(self) -> None:
        link = self.link(NOISE=256 - 95)
        assert (link.how, link.ssid, link.bssid) == ("nl80211", "Zorg-intern", "02:00:5e:30:00:a1")
        assert (link.signal_dbm, link.noise_dbm, link.snr_db) == (-61, -95, 34)
        assert (link.band_ghz, link.channel, link.width_mhz) == (5, 36, 80)
        assert (link.rx_mbps, link.tx_mbps, link.phy) == (6, 1200.9, "802.11ax")

    def test_the_connected_adapter_is_found_and_its_beacon_read_once(self) -> None:
        from readiness.measure.radio.nl80211 import Kernel

        asked = []

        class Answering:
            """A kernel with a card that isn't connected, one that is, and no surveys."""

            def list_dev(inner) -> list[Any]:
                return [self.message(("IFINDEX", index), ("IFTYPE", 2)) for index in (3, 4)]

            def get_stations(inner, index: int) -> list[Any]:
                joined = self.message(("MAC", "02:00:5e:30:00:a1"), ("STA_INFO", {"attrs": [
                    ("NL80211_STA_INFO_SIGNAL", -70)]}))  # fmt: skip
                return [joined] if index == 4 else []

            def survey(inner, index: int) -> list[Any]:
                raise OSError(95)

            def get_associated_bss(inner, index: int) -> Any:
                asked.append(index)

        kernel = Kernel()
        for _ in range(2):
            link = kernel._read(Answering())
            assert (link.connected, link.bssid, link.signal_dbm) == (True, "02:00:5e:30:00:a1", -70)
            assert isinstance(link.security, Unavailable)
        assert asked == [4]

    def test_a_driver_without_noise_leaves_the_ratio_out(self) -> None:
        link = self.link()
        assert link.signal_dbm == -61
        assert isinstance(link.snr_db, Unavailable)
        assert "driver" in str(link.snr_db.reason)

    def test_the_security_is_what_the_beacon_asks_for(self) -> None:
        from readiness.measure.radio.nl80211 import security_of

        suites = {"sae+psk": (2, 8), "dot1x": (1,), "192": (12,), "owe": (18,)}
        told = {}
        for name, kinds in suites.items():
            oui = bytes((0, 15, 172))
            rsn = bytes((1, 0)) + oui + b"\x04" + bytes((1, 0)) + oui + b"\x04"
            rsn += bytes((len(kinds), 0)) + b"".join(oui + bytes((kind,)) for kind in kinds)
            elements = bytes((0, 2)) + b"zi" + bytes((48, len(rsn) + 2)) + rsn + bytes(2)
            told[name] = security_of(Network(elements))
        assert told == {
            "sae+psk": "WPA2/WPA3-Personal", "dot1x": "WPA2-Enterprise",
            "192": "WPA3-Enterprise", "owe": "OWE",
        }  # fmt: skip


class Network:
    """A scan's answer whose elements pyroute2 takes apart from the beacon's bytes."""

    def __init__(self, elements: bytes) -> None:
        from pyroute2.netlink.nl80211 import nl80211cmd

        data = (4 + len(elements)).to_bytes(2, "little") + (6).to_bytes(2, "little") + elements
        read = nl80211cmd.bss.elementsBinary(data)
        read.decode()
        self.value = read.value

    def get_attr(self, name: str) -> Any:
        return self if name == "NL80211_ATTR_BSS" else self.value


# -- without Wi-Fi, and tools that hang ------------------------------------------------


def test_adapters_are_those_that_the_kernel_marks_wireless(tmp_path: Path) -> None:
    for name in ("eth0", "wlan0/phy80211", "wlp3s0/wireless", "lo"):
        (tmp_path / name).mkdir(parents=True)
    assert wireless(tmp_path) == ["wlan0", "wlp3s0"]
    assert wireless(tmp_path / "absent") == []


def test_without_an_adapter_the_link_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wifi_linux, "ADAPTERS", Path("/nonexistent"))
    link = LinuxReader().read(threading.Event())
    assert link.connected is False
    assert isinstance(link.signal_dbm, Unavailable)
    assert "no Wi-Fi adapter" in str(link.signal_dbm.reason)


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_where_the_kernel_doesnt_answer_the_tools_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "net" / "readiness-absent0" / "phy80211").mkdir(parents=True)
    tools = tmp_path / "bin"
    tools.mkdir()
    monkeypatch.setattr(wifi_linux, "ADAPTERS", tmp_path / "net")
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    source = LinuxReader()
    monkeypatch.setattr(source._kernel, "read", lambda: None)

    def put(name: str, script: str) -> None:
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)

    put("nmcli", f"cat {Path(__file__).parent}/wifi/nmcli.txt")
    put("iw", "exit 161")
    assert source.read(threading.Event()).how == "nmcli"
    put("iw", f"cat {Path(__file__).parent}/wifi/iw_he.txt")
    assert (source.read(threading.Event()).how, source.read(threading.Event()).channel) == (
        "iw", 37,
    )  # fmt: skip


def test_the_reader_of_this_laptop_never_raises() -> None:
    source = wifi.reader()
    link = source.read(threading.Event())
    assert isinstance(link.connected, bool | Unavailable)


def test_a_tool_that_hangs_ends_with_the_halt_and_with_its_time() -> None:
    sleeper = [sys.executable, "-c", "import time; print('x', flush=True); time.sleep(60)"]
    halt = threading.Event()
    threading.Timer(0.3, halt.set).start()
    begin = time.monotonic()
    assert tool.ask(sleeper, halt, 30) is None
    assert time.monotonic() - begin < 0.8
    begin = time.monotonic()
    assert tool.ask(sleeper, threading.Event(), 0.3) is None
    assert time.monotonic() - begin < 0.8


def test_a_tool_that_floods_is_cut_off_and_an_absent_one_is_no_answer() -> None:
    flood = [sys.executable, "-c", "while True: print('x' * 65536)"]
    assert tool.ask(flood, threading.Event(), 30) is None
    assert tool.ask(["/nonexistent/tool"], threading.Event(), 1) is None
    answer = tool.ask([sys.executable, "-c", "print(7); exit(3)"], threading.Event(), 30)
    assert answer is not None
    assert (answer.output.strip(), answer.code) == (b"7", 3)
