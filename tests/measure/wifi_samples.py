"""Answers of systems about Wi-Fi, as text and bytes, with invented names and addresses."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

from readiness.measure.measurement import Unavailable
from readiness.measure.radio.link import FACTS, WifiLink
from readiness.plain import plain

FOLDER = Path(__file__).parent / "wifi"


def sample(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def quality(
    *links: tuple[int, int, int],
    phy: int = 10,
    percent: int = 100,
    rx: int = 1_200_950,
    tx: int = 960_700,
) -> bytes:
    """A WLAN_REALTIME_CONNECTION_QUALITY with these links: frequency, width, RSSI."""
    data = struct.pack("<6I", phy, percent, rx, tx, len(links) > 1, len(links))
    for index, (frequency, width, rssi) in enumerate(links):
        data += struct.pack("<BxxxIIi", index, frequency, width, rssi)
        data += struct.pack("<I126H", 0, *[0] * 126)
    return data


def connection(
    ssid: bytes = b"Zorg-intern",
    state: int = 1,
    authentication: int = 6,
    cipher: int = 4,
    one_x: int = 1,
    percent: int = 70,
) -> bytes:
    """A WLAN_CONNECTION_ATTRIBUTES."""
    data = struct.pack("<II512s", state, 1, "Zorg-intern".encode("utf-16-le"))
    data += struct.pack("<I32sI", len(ssid), ssid, 1)
    data += struct.pack("<6sxxII", bytes.fromhex("02005e5000a1"), 10, 0)
    data += struct.pack("<III", percent, 573_500, 480_000)
    return data + struct.pack("<IIII", 1, one_x, authentication, cipher)


def check_sound(link: WifiLink) -> None:
    """What holds for every link, whatever it was read from."""
    assert isinstance(link.connected, bool | Unavailable)
    for fact in (*FACTS, "snr_db"):
        value = getattr(link, fact)
        if isinstance(value, Unavailable):
            assert str(value.reason)
        elif isinstance(value, str):
            assert 0 < len(value) <= 64
            assert not {unicodedata.category(sign) for sign in value} & {"Cc", "Cs", "Zl", "Zp"}
            assert plain(value) == value
    for fact, least, most in (
        ("signal_dbm", -120, -1), ("noise_dbm", -130, -30), ("channel", 1, 233),
        ("frequency_mhz", 2412, 7125), ("rx_mbps", 0, 47_000), ("tx_mbps", 0, 47_000),
    ):  # fmt: skip
        value = getattr(link, fact)
        assert isinstance(value, Unavailable) or least <= value <= most
    for fact, allowed in (("band_ghz", (2.4, 5, 6)), ("width_mhz", (20, 40, 80, 160, 320))):
        value = getattr(link, fact)
        assert isinstance(value, Unavailable) or value in allowed
