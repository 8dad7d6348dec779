"""What `content list --json` and `content show --json` print."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from readiness.model.catalogue import (
    AnyQuestion,
    Benchmark,
    Check,
    Direction,
    Domain,
    Kind,
    LeastRule,
    Method,
    Remedy,
    Source,
    SubjectKind,
    Term,
)
from readiness.model.printed.loosened import LooseningPart
from readiness.model.printed.part import Part
from readiness.model.profile import Technology


class QuestionListed(Part):
    """One question in short."""

    id: str
    domain: str
    check: str
    kind: Kind
    core: bool
    class_: Literal["need", "nice"] = Field(alias="class")
    unit: str
    asked_of: SubjectKind
    also_of: list[SubjectKind]
    least: int = Field(description="the least number of subjects at the smallest location")
    least_rule: LeastRule | None = Field(description="how it grows with the location")
    aggregate: Literal["median", "median-worse", "pooled", "weighted", "busiest-shift"]
    direction: Direction
    methods: list[Method]
    derived: bool = Field(description="computed from other questions, never answered")


class TechnologyListed(Part):
    """One technology in short."""

    id: str
    musts: list[str] = Field(description="ids of questions, one for each must")
    shoulds: list[str]
    alarm: bool


class ContentList(Part):
    """All questions and technologies, and what an overlay made looser or added."""

    ruler: str
    questions: list[QuestionListed]
    technologies: list[TechnologyListed]
    loosened: list[LooseningPart]
    added: list[str] = Field(description="ids that only the overlay has")


class ContentShown(
    RootModel[AnyQuestion | Technology | Check | Domain | Remedy | Benchmark | Term | Source]
):
    """One question, technology, check, domain, remedy, benchmark, term or source."""
