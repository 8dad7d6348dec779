"""What can be true of a Wi-Fi radio: channels, frequencies, powers, rates, names.

What a system tells is not trusted: a value outside what the standards allow becomes
`Unavailable`, and a text loses its control characters and what is too long.
Channels and frequencies: IEEE 802.11-2020 annex E, 802.11ax (6 GHz).
"""

from __future__ import annotations

import math
import re

from readiness.measure.measurement import Unavailable
from readiness.measure.radio.link import NOT_TOLD, Number, Text
from readiness.model.sentence import Sentence
from readiness.plain import plain

MOST_TEXT = 64
MOST_INPUT = 262_144

ABSURD = Unavailable(
    Sentence("The system gave a value that can't be right for Wi-Fi, so it isn't used.")
)
_WIDTHS = (20, 40, 80, 160, 320)
_MAC = re.compile(r"[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}")
_PHY = re.compile(r"802\.11 ?(be|ax|ac|ad|n|g|a|b)", re.IGNORECASE)
_BEFORE_WPA3 = re.compile(r"(?!.*(?:WPA3|OWE|SAE)).*(?:WPA|WEP)", re.IGNORECASE)
# The two bands share these channel numbers; 802.11ax and later may be in either.
_SHARED = frozenset({1, 2, 5, 9, 13, 149, 153, 157, 161, 165, 169, 173, 177})


def number(text: object) -> float | None:
    """The number in this text or JSON value, decimal comma allowed; None when it is none."""
    if isinstance(text, bool) or not isinstance(text, (str, int, float)):
        return None
    try:
        found = float(text.strip()[:40].replace(",", ".") if isinstance(text, str) else text)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def within(value: float | None, least: float, most: float) -> Number:
    """The value when it lies in this range; whole numbers as int."""
    if value is None:
        return NOT_TOLD
    if not least <= value <= most:
        return ABSURD
    return int(value) if value == int(value) else value


def signal(dbm: float | None) -> Number:
    """A received power in dBm; receivers hear nothing below about -110."""
    return within(dbm, -120, -1)


def noise(dbm: float | None) -> Number:
    """A noise floor in dBm; 20 MHz of thermal noise is -101."""
    return within(dbm, -130, -30)


def rate(mbps: float | None) -> Number:
    """A link's rate in Mbit/s; 802.11be ends at 46,120."""
    found = within(mbps, 0.5, 47_000)
    return found if isinstance(found, Unavailable) else round(found, 1)


def width(mhz: float | None) -> Number:
    """A channel's width in MHz."""
    if mhz is None:
        return NOT_TOLD
    return int(mhz) if mhz in _WIDTHS else ABSURD


def percent_to_dbm(percent: float | None) -> tuple[Number, bool]:
    """Windows' signal quality as dBm, and whether the signal may be stronger than that.

    Microsoft: 0 is -100 dBm or less, 100 is -50 dBm or more, linear between
    (WLAN_ASSOCIATION_ATTRIBUTES).
    """
    if percent is None:
        return NOT_TOLD, False
    if not 0 <= percent <= 100:
        return ABSURD, False
    return within(percent / 2 - 100, -100, -50), percent == 100


def place(frequency: float | None) -> tuple[Number, Number, Number]:
    """The band (GHz), channel and frequency (MHz) of this frequency in MHz."""
    if frequency is None:
        return NOT_TOLD, NOT_TOLD, NOT_TOLD
    mhz = within(frequency, 2412, 7125)
    if isinstance(mhz, Unavailable):
        return mhz, mhz, mhz
    if mhz == 2484:
        return 2.4, 14, mhz
    if mhz == 5935:
        return 6, 2, mhz
    for band, base, least, most in ((2.4, 2407, 1, 13), (5, 5000, 32, 177), (6, 5950, 1, 233)):
        channel = (mhz - base) / 5
        if channel == int(channel) and least <= channel <= most:
            return band, int(channel), mhz
    return ABSURD, ABSURD, ABSURD


def place_of(
    channel: float | None,
    band: float | None = None,
    phy: Text = NOT_TOLD,
    security: Text = NOT_TOLD,
) -> tuple[Number, Number, Number]:
    """The same from a channel, and its band or what else decides that."""
    known = within(channel, 1, 233)
    if isinstance(known, Unavailable):
        return (NOT_TOLD if band not in (2.4, 5, 6) else within(band, 2, 6)), known, known
    if known != int(known):
        return ABSURD, ABSURD, ABSURD
    if band is None:
        band = _band(int(known), phy, security)
    if band is None:
        unclear = Unavailable(
            Sentence(
                "Channel {channel} exists in two bands, and the system doesn't tell which one.",
                channel=known,
            )
        )
        return unclear, known, unclear
    special = {(2.4, 14): 2484, (6, 2): 5935}.get((band, int(known)))
    base = {2.4: 2407, 5: 5000, 6: 5950}.get(band)
    if base is None:
        return ABSURD, ABSURD, ABSURD
    found = place(special or base + 5 * known)
    return found if found[0] == band else (ABSURD, ABSURD, ABSURD)


def _band(channel: int, phy: Text, security: Text) -> float | None:
    """6 GHz channels are 1, 5, 9 … 233 and 2; 5 GHz ones are multiples of 4 up to 144.

    6 GHz takes 802.11ax or later, and WPA3 or OWE (Wi-Fi Alliance), so older ones rule it out.
    """
    newer = phy not in ("802.11a", "802.11b", "802.11g", "802.11n", "802.11ac")
    safer = isinstance(security, Unavailable) or not _BEFORE_WPA3.match(security)
    if channel in _SHARED and newer and safer:
        return None
    if channel <= 14:
        return 2.4
    if (channel <= 144 and channel % 4 == 0) or (149 <= channel <= 177 and channel % 4 == 1):
        return 5
    return 6


def name(text: object) -> Text:
    """A text from the system, clean and at most 64 characters."""
    if not isinstance(text, str):
        return NOT_TOLD
    clean = plain(text[: 4 * MOST_TEXT]).replace("\n", " ").strip()
    return clean[:MOST_TEXT] or NOT_TOLD


def ssid(raw: bytes) -> Text:
    """A network's name from its at most 32 bytes."""
    return name(raw[:32].decode("utf-8", "replace"))


def bssid(text: object) -> Text:
    """A hardware address as `aa:bb:cc:dd:ee:ff`."""
    if not isinstance(text, str) or not _MAC.fullmatch(text.strip()):
        return NOT_TOLD
    found = text.strip().lower().replace("-", ":")
    return ABSURD if found in ("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff") else found


def phy(text: object) -> Text:
    """The kind of Wi-Fi as `802.11ax`."""
    match = _PHY.fullmatch(text.strip()) if isinstance(text, str) else None
    return f"802.11{match[1].lower()}" if match else NOT_TOLD
