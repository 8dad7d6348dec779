"""What another device measured, read from what a peer passes on."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from readiness.plain import plain

LONGEST_DEVICE = 40
GREATEST = 100_000
_RESOLUTION = Decimal("0.001")


@dataclass(frozen=True)
class DeviceFigures:
    """What another device measured: Mbit/s, Mbit/s and ms (None: too few round trips).

    `device` is its kind as somebody typed it, `at` when it came in (UTC, ISO 8601), `how` a
    machine label, `seconds` how long it took.
    """

    device: str
    download: Decimal
    upload: Decimal
    latency: Decimal | None
    at: str
    how: str
    seconds: Decimal


def read(row: object) -> DeviceFigures | None:
    """A row that the peer passed on; None when it isn't one. Nothing in it is believed."""
    if not isinstance(row, dict):
        return None
    latency, age = row.get("latency"), row.get("age")
    numbers = [row.get("download"), row.get("upload"), row.get("seconds")]
    numbers += [] if latency is None else [latency]
    device = cleaned(str(row.get("device", "")), LONGEST_DEVICE)
    how = str(row.get("how"))
    if not device or not re.fullmatch("[a-z0-9-]{1,40}", how):
        return None
    if not all(is_number(number, GREATEST) for number in numbers):
        return None
    ago = timedelta(seconds=float(str(age))) if is_number(age, 3600) else timedelta()
    return DeviceFigures(
        device=device,
        download=_exact(row["download"]),
        upload=_exact(row["upload"]),
        latency=None if latency is None else _exact(latency),
        at=(datetime.now(UTC) - ago).isoformat(timespec="seconds"),
        how=how,
        seconds=_exact(row["seconds"]),
    )


def is_number(given: object, greatest: float) -> bool:
    """Whether this is a finite number from 0 to `greatest`."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return False
    return 0 <= given <= greatest and math.isfinite(given)


def _exact(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(_RESOLUTION, rounding=ROUND_HALF_UP)


def cleaned(text: str, longest: int) -> str:
    """Text to be read, in one line, without anything that acts on a terminal."""
    return " ".join(plain(text[: 4 * longest]).replace("\ufffd", " ").split())[:longest].strip()
