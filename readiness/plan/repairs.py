"""What a measure repairs at a location, shown by judging the repaired visit again.

A remedy lifts every failed must and hard stop on the questions that it is the first remedy
of. Each answer becomes the weakest that meets all of them and is never worse than what was
seen. Whether a must is lifted is not assumed: it is judged on the repaired answers. Where no
value can repair it (the rest of the answer is unknown), the answers stay and the must counts
as not repaired.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from readiness.model.assessment import Assessment
from readiness.model.catalogue import Clause, Question, RatioQuestion
from readiness.model.content import Catalogue
from readiness.model.profile import Requirement
from readiness.model.revision import Known, Observation
from readiness.model.subject import Subject
from readiness.model.value import Value
from readiness.model.visit import Visit
from readiness.plan.ladders import Answers, Rung, each, ladder
from readiness.plan.weakest import cleared, weakest
from readiness.score.gather import read
from readiness.score.requirement import agreed, judge, on_reading
from readiness.score.rooms import adequate
from readiness.score.scene import Scene, TooOld

ObstacleKind = Literal["must", "hard-stop", "gap"]
_PASS = Clause(on="score", at_least=Decimal(70))


@dataclass(frozen=True, order=True)
class Fault:
    """Something to repair: a failed must, a raised hard stop, or a legal gap.

    `technology` and `number` (its place in the profile) are those of the must, else empty.
    """

    question: str
    kind: ObstacleKind
    technology: str = ""
    number: int = -1


@dataclass(frozen=True)
class Repair:
    """What one remedy does at one location: the faults that are gone afterwards, those on its
    own questions that no value repairs, and the answers that change, new by the old."""

    remedy: str
    lifted: frozenset[Fault]
    beyond: frozenset[Fault]
    changed: Mapping[int, Value]


def faults(catalogue: Catalogue, assessment: Assessment) -> tuple[Fault, ...]:
    """Everything at a location that a plan can repair, in the order of the questions."""
    found = [
        Fault(result.question, "must", verdict.technology, result.number)
        for verdict in assessment.verdicts
        for result in verdict.of("failed", must=True)
    ]
    found += [Fault(s.question, "hard-stop") for s in assessment.hard_stops if s.state == "raised"]
    found += [
        Fault(outcome.question, "gap")
        for outcome in assessment.outcomes.values()
        if catalogue.questions[outcome.question].legal
        and outcome.in_play
        and outcome.state in ("partial", "fail")
    ]
    return tuple(sorted(found))


def repairs(
    catalogue: Catalogue, visit: Visit, found: Sequence[Fault], as_of: date | None = None
) -> tuple[Repair, ...]:
    """What each remedy would do at the location of this visit, by remedy.

    `found` are its faults, `as_of` the day on which it was judged.
    """
    by_remedy: dict[str, list[Fault]] = {}
    for fault in found:
        by_remedy.setdefault(catalogue.questions[fault.question].remedies[0], []).append(fault)
    made, places = [], places_of(visit)
    for remedy, mine in sorted(by_remedy.items()):
        bench = Bench(catalogue, visit, as_of or visit.date, places)
        beyond = {fault for fault in mine if not bench.repair(fault)}
        touched = bench.touched()
        lifted = {f for f in found if f.question in touched and bench.lifted(f)}
        made.append(Repair(remedy, frozenset(lifted), frozenset(beyond - lifted), bench.changed))
    return tuple(made)


def repaired_visit(
    catalogue: Catalogue,
    visit: Visit,
    found: Sequence[Fault],
    remedies: Collection[str],
    as_of: date | None = None,
) -> Visit:
    """The visit as it would be with these remedies in place.

    Every other answer is as it was, and none is worse.
    """
    bench = Bench(catalogue, visit, as_of or visit.date)
    for fault in found:
        if catalogue.questions[fault.question].remedies[0] in remedies:
            bench.repair(fault)
    return bench.visit()


def places_of(visit: Visit) -> Mapping[str, Sequence[int]]:
    """The places of the answers by question, in the order in which a visit gives them."""
    order = {id(one): place for place, one in enumerate(visit.observations)}
    return {
        question: [order[id(one)] for one in held] for question, held in visit.by_question().items()
    }


class Bench:
    """The answers of one visit, while they are repaired."""

    def __init__(
        self,
        catalogue: Catalogue,
        visit: Visit,
        as_of: date,
        places: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self._catalogue, self._visit, self._as_of = catalogue, visit, as_of
        self.changed: dict[int, Value] = {}
        self._places = places_of(visit) if places is None else places

    def visit(self) -> Visit:
        """The visit with the repaired answers in the place of the old ones."""
        return replace(
            self._visit,
            observations=tuple(
                self._observation(place, self.changed)
                for place in range(len(self._visit.observations))
            ),
        )

    def touched(self) -> frozenset[str]:
        """The questions whose answers changed, and those computed from them."""
        direct = {self._visit.observations[place].question for place in self.changed}
        derived = {
            question.id
            for question in self._catalogue.questions.values()
            if isinstance(question, RatioQuestion)
            and any(test.question in direct for test in question.adequate)
        }
        return frozenset(direct | derived)

    def lifted(self, fault: Fault) -> bool:
        """Whether the fault is gone with the answers as they are now."""
        return self._met(fault, self.changed)

    def repair(self, fault: Fault) -> bool:
        """Repairs it with the weakest answers; False, and nothing changed, where none can."""
        if self._met(fault, self.changed):
            return True
        before = dict(self.changed)
        question = self._catalogue.questions[fault.question]
        requirement = self._requirement(fault)
        if isinstance(question, RatioQuestion) and question.derived:
            self._climb(fault, self._rooms(question))
        elif requirement is not None and question.asked_of == "spot":
            self._climb(fault, self._spots(question, requirement))
        else:
            for clause in self._clauses(fault):
                rungs = ladder(
                    question,
                    self._answers(question, self._only(question, fault)),
                    clause,
                    self._visit.location,
                )
                self._climb(fault, list(rungs), clause)
        if self._met(fault, self.changed):
            return True
        self.changed = before
        return False

    # -- judging -------------------------------------------------------------------

    def _met(
        self, fault: Fault, changed: Mapping[int, Value], clause: Clause | None = None
    ) -> bool:
        """Whether the fault, or one clause of it, is met with these changes."""
        question = self._catalogue.questions[fault.question]
        scene = self._scene(question, changed)
        requirement = self._requirement(fault)
        if requirement is None:
            clauses = [clause] if clause else self._clauses(fault)
            found = read(scene, question)
            return bool(found.all) and all(
                agreed(on_reading(one, reading) for reading in found.all) == "met"
                for one in clauses
            )
        if clause is not None:
            requirement = requirement.model_copy(update={"clauses": (clause,)})
        technology = self._catalogue.technologies[fault.technology]
        readings = {question.id: read(scene, question)}
        result = judge(scene, technology, fault.number, requirement, True, readings)
        return result.state == "met"

    def _scene(self, question: Question, changed: Mapping[int, Value]) -> Scene:
        asked = {question.id}
        if isinstance(question, RatioQuestion):
            asked |= {test.question for test in question.adequate}
        observations = {
            id_: tuple(self._observation(place, changed) for place in self._places.get(id_, ()))
            for id_ in asked
        }
        return Scene(self._catalogue, self._visit, observations, self._as_of)

    def _observation(self, place: int, changed: Mapping[int, Value]) -> Observation:
        held = self._visit.observations[place]
        return replace(held, answer=Known(changed[place])) if place in changed else held

    def _requirement(self, fault: Fault) -> Requirement | None:
        if fault.kind != "must":
            return None
        return self._catalogue.technologies[fault.technology].requirements[fault.number][1]

    def _clauses(self, fault: Fault) -> tuple[Clause, ...]:
        requirement = self._requirement(fault)
        if requirement is not None:
            return requirement.clauses
        if fault.kind == "gap":
            return (_PASS,)
        stop = self._catalogue.questions[fault.question].hard_stop
        clause = cleared(stop) if stop is not None else None
        return () if clause is None else (clause,)

    # -- repairing -----------------------------------------------------------------

    def _climb(self, fault: Fault, rungs: Sequence[Rung], clause: Clause | None = None) -> None:
        """Takes the fewest rungs that meet the fault, or one clause of it; none when none do."""
        steps = [dict(self.changed)]
        for rung in rungs:
            steps.append({**steps[-1], **rung})
        low, high = 0, len(steps) - 1
        if not self._met(fault, steps[high], clause):
            return
        while low < high:
            middle = (low + high) // 2
            if self._met(fault, steps[middle], clause):
                high = middle
            else:
                low = middle + 1
        self.changed = steps[low]

    def _only(self, question: Question, fault: Fault) -> Subject | None:
        """The one subject that a must looks at, None for all."""
        requirement = self._requirement(fault)
        if requirement is None or not requirement.subject:
            return None
        kind, _, name = requirement.subject.partition(":")
        return Subject(
            question.asked_of if kind == question.asked_of else question.also_of[0],
            fault.technology if name == "this" else name,
        )

    def _answers(self, question: Question, only: Subject | None = None) -> Answers:
        """The answers that count: known, not too old, as they are now."""
        scene = self._scene(question, self.changed)
        found: dict[int, tuple[Subject, Value]] = {}
        for place in self._places.get(question.id, ()):
            held = self._observation(place, self.changed)
            if only not in (None, held.subject) or not isinstance(held.answer, Known):
                continue
            if not any(isinstance(a, TooOld) for a in scene.answers(question)[held.subject]):
                found[place] = held.subject, held.answer.value
        return found

    def _spots(self, question: Question, requirement: Requirement) -> list[Rung]:
        answers = {
            place: (subject, value)
            for place, (subject, value) in self._answers(question).items()
            if subject.kind == "spot"
            and (not requirement.zones or subject.zone in requirement.zones)
        }
        return list(each(question, answers, requirement.clauses, self._visit.location))

    def _rooms(self, question: RatioQuestion) -> list[Rung]:
        """A rung for each room that isn't adequate, those with least to repair first."""
        scene = self._scene(question, self.changed)
        asked = [self._catalogue.questions[test.question] for test in question.adequate]
        answers = {one.id: self._answers(one) for one in asked}
        rooms = {
            subject
            for held in answers.values()
            for subject, _ in held.values()
            if subject.kind == "spot" and subject.zone == "client-room"
        }
        rungs = []
        for room in sorted(rooms):
            if adequate(scene, question, room) is False:
                rung = dict(self._room(question, room, answers))
                if adequate(self._scene(question, self.changed | rung), question, room):
                    rungs.append((len(rung), room, rung))
        return [rung for _, _, rung in sorted(rungs, key=lambda row: row[:2])]

    def _room(
        self, question: RatioQuestion, room: Subject, answers: Mapping[str, Answers]
    ) -> Iterator[tuple[int, Value]]:
        for test in question.adequate:
            bounds = [
                Clause(on="value", at_least=test.at_least) if test.at_least is not None else None,
                Clause(on="value", at_most=test.at_most) if test.at_most is not None else None,
            ]
            for place, (subject, value) in answers[test.question].items():
                if subject == room:
                    asked = self._catalogue.questions[test.question]
                    clauses = [clause for clause in bounds if clause is not None]
                    better = weakest(asked, value, clauses, self._visit.location)
                    if better is not None and better != value:
                        yield place, better
