"""What `visit list`, `visit show` and `visit remarks` print with `--json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from readiness.model.catalogue import Method
from readiness.model.fact_check import Role
from readiness.model.printed.part import Part


class VisitListed(Part):
    """A visit without its answers."""

    id: str
    location: str = Field(description="id of the location")
    date: str = Field(description="YYYY-MM-DD")
    assessor: str
    ruler: str = Field(description="hash of the content that it is judged with")
    extended: bool = Field(description="all questions are asked, not the core only")
    closed_at: str | None = Field(description="UTC, ISO 8601; null while it is open")


class VisitList(RootModel[list[VisitListed]]):
    """Visits, the newest first."""


class AnswerShown(Part):
    """One current answer. Of value, unknown and not_applicable one is filled in."""

    question: str
    subject: str
    value: str = Field(description="in its written form, as `visit answer` takes it")
    unknown: str = Field(description="why it isn't known")
    not_applicable: str = Field(description="why it doesn't apply here")
    method: Method | Literal[""]
    note: str
    at: str = Field(description="UTC, ISO 8601")
    assessor: str
    correction: str = Field(description="why it was changed after the visit had been closed")


class VisitShown(VisitListed):
    """A visit with every answer that is current."""

    answers: list[AnswerShown]


class RemarkShown(Part):
    """What somebody wrote about a finding of a draft, and what was done with it."""

    number: int = Field(description="of the finding, the same in every draft")
    finding: str = Field(description="fact:NAME, technology:ID or question:ID")
    remark: str
    from_: Role = Field(alias="from")
    at: str = Field(description="UTC, ISO 8601")
    taken_over: bool | None = Field(description="null: not answered yet")
    why: str | None
    answered_at: str | None


class RemarkList(RootModel[list[RemarkShown]]):
    """All remarks on the drafts of a visit."""
