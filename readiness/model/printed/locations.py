"""What `location list --json` and `location show --json` print."""

from __future__ import annotations

from pydantic import Field, RootModel

from readiness.model.catalogue import LocationKind
from readiness.model.printed.part import Part


class LocationShown(Part):
    """A location with all its facts; a count of null: not filled in."""

    id: str
    name: str
    organisation: str
    region: str
    kind: LocationKind
    beds: int | None
    client_rooms: int | None
    rooms: list[str] = Field(
        description="places in walking order: FLOOR/WARD/ZONE/NAME, or with /SIDE behind it"
    )
    carers_day: int | None
    carers_evening: int | None
    carers_night: int | None
    carers_weekend: int | None
    active_devices: int | None
    video_calls: int | None = Field(description="at the same time")
    camera_streams: int | None = Field(description="that run always")
    guests: int | None = Field(description="online at the same time")
    ssid: str = Field(description="name of the staff Wi-Fi network")
    in_use: list[str] = Field(description="ids of technologies")
    wanted: list[str] = Field(description="ids of technologies")
    fictional: bool = Field(description="made up by the demo")
    floor_plans: list[str] = Field(description="a picture for each floor, as they are stored")
    positions: list[str] = Field(description="where spots lie on it, as they are stored")


class LocationListed(LocationShown):
    """The same, with its last visit."""

    last_visit: str | None = Field(description="id of the newest visit")


class LocationList(RootModel[list[LocationListed]]):
    """All locations by name."""
