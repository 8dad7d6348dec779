"""The Wi-Fi link through Apple's CoreWLAN, where the extra `corewlan` is installed.

Numbers are those of CWChannelBand, CWChannelWidth, CWPHYMode and CWSecurity in Apple's
CoreWLANTypes.h.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio.link import NO_ADAPTER, NOT_CONNECTED, NOT_TOLD, WifiLink, without
from readiness.model.sentence import Sentence

NO_PERMISSION = Unavailable(
    Sentence(
        "macOS tells this only to programs that may use the location. The signal doesn't need it. "
        "To see this too, allow it to the terminal under Privacy & Security, Location Services."
    )
)
HOW = "corewlan"
_BANDS = {1: 2.4, 2: 5.0, 3: 6.0}
_WIDTHS = {1: 20, 2: 40, 3: 80, 4: 160}
_PHYS = {1: "a", 2: "b", 3: "g", 4: "n", 5: "ac", 6: "ax", 7: "be"}
_SECURITIES = {
    0: "open", 1: "WEP", 2: "WPA-Personal", 3: "WPA/WPA2-Personal", 4: "WPA2-Personal",
    6: "WEP 802.1X", 7: "WPA-Enterprise", 8: "WPA/WPA2-Enterprise", 9: "WPA2-Enterprise",
    11: "WPA3-Personal", 12: "WPA3-Enterprise", 13: "WPA2/WPA3-Personal", 14: "OWE", 15: "OWE",
}  # fmt: skip


def present() -> bool:
    """Whether CoreWLAN can be imported."""
    return importlib.util.find_spec("CoreWLAN") is not None


def read() -> WifiLink | None:
    """The link at this moment; None where CoreWLAN isn't there or fails."""
    if not present():
        return None
    try:
        client = importlib.import_module("CoreWLAN").CWWiFiClient.sharedWiFiClient()
        return link_of(client.interface())
    except Exception:  # a bridge to another language raises what it likes
        return None


def link_of(adapter: Any) -> WifiLink:
    """The link of a CWInterface; None stands for no adapter."""
    if adapter is None:
        return without(NO_ADAPTER, HOW, connected=False)
    place = adapter.wlanChannel() if adapter.powerOn() else None
    if place is None or not adapter.rssiValue():  # 0 without an access point
        return without(NOT_CONNECTED, HOW, connected=False)
    kind = _PHYS.get(adapter.activePHYMode())
    phy = f"802.11{kind}" if kind else NOT_TOLD
    band, channel, frequency = radio.place_of(
        place.channelNumber(),
        _BANDS.get(place.channelBand()),
        f"802.11{kind}" if kind else NOT_TOLD,
    )
    name, address = adapter.ssid(), adapter.bssid()
    return WifiLink(
        HOW,
        True,
        ssid=NO_PERMISSION if name is None else radio.name(str(name)),
        bssid=NO_PERMISSION if address is None else radio.bssid(str(address)),
        band_ghz=band,
        channel=channel,
        width_mhz=radio.width(_WIDTHS.get(place.channelWidth())),
        frequency_mhz=frequency,
        signal_dbm=radio.signal(adapter.rssiValue()),
        noise_dbm=radio.noise(adapter.noiseMeasurement() or None),
        tx_mbps=radio.rate(adapter.transmitRate()),
        phy=phy,
        security=_SECURITIES.get(adapter.security(), NOT_TOLD),
    )
