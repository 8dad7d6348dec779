"""The Wi-Fi link on Windows: wlanapi.dll, and `netsh` where that can't be reached.

Layouts from Microsoft's wlanapi.h; both structures hold only fields of 1, 2 and 4 bytes, so
they are alike on 32 and 64 bit.
"""

from __future__ import annotations

import os
import struct
import threading
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio import tool
from readiness.measure.radio.link import (
    NOT_CONNECTED,
    NOT_TOLD,
    STOPPED,
    Text,
    WifiLink,
    without,
)
from readiness.measure.radio.netsh import NO_NOISE, NOTHING_LISTED
from readiness.measure.radio.netsh import parse_netsh as parse_netsh
from readiness.model.sentence import Sentence

QUALITY, CONNECTION, CHANNEL, RSSI = 19, 7, 8, 0x10000102
QUALITY_BYTES, CONNECTION_BYTES = 296, 604

NO_CONSENT = Unavailable(
    Sentence(
        "Windows tells this only with consent to use the location. The signal doesn't need it. To "
        "see this too, open ms-settings:privacy-location and allow desktop apps."
    )
)
NO_SERVICE = Sentence(
    "The Wi-Fi service of Windows isn't running, so there is no signal to read. Switch Wi-Fi on, "
    "or ask whoever manages this laptop."
)
TOO_SHORT = Sentence("The answer of Windows was too short to read a Wi-Fi link from.")
UNREADABLE = Sentence(
    "Windows gave no answer about Wi-Fi, so there is no signal. Read it again, or enter what the "
    "controller shows."
)

# WLAN_REALTIME_CONNECTION_QUALITY: PHY, quality in percent, rx and tx in kbit/s, MLO, links;
# then per link 272 bytes: id, frequency, width in MHz, RSSI in dBm, a set of rates.
_HEAD, _LINK, _LINK_BYTES = struct.Struct("<IIIIII"), struct.Struct("<BxxxIIi"), 272
_CONNECTED = 1
_ACCESS_DENIED, _NOT_ACTIVE = 5, 1062
_PHYS = {4: "a", 5: "b", 6: "g", 7: "n", 8: "ac", 9: "ad", 10: "ax", 11: "be"}
_AUTHENTICATIONS = {
    1: "open", 2: "WEP", 3: "WPA-Enterprise", 4: "WPA-Personal", 5: "WPA-None",
    6: "WPA2-Enterprise", 7: "WPA2-Personal", 8: "WPA3-Enterprise 192 bit", 9: "WPA3-Personal",
    10: "OWE", 11: "WPA3-Enterprise",
}  # fmt: skip
_CIPHERS = {
    1: "WEP", 2: "TKIP", 4: "CCMP", 5: "WEP", 8: "GCMP", 9: "GCMP-256", 10: "CCMP-256",
    0x101: "WEP",
}  # fmt: skip
_NETSH_S = 5.0


class Wlan(Protocol):
    """The part of wlanapi.dll that is used; an int is the error that Windows gave."""

    def adapters(self) -> list[tuple[bytes, int]] | int:
        """The GUID and state of each Wi-Fi adapter."""
        ...

    def query(self, adapter: bytes, opcode: int) -> bytes | int:
        """The answer's bytes."""
        ...


class WindowsReader:
    """Reads through wlanapi.dll; where that can't be opened through netsh."""

    live = True

    def read(self, halt: threading.Event) -> WifiLink:
        """The link at this moment."""
        from readiness.measure.radio.wlanapi import NoWlanApi, opened

        if halt.is_set():
            return without(STOPPED, "wlanapi")
        try:
            with opened() as wlan:
                return read_wlan(wlan)
        except NoWlanApi as refused:
            if refused.code == _NOT_ACTIVE:
                return without(NO_SERVICE, "wlanapi", connected=False)
        return self._read_netsh(halt)

    def _read_netsh(self, halt: threading.Event) -> WifiLink:
        program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "netsh.exe")
        answer = tool.ask([str(program), "wlan", "show", "interfaces"], halt, _NETSH_S)
        if answer is None:
            return without(STOPPED if halt.is_set() else UNREADABLE, "netsh")
        try:
            text = answer.output.decode("oem", "replace")
        except LookupError:  # a codec that only Windows has
            text = answer.output.decode("utf-8", "replace")
        return parse_netsh(text)


def read_wlan(wlan: Wlan) -> WifiLink:
    """The link of the first connected adapter."""
    adapters = wlan.adapters()
    if isinstance(adapters, int):
        return without(UNREADABLE, "wlanapi")
    if not adapters:
        return without(NOTHING_LISTED, "wlanapi", connected=False)
    adapter = next((guid for guid, state in adapters if state == _CONNECTED), None)
    if adapter is None:
        return without(NOT_CONNECTED, "wlanapi", connected=False)
    quality, told = wlan.query(adapter, QUALITY), wlan.query(adapter, CONNECTION)
    if isinstance(told, bytes):
        named = parse_connection(told)
    else:
        named = without((NO_CONSENT if told == _ACCESS_DENIED else NOT_TOLD).reason, "wlanapi-7")
    if isinstance(quality, bytes):
        link = parse_quality(quality)
        return replace(link, ssid=named.ssid, bssid=named.bssid, security=named.security)
    return _older(named, wlan.query(adapter, RSSI), wlan.query(adapter, CHANNEL))


def _older(named: WifiLink, rssi: bytes | int, channel: bytes | int) -> WifiLink:
    """Before Windows 11 24H2: the two opcodes that need no consent, beside the connection."""
    told = _integer(channel, "<I")
    band, number, frequency = radio.place_of(told, phy=named.phy, security=named.security)
    link = replace(
        named,
        how="wlanapi-rssi",
        connected=named.connected if isinstance(named.connected, bool) else True,
        band_ghz=band,
        channel=number,
        frequency_mhz=frequency,
        width_mhz=NOT_TOLD,
        noise_dbm=NO_NOISE,
    )
    dbm = radio.signal(_integer(rssi, "<i"))
    if isinstance(dbm, Unavailable):
        return link if isinstance(link.signal_dbm, int | float) else replace(link, signal_dbm=dbm)
    return replace(link, signal_dbm=dbm, signal_at_least=False)


def _integer(answer: bytes | int, form: str) -> float | None:
    if isinstance(answer, int) or len(answer) < 4:
        return None
    return float(struct.unpack_from(form, answer)[0])


def parse_quality(data: bytes) -> WifiLink:
    """A WLAN_REALTIME_CONNECTION_QUALITY; 296 bytes with one link. Never raises.

    Of several links (802.11be) the strongest is given: over that one the laptop is reached.
    """
    how = "wlanapi-19"
    if len(data) < _HEAD.size:
        return without(TOO_SHORT, how)
    kind, percent, rx, tx, _several, count = _HEAD.unpack_from(data)
    fit = min(count, 16, (len(data) - _HEAD.size) // _LINK_BYTES)
    links = [_LINK.unpack_from(data, _HEAD.size + index * _LINK_BYTES) for index in range(fit)]
    sane = [link for link in links if not isinstance(radio.signal(link[3]), Unavailable)]
    best = max(sane or links[:1], key=lambda link: int(link[3]), default=None)
    dbm, at_least = radio.percent_to_dbm(percent)
    if best is not None and sane:
        dbm, at_least = radio.signal(best[3]), False
    # Named for MHz, documented in kHz: both are taken.
    mhz = None if best is None else best[1] / 1000 if best[1] >= 1_000_000 else float(best[1])
    band, channel, frequency = radio.place(mhz)
    return WifiLink(
        how,
        True,
        band_ghz=band,
        channel=channel,
        width_mhz=radio.width(None if best is None else best[2]),
        frequency_mhz=frequency,
        signal_dbm=dbm,
        noise_dbm=NO_NOISE,
        rx_mbps=radio.rate(rx / 1000),
        tx_mbps=radio.rate(tx / 1000),
        phy=_phy(kind),
        signal_at_least=at_least,
    )


def parse_connection(data: bytes) -> WifiLink:
    """A WLAN_CONNECTION_ATTRIBUTES, 604 bytes. Never raises."""
    how = "wlanapi-7"
    if len(data) < CONNECTION_BYTES:
        return without(TOO_SHORT, how)
    (state,) = struct.unpack_from("<I", data, 0)
    if state != _CONNECTED:
        return without(NOT_CONNECTED, how, connected=False)
    (length,) = struct.unpack_from("<I", data, 520)
    kind, _index, percent, rx, tx = struct.unpack_from("<IIIII", data, 568)
    dbm, at_least = radio.percent_to_dbm(percent)
    return WifiLink(
        how,
        True,
        ssid=radio.ssid(bytes(data[524 : 524 + length])) if length <= 32 else radio.ABSURD,
        bssid=radio.bssid(bytes(data[560:566]).hex(":")),
        signal_dbm=dbm,
        noise_dbm=NO_NOISE,
        rx_mbps=radio.rate(rx / 1000),
        tx_mbps=radio.rate(tx / 1000),
        phy=_phy(kind),
        security=_security(*struct.unpack_from("<IIII", data, 588)),
        signal_at_least=at_least,
    )


def _phy(kind: int) -> Text:
    return f"802.11{_PHYS[kind]}" if kind in _PHYS else NOT_TOLD


def _security(enabled: int, one_x: int, authentication: int, cipher: int) -> Text:
    """Such as "WPA2-Enterprise, CCMP": with 802.1X it's always the enterprise kind."""
    if not enabled:
        return "open"
    told = _AUTHENTICATIONS.get(authentication)
    if told is None:
        return NOT_TOLD
    if one_x:
        told = told.replace("Personal", "Enterprise")
    return f"{told}, {_CIPHERS[cipher]}" if cipher in _CIPHERS else told
