"""Whether one thing is surely as strict as another: clauses, curves, tables of scores.

Every function answers True only where no visit can come out better by the change. A change
that isn't understood isn't strict.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from readiness.model.catalogue import (
    AppliesIf,
    Clause,
    Curve,
    HardStop,
    Part,
    RoomTest,
    State,
    Step,
)
from readiness.model.profile import Requirement


def no_more(now: Decimal | None, shipped: Decimal | None) -> bool:
    """Both given, and not above."""
    return now is not None and shipped is not None and now <= shipped


def clause(shipped: Clause, now: Clause) -> bool:
    """What fails the shipped clause fails this one too."""
    if (shipped.on, shipped.name) != (now.on, now.name):
        return False
    if shipped.at_least is not None:
        return no_more(shipped.at_least, now.at_least)
    if shipped.at_most is not None:
        return no_more(now.at_most, shipped.at_most)
    if shipped.below is not None:
        return no_more(now.below, shipped.below)
    if shipped.is_not is not None and now.is_ is not None:
        return now.is_ != shipped.is_not
    return (shipped.is_, shipped.is_not) == (now.is_, now.is_not)


def clauses(shipped: Requirement, now: Requirement) -> bool:
    """Every shipped clause is still there, or a harder one in its place."""
    return all(any(clause(old, new) for new in now.clauses) for old in shipped.clauses)


def requirement(shipped: Requirement, now: Requirement) -> list[str]:
    """The keys in which a must on the same question may be easier; none: as strict.

    More zones aren't stricter: good corridors outvote the bad rooms.
    """
    strict = {
        "clauses": clauses(shipped, now),
        "share": shipped.share <= now.share,
        "zones": set(shipped.zones) == set(now.zones),
        "subject": shipped.subject == now.subject,
        "after": shipped.after == now.after,
    }
    return [key for key, holds in strict.items() if not holds]


def hard_stop(shipped: HardStop, now: HardStop) -> bool:
    """What raises the shipped hard stop raises this one too."""
    if now.where not in (shipped.where, "always"):
        return False
    old, new = shipped.when, now.when
    if (old.on, old.name) != (new.on, new.name):
        return False
    if old.at_least is not None:
        return no_more(new.at_least, old.at_least)
    if old.at_most is not None:
        return no_more(old.at_most, new.at_most)
    if old.below is not None:
        return no_more(old.below, new.below)
    return (old.is_, old.is_not) == (new.is_, new.is_not)


def curve(shipped: Curve, now: Curve) -> bool:
    """Nowhere above the shipped one. Both are linear between points and flat outside."""
    if not shipped or not now:
        return False
    return all(_at(now, x) <= _at(shipped, x) for x, _ in (*shipped, *now))


def _at(points: Curve, x: Decimal) -> Fraction:
    if x <= points[0][0]:
        return Fraction(points[0][1])
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            part = Fraction(x - x0) / Fraction(x1 - x0)
            return Fraction(y0) + part * (Fraction(y1) - Fraction(y0))
    return Fraction(points[-1][1])


def scores(shipped: Sequence[Decimal], now: Sequence[Decimal]) -> bool:
    """As many, and none above."""
    return len(shipped) == len(now) > 0 and all(
        new <= old for old, new in zip(shipped, now, strict=True)
    )


def steps(shipped: Sequence[Step], now: Sequence[Step]) -> bool:
    """As many steps, none of which scores more."""
    return scores([step.score for step in shipped], [step.score for step in now])


def states(shipped: Sequence[State], now: Sequence[State]) -> bool:
    """The same states, none of which counts for more."""
    return [s.id for s in shipped] == [s.id for s in now] and scores(
        [s.share for s in shipped], [s.share for s in now]
    )


def applies(shipped: AppliesIf, now: AppliesIf) -> bool:
    """Asked wherever it was asked; an empty list means everywhere."""
    return all(
        not new or (bool(old) and set(old) <= set(new))
        for old, new in (
            (shipped.kinds, now.kinds),
            (shipped.technologies, now.technologies),
        )
    )


def room_tests(shipped: Sequence[RoomTest], now: Sequence[RoomTest]) -> bool:
    """The same tests, none of them easier to pass or left out where it wasn't read.

    A test more isn't stricter: rooms that have only its figure come in as doubtful ones.
    """
    if [test.question for test in shipped] != [test.question for test in now]:
        return False
    for old, new in zip(shipped, now, strict=True):
        if new.where_read and not old.where_read:
            return False
        if old.at_least is not None and not no_more(old.at_least, new.at_least):
            return False
        if old.at_most is not None and not no_more(new.at_most, old.at_most):
            return False
    return True


def parts(shipped: dict[str, Part], now: dict[str, Part]) -> bool:
    """The same parts, where a "no" costs as much or more."""
    if set(shipped) != set(now):
        return False
    for name, old in shipped.items():
        new = now[name]
        costs = {"if_no_score": new.if_no_score, "if_no_subtract": new.if_no_subtract,
                 "text": new.text}  # fmt: skip
        if old.model_copy(update=costs) != new:
            return False
        if old.if_no_score is not None and not no_more(new.if_no_score, old.if_no_score):
            return False
        if old.if_no_subtract is not None and not no_more(old.if_no_subtract, new.if_no_subtract):
            return False
    return True
