"""What `netsh wlan show interfaces` prints, read by the shape of the values.

Its labels are in the language of Windows and change between releases; the order doesn't:
name, description, GUID, own address, state, SSID, the access point's address, band, channel,
kind of network, kind of Wi-Fi, authentication, cipher, … rates, signal, RSSI, profile. Before
Windows 11 the channel stood after the cipher and there was no band; RSSI came with 24H2.
"""

from __future__ import annotations

import re
from dataclasses import replace

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio.link import NOT_CONNECTED, NOT_TOLD, WifiLink, without
from readiness.model.sentence import Sentence

HOW = "netsh"
LOCATION_REFUSED = Sentence(
    "Windows lets no program read the Wi-Fi link without consent to use the location. Open "
    "ms-settings:privacy-location, allow desktop apps, and read again."
)
NOTHING_LISTED = Sentence(
    "Windows lists no Wi-Fi adapter on this laptop. Switch Wi-Fi on, or measure with a laptop "
    "that has Wi-Fi."
)
NO_NOISE = Unavailable(
    Sentence("Windows doesn't tell the noise, so there is no signal-to-noise ratio.")
)

_MOST_LINES = 400
_GUID = re.compile(r"\{?[0-9a-fx]{8}(?:-[0-9a-fx]{4}){3}-[0-9a-fx]{12}\}?", re.IGNORECASE)
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,6}) ?%")
_BAND = re.compile(r"([256])(?:[.,]4)? ?GHz", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_DBM = re.compile(r"-\d{1,6}(?: ?dBm)?", re.IGNORECASE)
_RATE_LABEL = re.compile(r"bps|bits?/s", re.IGNORECASE)
_SECURITY = re.compile(r"(?:WPA|WEP|OWE|RSNA|802\.1X)", re.IGNORECASE)

Line = tuple[str, str]


def parse_netsh(text: str) -> WifiLink:
    """The connected adapter of this text; never raises, whatever the text.

    Netsh's signal is a percentage: dBm = percent / 2 - 100, and 100 % means -50 dBm or more
    (`signal_at_least`). 24H2's own RSSI line goes before that.
    """
    text = text[: radio.MOST_INPUT]
    if "ms-settings:privacy-location" in text:
        return without(LOCATION_REFUSED, HOW)
    parts = [line.partition(":") for line in text.splitlines()[:_MOST_LINES]]
    lines = [(label.strip(), value.strip()) for label, colon, value in parts if colon]
    links = [_link(adapter) for adapter in _adapters(lines)]
    for link in links:
        if link.connected is True:
            return link
    if links:
        return without(NOT_CONNECTED, HOW, connected=False)
    return without(NOTHING_LISTED, HOW)


def _adapters(lines: list[Line]) -> list[list[Line]]:
    """The lines after each GUID, its own adapter's; all lines where no GUID is printed."""
    starts = [index for index, (_, value) in enumerate(lines) if _GUID.fullmatch(value)]
    if not starts:
        told = any(_MAC.fullmatch(value) or _PERCENT.fullmatch(value) for _, value in lines)
        return [lines] if told else []
    return [
        lines[start + 1 : end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _link(lines: list[Line]) -> WifiLink:
    point = _access_point(lines)
    first = 0 if point is None else point + 1
    # Below the signal stands the profile: a person's words, which may look like anything.
    end = next((i for i in range(first, len(lines)) if _PERCENT.fullmatch(lines[i][1])), None)
    if end is None:
        return without(NOT_CONNECTED, HOW, connected=False)
    head, body, tail = lines[:end], lines[first:end], lines[end + 1 : end + 2]
    percent = _PERCENT.fullmatch(lines[end][1])
    dbm, at_least = radio.percent_to_dbm(float(percent[1]) if percent else None)
    if tail and _DBM.fullmatch(tail[0][1]):
        rssi = radio.signal(radio.number(tail[0][1].lower().removesuffix("dbm")))
        if not isinstance(rssi, Unavailable):
            dbm, at_least = rssi, False
    kind = next((i for i, (_, value) in enumerate(body) if _phy(value)), None)
    phy = NOT_TOLD if kind is None else radio.phy(body[kind][1])
    channel, rx, tx = _numbers(body)
    bands = [match[1] for _, value in body if (match := _BAND.fullmatch(value))]
    band = {"2": 2.4, "5": 5.0, "6": 6.0}[bands[0]] if bands else None
    security = _security(body, kind)
    band_ghz, number, frequency = radio.place_of(channel, band, phy, security)
    link = WifiLink(
        HOW,
        True,
        ssid=_ssid(head, point),
        bssid=NOT_TOLD if point is None else radio.bssid(head[point][1]),
        band_ghz=band_ghz,
        channel=number,
        frequency_mhz=frequency,
        signal_dbm=dbm,
        noise_dbm=NO_NOISE,
        phy=phy,
        security=security,
        signal_at_least=at_least,
    )
    return replace(link, rx_mbps=radio.rate(rx), tx_mbps=radio.rate(tx))


def _phy(value: str) -> bool:
    return not isinstance(radio.phy(value), Unavailable)


def _access_point(lines: list[Line]) -> int | None:
    """The line with the access point's address: of two, the first is the laptop's own.

    A network may be named like an address; then its label, alike in all languages, decides.
    """
    found = [i for i, (_, value) in enumerate(lines) if _MAC.fullmatch(value)]
    labelled = [i for i in found if "BSSID" in lines[i][0].upper()]
    if labelled:
        return labelled[-1]
    return found[1] if len(found) > 1 else None


def _ssid(head: list[Line], point: int | None) -> str | Unavailable:
    """The line above the access point's address, or else the one labelled so."""
    if point is not None and point > 0:
        return radio.name(head[point - 1][1])
    return next((radio.name(v) for label, v in head if label.upper() == "SSID"), NOT_TOLD)


def _numbers(body: list[Line]) -> tuple[float | None, float | None, float | None]:
    """Channel, receive and transmit rate: the bare numbers in this order."""
    bare = [(label, value) for label, value in body if _NUMBER.fullmatch(value)]
    rates = [value for label, value in bare if _RATE_LABEL.search(label)]
    others = [value for label, value in bare if not _RATE_LABEL.search(label)]
    if len(rates) < 2 and len(bare) >= 3:  # a label without its unit
        others, rates = [bare[0][1]], [value for _, value in bare[-2:]]
    read = [radio.number(value) for value in (*others[:1], *rates[:2])]
    if not others:
        read.insert(0, None)
    read += [None] * (3 - len(read))
    return read[0], read[1], read[2]


def _security(body: list[Line], kind: int | None) -> str | Unavailable:
    """The authentication, the line below the kind of Wi-Fi, in the words of Windows."""
    for _, value in body:
        if _SECURITY.match(value):
            return radio.name(value)
    if kind is not None and kind + 1 < len(body):
        return radio.name(body[kind + 1][1])
    return NOT_TOLD
