"""What changed between two visits of a location, judged with the same ruler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from readiness.model.assessment import (
    VERDICT_ORDER,
    Assessment,
    HardStopResult,
    Outcome,
    Verdict,
    VerdictState,
)

# From what deserves to be read first.
Turn = Literal["worse", "lost", "better", "found"]
_TURNS: tuple[Turn, ...] = ("worse", "lost", "better", "found")


@dataclass(frozen=True)
class VerdictChange:
    technology: str
    before: VerdictState
    after: VerdictState
    turn: Turn


@dataclass(frozen=True)
class StopChange:
    question: str
    before: Literal["raised", "unknown", "clear"]
    after: Literal["raised", "unknown", "clear"]
    turn: Turn


@dataclass(frozen=True)
class QuestionChange:
    """`gain` in points of the question's score; None where one of the two isn't known."""

    question: str
    before: Outcome
    after: Outcome
    turn: Turn
    gain: Fraction | None


@dataclass(frozen=True)
class Changes:
    """Each kind with what got worse on top. `same`: questions known both times, unchanged."""

    before: Assessment
    after: Assessment
    verdicts: tuple[VerdictChange, ...]
    hard_stops: tuple[StopChange, ...]
    questions: tuple[QuestionChange, ...]
    same: int


def changes(before: Assessment, after: Assessment) -> Changes:
    """What changed from one assessment to a later one.

    Raises:
        ValueError: they were made with different rulers.
    """
    if before.ruler != after.ruler:
        raise ValueError(f"rulers {before.ruler} and {after.ruler} can't be compared")
    questions = sorted(
        _questions(before, after),
        key=lambda c: (_TURNS.index(c.turn), -abs(c.gain or 0), c.question),
    )
    known = [
        o for o in after.outcomes.values() if o.known and _of(before, o.question, o).known
    ]  # fmt: skip
    return Changes(
        before=before,
        after=after,
        verdicts=tuple(
            sorted(_verdicts(before, after), key=lambda c: (_TURNS.index(c.turn), c.technology))
        ),
        hard_stops=tuple(
            sorted(_stops(before, after), key=lambda c: (_TURNS.index(c.turn), c.question))
        ),
        questions=tuple(questions),
        same=len(known) - sum(c.gain is not None for c in questions),
    )


def _of(assessment: Assessment, question: str, other: Outcome) -> Outcome:
    return assessment.outcomes.get(question, other)


def _questions(before: Assessment, after: Assessment) -> Iterator[QuestionChange]:
    for now in after.outcomes.values():
        then = _of(before, now.question, now)
        if not (now.in_play or then.in_play):
            continue
        if now.point is not None and then.point is not None:
            if now.point != then.point:
                gain = now.point - then.point
                turn: Turn = "better" if gain > 0 else "worse"
                yield QuestionChange(now.question, then, now, turn, gain)
        elif now.point is not None:
            yield QuestionChange(now.question, then, now, "found", None)
        elif then.point is not None and now.state != "not_applicable":
            yield QuestionChange(now.question, then, now, "lost", None)


def _verdicts(before: Assessment, after: Assessment) -> Iterator[VerdictChange]:
    earlier = {v.technology: v for v in before.verdicts}
    for now in after.verdicts:
        then: Verdict = earlier.get(now.technology, now)
        if now.state == then.state or "not-applicable" in (now.state, then.state):
            continue
        place = VERDICT_ORDER.index
        turn: Turn = "better" if place(now.state) > place(then.state) else "worse"
        if then.state == "undecided":
            # It was so all the time, perhaps; it is known only now.
            turn = "found"
        elif now.state == "undecided":
            turn = "lost"
        yield VerdictChange(now.technology, then.state, now.state, turn)


def _stops(before: Assessment, after: Assessment) -> Iterator[StopChange]:
    earlier = {stop.question: stop for stop in before.hard_stops}
    for now in after.hard_stops:
        # One that couldn't hold before, such as without alarms, was clear.
        then = earlier.get(now.question, HardStopResult(now.question, "clear"))
        if now.state == then.state:
            continue
        turn: Turn = "found"
        if now.state == "raised":
            turn = "worse"
        elif then.state == "raised":
            turn = "better" if now.state == "clear" else "lost"
        elif now.state == "unknown":
            turn = "lost"
        yield StopChange(now.question, then.state, now.state, turn)
