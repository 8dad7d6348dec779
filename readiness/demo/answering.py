"""A plausible answer of a given quality to a question of any kind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from readiness.model.answer import limits
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
)
from readiness.model.value import Coupling, Items, Number, Parts, Ratio, Step, Value

# Things that are counted whole.
_WHOLE_UNITS = ("apps", "devices", "logins", "min", "s", "ms")


def near(quality: float, dice: random.Random, spread: float = 0.06) -> float:
    """The quality with a little chance; nothing and everything stay what they are."""
    if quality in (0.0, 1.0):
        return quality
    return min(0.99, max(0.01, quality + dice.gauss(0, spread)))


def where(curve: Curve, quality: float) -> float:
    """Where a curve first reaches a quality; the nearest of its ends when it never does."""
    score = 100 * quality
    for (x0, y0), (x1, y1) in pairwise([(float(x), float(y)) for x, y in curve]):
        if y0 != y1 and min(y0, y1) <= score <= max(y0, y1):
            return x0 + (x1 - x0) * (score - y0) / (y1 - y0)
    return float(min(curve, key=lambda point: abs(float(point[1]) - score))[0])


def answer(question: Question, quality: float, dice: random.Random, total: int = 20) -> Value:
    """An answer worth about `100 x quality`; a ratio is counted among `total`."""
    match question:
        case NumberQuestion() | AgreeQuestion() | MarkQuestion():
            return Number(_amount(question, quality))
        case RatioQuestion():
            return ratio(question, quality, total)
        case ScaleQuestion():
            scores = [float(step.score) for step in question.steps]
            # Of several steps worth the same the lowest one.
            return Step(min(range(len(scores)), key=lambda n: abs(scores[n] - 100 * quality)))
        case ChecklistQuestion():
            return _checklist(question, quality, dice)
        case MatrixQuestion():
            return Coupling(round(near(quality, dice, 0.15) * (len(question.states) - 1)))
        case CompositeQuestion():
            return _composite(question, quality)
    raise AssertionError("a timed log is answered event by event")


def _amount(question: NumberQuestion | AgreeQuestion | MarkQuestion, quality: float) -> Decimal:
    x = where(question.curve, quality)
    low, high = limits(question)
    span = abs(float(question.curve[-1][0] - question.curve[0][0]))
    whole = question.kind != "number" or question.unit in _WHOLE_UNITS or not question.unit
    places = 0 if whole or span > 20 else 1 if span > 3 else 2
    return min(max(Decimal(str(round(x, places))), low), high).normalize() + 0


def ratio(question: RatioQuestion, quality: float, total: int) -> Ratio:
    """A count of `total`; a lookup's total is its own."""
    if question.lookup:
        scores = [float(score) for score in question.lookup]
        count = min(range(len(scores)), key=lambda n: abs(scores[n] - 100 * quality))
        return Ratio(count, len(scores) - 1)
    x = where(question.curve, quality)
    if question.unit == "percent":
        return Ratio(min(total, round(x / 100 * total)), total)
    return Ratio(round(x * total), total)


def _checklist(question: ChecklistQuestion, quality: float, dice: random.Random) -> Items:
    if question.lookup:
        scores = [float(score) for score in question.lookup]
        good = min(range(len(scores)), key=lambda n: abs(scores[n] - 100 * quality))
        names = [item.id for item in question.items]
        yes = set(dice.sample(names, good))
        best, worst = question.states[0].id, question.states[-1].id
        return Items(tuple(sorted((name, best if name in yes else worst) for name in names)))
    found = []
    for item in question.items:
        guess = near(quality, dice, 0.15)
        state = min(question.states, key=lambda s: abs(float(s.share) - guess))
        found.append((item.id, state.id))
    return Items(tuple(sorted(found)))


def _composite(question: CompositeQuestion, quality: float) -> Parts:
    parts: dict[str, Decimal | bool] = {}
    for name, part in question.parts.items():
        if part.kind == "number":
            parts[name] = Decimal(round(where(question.curve, quality)))
        else:
            parts[name] = quality >= 0.5
    return Parts(tuple(sorted(parts.items())))


def couplings(question: MatrixQuestion, technologies: Mapping[str, object]) -> list[str]:
    """The pairs of systems that a location with these technologies needs."""
    systems = {"ecd", "medication", "pharmacy", "planning", "identity", "hr"} | {
        system
        for technology, system in (
            ("nurse-call", "call-system"),
            ("bed-sensor", "sensor"),
            ("medicine-dispenser", "dispenser"),
            ("speech-reporting", "speech"),
        )
        if technology in technologies
    }
    return [pair for pair in question.weights if set(pair.split("~")) <= systems]
