"""A location and its facts: what a visit needs to know before the first question."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

from readiness.model import floor_plan, room_list
from readiness.model.catalogue import LocationKind, Shift
from readiness.model.sentence import Sentence, refuse
from readiness.model.subject import Subject, clean

KINDS: tuple[LocationKind, ...] = get_args(LocationKind)
FactType = Literal["text", "kind", "count", "technologies", "rooms", "mark", "plans", "positions"]


@dataclass(frozen=True)
class Location:
    """The facts of a location. A count of None: not given yet.

    `video_calls`, `camera_streams` and `guests` are simultaneous numbers: they
    and `active_devices` set what the internet line must carry.
    """

    id: str
    name: str = ""
    organisation: str = ""
    region: str = ""
    kind: LocationKind = "residential"
    beds: int | None = None
    client_rooms: int | None = None
    carers_day: int | None = None
    carers_evening: int | None = None
    carers_night: int | None = None
    carers_weekend: int | None = None
    active_devices: int | None = None
    video_calls: int | None = None
    camera_streams: int | None = None
    guests: int | None = None
    ssid: str = ""
    in_use: tuple[str, ...] = field(default=())
    wanted: tuple[str, ...] = field(default=())
    # Places as `FLOOR/WARD/ZONE/NAME` or `FLOOR/WARD/ZONE/NAME/SIDE`, in walking order.
    rooms: tuple[str, ...] = field(default=())
    # A picture per floor and where the spots lie on it, as `floor_plan` stores them.
    floor_plans: tuple[str, ...] = field(default=())
    positions: tuple[str, ...] = field(default=())
    # Made up by the demo: whatever shows the location says so.
    fictional: bool = False
    # Facts that two laptops gave differently: the most demanding counts until a
    # person chooses.
    conflicts: tuple[str, ...] = field(default=())

    def carers(self, shift: Shift) -> int | None:
        """Carers on this shift, None when not given."""
        given: int | None = getattr(self, f"carers_{shift}")
        return given

    @property
    def places(self) -> tuple[room_list.Place, ...]:
        """The room list, in walking order."""
        return tuple(map(room_list.stored, self.rooms))

    @property
    def plans(self) -> dict[str, str]:
        """The kept picture by floor."""
        found = map(floor_plan.stored_plan, self.floor_plans)
        return {plan.floor: plan.picture for plan in found}

    @property
    def placed(self) -> dict[Subject, floor_plan.Position]:
        """Where spots lie on the picture of their floor."""
        return {one.spot: one for one in map(floor_plan.stored_position, self.positions)}

    @property
    def listed_rooms(self) -> int:
        """How many client rooms the room list names."""
        return sum(place.spot.zone == "client-room" for place in self.places)

    @property
    def rooms_doubt(self) -> Sentence | None:
        """Where the room list and the number of client rooms don't fit each other."""
        listed = self.listed_rooms
        if not self.rooms or listed == self.client_rooms:
            return None
        if self.client_rooms is None:
            return Sentence(
                "The room list names {listed} client rooms, but the number of client rooms isn't "
                "given: store it too, since the least number of spots follows from it.",
                listed=listed,
            )
        return Sentence(
            "The room list names {listed} client rooms, the location's facts say {given}. Both "
            "are kept; correct the one that is wrong.",
            listed=listed,
            given=self.client_rooms,
        )

    @property
    def busiest(self) -> tuple[Shift, int] | None:
        """The shift with most carers, and how many; None when no shift was given."""
        counts = [
            (shift, count) for shift in get_args(Shift) if (count := self.carers(shift)) is not None
        ]
        return max(counts, key=lambda pair: pair[1]) if counts else None


FACTS: dict[str, FactType] = {
    "name": "text",
    "organisation": "text",
    "region": "text",
    "kind": "kind",
    "beds": "count",
    "client_rooms": "count",
    "rooms": "rooms",
    "carers_day": "count",
    "carers_evening": "count",
    "carers_night": "count",
    "carers_weekend": "count",
    "active_devices": "count",
    "video_calls": "count",
    "camera_streams": "count",
    "guests": "count",
    "ssid": "text",
    "in_use": "technologies",
    "wanted": "technologies",
    "fictional": "mark",
    "floor_plans": "plans",
    "positions": "positions",
}
assert set(FACTS) == {f.name for f in fields(Location)} - {"id", "conflicts"}
_MOST = 100_000


def read_fact(name: str, given: Any, technologies: tuple[str, ...]) -> Any:
    """A fact as it is stored, from what a person or a file gave.

    Raises:
        Refused: unknown fact, or a value that doesn't fit it.
    """
    match FACTS.get(name):
        case "text":
            text = clean(str(given), name)
            if name == "name" and not text:
                raise refuse("A location needs a name; give one.")
            return text
        case "kind":
            if given not in KINDS:
                raise refuse(
                    "'{given}' is no kind of location; expected one of {kinds}.",
                    given=str(given)[:40],
                    kinds=", ".join(KINDS),
                )
            return given
        case "count":
            if given is None or given == "":
                return None
            text = str(given).strip()
            if not (text.isascii() and text.isdigit() and int(text) <= _MOST):
                raise refuse(
                    "{fact}: '{given}' can't be used; expected a whole number from 0 to {most}.",
                    fact=name,
                    given=text[:40],
                    most=_MOST,
                )
            return int(text)
        case "technologies":
            chosen = given.split(",") if isinstance(given, str) else list(given)
            chosen = [text for item in chosen if (text := str(item).strip())]
            for item in chosen:
                if item not in technologies:
                    raise refuse(
                        "There is no technology '{given}'; expected some of {technologies}.",
                        given=item[:40],
                        technologies=", ".join(technologies),
                    )
            return [item for item in technologies if item in chosen]
        case "rooms":
            return [str(place) for place in room_list.read(given or "")]
        case "mark":
            return bool(given)
        case "plans":
            return floor_plan.read_plans(given)
        case "positions":
            return floor_plan.read_positions(given)
    raise refuse(
        "There is no fact '{fact}'; expected one of {facts}.",
        fact=name[:40],
        facts=", ".join(FACTS),
    )


def from_facts(location_id: str, facts: dict[str, Any]) -> Location:
    """The location that these stored facts describe; unknown facts are left out."""
    given = {name: value for name, value in facts.items() if name in FACTS}
    for name in ("in_use", "wanted", "rooms", "floor_plans", "positions"):
        given[name] = tuple(given.get(name) or ())
    return Location(id=location_id, **given)


def from_candidates(location_id: str, candidates: dict[str, list[Any]]) -> Location:
    """The location from all current values of each fact, oldest first.

    Where they contradict each other the most demanding one counts, and the fact is
    named in `conflicts`: nothing is chosen in silence, and nothing looks better.
    """
    if all(len(values) == 1 for values in candidates.values()):
        return from_facts(location_id, {name: values[0] for name, values in candidates.items()})
    conflicts = [
        name
        for name, values in candidates.items()
        if any(value != values[0] for value in values[1:])
    ]
    facts = {name: _most_demanding(name, values) for name, values in candidates.items()}
    return replace(from_facts(location_id, facts), conflicts=tuple(sorted(conflicts)))


def _most_demanding(name: str, values: list[Any]) -> Any:
    distinct = [value for n, value in enumerate(values) if value not in values[:n]]
    if len(distinct) == 1:
        return distinct[0]
    match FACTS.get(name):
        case "count":
            return max((value for value in distinct if value is not None), default=None)
        case "kind":
            return "both"
        case "technologies":
            return list(dict.fromkeys(item for value in distinct for item in value))
        case "rooms":
            return room_list.union(distinct)
        case "mark":
            return any(distinct)
        case "plans" | "positions":
            return floor_plan.union(distinct)
    return distinct[0]


def to_facts(location: Location) -> dict[str, Any]:
    """All facts of the location, as they are stored."""
    facts = {name: getattr(location, name) for name in FACTS}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in facts.items()}
