"""What one question came to: its score, what was seen, what would be good."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil

from readiness.model.answer import written
from readiness.model.assessment import Outcome, OutcomeState
from readiness.model.catalogue import (
    CompositeQuestion,
    Curve,
    Curved,
    NumberQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
)
from readiness.model.privacy import HIDDEN, hidden
from readiness.model.revision import Known
from readiness.model.sentence import Sentence, Unit
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.score.gather import read
from readiness.score.numbers import exact
from readiness.score.reading import (
    HUNDRED,
    ZERO,
    Readings,
    amount_of,
    shown,
)
from readiness.score.scene import Scene

_PASS, _FAIL = Fraction(70), Fraction(30)


def outcome(scene: Scene, question: Question, in_play: bool) -> tuple[Outcome, Readings]:
    """What the question came to, and the readings that requirements are judged on."""
    readings = read(scene, question)
    made = Outcome(
        question=question.id,
        state="unknown",
        low=ZERO,
        high=HUNDRED,
        point=None,
        actual=HIDDEN if hidden(scene.visit, question) else readings.actual,
        expected=expected_to_pass(question),
        reason=readings.reason,
        in_play=in_play and not readings.not_applicable,
        evidence=dict(
            sorted(
                Counter(
                    observation.method or "-"
                    for observation in scene.observations.get(question.id, ())
                    if isinstance(observation.answer, Known)
                ).items()
            )
        ),
        subjects=readings.subjects,
        wilson=readings.wilson,
        worst_tenth=worst_tenth(scene, question),
        conflict=readings.conflict,
    )
    if readings.not_applicable:
        return replace(made, state="not_applicable"), readings
    if not readings.all:
        return made, readings
    low = min(reading.low for reading in readings.all)
    high = max(reading.high for reading in readings.all)
    point = readings.all[0].point if len(readings.all) == 1 else None
    if point is None:
        return replace(made, low=low, high=high), readings
    state: OutcomeState = "pass" if point >= _PASS else "fail" if point < _FAIL else "partial"
    return (
        replace(
            made,
            state=state,
            low=low,
            high=high,
            point=point,
            parts=readings.all[0].score_parts,
        ),
        readings,
    )


def expected_to_pass(question: Question) -> Sentence:
    """What would be a pass, in the question's own unit."""
    if isinstance(question, ScaleQuestion):
        for number, step in enumerate(question.steps):
            if step.score >= _PASS:
                return Sentence("at least step {step}: {text}", step=number, text=step.text)
    if isinstance(question, Curved | RatioQuestion) and question.direction != "none":
        if isinstance(question, RatioQuestion) and question.lookup:
            least = next(n for n, score in enumerate(question.lookup) if score >= _PASS)
            return Sentence(
                "at least {count} of {total}", count=least, total=len(question.lookup) - 1
            )
        unit, x = question.unit, _where_passes(question.curve)
        if x is not None:
            if isinstance(question, NumberQuestion) and question.target == "line":
                return Sentence("at least {x} times what is needed", x=shown(x, 2))
            if isinstance(question, CompositeQuestion):
                unit = next(p.unit for p in question.parts.values() if p.kind == "number")
            if question.direction == "up":
                return Sentence("at least {x} {unit}", x=shown(x), unit=Unit(unit))
            return Sentence("at most {x} {unit}", x=shown(x), unit=Unit(unit))
    return Sentence("a score of at least 70")


@lru_cache(maxsize=1 << 10)
def _where_passes(curve: Curve) -> Fraction | None:
    """Where a curve crosses 70."""
    points = [(exact(x), exact(y)) for x, y in curve]
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 != y1 and min(y0, y1) <= _PASS <= max(y0, y1):
            return x0 + (x1 - x0) * (_PASS - y0) / (y1 - y0)
    return None


def worst_tenth(scene: Scene, question: Question) -> tuple[tuple[Subject, str], ...]:
    """The worst tenth of the spots (at least one of five or more), worst first."""
    if question.asked_of != "spot" or not isinstance(question, NumberQuestion):
        return ()
    amounts = [
        (amount_of(question, answer.value), subject, answer.value)
        for subject, found in scene.answers(question).items()
        for answer in found
        if isinstance(answer, Known) and isinstance(answer.value, Number | NoLink)
    ]
    if len(amounts) < 5:
        return ()
    # Equal figures stay in the order of their spots, whichever side is the worst.
    amounts.sort(key=lambda row: (row[1].kind, row[1].name))
    amounts.sort(key=lambda row: (float(row[0]), row[0]), reverse=question.direction != "up")
    return tuple(
        (subject, written(value, question))
        for _, subject, value in amounts[: ceil(len(amounts) / 10)]
    )
