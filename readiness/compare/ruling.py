"""Many visits scored with one catalogue, over the compared questions only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from operator import itemgetter

from readiness.compare.place import Compared, Place, Score
from readiness.compare.scored import ScoredQuestion, ScoredVisit
from readiness.model.content import Catalogue


@dataclass(frozen=True, slots=True)
class _Sum:
    """One check of one visit in whole units: sums over its questions in play.

    `points` is that of the known questions, None without any; `whole`: all are known.
    """

    low: int
    high: int
    points: int | None
    known: int
    in_play: int

    @property
    def whole(self) -> bool:
        return self.known == self.in_play


@dataclass(frozen=True)
class _Members:
    """The compared questions of a check: their ids out of those of a visit, and their weights.

    `sums` are those that were made before. Thousands of visits share a few hundred: what a
    check came to follows from its questions, and equal questions are the same object.
    """

    check: str
    chosen: _Chosen
    weights: tuple[int, ...]
    sums: dict[tuple[int, ...], _Sum | None] = field(default_factory=dict)


_Chosen = Callable[[Sequence[int]], tuple[int, ...]]


def _chosen(places: Sequence[int]) -> _Chosen:
    """Takes what stands in these places."""
    if len(places) == 1:
        (only,) = places
        return lambda found: (found[only],)
    return itemgetter(*places) if places else lambda found: ()


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
        number = {id_: n for n, id_ in enumerate(catalogue.questions)}
        self._compared = _chosen([number[id_] for id_ in catalogue.questions if id_ in chosen])
        self._domains = [
            [
                _Members(
                    check.id, _chosen([number[q.id] for q in held]), tuple(q.weight for q in held)
                )
                for check in catalogue.checks.values()
                if check.domain == domain
                if (held := [q for q in check.questions.values() if q.id in chosen])
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
        # By the id of the object: a question stays alive with its visit.
        self._in_play = {key: q for key, q in distinct.items() if q.in_play == "yes"}
        self._whole = {
            key: (
                self.whole(q.low),
                self.whole(q.high),
                None if q.point is None else self.whole(q.point),
            )
            for key, q in self._in_play.items()
        }
        weights = [sum(check.weights) for domain in self._domains for check in domain]
        # Any sum of weights inside a check divides this.
        self._shares = lcm(*range(1, max(weights, default=1) + 1))

    def whole(self, score: Fraction) -> int:
        """The score of a question, or a difference of two, in whole units."""
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

    def compared(self, visit: ScoredVisit) -> tuple[int, ...]:
        """The compared questions of a visit, in the order of the catalogue; see `question`."""
        return self._compared(tuple(map(id, visit.questions)))

    def question(self, key: int) -> ScoredQuestion | None:
        """One of `compared`; None when it isn't in play, or only by a wish."""
        return self._in_play.get(key)

    def domains(self, visit: ScoredVisit) -> tuple[Score, ...]:
        """The domains of any visit, over the compared questions."""
        return self._scores(visit)[0]

    def _scores(self, visit: ScoredVisit) -> tuple[tuple[Score, ...], dict[str, int]]:
        found = tuple(map(id, visit.questions))
        whole_checks: dict[str, int] = {}
        domains = tuple(self._domain(d, found, whole_checks) for d in self._domains)
        return domains, whole_checks

    def _domain(
        self, checks: Sequence[_Members], found: Sequence[int], whole_checks: dict[str, int]
    ) -> Score:
        lows = highs = points = 0
        with_any = with_point = known = in_play = 0
        for check in checks:
            key = check.chosen(found)
            if key not in check.sums:
                check.sums[key] = self._sum(key, check.weights)
            made = check.sums[key]
            if made is None:
                continue
            with_any += 1
            lows += made.low
            highs += made.high
            known += made.known
            in_play += made.in_play
            if made.points is not None:
                with_point += 1
                points += made.points
                if made.whole:
                    whole_checks[check.check] = made.points
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

    def _sum(self, questions: Sequence[int], weights: Sequence[int]) -> _Sum | None:
        """What a check came to; None with nothing in play."""
        low = high = points = weight = known_weight = known = in_play = 0
        for question, share in zip(questions, weights, strict=True):
            one = self._whole.get(question)
            if one is None:
                continue
            its_low, its_high, its_point = one
            low += share * its_low
            high += share * its_high
            weight += share
            in_play += 1
            if its_point is not None:
                points += share * its_point
                known_weight += share
                known += 1
        if not in_play:
            return None
        return _Sum(
            low * (self._shares // weight),
            high * (self._shares // weight),
            points * (self._shares // known_weight) if known else None,
            known,
            in_play,
        )
