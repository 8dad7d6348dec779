"""The Wi-Fi link on Linux: nl80211 from the kernel, else `iw`, else NetworkManager's `nmcli`."""

from __future__ import annotations

import os
import re
import shutil
import threading
from pathlib import Path

from readiness.measure.measurement import Unavailable
from readiness.measure.radio import facts as radio
from readiness.measure.radio import tool
from readiness.measure.radio.link import (
    NO_ADAPTER,
    NOT_CONNECTED,
    NOT_TOLD,
    STOPPED,
    WifiLink,
)
from readiness.measure.radio.link import without as without
from readiness.measure.radio.nl80211 import NO_NOISE, newest
from readiness.measure.radio.nmcli import parse_nmcli as parse_nmcli
from readiness.model.sentence import Sentence

HOW = "iw"
NO_WAY = Sentence(
    "The Wi-Fi adapter is there, but neither the kernel nor `iw` nor `nmcli` told about its link, "
    "so there is no signal. Enter what the controller shows."
)
UNREADABLE = Sentence("The answer of `iw` couldn't be read as a Wi-Fi link.")
SEVERAL_LINKS = Unavailable(
    Sentence("The laptop uses several channels at once, so there isn't one to give.")
)

ADAPTERS = Path("/sys/class/net")
_LIMIT_S = 3.0
_NMCLI = "IN-USE,BSSID,SSID,CHAN,FREQ,RATE,SIGNAL,SECURITY"
_CONNECTED = re.compile(r"Connected to (\S{1,20})")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_RATE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) MBit/s(.{0,120})", re.IGNORECASE)
_WIDTH = re.compile(r"\b(\d{2,3}) ?MHz", re.IGNORECASE)
_ESCAPE = re.compile(rb"\\x([0-9A-Fa-f]{2})")


class LinuxReader:
    """Asks the kernel; a tool is asked only where that gives nothing."""

    live = True

    def __init__(self) -> None:
        from readiness.measure.radio.nl80211 import Kernel

        self._kernel = Kernel()

    def read(self, halt: threading.Event) -> WifiLink:
        """The link at this moment."""
        if halt.is_set():
            return without(STOPPED, "nl80211")
        names = wireless(ADAPTERS)
        if not names:
            return without(NO_ADAPTER, "nl80211", connected=False)
        link = self._kernel.read()
        for name in names if link is None else []:
            asked = _ask("iw", "dev", name, "link", halt=halt)
            if asked is not None and (link is None or link.connected is not True):
                link = parse_iw_link(asked)
        if (
            link is None
            and (
                asked := _ask(
                    "nmcli",
                    "-t",
                    "-f",
                    _NMCLI,
                    "device",
                    "wifi",
                    "list",
                    "--rescan",
                    "no",
                    halt=halt,
                )
            )
            is not None
        ):
            link = parse_nmcli(asked)
        return link or without(STOPPED if halt.is_set() else NO_WAY, "nl80211")


def wireless(folder: Path) -> list[str]:
    """The names of the Wi-Fi adapters that the kernel lists in this folder."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []
    return [
        name
        for name in names[:64]
        if (folder / name / "phy80211").exists() or (folder / name / "wireless").exists()
    ]


def _ask(program: str, *arguments: str, halt: threading.Event) -> str | None:
    # Ordinary users often lack the folder of `iw` in their PATH.
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    found = shutil.which(program, path=path)
    answer = tool.ask([found, *arguments], halt, _LIMIT_S) if found else None
    if answer is None or answer.code != 0:
        return None
    return answer.output.decode("utf-8", "replace")


def parse_iw_link(text: str) -> WifiLink:
    """The answer of `iw dev ADAPTER link`; never raises, whatever the text."""
    lines = [line.strip() for line in text[: radio.MOST_INPUT].split("\n")[:400]]
    if any(line.startswith("Not connected") for line in lines):
        return without(NOT_CONNECTED, HOW, connected=False)
    joined = next((match for line in lines if (match := _CONNECTED.match(line))), None)
    if joined is None:
        return without(UNREADABLE, HOW)
    told: dict[str, list[str]] = {}
    for line in lines:
        label, _, value = line.partition(":")
        told.setdefault(label.lower(), []).append(value.strip())
    rx, rx_phy, rx_width = _rate(told.get("rx bitrate", [""])[0])
    tx, tx_phy, tx_width = _rate(told.get("tx bitrate", [""])[0])
    frequencies = told.get("freq", [""])
    band, channel, frequency = (
        (SEVERAL_LINKS, SEVERAL_LINKS, SEVERAL_LINKS)
        if len(frequencies) > 1
        else radio.place(_first(frequencies[0]))
    )
    names = told.get("ssid")
    return WifiLink(
        HOW,
        True,
        ssid=radio.ssid(_unescaped(names[0])) if names else NOT_TOLD,
        bssid=radio.bssid(joined[1]),
        band_ghz=band,
        channel=channel,
        width_mhz=_widest(rx_width, tx_width),
        frequency_mhz=frequency,
        signal_dbm=radio.signal(_first(told.get("signal", [""])[0])),
        noise_dbm=NO_NOISE,
        rx_mbps=rx,
        tx_mbps=tx,
        phy=newest(rx_phy, tx_phy),
    )


def _first(text: str) -> float | None:
    match = _NUMBER.match(text)
    return radio.number(match[0]) if match else None


def _rate(text: str) -> tuple[int | float | Unavailable, str, float | None]:
    """A rate in Mbit/s, the kind of Wi-Fi its suffix tells ("" for a basic rate), its width."""
    match = _RATE.match(text)
    if match is None:
        return NOT_TOLD, "", None
    suffix = match[2].upper()
    marks = (("EHT-MCS", "be"), ("HE-MCS", "ax"), ("VHT-MCS", "ac"), ("MCS", "n"))
    kind = next((kind for mark, kind in marks if mark in suffix), "")
    width = _WIDTH.search(suffix)
    # iw leaves 20 MHz out.
    return radio.rate(radio.number(match[1])), kind, float(width[1] if width else 20)


def _widest(*widths: float | None) -> int | float | Unavailable:
    known = [width for width in widths if width is not None]
    return radio.width(max(known)) if known else NOT_TOLD


def _unescaped(text: str) -> bytes:
    r"""A name as bytes; iw writes what isn't plain ASCII as `\xc3\xa9`."""
    raw = text[:512].encode("utf-8", "replace")
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), raw)
