"""How much of a remedy a location needs: from the visit where it shows that, else assumed.

Every figure says where it comes from. What a visit can't show (network cabinets, teams) is the
content's own assumption. The rules of thumb are our choice: an access point serves four rooms, and
for each place in the roster of day, evening and night three people are on the staff list
(seven days a week, part-time work, leave).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from readiness.model.catalogue import (
    ChecklistQuestion,
    MatrixQuestion,
    RatioQuestion,
    Remedy,
)
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.revision import Known
from readiness.model.sentence import Sentence
from readiness.model.subject import Subject
from readiness.model.value import Items, Ratio
from readiness.model.visit import Visit
from readiness.plan.problem import Money
from readiness.plan.repairs import Fault, Repair

ROOMS_AN_ACCESS_POINT = 4
PEOPLE_A_PLACE = 3
# Where a figure comes from: seen at the location, worked out from what was seen with a rule of
# our own, or the content's assumption.
Origin = Literal["seen", "our-choice", "assumption"]


@dataclass(frozen=True)
class Quantity:
    """So many units, where that figure comes from, and the reckoning in one sentence.

    `parts` name what was counted where several locations can share it, such as couplings.
    """

    units: int
    origin: Origin
    why: Sentence
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Price:
    """The price of one unit of a remedy, without VAT: euros once and a year, and days.

    `own`: the organisation's figure; else the content's assumption. `days`: of ICT. `hours`:
    euros for the days of people outside ICT, who have no calendar of their own here; they are
    no part of `once`, and stay where the organisation's price is another.
    """

    once: Money
    year: Money
    days: Decimal
    hours: Money
    own: bool = False


@dataclass(frozen=True)
class OwnPrice:
    """What an organisation says of a remedy's price; None leaves the content's assumption."""

    once: Money | None = None
    year: Money | None = None
    days: Decimal | None = None


def price(catalogue: Catalogue, remedy: Remedy, own: OwnPrice | None = None) -> Price:
    """The unit price: the organisation's own where it gave one."""
    own = own or OwnPrice()
    effort = [remedy.effort.low, remedy.effort.mid, remedy.effort.high]
    if own.days is not None:
        effort = [own.days] * 3
    ict = remedy.who == "ict"
    a_day = catalogue.assumptions.hourly_rate * catalogue.assumptions.hours_a_day
    return Price(
        once=own.once or Money(remedy.once.low, remedy.once.mid, remedy.once.high),
        year=own.year or Money(remedy.year.low, remedy.year.mid, remedy.year.high),
        days=effort[1] if ict else Decimal(0),
        hours=Money(*(Decimal(0) if ict else days * a_day for days in effort)),
        own=own.once is not None or own.year is not None,
    )


def quantity(
    catalogue: Catalogue, remedy: Remedy, visit: Visit, repair: Repair, found: Sequence[Fault]
) -> Quantity:
    """How many units the location of this visit needs; `found` are all its faults."""
    mine = tuple(f for f in found if catalogue.questions[f.question].remedies[0] == remedy.id)
    match remedy.per:
        case "location" | "organisation":
            return Quantity(1, "seen", Sentence("one for the whole"))
        case "access-point":
            made = _access_points(catalogue, visit, repair, mine)
        case "device":
            made = _devices(catalogue, visit, repair)
        case "user":
            made = _users(visit.location)
        case "coupling":
            made = _couplings(catalogue, visit, repair, mine)
        case "technology":
            made = _technologies(catalogue, visit, repair)
        case _:
            made = None
    return made or assumed(remedy)


def assumed(remedy: Remedy) -> Quantity:
    """The content's own figure."""
    return Quantity(
        remedy.units,
        "assumption",
        Sentence("{units}, an assumption: the visit doesn't show it", units=remedy.units),
    )


def together(remedy: Remedy, each: Sequence[Quantity]) -> Quantity:
    """The units of a remedy that is bought once for all these locations."""
    if remedy.per == "organisation" or not each:
        return Quantity(1, "seen", Sentence("once, for all locations together"))
    parts = frozenset().union(*(one.parts for one in each))
    if parts:
        return Quantity(
            len(parts),
            "seen",
            Sentence("{count} different ones over all locations", count=len(parts)),
            parts,
        )
    units = sum(one.units for one in each)
    origin = max((one.origin for one in each), key=("seen", "our-choice", "assumption").index)
    why = Sentence("{units} over {count} locations together", units=units, count=len(each))
    return Quantity(units, origin, why)


def _access_points(
    catalogue: Catalogue, visit: Visit, repair: Repair, mine: Sequence[Fault]
) -> Quantity | None:
    """From the spots that the repair changes, to all rooms in proportion; and one for each
    zone that has no good reach."""
    places: set[Subject] = set()
    zones = 0
    for place, value in repair.changed.items():
        held = visit.observations[place]
        if held.subject.kind == "spot":
            places.add(held.subject)
        elif isinstance(value, Items) and isinstance(held.answer, Known):
            before = dict(getattr(held.answer.value, "states", ()))
            zones += sum(before.get(item) != state for item, state in value.states)
    rooms = {s for s in places if s.zone == "client-room"}
    measured = _measured_rooms(catalogue, visit)
    scale = Fraction(1)
    if rooms and measured:
        scale = max(scale, Fraction(visit.location.client_rooms or measured, measured))
    spots = (len(places) - len(rooms)) + len(rooms) * scale
    units = -(-spots // ROOMS_AN_ACCESS_POINT) + zones
    aside = any(
        not isinstance(question, ChecklistQuestion)
        and question.asked_of != "spot"
        and not question.is_derived
        for question in (catalogue.questions[fault.question] for fault in mine)
    )
    if not units or aside:
        # What is worn out everywhere isn't counted by spots.
        return None
    return Quantity(int(units), "our-choice", _counted(int(-(-spots // 1)), zones))


def _counted(spots: int, zones: int) -> Sentence:
    if not spots:
        return Sentence("zones without good reach: {zones}, one access point each", zones=zones)
    if not zones:
        return Sentence(
            "places without an adequate connection: {spots}, one access point for {rooms} of them",
            spots=spots,
            rooms=ROOMS_AN_ACCESS_POINT,
        )
    return Sentence(
        "places without an adequate connection: {spots}, one access point for {rooms} of them; "
        "zones without good reach: {zones}",
        spots=spots,
        rooms=ROOMS_AN_ACCESS_POINT,
        zones=zones,
    )


def _measured_rooms(catalogue: Catalogue, visit: Visit) -> int:
    tested = {
        test.question
        for question in catalogue.questions.values()
        if isinstance(question, RatioQuestion)
        for test in question.adequate
    }
    return len(
        {
            held.subject
            for held in visit.observations
            if held.question in tested
            and held.subject.kind == "spot"
            and held.subject.zone == "client-room"
            and isinstance(held.answer, Known)
        }
    )


def _devices(catalogue: Catalogue, visit: Visit, repair: Repair) -> Quantity | None:
    """The devices that are short of what the musts ask; else all that are there."""
    short, other = 0, False
    for place, value in repair.changed.items():
        held = visit.observations[place]
        question = catalogue.questions[held.question]
        counted = isinstance(question, RatioQuestion) and question.aggregate == "busiest-shift"
        if counted and isinstance(value, Ratio) and isinstance(held.answer, Known):
            short = max(short, value.count - getattr(held.answer.value, "count", 0))
        else:
            other = True
    there = visit.location.active_devices
    if other and there:
        return Quantity(
            there + short,
            "seen",
            Sentence("{there} devices there are, and {short} short", there=there, short=short),
        )
    if short and not other:
        return Quantity(
            short,
            "seen",
            Sentence("{short} devices short on the busiest shift", short=short),
        )
    return None


def _users(location: Location) -> Quantity | None:
    shifts = (location.carers_day, location.carers_evening, location.carers_night)
    places = sum(count or 0 for count in shifts)
    if not places:
        return None
    return Quantity(
        places * PEOPLE_A_PLACE,
        "our-choice",
        Sentence(
            "{places} carers in day, evening and night, {each} people for each of these places",
            places=places,
            each=PEOPLE_A_PLACE,
        ),
    )


def _couplings(
    catalogue: Catalogue, visit: Visit, repair: Repair, mine: Sequence[Fault]
) -> Quantity | None:
    """Every pair of systems that the repair makes better, and one for each other question."""
    parts: set[str] = set()
    for place in repair.changed:
        held = visit.observations[place]
        if isinstance(catalogue.questions[held.question], MatrixQuestion):
            parts.add(str(held.subject))
    changed = {visit.observations[place].question for place in repair.changed}
    for fault in mine:
        question = catalogue.questions[fault.question]
        if fault.question in changed and not isinstance(question, MatrixQuestion):
            parts.add(fault.question)
    if not parts:
        return None
    return Quantity(
        len(parts),
        "seen",
        Sentence("{count} couplings that fall short", count=len(parts)),
        frozenset(parts),
    )


def _technologies(catalogue: Catalogue, visit: Visit, repair: Repair) -> Quantity | None:
    names = {
        visit.observations[place].subject.name
        for place in repair.changed
        if visit.observations[place].subject.kind == "technology"
    }
    if not names:
        return None
    return Quantity(
        len(names),
        "seen",
        Sentence("{count} technologies for which it isn't done", count=len(names)),
        frozenset(),
    )
