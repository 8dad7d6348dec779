"""What a probe hands out: samples while it runs, and one measurement at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Literal

from readiness.model.sentence import Sentence

State = Literal["measured", "no-link", "unavailable", "interrupted"]
Side = Literal["inside", "outside"]
SampleRow = tuple[str, float, float | None, float | None]

_RESOLUTION = {
    "Mbit/s": Decimal("0.001"),
    "ms": Decimal("0.01"),
    "percent": Decimal("0.001"),
    "dBm": Decimal(1),
    "dB": Decimal(1),
}


@dataclass(frozen=True)
class Figure:
    """One measured number; `how` is a machine label such as `http-multi-6`.

    `low` and `high`: the least and greatest of several runs, or for loss the 95 % interval.
    `at_least`: something other than the link held the figure down, so the link gives this
    or more.
    """

    value: Decimal
    unit: str
    how: str
    low: Decimal | None = None
    high: Decimal | None = None
    at_least: bool = False


@dataclass(frozen=True)
class Unavailable:
    """A figure that isn't there, and why."""

    reason: Sentence


class Phase(StrEnum):
    """Where a run is."""

    CONNECT = "connect"
    IDLE = "idle"
    SINGLE = "single"
    DOWNLOAD = "download"
    UPLOAD = "upload"
    DONE = "done"


@dataclass(frozen=True)
class Sample:
    """A moment of a run, for the graph; `progress` is 0-1 over the whole run.

    `signal_dbm` is the Wi-Fi signal where the laptop can read it while measuring; `run` counts
    from 1 where a spot is measured several times, and `side` says against which server.
    """

    phase: Phase
    at_s: float
    mbps: float | None
    latency_ms: float | None
    progress: float
    signal_dbm: int | None = None
    run: int = 1
    side: Side = "inside"


@dataclass(frozen=True)
class Measurement:
    """The outcome of a run at one spot.

    `figures` always has the keys of `FIGURES`, and those of `EXTRA` that were measured;
    each is a `Figure` or says why it isn't one. `reason` is None only
    when `state` is "measured". `instrument` can be written as JSON: server, protocol,
    streams, seconds, adapter, warnings, started; of several runs also `runs`, one record each,
    and where `outside` was measured against a server outside the building as well,
    `bottleneck`: per throughput "wifi" or "line". `samples` holds at most 300 rows of
    phase, seconds since the start, Mbit/s, ms.
    """

    state: State
    reason: Sentence | None
    figures: Mapping[str, Figure | Unavailable]
    instrument: Mapping[str, Any]
    samples: list[SampleRow] = field(default_factory=list)
    outside: Measurement | None = None


FIGURES: Mapping[str, str] = {
    "download": "Mbit/s",
    "upload": "Mbit/s",
    "latency": "ms",
    "jitter": "ms",
    "loss": "percent",
}
# Beside these, where they could be had.
SINGLE_DOWNLOAD = "download-single"
IDLE_LATENCY_P95 = "latency-p95"
LOADED_LATENCY_P50 = "loaded-latency-p50"
LOADED_LATENCY_P95 = "loaded-latency-p95"
SIGNAL, SNR = "signal", "snr"
EXTRA: Mapping[str, str] = {
    SINGLE_DOWNLOAD: "Mbit/s",
    IDLE_LATENCY_P95: "ms",
    LOADED_LATENCY_P50: "ms",
    LOADED_LATENCY_P95: "ms",
    SIGNAL: "dBm",
    SNR: "dB",
}
MOST_SAMPLES = 300


def figure(value: float, unit: str, how: str) -> Figure:
    """A figure rounded half up to its unit's resolution (Mbit/s 0.001, ms 0.01, dB 1)."""
    rounded = Decimal(repr(value)).quantize(_RESOLUTION[unit], rounding=ROUND_HALF_UP)
    return Figure(rounded, unit, how)


class NotMeasured(Exception):
    """Why a run ends without figures; carries the state and the reason of the measurement."""

    def __init__(self, state: State, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.state: State = state
        self.reason = reason
