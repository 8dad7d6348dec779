"""What is recorded in a visit: answers by hand, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness import measured
from readiness.kit.visits import Visits
from readiness.model.catalogue import Question
from readiness.model.given import LONGEST_NOTE, Given, check, written_twice
from readiness.model.revision import Known, Observation, current
from readiness.model.sentence import refuse
from readiness.model.subject import Subject, clean
from readiness.model.value import NoLink
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.device.pairing import DeviceFigures
    from readiness.measure.measurement import Measurement
    from readiness.measure.walk.walked import Walk


class Answers(Visits):
    """Answers: recorded, corrected, withdrawn; each in one transaction."""

    def question(self, visit: Visit, id_: str) -> Question:
        """A question of the visit's content.

        Raises:
            Refused: there is none with this id.
        """
        question = self.catalogue_of(visit).questions.get(id_)
        if question is None:
            raise refuse(
                "There is no question '{question}'; `readiness content list` shows them all.",
                question=id_[:60],
            )
        return question

    def record(self, visit: Visit, given: Sequence[Given], correction: str = "") -> None:
        """Records the answers in one transaction; on the disk when this returns.

        Raises:
            Refused: an answer doesn't fit its question, or the visit is closed and no
                reason for a correction is given. Nothing is stored.
        """
        correction = self._correction(visit, correction)
        held = self._held(visit, {one.question for one in given})
        entered: dict[str, set[Subject]] = {}
        for observation_ in visit.observations:
            entered.setdefault(observation_.question, set()).add(observation_.subject)
        catalogue = self.catalogue_of(visit)
        revisions = []
        for one in given:
            question = self.question(visit, one.question)
            check(one, question, catalogue.technologies)
            if isinstance(one.answer, Known):
                seen = entered.setdefault(question.id, set())
                written_twice(question, one.subject, seen)
                seen.add(one.subject)
            made = Observation(
                question=one.question,
                subject=one.subject,
                answer=one.answer,
                method=one.method,
                note=one.note.strip(),
                instrument=dict(one.instrument or {}),
            )
            revisions.append(
                self._revision(
                    "observation",
                    visit.location.id,
                    visit=visit.id,
                    key=one.question,
                    subject=str(one.subject),
                    body=made.body(),
                    replaces=tuple(held.get((one.question, str(one.subject)), ())),
                    reason=correction,
                )
            )
        self.store.add(revisions)

    def withdraw(self, visit: Visit, question: str, subject: Subject, correction: str = "") -> None:
        """Undoes the answer: it counts as never given. The record keeps it."""
        correction = self._correction(visit, correction)
        asked = self.question(visit, question).id
        held = self._held(visit, {asked}).get((asked, str(subject)), ())
        if not held:
            raise refuse(
                "{question} has no answer about {subject} to withdraw.",
                question=question,
                subject=subject,
            )
        self.store.add(
            [
                self._revision(
                    "observation",
                    visit.location.id,
                    visit=visit.id,
                    key=question,
                    subject=str(subject),
                    body=None,
                    replaces=tuple(held),
                    reason=correction,
                )
            ]
        )

    def _held(self, visit: Visit, questions: set[str]) -> dict[tuple[str, str], list[str]]:
        """What is there now and would be replaced, by question and subject."""
        key = next(iter(questions)) if len(questions) == 1 else None
        held: dict[tuple[str, str], list[str]] = {}
        for revision in current(self.store.revisions(kind="observation", visit=visit.id, key=key)):
            held.setdefault((revision.key, revision.subject), []).append(revision.id)
        return held

    def _correction(self, visit: Visit, correction: str) -> str:
        # What counts is whether it is closed now, not when the caller last looked.
        statuses = current(self.store.revisions(kind="status", visit=visit.id))
        closed = bool(statuses) and all((s.body or {}).get("closed_at") for s in statuses)
        if closed and not correction.strip():
            raise refuse(
                "Visit {visit} is closed; a correction needs a reason (--reason), or reopen the "
                "visit.",
                visit=visit.id,
            )
        return clean(correction, "reason", LONGEST_NOTE) if closed else ""

    def check_measurable(self, visit: Visit, spot: Subject, correction: str = "") -> None:
        """Raises Refused before a measurement that couldn't be stored afterwards."""
        self._correction(visit, correction)
        if spot.kind != "spot":
            raise refuse(
                "'{subject}' is no spot; expected spot:FLOOR/WARD/ZONE/NAME, such as "
                "spot:2/North/client-room/214.",
                subject=spot,
            )

    def record_measurement(
        self, visit: Visit, spot: Subject, measurement: Measurement, correction: str = ""
    ) -> bool:
        """Keeps what a probe found at a spot; False when there was nothing better to keep.

        A figure that couldn't be had never replaces one that could: the earlier one is kept.
        """
        given = measured.spot_answers(self.catalogue_of(visit), visit, spot, measurement)
        if given:
            self.record(visit, given, correction)
        if measurement.state == "measured":
            self._lift_no_link(visit, spot, {one.question for one in given}, correction)
        return any(
            one.answer not in [held.answer for held in visit.about(one.question, spot)]
            or measurement.state == "measured"
            for one in given
        )

    def record_cross_check(
        self, visit: Visit, spot: Subject, figures: DeviceFigures, correction: str = ""
    ) -> None:
        """Keeps what another device measured at a spot, beside the laptop's unchanged figures."""
        self.check_measurable(visit, spot, correction)
        visit = self.visit(visit.id)  # several devices report while a screen is open
        given = measured.cross_check_answers(self.catalogue_of(visit), visit, spot, figures)
        self.record(visit, given, correction)

    def check_walkable(self, visit: Visit, correction: str = "") -> None:
        """Raises Refused before a walk that couldn't be stored afterwards."""
        self._correction(visit, correction)
        self.question(visit, measured.ROAMING_GAP)

    def record_walk(self, visit: Visit, walk: Walk, correction: str = "") -> bool:
        """Keeps what a walk test found; False when there was nothing better to keep."""
        given = measured.walk_answers(self.catalogue_of(visit), visit, walk)
        if given:
            self.record(visit, given, correction)
        return bool(given)

    def check_line(self, visit: Visit, correction: str = "") -> None:
        """Raises Refused before a measurement of the line that couldn't be stored afterwards."""
        self._correction(visit, correction)
        self.question(visit, measured.LINE_CAPACITY)

    def record_line(self, visit: Visit, measurement: Measurement, correction: str = "") -> bool:
        """Keeps what a probe found of the internet line; False when there was nothing better."""
        given = measured.line_answers(self.catalogue_of(visit), visit, measurement)
        if given:
            self.record(visit, given, correction)
        return bool(given)

    def _lift_no_link(
        self, visit: Visit, spot: Subject, measured: set[str], correction: str
    ) -> None:
        """Where a link was measured, an earlier "no network" is no longer true of anything."""
        for held in visit.observations:
            if (
                held.subject == spot
                and held.question not in measured
                and held.answer == Known(NoLink())
            ):
                self.withdraw(visit, held.question, spot, correction)
