"""What speedtest-cli says of a test, read with care: it repeats what strangers told it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.measure.measurement import Figure, Unavailable, figure
from readiness.model.sentence import Sentence

NOT_GIVEN = Sentence(
    "The internet check by speedtest-cli gives no jitter and no packet loss, so this stays "
    "unknown. Set an outside measuring server in the settings to know it."
)
NO_PING = Sentence(
    "The test server answered no ping of the internet check, so the latency stays unknown."
)
_HOW = "speedtest-cli-8"
_PING_HOW = "speedtest-ping-3"
_MOST_MBPS = 1e6
# A ping that failed counts as an hour in the mean, which is of three and then halved.
_FAILED_PING_MS = 3600 * 1000 / 6
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Told:
    """Mbit/s each way, ms (None when a ping failed), and the server that it chose."""

    download: float
    upload: float
    latency: float | None
    server: str
    host: str

    @property
    def figures(self) -> Mapping[str, Figure | Unavailable]:
        """All figures of a measurement."""
        missing = Unavailable(NOT_GIVEN)
        return {
            "download": figure(self.download, "Mbit/s", _HOW),
            "upload": figure(self.upload, "Mbit/s", _HOW),
            "latency": Unavailable(NO_PING)
            if self.latency is None
            else figure(self.latency, "ms", _PING_HOW),
            "jitter": missing,
            "loss": missing,
        }


def parse(line: bytes) -> Told | None:
    """The result in a line of JSON; None when it is none."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    download, upload, ping = (_number(said.get(key)) for key in ("download", "upload", "ping"))
    server = said.get("server")
    if download is None or upload is None or ping is None or not isinstance(server, dict):
        return None
    if max(download, upload) > _MOST_MBPS * 1e6:
        return None
    names = (_text(server.get(key)) for key in ("sponsor", "name", "country"))
    return Told(
        download=download / 1e6,
        upload=upload / 1e6,
        latency=ping if 0 < ping < _FAILED_PING_MS else None,
        server=", ".join(name for name in names if name),
        host=_text(server.get("host")),
    )


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _text(value: Any) -> str:
    """A name without anything that acts on a terminal."""
    text = value if isinstance(value, str) else ""
    return "".join(c for c in text[:_LONGEST_NAME] if c.isprintable()).strip()
