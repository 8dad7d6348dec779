"""Locations with visits to compare, in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from readiness.compare.comparison import Comparison, compare
from readiness.compare.place import Compared, Place
from readiness.compare.scored import ScoredVisit, scored_visit
from readiness.model.location import Location
from readiness.model.visit import Visit
from readiness.score.assess import assess
from tests import builders

DAY = date(2026, 3, 12)


def visit(name: str, *observations: Any, on: date = builders.DAY, **facts: Any) -> Visit:
    """A closed visit to a location of this name."""
    extended = facts.pop("extended", False)
    made = builders.a_visit(*observations, extended=extended)
    location = Location(id=name.lower(), name=name, **facts)
    id_ = f"{name.lower()}-{on}"
    return replace(made, id=id_, location=location, date=on, closed_at=f"{on}T16:00:00+00:00")


def scored(made: Visit) -> ScoredVisit:
    catalogue = builders.catalogue()
    return scored_visit(made, catalogue, assess(catalogue, made), made.date.isoformat())


def compared(*visits: Visit) -> Compared:
    """One location with its visits, oldest first."""
    return Compared(visits[-1].location, tuple(map(scored, visits)))


def together(*visits: Visit) -> Comparison:
    """The comparison of locations with one visit each."""
    return of([compared(one) for one in visits])


def of(given: Sequence[Compared]) -> Comparison:
    return compare(builders.catalogue(), given, [], DAY)


def place(comparison: Comparison, name: str) -> Place:
    return next(one for one in comparison.places if one.location.name == name)


def domain(comparison: Comparison, name: str, id_: str) -> tuple[Any, ...]:
    """Low, high, point, known and in play of one domain at one location."""
    number = list(builders.catalogue().domains).index(id_)
    score = place(comparison, name).domains[number]
    return score.low, score.high, score.point, score.known, score.in_play
