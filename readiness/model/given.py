"""An answer as it is given, before it is kept; what makes it acceptable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.model.answer import check_subject
from readiness.model.catalogue import Method, Question
from readiness.model.revision import Answer, Known, NotApplicable
from readiness.model.sentence import Sentence, refuse
from readiness.model.subject import LOCATION, Subject

LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class Given:
    """One answer to be recorded.

    Unknown and not applicable may also be said of a question as a whole: their subject
    is then the location, whatever the question is asked of.
    """

    question: str
    subject: Subject
    answer: Answer
    method: Method | None = None
    note: str = ""
    instrument: Mapping[str, Any] | None = None


def check(given: Given, question: Question, technologies: Collection[str]) -> None:
    """Raises Refused when the answer doesn't fit its question."""
    known = isinstance(given.answer, Known)
    if known or given.subject != LOCATION:
        check_subject(question, given.subject)
    if given.subject.kind == "technology" and given.subject.name not in technologies:
        raise refuse(
            "There is no technology '{given}'; expected some of {technologies}.",
            given=given.subject.name[:40],
            technologies=", ".join(technologies),
        )
    if question.is_derived and not isinstance(given.answer, NotApplicable):
        raise refuse(
            "{question} can't be answered: it is computed from the measured spots; measure "
            "client rooms instead.",
            question=question.id,
        )
    if given.method is not None and given.method not in question.methods:
        raise refuse(
            "{question}: method '{method}' doesn't fit; expected one of {methods}.",
            question=question.id,
            method=str(given.method)[:40],
            methods=", ".join(question.methods),
        )
    reason = "" if isinstance(given.answer, Known) else given.answer.reason
    if not known and not reason.strip():
        raise refuse(
            "{question}: unknown and not applicable need a reason; say why.",
            question=question.id,
        )
    for text in (given.note, reason):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise refuse(
                "{question}: the note or reason isn't valid text; type it again.",
                question=question.id,
            )
    for text, what in ((given.note, Sentence("note")), (reason, Sentence("reason"))):
        if len(text) > LONGEST_NOTE:
            raise refuse(
                "The {what} is {length} characters long; use at most {longest}.",
                what=what,
                length=len(text),
                longest=LONGEST_NOTE,
            )


def written_twice(question: Question, subject: Subject, others: Collection[Subject]) -> None:
    """Raises Refused when a timed log is given both event by event and as a whole."""
    if question.kind != "timed-log":
        return
    other_way = (
        next((other for other in others if other != LOCATION), None)
        if subject == LOCATION
        else LOCATION
        if LOCATION in others
        else None
    )
    if other_way is not None:
        raise refuse(
            "{question} was entered in another way already ({subject}); withdraw that first.",
            question=question.id,
            subject=other_way,
        )
