"""The weakest value that meets a clause, never worse than what was seen.

A repair promises no more than what is asked: a spot of 1 Mbit/s where 4 are needed becomes 4,
one of 9 stays 9. Where no value of the question can meet the clause there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise

from readiness.model.answer import limits
from readiness.model.catalogue import (
    AgreeQuestion,
    Clause,
    Curve,
    HardStop,
    MarkQuestion,
    NumberQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
)
from readiness.model.location import Location
from readiness.model.value import NoLink, Number, Ratio, Step, Value
from readiness.score.line import line_target
from readiness.score.numbers import exact
from readiness.score.reading import amount_of

# Amounts are kept with so many decimals; a rounded repair is rounded to the safe side.
_PLACES = Decimal("0.000001")
Bound = tuple[Fraction, bool]


def cleared(stop: HardStop) -> Clause | None:
    """The clause that holds as soon as the hard stop doesn't; None where there is no such."""
    when = stop.when
    if when.below is not None:
        return when.model_copy(update={"below": None, "at_least": when.below})
    if when.at_least is not None:
        return when.model_copy(update={"at_least": None, "below": when.at_least})
    if when.on == "step" and when.is_ is not None:
        return when.model_copy(update={"is_": None, "at_least": Decimal(when.is_) + 1})
    if when.is_ is not None:
        return when.model_copy(update={"is_": None, "is_not": when.is_})
    return None


def bound(clause: Clause) -> Bound | None:
    """The figure of a clause, and whether it is a least one; None for words and states."""
    if clause.at_least is not None:
        return exact(clause.at_least), True
    if clause.at_most is not None:
        return exact(clause.at_most), False
    if clause.below is not None:
        # The greatest figure that is still below it, in the figures that can be stored.
        return exact(clause.below) - exact(_PLACES), False
    if clause.is_ is not None and clause.on == "step":
        return Fraction(clause.is_), True
    return None


def rounded(amount: Fraction, up: bool, whole: bool = False) -> Decimal:
    """The amount as a decimal that is kept, rounded up or down."""
    place = Decimal(1) if whole else _PLACES
    scaled = amount / exact(place)
    number = -(-scaled.numerator // scaled.denominator) if up else scaled // 1
    found = Decimal(int(number)) * place
    return found.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) if whole else found


def where(curve: Curve, score: Fraction, rising: bool) -> Fraction | None:
    """The weakest x whose score is at least `score`; None when the curve stays below it."""
    points = [(exact(x), exact(y)) for x, y in curve]
    if not rising:
        points.reverse()
    if points[0][1] >= score:
        return points[0][0]
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 >= score:
            return x0 + (x1 - x0) * (score - y0) / (y1 - y0)
    return None


def weakest(
    question: Question, value: Value, clauses: Iterable[Clause], location: Location
) -> Value | None:
    """One value of a number, ratio or scale question, as weak as the clauses allow.

    The value itself where it meets them already; None where no value does.
    """
    found: Value | None = value
    for clause in clauses:
        if found is None:
            return None
        found = _of_one(question, found, clause, location)
    return found


def _of_one(question: Question, value: Value, clause: Clause, location: Location) -> Value | None:
    asked = bound(clause)
    if asked is None:
        return None
    match question, value:
        case ScaleQuestion(), Step(step):
            return _step(question, step, clause, asked)
        case RatioQuestion(), Ratio():
            return _ratio(question, value, clause, asked)
        case ((NumberQuestion() | AgreeQuestion() | MarkQuestion()), (Number() | NoLink())):
            return _number(question, value, clause, asked, location)
    return None


def _step(question: ScaleQuestion, step: int, clause: Clause, asked: Bound) -> Value | None:
    least, up = asked
    if not up:
        return None
    for number in range(step, len(question.steps)):
        figure = Fraction(question.steps[number].score) if clause.on == "score" else number
        if figure >= least:
            return Step(number)
    return None


def _ratio(question: RatioQuestion, value: Ratio, clause: Clause, asked: Bound) -> Value | None:
    x, up = asked
    total, scale = value.total, 100 if question.unit == "percent" else 1
    if clause.on == "score" and question.lookup:
        counts = (n for n in range(value.count, total + 1) if question.lookup[n] >= x)
        count = next(counts, None)
        return None if count is None else Ratio(count, total)
    if clause.on == "score":
        up = question.direction != "down"
        crossing = where(question.curve, x, up)
        if crossing is None:
            return None
        x = crossing
    exactly = x * total / scale
    count = -(-exactly // 1) if up else exactly // 1
    count = max(value.count, count) if up else min(value.count, count)
    if count < 0 or (question.unit == "percent" and count > total):
        return None
    return Ratio(int(count), total)


def _number(
    question: NumberQuestion | AgreeQuestion | MarkQuestion,
    value: Number | NoLink,
    clause: Clause,
    asked: Bound,
    location: Location,
) -> Value | None:
    x, up = asked
    if clause.on == "score":
        up = question.direction != "down"
        crossing = where(question.curve, x, up)
        if crossing is None:
            return None
        x = crossing
    elif (question.direction == "up") != up and question.direction != "none":
        # Meeting it would make the answer worse in everything else.
        return None
    if isinstance(question, NumberQuestion) and question.target == "line":
        target, complete = line_target(location)
        if not complete:
            return None
        x *= target
    seen = amount_of(question, value)
    if seen >= x if up else seen <= x:
        return value
    whole = question.kind == "agree-7" or (isinstance(question, NumberQuestion) and question.whole)
    amount = rounded(x, up, whole)
    low, high = limits(question)
    amount = max(low, amount) if up else min(high, amount)
    none_left = isinstance(question, NumberQuestion) and question.zero_is_not_applicable
    if not low <= amount <= high or (none_left and not amount):
        return None
    return Number(amount)


def distance(question: Question, value: Value, better: Value) -> Fraction:
    """How far a repair goes, in the question's own figure: the nearest is repaired first."""
    match value, better:
        case Step(old), Step(new):
            return Fraction(new - old)
        case Ratio(old, total), Ratio(new, _):
            return Fraction(abs(new - old), total)
        case ((Number() | NoLink()), Number()):
            return abs(amount_of(question, better) - amount_of(question, value))
    return Fraction(0)
