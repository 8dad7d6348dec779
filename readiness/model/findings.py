"""What `doctor --json` prints and `schema doctor` describes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingPart(_Part):
    """One thing that was looked at."""

    topic: str = Field(description="machine label, the same in every language")
    name: str = Field(description="the topic in words")
    able: Literal["yes", "partly", "no"]
    says: str = Field(description="what was seen")
    todo: str | None = Field(description="what to do; always there when able is no")


class DoctorDocument(_Part):
    """What this laptop can measure here and now."""

    able_to_measure: bool = Field(description="whether a spot can be measured; exit 0 or 5")
    findings: list[FindingPart]
