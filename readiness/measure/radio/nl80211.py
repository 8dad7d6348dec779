"""The Wi-Fi link as the kernel tells it over nl80211, through pyroute2. No rights needed.

Numbers are those of Linux' nl80211.h.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio.link import NOT_CONNECTED, NOT_TOLD, Number, Text, WifiLink, without
from readiness.model.sentence import Sentence

HOW = "nl80211"
NO_NOISE = Unavailable(
    Sentence("The Wi-Fi driver doesn't tell the noise, so there is no signal-to-noise ratio.")
)
BASIC_RATES = Unavailable(
    Sentence("Only basic rates were in use at this moment; they don't tell the kind of Wi-Fi.")
)
_STATION = 2  # NL80211_IFTYPE_STATION
_WIDTHS = {0: 20, 1: 20, 2: 40, 3: 80, 4: 160, 5: 160, 13: 320}
# pyroute2 leaves suite 10 out of its list, so it names those above it one too far.
_OWE = "00-0f-ac-12"
_WPA3_ENTERPRISE = ("IEEE 802.1X/SUITE-B-192", "FT/IEEE 802.1X/SHA-384")
_MARKS = {"EHT_MCS": "be", "HE_MCS": "ax", "VHT_MCS": "ac", "MCS": "n"}


class Kernel:
    """Remembers an access point's security, which takes a list of all networks to find."""

    def __init__(self) -> None:
        self._secured: tuple[Text, Text] | None = None

    def read(self) -> WifiLink | None:
        """The link of the first connected adapter; None where nl80211 can't be asked."""
        try:
            from pyroute2 import IW

            with IW() as kernel:
                return self._read(kernel)
        except Exception:  # pyroute2 raises its own errors, and the kernel's answers vary
            return None

    def _read(self, kernel: Any) -> WifiLink:
        for adapter in kernel.list_dev():
            index = adapter.get_attr("NL80211_ATTR_IFINDEX")
            if adapter.get_attr("NL80211_ATTR_IFTYPE") != _STATION or index is None:
                continue
            station = next(iter(list(kernel.get_stations(index))), None)
            if station is None:
                continue
            link = link_of(adapter, station, _surveys(kernel, index))
            return replace(link, security=self._security(kernel, index, link.bssid))
        return without(NOT_CONNECTED, HOW, connected=False)

    def _security(self, kernel: Any, index: int, bssid: Text) -> Text:
        if self._secured is None or self._secured[0] != bssid:
            try:
                told = security_of(kernel.get_associated_bss(index))
            except Exception:  # a beacon that pyroute2 can't take apart
                told = NOT_TOLD
            self._secured = (bssid, told)
        return self._secured[1]


def _surveys(kernel: Any, index: int) -> list[Any]:
    try:
        return list(kernel.survey(index))
    except Exception:  # many drivers don't survey
        return []


def link_of(adapter: Any, station: Any, surveys: Iterable[Any]) -> WifiLink:
    """The link from the kernel's messages about the adapter, its access point, the channels."""
    info = station.get_attr("NL80211_ATTR_STA_INFO")
    dbm = _told(info, "SIGNAL_AVG") or _told(info, "SIGNAL")
    rates = [_rate(_told(info, f"{way}_BITRATE")) for way in ("RX", "TX")]
    mhz = adapter.get_attr("NL80211_ATTR_WIPHY_FREQ")
    band, channel, frequency = radio.place(mhz)
    width = _WIDTHS.get(adapter.get_attr("NL80211_ATTR_CHANNEL_WIDTH"))
    noise = _noise(surveys, mhz)
    name = adapter.get_attr("NL80211_ATTR_SSID")
    return WifiLink(
        HOW,
        True,
        ssid=radio.ssid(name) if isinstance(name, bytes) else radio.name(name),
        bssid=radio.bssid(station.get_attr("NL80211_ATTR_MAC")),
        band_ghz=band,
        channel=channel,
        width_mhz=radio.width(width),
        frequency_mhz=frequency,
        signal_dbm=radio.signal(_signed(dbm)),
        noise_dbm=NO_NOISE if isinstance(noise, Unavailable) else noise,
        rx_mbps=rates[0][0],
        tx_mbps=rates[1][0],
        phy=newest(rates[0][1], rates[1][1]),
    )


def _told(info: Any, name: str) -> Any:
    return None if info is None else info.get_attr(f"NL80211_STA_INFO_{name}")


def _rate(info: Any) -> tuple[Number, str]:
    """A rate in Mbit/s (the kernel counts in 100 kbit/s), and the kind of Wi-Fi it shows."""
    if info is None:
        return NOT_TOLD, ""
    prefix = "NL80211_RATE_INFO_"
    told = info.get_attr(f"{prefix}BITRATE32") or info.get_attr(f"{prefix}BITRATE")
    marks = (kind for mark, kind in _MARKS.items() if info.get_attr(prefix + mark) is not None)
    return radio.rate(None if told is None else told / 10), next(marks, "")


def _noise(surveys: Iterable[Any], mhz: int | None) -> Number:
    """The noise on the channel in use; some drivers mark none, then by its frequency."""
    infos = [survey.get_attr("NL80211_ATTR_SURVEY_INFO") for survey in surveys]
    prefix = "NL80211_SURVEY_INFO_"
    for info in infos:
        if info is None or info.get_attr(f"{prefix}NOISE") is None:
            continue
        if info.get_attr(f"{prefix}IN_USE") or info.get_attr(f"{prefix}FREQUENCY") == mhz:
            return radio.noise(_signed(info.get_attr(f"{prefix}NOISE")))
    return NOT_TOLD


def _signed(byte: int | None) -> int | None:
    """The kernel's signed byte; pyroute2 reads noise as an unsigned one."""
    return None if byte is None else byte - 256 if byte > 127 else byte


def security_of(network: Any) -> Text:
    """What the access point asks for, from the RSN element of its beacon."""
    point = network.get_attr("NL80211_ATTR_BSS")
    elements = point.get_attr("NL80211_BSS_INFORMATION_ELEMENTS")
    rsn = elements.get("RSN") if isinstance(elements, dict) else None
    if not isinstance(rsn, dict):
        return NOT_TOLD
    suites = [str(suite) for suite in rsn.get("auth_suites", ())]
    if _OWE in suites:
        return "OWE"
    if any(suite in _WPA3_ENTERPRISE for suite in suites):
        return "WPA3-Enterprise"
    if any("802.1X" in suite for suite in suites):
        return "WPA2-Enterprise"
    psk, sae = (any(mark in suite for suite in suites) for mark in ("PSK", "SAE"))
    kinds = [name for name, there in (("WPA2", psk), ("WPA3", sae)) if there]
    return f"{'/'.join(kinds)}-Personal" if kinds else NOT_TOLD


def newest(*kinds: str) -> Text:
    """The newest of these kinds of Wi-Fi: frames of control go at an older rate."""
    best = next((kind for kind in ("be", "ax", "ac", "n") if kind in kinds), None)
    return f"802.11{best}" if best else BASIC_RATES
