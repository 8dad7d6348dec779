"""From the observations of one question to its readings: subjects, least number, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from readiness.model.catalogue import (
    Question,
    RatioQuestion,
)
from readiness.model.revision import Answer, Known, NotApplicable, Unknown
from readiness.model.sentence import Sentence
from readiness.model.subject import LOCATION, Subject
from readiness.model.value import Ratio, Value
from readiness.score.numbers import Amount
from readiness.score.reading import (
    UNREAD,
    ZERO,
    Reading,
    Readings,
    evaluate,
    ratio_reading,
)
from readiness.score.rooms import room_coverage
from readiness.score.scene import Scene, TooOld, names

CONTRADICTION = Sentence("two answers contradict each other; choose one")


def read(scene: Scene, question: Question, only: Subject | None = None) -> Readings:
    """The readings of a question, or of one of its subjects (`only`)."""
    if not scene.applies(question):
        return Readings(not_applicable=True, reason=Sentence("is not asked at such a location"))
    if isinstance(question, RatioQuestion) and question.derived:
        derived = room_coverage(scene, question)
        if derived.subjects or not scene.answers(question):
            return derived
    answers = _without_whole(question, scene.answers(question))
    if only is not None:
        answers = {s: a for s, a in answers.items() if s == only}
    if not answers:
        return Readings(reason=Sentence("not answered yet"))
    if all(isinstance(a, NotApplicable) for found in answers.values() for a in found):
        return Readings(not_applicable=True, by_hand=True, reason=_reason(answers))
    answers = {
        subject: found
        for subject, found in answers.items()
        if not all(isinstance(answer, NotApplicable) for answer in found)
    }
    if only is None and question.also_of and LOCATION in answers and len(answers) > 1:
        return _told_twice(scene, question, answers)
    return _of_answers(scene, question, answers, only)


def _without_whole(
    question: Question, answers: Mapping[Subject, tuple[Answer, ...]]
) -> Mapping[Subject, tuple[Answer, ...]]:
    """Without what was said of the question as a whole, once it has answers of its own."""
    if "location" in (question.asked_of, *question.also_of) or len(answers) < 2:
        return answers
    return {subject: found for subject, found in answers.items() if subject != LOCATION}


def _told_twice(
    scene: Scene, question: Question, answers: Mapping[Subject, tuple[Answer, ...]]
) -> Readings:
    """Answered as a whole and piece by piece: a conflict unless both come to the same."""
    whole = _of_answers(scene, question, {LOCATION: answers[LOCATION]}, None)
    pieces = _of_answers(
        scene, question, {s: found for s, found in answers.items() if s != LOCATION}, None
    )
    certain = [r for r in pieces.all if r.point is not None or question.kind == "timed-log"]
    if not certain or [_figures(r) for r in whole.all] == [_figures(r) for r in certain]:
        return whole
    if not whole.all:
        return pieces
    return Readings(
        all=(*whole.all, *pieces.all),
        reason=CONTRADICTION,
        conflict=True,
        subjects=len(answers),
        actual=Sentence("{low} or {high}", low=whole.actual, high=pieces.actual),
    )


def _figures(reading: Reading) -> tuple[object, ...]:
    """Everything about a reading that a score or a clause looks at."""
    return reading.low, reading.high, reading.value, dict(reading.parts)


def _of_answers(
    scene: Scene,
    question: Question,
    answers: Mapping[Subject, tuple[Answer, ...]],
    only: Subject | None,
) -> Readings:
    if any(len(found) > 1 for found in answers.values()):
        return _conflicting(scene, question, answers, only)
    values = {
        subject: found[0].value if isinstance(found[0], Known) else None
        for subject, found in answers.items()
    }
    known = {subject: value for subject, value in values.items() if value is not None}
    used = values if question.kind == "matrix" else known
    if not known and question.kind != "matrix":
        return Readings(reason=_reason(answers), subjects=len(values))
    reading = _together(scene, question, used, only)
    return _enough(scene, question, reading, known, only)


def _together(
    scene: Scene, question: Question, values: Mapping[Subject, Value | None], only: Subject | None
) -> Reading:
    """The reading of all values, or of one subject by itself, such as the night shift."""
    value = next(iter(values.values()))
    if only is not None and isinstance(question, RatioQuestion) and isinstance(value, Ratio):
        return ratio_reading(question, value.count, value.total)
    return evaluate(question, values, scene.visit.location)


def _enough(
    scene: Scene,
    question: Question,
    reading: Reading,
    known: Mapping[Subject, Value],
    only: Subject | None,
) -> Readings:
    """The reading, or none of it when too few subjects were asked."""
    if reading.not_applicable:
        return Readings(
            all=(reading,), not_applicable=True, reason=reading.actual, subjects=len(known)
        )
    least = scene.least(question)
    counted = _count(question, known, least, scene)
    if only is None and counted < least and question.kind != "timed-log":
        return Readings(
            reason=Sentence("{count} of at least {least}", count=counted, least=least),
            subjects=len(known),
            actual=reading.actual,
        )
    return Readings(
        all=(reading,), reason=reading.missing, subjects=len(known), actual=reading.actual
    )


def _count(question: Question, known: Mapping[Subject, Value], least: int, scene: Scene) -> int:
    """How many were asked, as the least number counts them."""
    if question.least == "technologies-in-use":
        return (
            least - sum(Subject("technology", t) not in known for t in scene.visit.location.in_use)
            if scene.visit.location.in_use
            else len(known)
        )
    if question.least == "technologies-naming":
        naming = [t for t in scene.visit.location.in_use if names(scene.catalogue, t, question.id)]
        if not naming:
            return len(known)
        return least - sum(Subject("technology", t) not in known for t in naming)
    if question.least == "rooms" and not scene.without_rooms:
        # Corridors say nothing about the rooms: only client rooms make enough.
        return sum(subject.kind == "spot" and subject.zone == "client-room" for subject in known)
    if isinstance(question, RatioQuestion) and question.asked_of == "location":
        # A ratio of people holds how many were asked in its total.
        return sum(getattr(value, "total", 0) for value in known.values())
    return len(known)


def _reason(answers: Mapping[Subject, Sequence[Answer]]) -> Sentence:
    """The reason that was given; of several the first."""
    for found in answers.values():
        for answer in found:
            if isinstance(answer, TooOld):
                return Sentence("older than {months} months", months=answer.months)
            if isinstance(answer, Unknown | NotApplicable):
                return Sentence("{reason}", reason=answer.reason)
    return Sentence("not answered yet")


def _conflicting(
    scene: Scene,
    question: Question,
    answers: Mapping[Subject, tuple[Answer, ...]],
    only: Subject | None,
) -> Readings:
    """What answers in conflict allow; nothing is chosen.

    Of one subject every answer gives a reading. Of several the worst and the best
    answers of each do: anything in between lies between those two.
    """
    reason = CONTRADICTION
    sides: list[dict[Subject, Value | None]]
    candidates: dict[Subject, Sequence[Value | None]] = {}
    for subject, found in answers.items():
        values = [answer.value for answer in found if isinstance(answer, Known)]
        if values and len(values) < len(found):
            # One laptop says a value, the other says unknown: nothing is excluded.
            return Readings(all=(UNREAD,), reason=reason, conflict=True, subjects=len(answers))
        if values:
            candidates[subject] = _by_worth(scene, question, subject, values)
        elif question.kind == "matrix":
            candidates[subject] = [None]
    if not candidates:
        return Readings(reason=reason, conflict=True, subjects=len(answers))
    if len(candidates) == 1:
        ((subject, every),) = candidates.items()
        sides = [{subject: value} for value in every]
    else:
        sides = [{s: every[end] for s, every in candidates.items()} for end in (0, -1)]
    read_sides = [
        _enough(
            scene,
            question,
            _together(scene, question, side, only),
            {s: v for s, v in side.items() if v is not None},
            only,
        )
        for side in sides
    ]
    readings = tuple(reading for side in read_sides for reading in side.all)
    if len(readings) < len(sides) or any(reading.not_applicable for reading in readings):
        readings = (UNREAD,)
    return Readings(
        all=readings,
        reason=reason,
        conflict=True,
        subjects=len(answers),
        actual=Sentence("{low} or {high}", low=read_sides[0].actual, high=read_sides[-1].actual),
    )


def _by_worth(
    scene: Scene, question: Question, subject: Subject, values: Sequence[Value]
) -> list[Value]:
    """The values of one subject, the worst first; equal scores by their raw figure."""
    sign = -1 if question.direction == "down" else 1

    def worth(value: Value) -> tuple[Fraction, Fraction, Amount]:
        reading = _together(scene, question, {subject: value}, subject)
        raw = reading.value[0] if reading.value else ZERO
        return reading.low, reading.high, sign * raw

    return sorted(values, key=worth)
