"""The fact check: the draft that was sent, the remarks that came back, what was changed since.

A draft numbers its findings, so that a remark on paper can name one by its number. A finding is
`fact:NAME` of the location, `technology:ID` or `question:ID`; it keeps its number in every later
draft. A remark changes no answer: a person corrects the answer, and says what was done with the
remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.location import Location, to_facts
from readiness.model.revision import Answer, Revision, current, observation
from readiness.model.subject import Subject, stored
from readiness.model.visit import Visit

Role = Literal["location-manager", "team-leader", "ict", "organisation"]
ROLES: tuple[Role, ...] = get_args(Role)
# The room list is checked on the spot plan, and a name is no finding.
_FACTS = (
    "kind", "beds", "client_rooms", "carers_day", "carers_evening", "carers_night",
    "carers_weekend", "active_devices", "video_calls", "camera_streams", "guests", "in_use",
    "wanted",
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A draft as it was sent: its findings by number, and everything it showed.

    `answers` are the revisions that were current, `facts` the location's facts.
    """

    id: str
    at: str
    findings: Mapping[int, str]
    answers: frozenset[str]
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What was done with a remark, and why."""

    taken_over: bool
    why: str
    at: str


@dataclass(frozen=True)
class Remark:
    """What somebody wrote about a finding. `reply` is None until somebody answered it."""

    number: int
    finding: str
    text: str
    role: Role
    at: str
    revision: str
    reply: Reply | None = None


@dataclass(frozen=True)
class AnswerChange:
    """An answer that is other than in the draft; empty `before`: it is new, `after`: withdrawn.

    `reason` is that of a correction after closing, else empty. `at`: when it was changed.
    """

    question: str
    subject: Subject
    before: tuple[Answer, ...]
    after: tuple[Answer, ...]
    reason: str
    at: str


@dataclass(frozen=True)
class FactChange:
    """A fact of the location that is other than in the draft, as it is stored."""

    fact: str
    before: Any
    after: Any


@dataclass(frozen=True)
class FactCheck:
    """Everything around the drafts of a visit. Changes are those since the first draft."""

    drafts: tuple[Draft, ...] = ()
    remarks: tuple[Remark, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def open_remarks(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.reply is None)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each finding in any draft; of the newest draft where they differ."""
        return {
            finding: number for draft in self.drafts for number, finding in draft.findings.items()
        }


def findings(catalogue: Catalogue, visit: Visit, assessment: Assessment) -> list[str]:
    """What a draft of this visit lets its reader check: facts, technologies, questions."""
    answered = {held.question for held in visit.observations}
    return [
        *(f"fact:{name}" for name in _FACTS),
        *(f"technology:{v.technology}" for v in assessment.verdicts if v.in_use or v.wanted),
        *(
            f"question:{question}"
            for question in catalogue.questions
            if question in answered
            or ((found := assessment.outcomes.get(question)) is not None and found.in_play)
        ),
    ]


def numbered(found: Sequence[str], earlier: Mapping[str, int]) -> dict[int, str]:
    """The findings by number: those that had one keep it, the others get the next."""
    last = max(earlier.values(), default=0)
    numbers = {}
    for finding in found:
        number = earlier.get(finding)
        if number is None:
            last += 1
            number = last
        numbers[number] = finding
    return dict(sorted(numbers.items()))


def draft_body(visit: Visit, numbers: Mapping[int, str]) -> dict[str, Any]:
    """A draft in its stored form."""
    return {
        "findings": [[number, finding] for number, finding in numbers.items()],
        "answers": sorted(held.revision for held in visit.observations),
        "facts": _checked(visit.location),
    }


def fact_check(revisions: Iterable[Revision], location: Location) -> FactCheck:
    """The fact check of a visit.

    `revisions`: all of the visit, replaced ones included; `location`: as the visit shows it.
    """
    everything = list(revisions)
    now = current(everything)
    drafts = tuple(
        sorted((_draft(r) for r in now if r.kind == "draft"), key=lambda d: (d.at, d.id))
    )
    replies = {(r.body or {})["remark"]: r for r in now if r.kind == "reply"}
    remarks = [_remark(r, replies.get(r.id)) for r in now if r.kind == "remark"]
    return FactCheck(
        drafts=drafts,
        remarks=tuple(sorted(remarks, key=lambda r: (r.number, ROLES.index(r.role), r.revision))),
        answers=_answers(everything, drafts[0]) if drafts else (),
        facts=_facts(location, drafts[0]) if drafts else (),
    )


def _draft(revision: Revision) -> Draft:
    body = revision.body or {}
    return Draft(
        id=revision.id,
        at=revision.at,
        findings=dict(body["findings"]),
        answers=frozenset(body["answers"]),
        facts=body["facts"],
    )


def _remark(revision: Revision, reply: Revision | None) -> Remark:
    body = revision.body or {}
    said = None
    if reply is not None and reply.body is not None:
        said = Reply(reply.body["taken_over"], reply.body["why"], reply.at)
    return Remark(
        number=int(revision.key),
        finding=body["finding"],
        text=body["text"],
        role=body["role"],
        at=revision.at,
        revision=revision.id,
        reply=said,
    )


def _answers(everything: Sequence[Revision], draft: Draft) -> tuple[AnswerChange, ...]:
    """The answers that differ from the draft; the same answer given again is no change."""
    given = [r for r in everything if r.kind == "observation"]
    before: dict[tuple[str, str], list[Revision]] = {}
    after: dict[tuple[str, str], list[Revision]] = {}
    for revision in given:
        if revision.id in draft.answers and revision.body is not None:
            before.setdefault((revision.key, revision.subject), []).append(revision)
    for revision in current(given):
        after.setdefault((revision.key, revision.subject), []).append(revision)
    made = []
    for place in dict.fromkeys((*before, *after)):
        old, new = (_said(found.get(place, ())) for found in (before, after))
        if set(old) == set(new):
            continue
        last = max(
            (r for r in given if (r.key, r.subject) == place and r.id not in draft.answers),
            key=lambda r: r.id,
        )
        made.append(
            AnswerChange(
                question=place[0],
                subject=stored(place[1]),
                before=old,
                after=new,
                reason=last.reason,
                at=last.at,
            )
        )
    return tuple(made)


def _said(revisions: Iterable[Revision]) -> tuple[Answer, ...]:
    return tuple(dict.fromkeys(observation(revision).answer for revision in revisions))


def _facts(location: Location, draft: Draft) -> tuple[FactChange, ...]:
    return tuple(
        FactChange(fact, draft.facts.get(fact), value)
        for fact, value in _checked(location).items()
        if draft.facts.get(fact) != value
    )


def _checked(location: Location) -> dict[str, Any]:
    facts = to_facts(location)
    return {fact: facts[fact] for fact in _FACTS}
