r"""What NetworkManager's `nmcli -t … device wifi list` prints of the network in use.

Terse fields are parted by `:`; `\:` and `\\` stand for the character itself. Which fields there
are is up to who asks, so they are told apart by their shape.
"""

from __future__ import annotations

import re

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio.link import NOT_CONNECTED, NOT_TOLD, Number, WifiLink, without
from readiness.model.sentence import Sentence

HOW = "nmcli"
NO_RATE = Unavailable(
    Sentence("NetworkManager tells the highest rate of the access point, not that of this link.")
)
NO_NOISE = Unavailable(
    Sentence("NetworkManager doesn't tell the noise, so there is no signal-to-noise ratio.")
)

_MOST_ROWS = 2000
_FIELD = re.compile(r"((?:[^:\\]|\\.)*)(:|$)")
_MAC = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2}){5}", re.IGNORECASE)
_MHZ = re.compile(r"(\d{1,6}) MHz")
_WHOLE = re.compile(r"-?\d{1,9}")
_OTHER = re.compile(r"\d+(?:[.,]\d+)? [MGk]bit/s|Infra|Ad-Hoc|Mesh|[▂▄▆█_ *]{4}")
_SECURITY = re.compile(r"(?:(?:WPA\d?|WEP|OWE(?:-TM)?|SAE|802\.1X|RSN)(?: |$))+")
_IN_USE = ("*", "yes")
_MARKS = (*_IN_USE, "", " ", "no")


def parse_nmcli(text: str) -> WifiLink:
    """The network in use; never raises, whatever the text.

    NetworkManager makes its percentage of dBm in two ways (for a scan 0.6 p - 100, for the link
    p - 120) and doesn't tell which. Half the percentage minus 100 lies under both from 40 % on:
    that is given, with `signal_at_least`; below 40 % it is within 5 dB of both.
    """
    for row in text[: radio.MOST_INPUT].splitlines()[:_MOST_ROWS]:
        values = _fields(row)
        if len(values) > 1 and values[0].strip() in _IN_USE:
            return _link(values)
    return without(NOT_CONNECTED, HOW, connected=False)


def _fields(row: str) -> list[str]:
    values = []
    for match in _FIELD.finditer(row[:1024]):
        values.append(re.sub(r"\\(.)", r"\1", match[1]))
        if not match[2]:
            break
    return values


def _link(values: list[str]) -> WifiLink:
    point = next((i for i, value in enumerate(values) if _MAC.fullmatch(value)), None)
    named = _name_at(values, point)
    rest = [value for i, value in enumerate(values) if i not in (0, point, named)]
    secured = [value for value in rest if _SECURITY.fullmatch(value)]
    security = radio.name(secured[-1]) if secured else _open(values)
    spans = [int(match[1]) for value in rest if (match := _MHZ.fullmatch(value))]
    whole = [int(value) for value in rest if _WHOLE.fullmatch(value)]
    frequency = next((span for span in spans if span >= 1000), None)
    band, channel, mhz = radio.place(frequency)
    percent = whole[-1] if len(whole) > 1 or (whole and frequency is not None) else None
    if frequency is None:
        band, channel, mhz = radio.place_of(whole[0] if whole else None, security=security)
    elif len(whole) == 1 and whole[0] == channel:
        percent = None  # the channel alone, without a signal
    elif len(whole) > 1 and whole[0] != channel and whole[-1] == channel:
        percent = whole[0]  # asked in the other order
    dbm, at_least = _signal(percent)
    return WifiLink(
        HOW,
        True,
        ssid=NOT_TOLD if named is None else radio.name(values[named]),
        bssid=NOT_TOLD if point is None else radio.bssid(values[point]),
        band_ghz=band,
        channel=channel,
        width_mhz=radio.width(next((span for span in spans if span < 1000), None)),
        frequency_mhz=mhz,
        signal_dbm=dbm,
        noise_dbm=NO_NOISE,
        rx_mbps=NO_RATE,
        tx_mbps=NO_RATE,
        security=security,
        signal_at_least=at_least,
    )


def _name_at(values: list[str], point: int | None) -> int | None:
    """The name stands beside the access point's address, else it is the first text."""
    if point is not None:
        for index in (point - 1, point + 1):
            if 0 < index < len(values) and not (index == 1 and values[1] in _MARKS[:2]):
                return index
        return None
    return next(
        (i for i, v in enumerate(values) if i and not _WHOLE.fullmatch(v) and not _kind(v)), None
    )


def _kind(value: str) -> bool:
    shapes = (_MHZ, _OTHER, _SECURITY)
    return value in _MARKS or any(shape.fullmatch(value) for shape in shapes)


def _open(values: list[str]) -> str | Unavailable:
    """The security of an open network is empty, and it's the last field."""
    return "open" if values[-1] in ("", "--") else NOT_TOLD


def _signal(percent: float | None) -> tuple[Number, bool]:
    dbm, _ = radio.percent_to_dbm(percent)
    return dbm, percent is not None and percent >= 40 and not isinstance(dbm, Unavailable)
