"""From the values of one question to a score: one evaluator for each kind.

A `Reading` is what the values come to when each is taken as certain. Conflicts
give two readings, the worst and the best that the conflicting values allow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from readiness.model.answer import NOT_APPLICABLE, plain
from readiness.model.catalogue import (
    AgreeQuestion,
    ChecklistQuestion,
    CompositeQuestion,
    Curve,
    MarkQuestion,
    MatrixQuestion,
    NumberQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.location import Location
from readiness.model.sentence import NOTHING, Numeral, Sentence, Unit
from readiness.model.subject import LOCATION, Subject
from readiness.model.value import Coupling, Items, NoLink, Number, Parts, Ratio, Step, Timed, Value
from readiness.score.line import line_target
from readiness.score.numbers import NEVER, Amount, exact, half_up, median, on_curve, worse_middle

ZERO, HUNDRED = Fraction(0), Fraction(100)
# A value, or None for a subject that was asked and isn't known.
Values = Mapping[Subject, Value | None]


@dataclass(frozen=True)
class Reading:
    """Score and raw figures of one question with its values taken as certain.

    `value` is the raw figure as (least, greatest) in the question's unit. `point`
    is None when a part is missing; `missing` then says what.
    """

    low: Fraction = ZERO
    high: Fraction = HUNDRED
    point: Fraction | None = None
    value: tuple[Amount, Amount] | None = None
    step: int | None = None
    parts: Mapping[str, Amount | bool] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    actual: Sentence = NOTHING
    missing: Sentence = NOTHING
    score_parts: tuple[tuple[Sentence, Fraction], ...] = ()
    not_applicable: bool = False


UNREAD = Reading()


@dataclass(frozen=True)
class Readings:
    """What a question's observations come to.

    `all` is empty when nothing can be read; one reading normally; the worst and the
    best under a conflict. `reason` says why there is no point.
    """

    all: tuple[Reading, ...] = ()
    reason: Sentence = NOTHING
    not_applicable: bool = False
    by_hand: bool = False
    conflict: bool = False
    subjects: int = 0
    actual: Sentence = NOTHING
    wilson: tuple[Fraction, Fraction] | None = None
    weak_share: tuple[int, int] | None = None


@lru_cache(maxsize=1 << 14)
def shown(amount: Amount, places: int = 1) -> Numeral:
    """An amount for people: rounded half up, no trailing zeros."""
    if amount == NEVER:
        return Numeral("∞")
    rounded = half_up(Fraction(amount), places)
    return Numeral(plain(Decimal(rounded.numerator) / Decimal(rounded.denominator)))


def _certain(
    point: Fraction, value: Amount | None, actual: Sentence, why: Sentence, **more: Any
) -> Reading:
    return Reading(
        low=point,
        high=point,
        point=point,
        value=None if value is None else (value, value),
        actual=actual,
        score_parts=((why, point),),
        **more,
    )


def _bounds(curve: Curve) -> tuple[Fraction, Fraction]:
    scores = [Fraction(score) for _, score in curve]
    return min(scores), max(scores)


CURVE = Sentence("from its curve")
TABLE = Sentence("from its table")


def amount_of(question: Question, value: Value) -> Fraction:
    """The number that a value of a numeric question stands for, no-link included."""
    if isinstance(value, NoLink) and isinstance(question, NumberQuestion):
        return exact(question.no_link or Decimal(0))
    assert isinstance(value, Number)
    return exact(value.amount)


def _number(
    question: NumberQuestion | AgreeQuestion | MarkQuestion, values: Values, location: Location
) -> Reading:
    amounts = [amount_of(question, value) for value in values.values() if value is not None]
    middle = Fraction(median(amounts))
    if isinstance(question, NumberQuestion) and question.target == "line":
        return _against_line(question, middle, location)
    actual = Sentence("{value} {unit}", value=shown(middle, 2), unit=Unit(question.unit))
    if len(amounts) > 1:
        actual = Sentence("{figure} (median of {count})", figure=actual, count=len(amounts))
    if isinstance(question, NumberQuestion) and question.zero_is_not_applicable and not middle:
        return Reading(value=(middle, middle), actual=actual, not_applicable=True)
    return _certain(on_curve(question.curve, middle), middle, actual, CURVE)


def _against_line(question: NumberQuestion, measured: Fraction, location: Location) -> Reading:
    target, complete = line_target(location)
    ratio = measured / target
    actual = Sentence(
        "{value} of {target} Mbit/s needed", value=shown(measured), target=shown(target)
    )
    if complete:
        return _certain(on_curve(question.curve, ratio), ratio, actual, CURVE)
    return Reading(
        low=Fraction(question.curve[0][1]),
        high=on_curve(question.curve, ratio),
        value=(ZERO, ratio),
        actual=Sentence(
            "{value} of at least {target} Mbit/s needed",
            value=shown(measured),
            target=shown(target),
        ),
        missing=Sentence(
            "the location's beds, active devices, video calls, camera streams or guests are "
            "not filled in, so what the line must carry isn't known"
        ),
    )


def _ratio(question: RatioQuestion, values: Values, location: Location) -> Reading:
    ratios = {subject: value for subject, value in values.items() if isinstance(value, Ratio)}
    if question.aggregate == "busiest-shift":
        chosen = busiest(ratios, location)
        if chosen is None:
            return Reading(missing=Sentence("the busiest shift was not counted"))
        ratios = {chosen: ratios[chosen]}
    if question.aggregate == "pooled":
        # A technology that is only wished for changes no score.
        used = {s: r for s, r in ratios.items() if s.name in location.in_use}
        ratios = used or ratios
    count = sum(ratio.count for ratio in ratios.values())
    total = sum(ratio.total for ratio in ratios.values())
    return ratio_reading(question, count, total)


def ratio_reading(question: RatioQuestion, count: int, total: int) -> Reading:
    """The reading of `count` of `total`."""
    x = Fraction(count, total) * (HUNDRED if question.unit == "percent" else 1)
    actual = Sentence("{count} of {total}", count=count, total=total)
    if question.lookup:
        return _certain(Fraction(question.lookup[count]), x, actual, TABLE)
    return _certain(on_curve(question.curve, x), x, actual, CURVE)


def busiest(ratios: Mapping[Subject, Ratio], location: Location) -> Subject | None:
    """Which answer stands for the busiest shift; None when that one wasn't counted.

    An answer about the location as a whole is about the busiest shift. Otherwise
    the counted shift with most carers, unless the location's facts say that another
    shift has more; a night shift alone is never taken for the busiest.
    """
    if LOCATION in ratios:
        return LOCATION
    if not ratios:
        return None
    chosen = max(ratios, key=lambda subject: (ratios[subject].total, subject))
    facts = location.busiest
    if facts is not None:
        named = Subject("shift", facts[0])
        if named in ratios:
            return named
        return chosen if ratios[chosen].total >= facts[1] else None
    return None if chosen.name == "night" and len(ratios) == 1 else chosen


def _scale(question: ScaleQuestion, values: Values, location: Location) -> Reading:
    steps = [value.step for value in values.values() if isinstance(value, Step)]
    pick = worse_middle if question.aggregate == "median-worse" else median
    middle = Fraction(pick([Fraction(step) for step in steps]))
    # An even number of answers can put a plain median between two steps: the lower holds.
    step = int(middle)
    score = Fraction(question.steps[step].score)
    actual = Sentence("step {step}: {text}", step=step, text=question.steps[step].text)
    return _certain(score, Fraction(step), actual, TABLE, step=step)


def _checklist(question: ChecklistQuestion, values: Values, location: Location) -> Reading:
    (value,) = values.values()
    assert isinstance(value, Items)
    states = dict(value.states)
    share = {state.id: Fraction(state.share) for state in question.states}
    names = [item.id for item in question.items]
    missing = [name for name in names if name not in states]
    shares = [share[states[n]] for n in names if n in states and states[n] != NOT_APPLICABLE]

    def score(guess: Fraction) -> Fraction | None:
        every = [*shares, *[guess] * len(missing)]
        if not every:
            return None
        if question.lookup:
            return Fraction(question.lookup[sum(s == 1 for s in every)])
        return sum(every, ZERO) / len(every) * HUNDRED

    low, high = score(ZERO), score(Fraction(1))
    counts = {state.id: list(states.values()).count(state.id) for state in question.states}
    actual = Sentence(
        "{counts}",
        counts=tuple((counts[state.id], state.text) for state in question.states),
    )
    if low is None or high is None:
        return Reading(items=states, actual=actual, not_applicable=True)
    if missing:
        return Reading(
            low=low,
            high=high,
            items=states,
            actual=actual,
            missing=Sentence(
                "not yet filled in: {items}",
                items=tuple(item.text for item in question.items if item.id in missing),
            ),
        )
    return _certain(low, None, actual, TABLE, items=states)


def _matrix(question: MatrixQuestion, values: Values, location: Location) -> Reading:
    best = len(question.states) - 1
    low = high = total = 0
    unknown = []
    for subject, value in values.items():
        weight = question.weights.get(subject.name, 1)
        if isinstance(value, Coupling):
            weight = value.weight or weight
            low += weight * value.state
            high += weight * value.state
        else:
            unknown.append(subject.name)
            high += weight * best
        total += weight * best
    actual = Sentence("couplings needed: {count}", count=len(values))
    low_score, high_score = Fraction(100 * low, total), Fraction(100 * high, total)
    if unknown:
        return Reading(
            low=low_score,
            high=high_score,
            value=(low_score, high_score),
            actual=actual,
            missing=Sentence("state unknown of: {pairs}", pairs=", ".join(sorted(unknown))),
        )
    return _certain(low_score, low_score, actual, TABLE)


def _timed(question: TimedLogQuestion, values: Values, location: Location) -> Reading:
    summary = values.get(LOCATION)
    if isinstance(summary, Parts):
        given = dict(summary.parts)
        sent, delivered = int(given["sent"]), int(given["delivered"])
        if 2 * delivered <= sent:
            middle: Amount | None = NEVER
        else:
            middle = Fraction(given["median"]) if "median" in given else None
        moments: set[str] = set()
    else:
        events = [value for value in values.values() if isinstance(value, Timed)]
        sent, delivered = len(events), sum(event.seconds is not None for event in events)
        middle = median(NEVER if e.seconds is None else Fraction(e.seconds) for e in events)
        moments = {event.moment for event in events}
    share = Fraction(delivered, sent)
    parts: dict[str, Amount | bool] = {"sent": Fraction(sent), "delivered-share": share}
    actual = Sentence(
        "{delivered} of {sent}, median {median} s",
        delivered=delivered,
        sent=sent,
        median="?" if middle is None else shown(middle),
    )
    on_share = on_curve(question.delivered_curve, share * 20) if question.delivered_curve else None
    least = question.least if isinstance(question.least, int) else 1
    absent = [m for m in question.moments if m.id in set(question.needed_moments) - moments]
    if sent < least:
        missing = Sentence("{count} of at least {least}", count=sent, least=least)
    elif absent:
        missing = Sentence(
            "no test yet at: {moments}", moments=tuple(moment.text for moment in absent)
        )
    elif middle is None:
        missing = Sentence("the median time is missing")
    else:
        on_time = on_curve(question.curve, middle)
        score = on_time if on_share is None else min(on_time, on_share)
        parts["median"] = middle
        return _certain(score, middle, actual, CURVE, parts=parts)
    if sent >= least and middle is not None:
        parts["median"] = middle
    few = sent < least
    return Reading(
        high=HUNDRED if few or on_share is None else on_share,
        parts={} if few else parts,
        actual=actual,
        missing=missing,
    )


def _composite(question: CompositeQuestion, values: Values, location: Location) -> Reading:
    (value,) = values.values()
    assert isinstance(value, Parts)
    given = dict(value.parts)
    name = next(n for n, part in question.parts.items() if part.kind == "number")
    if name in given:
        low = high = on_curve(question.curve, Fraction(given[name]))
    else:
        low, high = _bounds(question.curve)
    score_parts = [(CURVE, low)]
    for other, part in question.parts.items():
        if part.kind != "yes-no":
            continue
        answer = given.get(other)
        with_no = low
        if part.if_no_subtract is not None:
            with_no = max(ZERO, low - Fraction(part.if_no_subtract))
        if part.if_no_score is not None:
            with_no = min(low, Fraction(part.if_no_score))
        if answer is not True:
            reason = Sentence("because '{part}' is no", part=part.text)
            score_parts.append((reason, with_no - low))
            if answer is False:
                high = min(high, _with_no(high, part.if_no_subtract, part.if_no_score))
            low = with_no
    missing = [part.text for n, part in question.parts.items() if n not in given]
    actual = Sentence(
        "{parts}",
        parts=tuple(
            (part.text, _part_shown(given[n], part.unit))
            for n, part in question.parts.items()
            if n in given
        ),
    )
    parts: dict[str, Amount | bool] = {
        n: v if isinstance(v, bool) else Fraction(v) for n, v in given.items()
    }
    if missing:
        return Reading(
            low=low,
            high=high,
            parts=parts,
            actual=actual,
            missing=Sentence("not yet filled in: {items}", items=tuple(missing)),
        )
    number = Fraction(given[name])
    return Reading(
        low=low,
        high=low,
        point=low,
        value=(number, number),
        parts=parts,
        actual=actual,
        score_parts=tuple(score_parts),
    )


def _part_shown(part: Decimal | bool, unit: str) -> bool | Sentence:
    if isinstance(part, bool):
        return part
    return Sentence("{value} {unit}", value=shown(Fraction(part)), unit=Unit(unit))


def _with_no(score: Fraction, subtract: Decimal | None, cap: Decimal | None) -> Fraction:
    if subtract is not None:
        score = max(ZERO, score - Fraction(subtract))
    return score if cap is None else min(score, Fraction(cap))


Evaluator = Callable[[Any, Values, Location], Reading]
EVALUATORS: dict[str, Evaluator] = {
    "number": _number,
    "agree-7": _number,
    "mark-10": _number,
    "ratio": _ratio,
    "scale": _scale,
    "checklist": _checklist,
    "matrix": _matrix,
    "timed-log": _timed,
    "composite": _composite,
}


def evaluate(question: Question, values: Values, location: Location) -> Reading:
    """The reading of these values; needs at least one.

    For a technology question all values are pooled; medians, weights and so on are
    as the question declares.
    """
    return EVALUATORS[question.kind](question, values, location)
