"""One location in a comparison: its last visit, its domains, its technologies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from readiness.compare.scored import ScoredQuestion, ScoredVerdict, ScoredVisit
from readiness.model.catalogue import Check
from readiness.model.content import Catalogue
from readiness.model.location import Location


@dataclass(frozen=True, slots=True)
class Score:
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


class Ruling:
    """Scores many visits with one catalogue, over the compared questions only.

    The scores of questions are fractions, and exact sums of ten thousand times eighty of
    them would take a minute. All are brought to one denominator first; then they are
    whole numbers.
    """

    def __init__(
        self, catalogue: Catalogue, questions: Collection[str], visits: Iterable[ScoredVisit]
    ) -> None:
        self._counted = [domain.scored for domain in catalogue.domains.values()]
        chosen = set(questions)
        self._domains = [
            [
                (check.id, [(q.id, q.weight) for q in check.questions.values() if q.id in chosen])
                for check in _checks_of(catalogue, domain)
            ]
            for domain in catalogue.domains
        ]
        distinct = {id(q): q for visit in visits for q in visit.questions}
        self._unit = lcm(
            *(
                number.denominator
                for q in distinct.values()
                for number in (q.low, q.high, q.point)
                if number is not None
            )
        )
        self._whole = {
            key: (
                self._of(q.low),
                self._of(q.high),
                None if q.point is None else self._of(q.point),
            )
            for key, q in distinct.items()
        }
        weights = [sum(w for _, w in members) for d in self._domains for _, members in d]
        # Any sum of weights inside a check divides this.
        self._shares = lcm(*range(1, max(weights, default=1) + 1))

    def _of(self, score: Fraction) -> int:
        return score.numerator * (self._unit // score.denominator)

    def place(self, compared: Compared, day: date) -> Place:
        """The location's last visit, scored."""
        last = compared.last
        domains, checks = self._scores(last)
        counted = [s for s, counts in zip(domains, self._counted, strict=True) if counts]
        return Place(
            location=compared.location,
            visit=last,
            visits=len(compared.visits),
            age=(day - date.fromisoformat(last.date)).days,
            known=sum(score.known for score in counted),
            in_play=sum(score.in_play for score in counted),
            domains=domains,
            checks=checks,
        )

    def score(self, whole: int) -> Fraction:
        """The score that a number of whole units of a check stands for."""
        return Fraction(whole, self._unit * self._shares)

    def domains(self, visit: ScoredVisit) -> tuple[Score, ...]:
        """The domains of any visit, over the compared questions."""
        return self._scores(visit)[0]

    def _scores(self, visit: ScoredVisit) -> tuple[tuple[Score, ...], dict[str, int]]:
        found = {question.id: question for question in visit.questions}
        whole_checks: dict[str, int] = {}
        domains = tuple(self._domain(d, found, whole_checks) for d in self._domains)
        return domains, whole_checks

    def _domain(
        self,
        checks: Sequence[tuple[str, Sequence[tuple[str, int]]]],
        found: Mapping[str, ScoredQuestion],
        whole_checks: dict[str, int],
    ) -> Score:
        lows = highs = points = 0
        with_any = with_point = known = in_play = 0
        for id_, members in checks:
            low = high = known_points = weight = known_weight = known_here = in_play_here = 0
            for question, share in members:
                one = found.get(question)
                if one is None or one.in_play != "yes":
                    continue
                its_low, its_high, its_point = self._whole[id(one)]
                low += share * its_low
                high += share * its_high
                weight += share
                in_play_here += 1
                if its_point is not None:
                    known_points += share * its_point
                    known_weight += share
                    known_here += 1
            if not in_play_here:
                continue
            with_any += 1
            lows += low * (self._shares // weight)
            highs += high * (self._shares // weight)
            if known_here:
                with_point += 1
                its_points = known_points * (self._shares // known_weight)
                points += its_points
                if known_here == in_play_here:
                    whole_checks[id_] = its_points
            known += known_here
            in_play += in_play_here
        if not with_any:
            return Score(None, None, None, 0, 0)
        unit = self._unit * self._shares
        if known == in_play:
            # Everything is known: one number, and two thirds of the arithmetic saved.
            point = Fraction(points, unit * with_point)
            return Score(point, point, point, known, in_play)
        return Score(
            Fraction(lows, unit * with_any),
            Fraction(highs, unit * with_any),
            Fraction(points, unit * with_point) if with_point else None,
            known,
            in_play,
        )


def _checks_of(catalogue: Catalogue, domain: str) -> list[Check]:
    return [check for check in catalogue.checks.values() if check.domain == domain]
