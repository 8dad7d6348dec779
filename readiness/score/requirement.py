"""Musts and shoulds: clauses judged on readings, spot by spot where spots are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from readiness.model.assessment import RequirementResult, RequirementState
from readiness.model.catalogue import Clause, Question, RatioQuestion
from readiness.model.profile import Requirement, Technology
from readiness.model.revision import Known
from readiness.model.sentence import NOTHING, Sentence, ZoneName
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Value
from readiness.score.gather import read
from readiness.score.numbers import Amount, exact, wilson_low_is_under
from readiness.score.reading import Reading, Readings, amount_of, evaluate
from readiness.score.scene import Scene

State = Literal["met", "failed", "unknown"]
_WEAK_SHARE = Fraction(3, 4)


def judge(
    scene: Scene,
    technology: Technology,
    number: int,
    requirement: Requirement,
    must: bool,
    readings: Mapping[str, Readings],
) -> RequirementResult:
    """One must or should of a technology.

    `number` is its place among all the technology's requirements, `readings` those
    of every question.
    """
    question = scene.catalogue.questions[requirement.question]
    about = _about(technology, question, requirement)
    weak = False
    state: RequirementState
    if not scene.applies(question):
        state, reason = "not-applicable", Sentence("is not asked at such a location")
    elif requirement.after and technology.id not in scene.visit.location.in_use:
        state = "condition"
        reason = Sentence("can only be shown once the technology is there: ask for it when buying")
    elif question.asked_of == "spot":
        state, reason = _on_spots(scene, question, requirement)
    else:
        found = readings[question.id]
        if about is not None:
            found = read(scene, question, only=about)
        state, reason = _on_readings(scene, question, requirement.clauses, found)
        if state == "met" and found.weak_share and isinstance(question, RatioQuestion):
            weak = wilson_low_is_under(*found.weak_share, _WEAK_SHARE)
    return RequirementResult(
        technology=technology.id,
        number=number,
        question=question.id,
        must=must,
        state=state,
        reason=reason,
        weak_share=weak,
        about=about,
    )


def _about(technology: Technology, question: Question, requirement: Requirement) -> Subject | None:
    """The one subject that a requirement looks at; None for the question as a whole."""
    if not requirement.subject or question.asked_of == "spot":
        return None
    kind, _, name = requirement.subject.partition(":")
    return Subject(
        question.asked_of if kind == question.asked_of else question.also_of[0],
        technology.id if name == "this" else name,
    )


def _worst(states: Iterable[State]) -> State:
    """Any failed: failed; else any unknown: unknown; else met."""
    every = set(states)
    return "failed" if "failed" in every else "unknown" if "unknown" in every else "met"


def _on_readings(
    scene: Scene, question: Question, clauses: Iterable[Clause], found: Readings
) -> tuple[State, Sentence]:
    if found.by_hand:
        # "Not applicable" said by a person never opens a technology.
        return "unknown", found.reason
    states = []
    for clause in clauses:
        if clause.on == "pair":
            states.append(_on_pair(scene, question, clause))
        else:
            states.append(agreed(on_reading(clause, reading) for reading in found.all))
    state = _worst(states)
    if state == "unknown":
        return state, found.reason if found.reason != NOTHING else Sentence("not answered yet")
    return state, found.actual


def agreed(states: Iterable[State]) -> State:
    """Decided only where all readings agree."""
    every = set(states)
    return every.pop() if len(every) == 1 else "unknown"


def _on_pair(scene: Scene, question: Question, clause: Clause) -> State:
    found = scene.answers(question).get(Subject("pair", clause.name), ())
    return agreed(
        _between((Fraction(a.value.state),) * 2, clause)
        if isinstance(a, Known) and isinstance(a.value, Coupling)
        else "unknown"
        for a in found
    )


def on_reading(clause: Clause, reading: Reading) -> State:
    """One clause on one reading."""
    match clause.on:
        case "score":
            if reading.not_applicable:
                return "unknown"
            return _between((reading.low, reading.high), clause)
        case "value":
            return _between(reading.value, clause)
        case "step":
            step = reading.step
            return _between(None if step is None else (Fraction(step),) * 2, clause)
        case "part":
            part = reading.parts.get(clause.name)
            if part is None:
                return "unknown"
            if isinstance(part, bool):
                return _same("yes" if part else "no", clause)
            return _between((part, part), clause)
        case "item":
            state = reading.items.get(clause.name)
            return "unknown" if state is None else _same(state, clause)
        case "items":
            if any(_same(state, clause) == "failed" for state in reading.items.values()):
                return "failed"
            return "met" if reading.point is not None else "unknown"
        case "pair":
            return "unknown"


def _between(value: tuple[Amount, Amount] | None, clause: Clause) -> State:
    if value is None:
        return "unknown"
    low, high = value
    if clause.is_ is not None:
        wanted = Fraction(clause.is_)
        return "met" if low == high == wanted else "failed" if low == high else "unknown"
    if clause.at_least is not None:
        bound = exact(clause.at_least)
        return "met" if low >= bound else "failed" if high < bound else "unknown"
    if clause.at_most is not None:
        bound = exact(clause.at_most)
        return "met" if high <= bound else "failed" if low > bound else "unknown"
    bound = Fraction(clause.below or 0)
    return "met" if high < bound else "failed" if low >= bound else "unknown"


def _same(state: str, clause: Clause) -> State:
    # A zone that isn't there can't be shown to be good: the assessor must look again.
    if state == "not-applicable" and clause.on == "item":
        return "unknown"
    if clause.is_ is not None:
        return "met" if state == clause.is_ else "failed"
    return "failed" if state == clause.is_not else "met"


def _on_spot(
    scene: Scene, question: Question, subject: Subject, value: Value, clause: Clause
) -> State:
    if clause.on == "value":
        amount = amount_of(question, value)
        return _between((amount, amount), clause)
    return on_reading(clause, evaluate(question, {subject: value}, scene.visit.location))


def _on_spots(scene: Scene, question: Question, requirement: Requirement) -> tuple[State, Sentence]:
    """Met when at least `share` of the spots in its zones pass, never on the median.

    Where rooms are judged, no fewer client rooms than the question's least number
    decide: one good room, or a good corridor, says nothing about the others. Where
    only other zones are judged, each of them needs a spot. A spot of which two answers
    say different things was judged, only not decided: it may be either in the share.
    """
    zones = requirement.zones
    passed = failed = doubt = rooms = 0
    seen: set[str] = set()
    for subject, found in scene.answers(question).items():
        if subject.kind != "spot" or (zones and subject.zone not in zones):
            continue
        states = set()
        for answer in found:
            if isinstance(answer, Known):
                states.add(
                    _worst(
                        _on_spot(scene, question, subject, answer.value, clause)
                        for clause in requirement.clauses
                    )
                )
            else:
                states.add("unknown")
        state = agreed(states)
        passed += state == "met"
        failed += state == "failed"
        doubt += state == "unknown"
        if states != {"unknown"}:
            seen.add(subject.zone)
            rooms += subject.zone == "client-room" or scene.without_rooms
    total = passed + failed + doubt
    if not total:
        return "unknown", Sentence("no spot measured in the zones that count")
    if not zones or "client-room" in zones:
        least = scene.least(question)
        if rooms < least:
            return "unknown", Sentence(
                "{count} of at least {least} client rooms", count=rooms, least=least
            )
    elif not set(zones) <= seen:
        missing = tuple(ZoneName(zone) for zone in zones if zone not in seen)
        return "unknown", Sentence("no spot measured yet in: {zones}", zones=missing)
    share = Fraction(requirement.share)
    actual = Sentence("{count} of {total} spots", count=passed, total=total)
    if Fraction(passed, total) >= share:
        return "met", actual
    if Fraction(passed + doubt, total) < share:
        return "failed", actual
    return "unknown", Sentence(
        "{count} of {total} spots couldn't be judged", count=doubt, total=total
    )
