"""One location over time: what went up and what went down between two visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from readiness.compare.place import Compared, Place, Ruling, Score
from readiness.compare.scored import ScoredVisit
from readiness.model.assessment import VERDICT_ORDER, VerdictState


@dataclass(frozen=True)
class QuestionChange:
    """A question that is wholly known in both visits, with another score."""

    question: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True)
class VerdictChange:
    """A technology whose verdict changed."""

    technology: str
    before: VerdictState
    after: VerdictState

    @property
    def worse(self) -> bool:
        """Not-applicable stands outside the order: going there or coming back is neither."""
        return (
            self.before in VERDICT_ORDER
            and self.after in VERDICT_ORDER
            and VERDICT_ORDER.index(self.after) < VERDICT_ORDER.index(self.before)
        )


@dataclass(frozen=True)
class Step:
    """One visit of the series: its day and its domains over the compared questions."""

    visit: str
    date: str
    domains: tuple[Score, ...]


@dataclass(frozen=True)
class Trend:
    """A location with two visits or more, all scored with the same ruler.

    `steps` are its visits, oldest first. `worse` and `better` compare the last two, the
    largest change first; `newly_known` and `no_longer_known` count the questions of which
    only one visit has the whole answer.
    """

    location: str
    steps: tuple[Step, ...]
    worse: tuple[QuestionChange, ...]
    better: tuple[QuestionChange, ...]
    same: int
    newly_known: int
    no_longer_known: int
    verdicts: tuple[VerdictChange, ...]


def trends(
    ruling: Ruling, compared: Sequence[Compared], questions: Sequence[str], places: Sequence[Place]
) -> tuple[Trend, ...]:
    """Every location that was visited more than once; `places` are the same, scored."""
    chosen = set(questions)
    return tuple(
        _trend(ruling, one, chosen, place)
        for one, place in zip(compared, places, strict=True)
        if len(one.visits) > 1
    )


def _trend(ruling: Ruling, one: Compared, chosen: set[str], place: Place) -> Trend:
    before, after = one.visits[-2:]
    earlier = {q.id: q for q in before.questions if q.in_play == "yes"}
    changes: list[QuestionChange] = []
    same = newly = lost = 0
    for now in after.questions:
        then = earlier.get(now.id)
        if now.id not in chosen or now.in_play != "yes" or then is None:
            continue
        if now.point is None or then.point is None:
            newly += now.point is not None
            lost += then.point is not None
        elif now.point == then.point:
            same += 1
        else:
            changes.append(QuestionChange(now.id, then.point, now.point))
    # Sorting is stable: equal changes keep the order of the catalogue.
    changes.sort(key=lambda c: -abs(c.after - c.before))
    return Trend(
        location=one.location.id,
        steps=(
            *(Step(v.visit, v.date, ruling.domains(v)) for v in one.visits[:-1]),
            Step(after.visit, after.date, place.domains),
        ),
        worse=tuple(c for c in changes if c.after < c.before),
        better=tuple(c for c in changes if c.after > c.before),
        same=same,
        newly_known=newly,
        no_longer_known=lost,
        verdicts=_verdicts(before, after),
    )


def _verdicts(before: ScoredVisit, after: ScoredVisit) -> tuple[VerdictChange, ...]:
    earlier = {verdict.technology: verdict.state for verdict in before.verdicts}
    return tuple(
        VerdictChange(now.technology, earlier[now.technology], now.state)
        for now in after.verdicts
        if now.technology in earlier and earlier[now.technology] != now.state
    )
