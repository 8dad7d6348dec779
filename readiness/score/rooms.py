"""Room coverage: how many client rooms have an adequate connection."""

from __future__ import annotations

from collections import Counter

from readiness.model.catalogue import (
    RatioQuestion,
)
from readiness.model.revision import Known, NotApplicable
from readiness.model.sentence import Sentence
from readiness.model.subject import Subject
from readiness.score.numbers import exact, wilson
from readiness.score.reading import (
    Readings,
    amount_of,
    ratio_reading,
)
from readiness.score.scene import Scene


def room_coverage(scene: Scene, question: RatioQuestion) -> Readings:
    """Adequate client rooms of those measured.

    A room of which a figure is missing or in conflict, and none fails, is in doubt:
    it may be adequate or not, and so widens the interval.
    """
    answers = [
        (subject, answer)
        for test in question.adequate
        for subject, found in scene.answers(scene.catalogue.questions[test.question]).items()
        for answer in found
        if subject.kind == "spot" and subject.zone == "client-room"
    ]
    # A room that a person left out may be a bad one: it stays in doubt.
    rooms = {subject for subject, _answer in answers}
    if all(isinstance(answer, NotApplicable) for _subject, answer in answers):
        return Readings(reason=Sentence("no client room has been measured yet"))
    verdicts = Counter(adequate(scene, question, room) for room in rooms)
    good, doubt, total = verdicts[True], verdicts[None], len(rooms)
    least = scene.least(question)
    actual = Sentence("{count} of {total}", count=good, total=total)
    if total < least:
        return Readings(
            reason=Sentence("{count} of at least {least}", count=total, least=least),
            subjects=total,
            actual=actual,
        )
    if doubt:
        return Readings(
            all=(
                ratio_reading(question, good, total),
                ratio_reading(question, good + doubt, total),
            ),
            reason=Sentence("rooms that couldn't be judged: {count}", count=doubt),
            subjects=total,
            actual=actual,
            weak_share=(good, total),
        )
    return Readings(
        all=(ratio_reading(question, good, total),),
        subjects=total,
        actual=actual,
        wilson=wilson(good, total),
        weak_share=(good, total),
    )


def adequate(scene: Scene, question: RatioQuestion, room: Subject) -> bool | None:
    """Whether a room, or any spot, passes all tests; None while that is in doubt."""
    verdicts: set[bool | None] = set()
    for test in question.adequate:
        tested = scene.catalogue.questions[test.question]
        passes: set[bool | None] = set()
        for answer in scene.answers(tested).get(room, ()):
            if isinstance(answer, Known):
                amount = amount_of(tested, answer.value)
                low_ok = test.at_least is None or amount >= exact(test.at_least)
                high_ok = test.at_most is None or amount <= exact(test.at_most)
                passes.add(low_ok and high_ok)
            else:
                passes.add(None)
        if test.where_read and passes <= {None}:
            continue
        verdicts.add(passes.pop() if len(passes) == 1 else None)
    if False in verdicts:
        return False
    return None if None in verdicts else True
