"""A care technology's profile: what it asks of a location."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from readiness.model.catalogue import Clause, Content, Text, Zone


class Requirement(Content):
    """One must or should: clauses on one question, with the reason and its source.

    On a spot question the clauses are judged spot by spot in `zones` (empty: all);
    met when at least `share` of the spots pass. `subject` narrows to one subject;
    "technology:this" stands for the profile's own technology. `after`: can only be
    met once the technology is there.
    """

    question: str
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    zones: tuple[Zone, ...] = ()
    share: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.95")
    subject: str = ""
    after: bool = False
    # The condition in words, as it is read aloud on site.
    condition: Text
    reason: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Fact(Content):
    text: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Technology(Content):
    """One care technology with its musts and shoulds."""

    id: str = ""
    order: int
    name: Text
    summary: Text
    # True: people's safety hangs on its alarms.
    alarm: bool
    facts: tuple[Fact, ...] = ()
    must: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    should: tuple[Requirement, ...] = ()

    @property
    def requirements(self) -> tuple[tuple[Literal["must", "should"], Requirement], ...]:
        return tuple(("must", r) for r in self.must) + tuple(("should", r) for r in self.should)
