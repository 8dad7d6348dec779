"""One location over time: what went up and what went down between two visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from readiness.compare.place import Compared, Place, Score
from readiness.compare.ruling import Ruling
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
    ruling: Ruling, compared: Sequence[Compared], places: Sequence[Place]
) -> tuple[Trend, ...]:
    """Every location that was visited more than once; `places` are the same, scored."""
    changes = _Changes(ruling)
    return tuple(
        _trend(ruling, one, place, changes)
        for one, place in zip(compared, places, strict=True)
        if len(one.visits) > 1
    )


def _trend(ruling: Ruling, one: Compared, place: Place, changes: _Changes) -> Trend:
    before, after = one.visits[-2:]
    found = [changes[pair] for pair in zip(*map(ruling.compared, (before, after)), strict=True)]
    # Sorting is stable: equal changes keep the order of the catalogue.
    changed = sorted((n for n in found if n >= _FIRST), key=changes.size, reverse=True)
    return Trend(
        location=one.location.id,
        steps=(
            *(Step(v.visit, v.date, ruling.domains(v)) for v in one.visits[:-1]),
            Step(after.visit, after.date, place.domains),
        ),
        worse=tuple(changes.made(n) for n in changed if not changes.up(n)),
        better=tuple(changes.made(n) for n in changed if changes.up(n)),
        same=found.count(_SAME),
        newly_known=found.count(_NEWLY),
        no_longer_known=found.count(_LOST),
        verdicts=_verdicts(before, after),
    )


# What two answers to a question are to each other; from `_FIRST` on the number of a change.
_NOTHING, _SAME, _NEWLY, _LOST, _FIRST = range(5)


class _Changes(dict[tuple[int, int], int]):
    """What two questions, by `Ruling.compared`, are to each other; worked out once a pair.

    Thousands of visits share a few hundred questions with the same score.
    """

    def __init__(self, ruling: Ruling) -> None:
        super().__init__()
        self._ruling = ruling
        # With how much it went up, in whole units: fractions compare slowly.
        self._made: list[tuple[QuestionChange, int]] = []

    def __missing__(self, pair: tuple[int, int]) -> int:
        then, now = map(self._ruling.question, pair)
        if then is None or now is None:
            found = _NOTHING
        elif then.point is None or now.point is None:
            found = _LOST if then.point is not None else _NOTHING
            found = _NEWLY if now.point is not None else found
        elif then.point == now.point:
            found = _SAME
        else:
            made = QuestionChange(now.id, then.point, now.point)
            self._made.append((made, self._ruling.whole(made.after - made.before)))
            found = _FIRST + len(self._made) - 1
        self[pair] = found
        return found

    def made(self, number: int) -> QuestionChange:
        return self._made[number - _FIRST][0]

    def size(self, number: int) -> int:
        return abs(self._made[number - _FIRST][1])

    def up(self, number: int) -> bool:
        return self._made[number - _FIRST][1] > 0


def _verdicts(before: ScoredVisit, after: ScoredVisit) -> tuple[VerdictChange, ...]:
    return tuple(
        VerdictChange(now.technology, then.state, now.state)
        for then, now in zip(before.verdicts, after.verdicts, strict=True)
        if then.state != now.state
    )
