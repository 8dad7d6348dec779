"""One location in a comparison: its last visit, its domains, its technologies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from readiness.compare.scored import ScoredQuestion, ScoredVerdict, ScoredVisit
from readiness.model.location import Location


class Score(NamedTuple):
    """A score of 0 to 100 as interval, point and coverage; all None with nothing in play."""

    low: Fraction | None
    high: Fraction | None
    point: Fraction | None
    known: int
    in_play: int

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.known, self.in_play) if self.in_play else Fraction(0)


@dataclass(frozen=True)
class Compared:
    """A location with its visits in the period, oldest first; the last one is compared."""

    location: Location
    visits: tuple[ScoredVisit, ...]

    @property
    def last(self) -> ScoredVisit:
        return self.visits[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """A location as it stands in the comparison.

    `age` is the number of days between its last visit and the day of the comparison.
    `known` and `in_play` count the compared questions; there is no total score on purpose.
    `domains` and `verdicts` are in the order of the catalogue. `checks` holds the points of
    the checks of which every question is known, in the whole units of its `Ruling`.
    """

    location: Location
    visit: ScoredVisit
    visits: int
    age: int
    known: int
    in_play: int
    domains: tuple[Score, ...]
    checks: Mapping[str, int]

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.known, self.in_play) if self.in_play else Fraction(0)

    @property
    def verdicts(self) -> tuple[ScoredVerdict, ...]:
        return self.visit.verdicts

    @property
    def questions(self) -> Mapping[str, ScoredQuestion]:
        return {question.id: question for question in self.visit.questions}


def in_order(compared: Iterable[Compared]) -> list[Compared]:
    """By name, so that no place in a list says anything."""
    return sorted(
        compared,
        key=lambda c: (
            c.location.name.casefold(),
            c.location.organisation.casefold(),
            c.location.id,
        ),
    )
