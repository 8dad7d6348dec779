"""The Wi-Fi link on macOS: CoreWLAN where it's installed, else `system_profiler`."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from typing import Any

from readiness.measure.radio import facts as radio
from readiness.measure.radio import tool
from readiness.measure.radio.corewlan import NO_PERMISSION
from readiness.measure.radio.link import (
    NO_ADAPTER,
    NOT_CONNECTED,
    NOT_TOLD,
    STOPPED,
    Text,
    WifiLink,
    without,
)
from readiness.model.sentence import Sentence

HOW = "system_profiler"
UNREADABLE = Sentence(
    "macOS gave no answer about Wi-Fi that could be read, so there is no signal. Read it again, or "
    "enter what the controller shows."
)

_COMMAND = ["/usr/sbin/system_profiler", "SPAirPortDataType", "-json", "-timeout", "15"]
_LIMIT_S = 20.0
_MOST_ENTRIES = 32
_CHANNEL = re.compile(r"(\d{1,4})(?:\s*\((\d)(?:\.\d)?\s*GHz(?:,\s*(\d{1,4})\s*MHz)?\))?")
_POWERS = re.compile(r"(-?\d{1,6})\s*dBm(?:\s*/\s*(-?\d{1,6})\s*dBm)?")
_BANDS = {"2": 2.4, "5": 5.0, "6": 6.0}
_CONNECTED = "spairport_status_connected"
_MODES = {
    "none": "open", "wep": "WEP", "wpa_personal": "WPA-Personal",
    "wpa_personal_mixed": "WPA/WPA2-Personal", "wpa2_personal": "WPA2-Personal",
    "wpa2_personal_mixed": "WPA/WPA2-Personal", "wpa3_personal": "WPA3-Personal",
    "wpa3_transition": "WPA2/WPA3-Personal", "wpa_enterprise": "WPA-Enterprise",
    "wpa_enterprise_mixed": "WPA/WPA2-Enterprise", "wpa2_enterprise": "WPA2-Enterprise",
    "wpa2_enterprise_mixed": "WPA/WPA2-Enterprise", "wpa3_enterprise": "WPA3-Enterprise",
    "wpa2_wpa3_enterprise": "WPA2/WPA3-Enterprise", "owe": "OWE", "owe_transition": "OWE",
}  # fmt: skip


class MacReader:
    """CoreWLAN when the extra is installed: then the signal is live."""

    @property
    def live(self) -> bool:
        """Whether CoreWLAN is there; `system_profiler` takes seconds."""
        from readiness.measure.radio import corewlan

        return corewlan.present()

    def read(self, halt: threading.Event) -> WifiLink:
        """The link at this moment; seconds without CoreWLAN."""
        from readiness.measure.radio import corewlan

        if halt.is_set():
            return without(STOPPED, HOW)
        link = corewlan.read()
        if link is not None:
            return link
        answer = tool.ask(_COMMAND, halt, _LIMIT_S)
        if answer is None:
            return without(STOPPED if halt.is_set() else UNREADABLE, HOW)
        return parse_profiler(answer.output.decode("utf-8", "replace"))


def parse_profiler(text: str) -> WifiLink:
    """The connected adapter of `system_profiler SPAirPortDataType -json`; never raises."""
    try:
        document = json.loads(text[: tool.MOST_BYTES])
    except (ValueError, RecursionError):
        return without(UNREADABLE, HOW)
    if not isinstance(document, dict) or "SPAirPortDataType" not in document:
        return without(UNREADABLE, HOW)
    adapters = list(_adapters(document))
    if not adapters:
        return without(NO_ADAPTER, HOW, connected=False)
    for adapter in adapters:
        network = adapter.get("spairport_current_network_information")
        status = adapter.get("spairport_status_information", _CONNECTED)
        # awdl0, which AirDrop uses, has a network too, but no channel of an access point.
        if isinstance(network, dict) and status == _CONNECTED and _told(network):
            return _link(network)
    return without(NOT_CONNECTED, HOW, connected=False)


def _adapters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in _listed(document["SPAirPortDataType"]):
        for adapter in _listed(section.get("spairport_airport_interfaces")):
            if adapter.get("_name") not in ("awdl0", "llw0", "p2p0"):
                yield adapter


def _listed(value: object) -> list[dict[str, Any]]:
    entries = value[:_MOST_ENTRIES] if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def _told(network: dict[str, Any]) -> bool:
    return "spairport_network_channel" in network or "spairport_signal_noise" in network


def _link(network: dict[str, Any]) -> WifiLink:
    phy = radio.phy(network.get("spairport_network_phymode"))
    channel = _CHANNEL.fullmatch(_words(network, "spairport_network_channel"))
    number, band, width = channel.groups() if channel else (None, None, None)
    band_ghz, channel_number, frequency = radio.place_of(
        radio.number(number), _BANDS.get(band or "", 0.0) if band else None, phy
    )
    powers = _POWERS.fullmatch(_words(network, "spairport_signal_noise"))
    return WifiLink(
        HOW,
        True,
        ssid=_named(network.get("_name")),
        bssid=_address(network.get("spairport_network_bssid")),
        band_ghz=band_ghz,
        channel=channel_number,
        width_mhz=radio.width(radio.number(width)),
        frequency_mhz=frequency,
        signal_dbm=radio.signal(radio.number(powers[1]) if powers else None),
        noise_dbm=radio.noise(radio.number(powers[2]) if powers else None),
        tx_mbps=radio.rate(radio.number(network.get("spairport_network_rate"))),
        phy=phy,
        security=_security(network.get("spairport_security_mode")),
    )


def _words(network: dict[str, Any], key: str) -> str:
    value = network.get(key)
    return str(value)[:80].strip() if isinstance(value, str | int) else ""


def _named(value: object) -> Text:
    if isinstance(value, str) and value.strip().lower() in ("<redacted>", "redacted"):
        return NO_PERMISSION
    return radio.name(value)


def _address(value: object) -> Text:
    """Newer releases leave the access point's address out or redact it."""
    return NO_PERMISSION if value is None or "redacted" in str(value) else radio.bssid(value)


def _security(value: object) -> Text:
    """From `spairport_security_mode_…`; one real value lacks its first letter."""
    if not isinstance(value, str):
        return NOT_TOLD
    mode = value[:120].rpartition("pairport_security_mode_")[2]
    return _MODES.get(mode) or radio.name(mode.replace("_", " "))
