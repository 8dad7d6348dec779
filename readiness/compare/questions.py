"""Question by question: how many are in order, who can learn, what is weak at many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from readiness.compare.place import Place
from readiness.compare.ruling import Ruling
from readiness.compare.scored import ScoredQuestion
from readiness.compare.spread import Spread, spread
from readiness.model.assessment import OutcomeState
from readiness.model.content import Catalogue

# A weak point is common from this many locations (domain brief 7.7).
LEAST_COMMON = 3
# Closer together nobody has much to show another (our choice).
LEAST_LESSON = 20
_WEAK: tuple[OutcomeState, ...] = ("partial", "fail")


@dataclass(frozen=True)
class Asked:
    """One compared question: in how many locations it came to what, and the spread."""

    question: str
    states: Mapping[OutcomeState, int]
    spread: Spread | None
    weak: tuple[str, ...]

    @property
    def in_play(self) -> int:
        return sum(n for state, n in self.states.items() if state != "not_applicable")


@dataclass(frozen=True)
class Stopped:
    """A hard stop that holds at these locations."""

    question: str
    at: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """A check that is wholly known at both ends: `best` can show `weakest` how it is done.

    Several locations with the very same score stand together.
    """

    check: str
    best: tuple[str, ...]
    best_score: Fraction
    weakest: tuple[str, ...]
    weakest_score: Fraction


def asked(
    catalogue: Catalogue, questions: Sequence[str], places: Sequence[Place]
) -> tuple[Asked, ...]:
    """The compared questions, in the order of the catalogue."""
    chosen, ids = set(questions), [place.location.id for place in places]
    found = zip(*(place.visit.questions for place in places), strict=True)
    columns = zip(catalogue.questions, found, strict=True)
    return tuple(_asked(id_, column, ids) for id_, column in columns if id_ in chosen)


def _asked(id_: str, column: Sequence[ScoredQuestion], ids: Sequence[str]) -> Asked:
    """One question at all locations, whose ids are in the same order."""
    # Equal answers are the same object: a few hundred stand for ten thousand.
    distinct = {id(one): one for one in column}
    states: Counter[OutcomeState] = Counter()
    points: Counter[Fraction] = Counter()
    weak: set[int] = set()
    for key, count in Counter(map(id, column)).items():
        one = distinct[key]
        if one.in_play != "yes":
            states["not_applicable"] += count
            continue
        states[one.state] += count
        if one.point is not None:
            points[one.point] += count
            if one.state in _WEAK:
                weak.add(key)
    at = tuple(where for where, one in zip(ids, column, strict=True) if id(one) in weak)
    return Asked(id_, dict(states), spread(list(points), list(points.values())), at)


def common_weak_points(found: Sequence[Asked]) -> tuple[Asked, ...]:
    """What is weak at three locations or more; what most share comes first."""
    common = [one for one in found if len(one.weak) >= LEAST_COMMON]
    return tuple(sorted(common, key=lambda one: -len(one.weak)))


def hard_stops(catalogue: Catalogue, places: Sequence[Place]) -> tuple[Stopped, ...]:
    """Every hard stop that holds somewhere, with where."""
    at: dict[str, list[str]] = {}
    for place in places:
        for question in place.visit.stops:
            at.setdefault(question, []).append(place.location.id)
    return tuple(Stopped(q, tuple(at[q])) for q in catalogue.questions if q in at)


def lessons(catalogue: Catalogue, ruling: Ruling, places: Sequence[Place]) -> tuple[Lesson, ...]:
    """By check the best and the weakest known location, where 20 points lie between."""
    found = []
    for check in catalogue.checks:
        known = [(place.checks[check], place) for place in places if check in place.checks]
        if not known:
            continue
        most, least = max(point for point, _ in known), min(point for point, _ in known)
        if ruling.score(most - least) < LEAST_LESSON:
            continue
        found.append(
            Lesson(
                check,
                tuple(place.location.id for point, place in known if point == most),
                ruling.score(most),
                tuple(place.location.id for point, place in known if point == least),
                ruling.score(least),
            )
        )
    return tuple(found)


def weak_counts(questions: Sequence[str], places: Sequence[Place]) -> dict[str, int]:
    """At how many of these locations each compared question is weak."""
    counts = dict.fromkeys(questions, 0)
    for place in places:
        for found in place.visit.questions:
            if found.id in counts and found.in_play == "yes" and found.state in _WEAK:
                counts[found.id] += 1
    return counts
