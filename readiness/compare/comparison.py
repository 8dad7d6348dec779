"""The comparison: many locations, each with its visits, side by side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from readiness.compare.in_play import NotCompared, questions_in_play
from readiness.compare.leverage import Lever, leverage
from readiness.compare.organisations import Organisations, organisations
from readiness.compare.place import Compared, Place, in_order
from readiness.compare.questions import (
    Asked,
    Lesson,
    Stopped,
    asked,
    common_weak_points,
    hard_stops,
    lessons,
)
from readiness.compare.ruling import Ruling
from readiness.compare.spread import Outlier, Spread, domain_spreads, outliers
from readiness.compare.trend import Trend, trends
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.sentence import Sentence


@dataclass(frozen=True)
class LeftOut:
    """A location, or one earlier visit to it, that can't be compared, and why."""

    location: Location
    visit: str
    date: str
    reason: Sentence
    # Whether the whole location is missing for it.
    whole: bool


@dataclass(frozen=True)
class Filters:
    """What was chosen; empty: everything. `since`, `until` and `as_of` are ISO dates."""

    organisation: str = ""
    region: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that follows from many scored visits.

    `day` is the day that ages are counted to. `places` are in the order of their names.
    `rescored` is the number of visits that were made with another ruler.
    """

    ruler: str
    day: str
    filters: Filters
    questions: tuple[str, ...]
    not_compared: tuple[NotCompared, ...]
    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]
    rescored: int
    asked: tuple[Asked, ...]
    weak: tuple[Asked, ...]
    stops: tuple[Stopped, ...]
    lessons: tuple[Lesson, ...]
    spreads: dict[str, Spread]
    outliers: tuple[Outlier, ...]
    trends: tuple[Trend, ...]
    levers: tuple[Lever, ...]
    organisations: Organisations


def compare(
    catalogue: Catalogue,
    given: Sequence[Compared],
    left_out: Sequence[LeftOut],
    day: date,
    filters: Filters | None = None,
) -> Comparison:
    """The comparison of these locations; the order in which they are given changes nothing.

    Raises:
        ValueError: no location, or a visit that was scored with another ruler.
    """
    if not given:
        raise ValueError("nothing to compare")
    compared = in_order(given)
    visits = [visit for one in compared for visit in one.visits]
    strange = {visit.ruler for visit in visits} - {catalogue.ruler}
    if strange:
        raise ValueError(f"visits scored with ruler {sorted(strange)[0]}")
    questions, others = questions_in_play(catalogue, compared)
    ruling = Ruling(catalogue, questions, visits)
    places = tuple(ruling.place(one, day) for one in compared)
    spreads = domain_spreads(catalogue, places)
    found = asked(catalogue, questions, places)
    return Comparison(
        ruler=catalogue.ruler,
        day=day.isoformat(),
        filters=filters or Filters(),
        questions=questions,
        not_compared=others,
        places=places,
        left_out=tuple(
            sorted(
                left_out, key=lambda one: (one.location.name.casefold(), one.location.id, one.visit)
            )
        ),
        rescored=sum(visit.made_with != catalogue.ruler for visit in visits),
        asked=found,
        weak=common_weak_points(found),
        stops=hard_stops(catalogue, places),
        lessons=lessons(catalogue, ruling, places),
        spreads=spreads,
        outliers=outliers(catalogue, places, spreads),
        trends=trends(ruling, compared, places),
        levers=leverage(catalogue, places),
        organisations=organisations(catalogue, questions, places),
    )
