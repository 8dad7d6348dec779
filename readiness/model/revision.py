"""Revisions: how everything observed is kept. Added, never changed.

A revision says what is so from now on and which earlier revisions it replaces.
The current ones are those that nobody replaced. Two laptops that replaced the same
revision with different answers leave two current ones: a conflict, for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from readiness.model.catalogue import Method
from readiness.model.subject import Subject, stored
from readiness.model.value import Value, from_body, to_body

RevisionKind = Literal[
    "fact", "visit", "status", "observation", "draft", "remark", "reply", "decision", "progress"
]


@dataclass(frozen=True)
class Revision:
    """One line of the record.

    `key` is the fact's name, the question's id, a remark's number, a measure's id, or empty;
    `at` is UTC, ISO 8601. `location` is empty for a measure of the whole organisation.
    `body` of None means withdrawn: it replaces without putting anything in place.
    """

    id: str
    kind: RevisionKind
    location: str
    visit: str
    key: str
    subject: str
    body: dict[str, Any] | None
    replaces: tuple[str, ...]
    reason: str
    assessor: str
    laptop: str
    at: str


def current(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions that nobody replaced, withdrawn ones left out, oldest first."""
    everything = list(revisions)
    replaced = {old for revision in everything for old in revision.replaces}
    return [r for r in everything if r.id not in replaced and r.body is not None]


@dataclass(frozen=True)
class Known:
    value: Value


@dataclass(frozen=True)
class Unknown:
    """Asked, and not known: with the reason."""

    reason: str


@dataclass(frozen=True)
class NotApplicable:
    """Doesn't apply here, said by a person: with the reason."""

    reason: str


Answer = Known | Unknown | NotApplicable


@dataclass(frozen=True)
class Observation:
    """One current answer: to which question, about which subject, how it was found."""

    question: str
    subject: Subject
    answer: Answer
    method: Method | None = None
    note: str = ""
    assessor: str = ""
    at: str = ""
    laptop: str = ""
    # What a measurement was taken with: server, streams, duration, warnings, samples.
    instrument: dict[str, Any] = field(default_factory=dict, hash=False)
    revision: str = ""
    # A correction after the visit was closed carries its reason.
    correction: str = ""

    def body(self) -> dict[str, Any]:
        """The stored form, without what the revision itself holds."""
        match self.answer:
            case Known(value):
                body: dict[str, Any] = {"value": to_body(value)}
            case Unknown(reason):
                body = {"unknown": reason}
            case NotApplicable(reason):
                body = {"not_applicable": reason}
        if self.method:
            body["method"] = self.method
        if self.note:
            body["note"] = self.note
        if self.instrument:
            body["instrument"] = self.instrument
        return body


def observation(revision: Revision) -> Observation:
    """The observation that a stored revision holds."""
    body = revision.body or {}
    answer: Answer
    if "value" in body:
        answer = Known(from_body(body["value"]))
    elif "unknown" in body:
        answer = Unknown(body["unknown"])
    else:
        answer = NotApplicable(body["not_applicable"])
    return Observation(
        question=revision.key,
        subject=stored(revision.subject),
        answer=answer,
        method=body.get("method"),
        note=body.get("note", ""),
        assessor=revision.assessor,
        at=revision.at,
        laptop=revision.laptop,
        instrument=body.get("instrument", {}),
        revision=revision.id,
        correction=revision.reason,
    )
