"""A home full of fiction, as revisions: the same for the same seed, to the byte."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from readiness.demo import building
from readiness.demo.names import name
from readiness.demo.portraits import PORTRAITS, Portrait
from readiness.demo.visiting import answers
from readiness.model import location as locations
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.ids import LETTERS, NOISE_BYTES, TAIL, revision_id, slug
from readiness.model.location import Location
from readiness.model.revision import Observation, Revision, RevisionKind

# Fixed days: what the demo shows may not depend on the day it is made.
_FIRST_DAY, _BETWEEN_VISITS = date(2025, 2, 3), timedelta(weeks=50)
_SPREAD_WEEKS, _VISITS = 8, 2
_STARTS, _CLOSES = time(9, 0, tzinfo=UTC), time(16, 30, tzinfo=UTC)
_BETWEEN_ANSWERS = timedelta(seconds=40)
_ASSESSOR, _LAPTOP = "DEMO", "demo"


@dataclass(frozen=True)
class Fiction:
    """Everything about one fictional location: its facts and visits, as they are stored."""

    location: Location
    visits: tuple[str, ...]
    revisions: tuple[Revision, ...]


def fiction(
    catalogue: Catalogue,
    places: Iterable[int],
    seed: int,
    portraits: Sequence[Portrait] = PORTRAITS,
) -> Iterator[Fiction]:
    """The fictional locations with these numbers; one is the same whatever others there are."""
    for place in places:
        yield _Author(catalogue, seed, place, portraits[place % len(portraits)]).write()


class _Author:
    """Writes one location. Chance and time come from the seed alone."""

    def __init__(self, catalogue: Catalogue, seed: int, place: int, portrait: Portrait) -> None:
        self._catalogue, self._seed, self._place = catalogue, seed, place
        self._portrait = portrait
        self._dice = random.Random(f"{seed}/{place}")  # noqa: S311
        self._written: list[Revision] = []
        self._at = datetime.combine(_FIRST_DAY, _STARTS)

    def write(self) -> Fiction:
        portrait, dice = self._portrait, self._dice
        facts = _facts(portrait, self._seed, self._place, dice)
        self._id = f"{slug(facts['name'])}-{self._tail()}"
        days = [
            _weekday(_FIRST_DAY + _BETWEEN_VISITS * number, dice.randrange(_SPREAD_WEEKS), dice)
            for number in range(_VISITS)
        ]
        self._at = datetime.combine(days[0] - timedelta(days=14), _STARTS)
        held = {n: self._add("fact", key=n, body={"value": v}).id for n, v in facts.items()}
        made = []
        for number, day in enumerate(days):
            self._at = datetime.combine(day, _STARTS)
            if number and portrait.then_in_use and facts["in_use"] != _then_in_use(portrait):
                changed = {
                    "in_use": _then_in_use(portrait),
                    "wanted": [t for t in facts["wanted"] if t not in portrait.then_in_use],
                }
                facts |= changed
                for fact, value in changed.items():
                    held[fact] = self._add(
                        "fact", key=fact, body={"value": value}, replaces=(held[fact],)
                    ).id
            closed = portrait.closed or number < _VISITS - 1
            made.append(self._visit(facts, day, later=number > 0, closed=closed))
        return Fiction(locations.from_facts(self._id, facts), tuple(made), tuple(self._written))

    def _visit(self, facts: dict[str, Any], day: date, *, later: bool, closed: bool) -> str:
        portrait = self._portrait
        visit = f"{slug(facts['name'])}-{day.isoformat()}-{self._tail()}"
        ruler = self._catalogue.ruler
        body = {"date": day.isoformat(), "ruler": ruler, "extended": portrait.extended}
        self._add("visit", visit=visit, key="start", body=body)
        location = locations.from_facts(self._id, facts)
        for one in answers(self._catalogue, portrait, location, later, self._dice):
            self._answer(visit, one)
        if closed:
            self._at = datetime.combine(day, _CLOSES)
            pinned = {"closed_at": self._now(), "facts": locations.to_facts(location)}
            self._add("status", visit=visit, body=pinned)
        return visit

    def _answer(self, visit: str, given: Given) -> None:
        made = Observation(
            question=given.question,
            subject=given.subject,
            answer=given.answer,
            method=given.method,
            note=given.note,
            instrument=dict(given.instrument or {}),
        )
        self._add(
            "observation",
            visit=visit,
            key=given.question,
            subject=str(given.subject),
            body=made.body(),
        )

    def _add(
        self,
        kind: RevisionKind,
        *,
        visit: str = "",
        key: str = "",
        subject: str = "",
        body: dict[str, Any],
        replaces: tuple[str, ...] = (),
    ) -> Revision:
        # Later revisions of one place sort behind earlier ones, as those of a clock do.
        milliseconds = int(self._at.timestamp() * 1000) + len(self._written)
        made = Revision(
            id=revision_id(milliseconds, self._dice.randbytes(NOISE_BYTES)),
            kind=kind,
            location=self._id,
            visit=visit,
            key=key,
            subject=subject,
            body=body,
            replaces=replaces,
            reason="",
            assessor=_ASSESSOR,
            laptop=_LAPTOP,
            at=self._now(),
        )
        self._written.append(made)
        if kind == "observation":
            self._at = min(self._at + _BETWEEN_ANSWERS, datetime.combine(self._at.date(), _CLOSES))
        return made

    def _now(self) -> str:
        return self._at.isoformat(timespec="seconds")

    def _tail(self) -> str:
        return "".join(self._dice.choice(LETTERS) for _ in range(TAIL))


def _facts(portrait: Portrait, seed: int, place: int, dice: random.Random) -> dict[str, Any]:
    """The facts as they are stored."""
    home_care = portrait.kind == "home-care"
    named = name(seed, place, home_care)
    rooms = building.places(portrait)
    client_rooms = sum(one.spot.zone == "client-room" for one in rooms)
    day = max(4, client_rooms // 6) + dice.randint(0, 2) if client_rooms else dice.randint(9, 14)
    facts = {
        "name": named.name,
        "organisation": named.organisation,
        "region": named.region,
        "kind": portrait.kind,
        "beds": client_rooms + dice.randint(0, 4) if client_rooms else 0,
        "client_rooms": client_rooms,
        "rooms": [str(one) for one in rooms],
        "carers_day": day,
        "carers_evening": max(2, day * 2 // 3),
        "carers_night": max(2, day // 4),
        "carers_weekend": max(3, day * 3 // 4),
        "active_devices": day + dice.randint(4, 12),
        "video_calls": dice.randint(1, 3),
        "camera_streams": dice.choice((0, 0, 2, 4)),
        "guests": max(4, client_rooms // 2),
        "ssid": f"{slug(named.organisation)}-zorg",
        "in_use": list(portrait.in_use),
        "wanted": list(portrait.wanted),
        "fictional": True,
    }
    return {fact: facts[fact] for fact in locations.FACTS if fact in facts}


def _then_in_use(portrait: Portrait) -> list[str]:
    return [*portrait.in_use, *portrait.then_in_use]


def _weekday(first: date, weeks: int, dice: random.Random) -> date:
    """A Monday to Friday so many weeks after the one that holds this day."""
    monday = first - timedelta(days=first.weekday())
    return monday + timedelta(weeks=weeks, days=dice.randrange(5))
