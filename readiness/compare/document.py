"""The comparison as a document: what `compare --json` prints and `schema comparison` describes.

Numbers are exact: a JSON number where the decimal ends, otherwise a fraction as text such
as "200/3".
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from readiness.model.assessment import OutcomeState, VerdictState
from readiness.model.printed.assessment import Exact, ScoreInterval
from readiness.model.printed.loosened import LooseningPart


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DomainScore(ScoreInterval):
    id: str
    coverage: Exact
    known: int
    in_play: int


class QuestionScore(ScoreInterval):
    id: str
    outcome: OutcomeState


class TechnologyVerdict(_Part):
    id: str
    verdict: VerdictState
    in_use: bool
    wanted: bool
    failed: list[str] = Field(description="questions of failed musts")
    unknown: list[str] = Field(description="questions of musts that are still unknown")


class ComparedLocation(_Part):
    """A location's last visit. There is no total score on purpose."""

    id: str
    name: str
    organisation: str
    region: str
    kind: str
    visit: str
    date: str
    closed: bool
    made_with: str = Field(description="the ruler that the visit was made with")
    days: int = Field(description="between the visit and the day of the comparison")
    visits: int
    known: int
    in_play: int
    coverage: Exact
    domains: list[DomainScore]
    questions: list[QuestionScore] = Field(description="the compared questions in play here")
    technologies: list[TechnologyVerdict]
    hard_stops: list[str] = Field(description="questions whose hard stop holds")


class SpreadPart(_Part):
    count: int
    least: Exact
    lower_quartile: Exact
    median: Exact
    upper_quartile: Exact
    most: Exact


class DomainSpread(SpreadPart):
    domain: str


class AskedQuestion(_Part):
    question: str
    locations: dict[OutcomeState, int]
    spread: SpreadPart | None
    weak_at: list[str]


class QuestionLeftOut(_Part):
    question: str
    why: Literal["not-everywhere", "wish", "nowhere"]
    in_play_at: list[str]
    by_a_wish_at: list[str]


class LocationLeftOut(_Part):
    location: str
    visit: str
    date: str
    reason: str
    whole_location: bool


class OutlierPart(_Part):
    domain: str
    location: str
    point: Exact
    median: Exact
    side: Literal["above", "below"]


class LessonPart(_Part):
    check: str
    best: list[str]
    best_score: Exact
    weakest: list[str]
    weakest_score: Exact


class ChangePart(_Part):
    question: str
    before: Exact
    after: Exact


class VerdictChangePart(_Part):
    technology: str
    before: VerdictState
    after: VerdictState


class StepPart(_Part):
    visit: str
    date: str
    domains: list[DomainScore]


class TrendPart(_Part):
    location: str
    visits: list[StepPart]
    worse: list[ChangePart]
    better: list[ChangePart]
    same: int
    newly_known: int
    no_longer_known: int
    verdicts: list[VerdictChangePart]


class ReachPart(_Part):
    technology: str
    in_use: list[str]
    wanted: list[str]
    neither: list[str]
    then_unknown: list[str]


class LeverPart(_Part):
    remedy: str
    opened: int
    opened_in_use_or_wanted: int
    opens: list[ReachPart]
    eased: int
    eases: list[ReachPart]


class OrganisationPart(_Part):
    """A group of at least three locations; none of them is named."""

    name: str
    locations: int
    known: int
    in_play: int
    domains: list[DomainSpread]
    technologies: dict[str, dict[VerdictState, int]]
    weak: dict[str, int] = Field(description="locations where a question is weak")


class OrganisationsPart(_Part):
    shown: list[OrganisationPart]
    hidden_groups: int
    hidden_locations: int
    common_weak_points: list[str]


class ComparisonDocument(_Part):
    """Locations side by side, in the order of their names; or organisations, with
    `organisations` filled and everything that names a location empty."""

    ruler: str
    day: str
    filters: dict[str, str]
    fictional: bool
    questions: list[str]
    locations: list[ComparedLocation]
    questions_left_out: list[QuestionLeftOut]
    left_out: list[LocationLeftOut]
    rescored: int
    asked: list[AskedQuestion]
    common_weak_points: list[str]
    hard_stops: dict[str, list[str]]
    lessons: list[LessonPart]
    spread: list[DomainSpread]
    outliers: list[OutlierPart]
    trends: list[TrendPart]
    leverage: list[LeverPart]
    organisations: OrganisationsPart | None
    loosened: list[LooseningPart]
