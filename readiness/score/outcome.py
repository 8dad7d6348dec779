"""One question: from its observations to readings, and from readings to an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil

from readiness.model.answer import written
from readiness.model.assessment import Outcome, OutcomeState
from readiness.model.catalogue import (
    CompositeQuestion,
    Curved,
    NumberQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
)
from readiness.model.content import Catalogue
from readiness.model.privacy import HIDDEN, hidden
from readiness.model.revision import Answer, Known, NotApplicable, Observation, Unknown
from readiness.model.sentence import NOTHING, Sentence, Unit
from readiness.model.subject import LOCATION, Subject
from readiness.model.value import NoLink, Number, Ratio, Value
from readiness.model.visit import Visit
from readiness.score.numbers import Amount, least_rooms, wilson
from readiness.score.reading import (
    HUNDRED,
    UNREAD,
    ZERO,
    Reading,
    amount_of,
    evaluate,
    ratio_reading,
    shown,
)

_PASS, _FAIL = Fraction(70), Fraction(30)
CONTRADICTION = Sentence("two answers contradict each other; choose one")

Observations = Mapping[str, tuple[Observation, ...]]


@dataclass(frozen=True)
class TooOld(Unknown):
    """An answer that was known, `months` or more ago: too long to count."""

    months: int = 0


@dataclass(frozen=True)
class Scene:
    """What is needed to judge a visit: the catalogue, its facts, its answers, the day."""

    catalogue: Catalogue
    visit: Visit
    observations: Observations
    as_of: date
    _answers: dict[str, dict[Subject, tuple[Answer, ...]]] = field(default_factory=dict)

    def answers(self, question: Question) -> dict[Subject, tuple[Answer, ...]]:
        """The distinct current answers by subject; too old ones count as unknown."""
        if question.id not in self._answers:
            # Sixteen technologies ask for the same answers.
            self._answers[question.id] = self._gather(question)
        return self._answers[question.id]

    def _gather(self, question: Question) -> dict[Subject, tuple[Answer, ...]]:
        found: dict[Subject, dict[Answer, None]] = {}
        for observation in self.observations.get(question.id, ()):
            answer = observation.answer
            if self._too_old(question, observation):
                answer = TooOld("", question.valid_months)
            found.setdefault(observation.subject, {})[answer] = None
        return {subject: tuple(answers) for subject, answers in found.items()}

    def _too_old(self, question: Question, observation: Observation) -> bool:
        if not observation.at:
            return False
        taken = date.fromisoformat(observation.at[:10])
        months = (self.as_of.year - taken.year) * 12 + self.as_of.month - taken.month
        older = (months, self.as_of.day - taken.day) > (question.valid_months, 0)
        return older and isinstance(observation.answer, Known)

    def least(self, question: Question) -> int:
        """How many subjects the question needs at least."""
        location = self.visit.location
        match question.least:
            case "rooms":
                return least_rooms(location.client_rooms, location.kind == "home-care")
            case "technologies-in-use":
                return max(1, len(location.in_use))
            case "technologies-naming":
                return max(1, sum(names(self.catalogue, t, question.id) for t in location.in_use))
        return question.least

    @property
    def without_rooms(self) -> bool:
        """Home care that has no client rooms of its own: any spot counts."""
        location = self.visit.location
        return location.kind == "home-care" and not location.client_rooms

    def applies(self, question: Question) -> bool:
        """Whether the question's own conditions let it be asked here."""
        rule, location = question.applies_if, self.visit.location
        return (not rule.kinds or location.kind in rule.kinds) and (
            not rule.technologies or bool(set(rule.technologies) & set(location.in_use))
        )


def names(catalogue: Catalogue, technology: str, question: str) -> bool:
    """Whether a technology's profile names the question."""
    profile = catalogue.technologies.get(technology)
    return profile is not None and any(r.question == question for _, r in profile.requirements)


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


def read(scene: Scene, question: Question, only: Subject | None = None) -> Readings:
    """The readings of a question, or of one of its subjects (`only`)."""
    if not scene.applies(question):
        return Readings(not_applicable=True, reason=Sentence("is not asked at such a location"))
    if isinstance(question, RatioQuestion) and question.derived:
        derived = _room_coverage(scene, question)
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


# -- rooms -------------------------------------------------------------------


def _room_coverage(scene: Scene, question: RatioQuestion) -> Readings:
    """Adequate client rooms of those measured.

    A room of which a figure is missing or in conflict, and none fails, is in doubt:
    it may be adequate or not, and so widens the interval.
    """
    rooms = {
        subject
        for test in question.adequate
        for subject, found in scene.answers(scene.catalogue.questions[test.question]).items()
        if subject.kind == "spot"
        and subject.zone == "client-room"
        and not all(isinstance(answer, NotApplicable) for answer in found)
    }
    if not rooms:
        return Readings(reason=Sentence("no client room has been measured yet"))
    verdicts = Counter(_room_is_adequate(scene, question, room) for room in rooms)
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


def _room_is_adequate(scene: Scene, question: RatioQuestion, room: Subject) -> bool | None:
    """Whether the room passes all tests; None while that is in doubt."""
    verdicts: set[bool | None] = set()
    for test in question.adequate:
        tested = scene.catalogue.questions[test.question]
        passes: set[bool | None] = set()
        for answer in scene.answers(tested).get(room, ()):
            if isinstance(answer, Known):
                amount = amount_of(tested, answer.value)
                low_ok = test.at_least is None or amount >= Fraction(test.at_least)
                high_ok = test.at_most is None or amount <= Fraction(test.at_most)
                passes.add(low_ok and high_ok)
            else:
                passes.add(None)
        if test.where_read and passes <= {None}:
            continue
        verdicts.add(passes.pop() if len(passes) == 1 else None)
    if False in verdicts:
        return False
    return None if None in verdicts else True


# -- outcome -----------------------------------------------------------------


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


def _where_passes(curve: Sequence[tuple[object, object]]) -> Fraction | None:
    """Where a curve crosses 70."""
    points = [(Fraction(str(x)), Fraction(str(y))) for x, y in curve]
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
    sign = 1 if question.direction == "up" else -1
    amounts.sort(key=lambda row: (sign * row[0], row[1]))
    return tuple(
        (subject, written(value, question))
        for _, subject, value in amounts[: ceil(len(amounts) / 10)]
    )
