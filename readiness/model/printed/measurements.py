"""What `measure … --json` prints."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from readiness.model.catalogue import Zone
from readiness.model.printed.assessment import Exact
from readiness.model.printed.part import NoFigure, Part

State = Literal["measured", "no-link", "unavailable", "interrupted"]
Number = int | float | NoFigure
Word = str | NoFigure


class FigureShown(Part):
    """One measured number."""

    value: float
    unit: str
    how: str = Field(description="machine label of the way it was measured")
    low: float | None = Field(
        default=None, description="least of several runs, or of the 95 % interval of loss"
    )
    high: float | None = Field(default=None, description="greatest, likewise")
    at_least: bool = Field(
        default=False, description="something else held it down: the link gives this or more"
    )


class MeasurementShown(Part):
    """A measurement at one spot."""

    state: State
    reason: str | None = Field(description="null when measured")
    figures: dict[str, FigureShown | NoFigure]
    instrument: dict[str, Any] = Field(description="what it was measured with, and its warnings")
    outside: MeasurementShown | None = Field(
        default=None, description="the same against a server outside the building"
    )


class LineNeedShown(Part):
    """What the location needs of its line, in Mbit/s."""

    target: Exact
    floor: Exact
    by_beds: Exact | None
    demand: Exact
    missing: list[str] = Field(description="facts that aren't filled in; they can only raise it")
    ratio: Exact | None = Field(description="measured ÷ target; null without a figure")
    ratio_at_least: bool


class LineShown(MeasurementShown):
    """A measurement of the internet line, with a visit also what the location needs."""

    line: LineNeedShown | None = None


class LinkShown(Part):
    """What the laptop knows of its Wi-Fi link."""

    how: str
    connected: bool | NoFigure
    ssid: Word
    signal_dbm: Number
    noise_dbm: Number
    snr_db: Number
    band_ghz: Number
    channel: Number
    width_mhz: Number
    frequency_mhz: Number
    rx_mbps: Number
    tx_mbps: Number
    phy: Word
    security: Word
    bssid: Word
    signal_at_least: bool = Field(description="the system's scale ends here: this or stronger")


class GapShown(Part):
    """A silence while walking."""

    at_s: float
    ms: float
    note: str


class RoamShown(Part):
    """A change of access point, by their short names within this walk."""

    at_s: float
    from_: str = Field(alias="from")
    to: str


class WalkNoteShown(Part):
    at_s: float
    text: str


class WalkShown(Part):
    """A walk test."""

    state: State
    reason: str | None
    longest: FigureShown | NoFigure
    latency: FigureShown | NoFigure
    latency_p95: FigureShown | NoFigure
    gaps: list[GapShown]
    roams: list[RoamShown] | NoFigure
    notes: list[WalkNoteShown]
    seconds: float
    sent: int
    answered: int
    instrument: dict[str, Any]


class PlannedSpot(Part):
    spot: str
    reason: str
    measured: bool


class UnlistedZone(Part):
    """A zone that the room list doesn't name; floor and ward null: of the whole building."""

    zone: Zone
    floor: str | None
    ward: str | None


class PlanShown(Part):
    """The spots that are proposed for a visit, and what is left of them."""

    visit: str
    client_rooms_listed: int
    least: int
    left: int
    spots: list[PlannedSpot]
    unlisted: list[UnlistedZone]


class LaptopFigures(Part):
    download: float | None
    upload: float | None
    latency: float | None


class DeviceShown(LaptopFigures):
    """What one phone or tablet measured: Mbit/s and ms."""

    device: str
    at: str
    how: str
    seconds: float | None


class DevicesShown(Part):
    """What other devices measured at a spot, beside the laptop's own figures."""

    url: str | None
    code: str | None
    laptop: LaptopFigures
    devices: list[DeviceShown]
