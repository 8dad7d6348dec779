"""The assessment as a document: what `assess --json` prints and `schema assessment` describes.

Numbers are exact: a JSON number where the decimal ends, otherwise a fraction as
text such as "200/3".
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from readiness.model.assessment import (
    Assessment,
    Contribution,
    NeedClass,
    Outcome,
    OutcomeState,
    RequirementState,
    Tally,
    Verdict,
    VerdictState,
)
from readiness.model.content import Catalogue
from readiness.model.printed.loosened import LooseningPart, in_parts
from readiness.model.sentence import Sentence

Exact = int | float | str


class Translator(Protocol):
    """What a document needs of a language: a sentence in words."""

    def say(self, sentence: Sentence) -> str: ...


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScoreInterval(_Part):
    """A score 0-100: low and high always bound it, point only where something is known."""

    low: Exact | None
    high: Exact | None
    point: Exact | None


class LevelInterval(_Part):
    low: int | None = Field(description="lowest level that still fits; null: no level")
    high: int | None
    reason: str = Field(description="why there is no level, else empty")


class HardStopPart(_Part):
    question: str
    state: Literal["raised", "unknown", "clear"]


class ContributionPart(_Part):
    """One part of a score: share x low adds to the low, and so on."""

    of: str
    share: Exact
    point_share: Exact | None
    low: Exact
    high: Exact
    point: Exact | None


class TallyPart(ScoreInterval):
    id: str
    coverage: Exact
    known: int
    in_play: int
    contributions: list[ContributionPart]


class ScoreStep(_Part):
    why: str
    amount: Exact


class QuestionPart(ScoreInterval):
    id: str
    outcome: OutcomeState
    in_play: bool
    reason: str
    actual: str
    expected: str
    evidence: dict[str, int] = Field(description="number of answers by method; - is none given")
    subjects: int
    conflict: bool
    wilson: list[Exact] | None = Field(description="95 % interval of a share, in percent")
    worst_tenth: list[list[str]] = Field(description="subject and value, worst first")
    contributions: list[ScoreStep] = Field(description="steps that add up to the point")


class RequirementPart(_Part):
    question: str
    must: bool
    state: RequirementState
    reason: str


class TechnologyPart(_Part):
    id: str
    verdict: VerdictState
    in_use: bool
    wanted: bool
    risk: bool = Field(description="in use while a must fails")
    conditions: list[int] = Field(description="places in requirements of the open conditions")
    requirements: list[RequirementPart]


class GapPart(_Part):
    question: str
    outcome: bool
    hard_stop: bool
    musts: list[str] = Field(description="technologies whose must on this question fails")


class NeedPart(_Part):
    remedy: str
    need_class: NeedClass = Field(alias="class")
    scope: Literal["location", "organisation"]
    gaps: list[GapPart]
    musts_opened: int
    hard_stops_lifted: int
    people: int
    cost_low: Exact = Field(description="euros in the first year; an assumption")
    cost_mid: Exact
    cost_high: Exact
    days: Exact = Field(description="working days; an assumption")
    weight: Exact = Field(description="(musts + hard stops) x people / cost: order in its class")

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class AssessmentDocument(_Part):
    """Everything that follows from one visit."""

    visit: str
    ruler: str
    in_play: int
    known: int
    coverage: Exact
    location: ScoreInterval
    level: LevelInterval
    hard_stops: list[HardStopPart]
    domains: list[TallyPart]
    checks: list[TallyPart]
    questions: list[QuestionPart]
    technologies: list[TechnologyPart]
    needs: list[NeedPart]
    loosened: list[LooseningPart] = Field(
        description="where an organisation's own content asks less than what is shipped"
    )


def exact(number: Fraction | Decimal) -> Exact:
    """A number without loss: int, float where that is the very decimal, else text."""
    number = Fraction(number)
    if number.denominator == 1:
        return number.numerator
    as_float = float(number)
    return as_float if Fraction(repr(as_float)) == number else str(number)


def _maybe(number: Fraction | None) -> Exact | None:
    return None if number is None else exact(number)


def _contribution(part: Contribution) -> ContributionPart:
    return ContributionPart(
        of=part.of,
        share=exact(part.share),
        point_share=_maybe(part.point_share),
        low=exact(part.low),
        high=exact(part.high),
        point=_maybe(part.point),
    )


def _tally(tally: Tally) -> TallyPart:
    return TallyPart(
        id=tally.id,
        low=_maybe(tally.low),
        high=_maybe(tally.high),
        point=_maybe(tally.point),
        coverage=exact(tally.coverage),
        known=tally.known,
        in_play=tally.in_play,
        contributions=[_contribution(part) for part in tally.contributions],
    )


def _question(outcome: Outcome, translator: Translator) -> QuestionPart:
    return QuestionPart(
        id=outcome.question,
        outcome=outcome.state,
        in_play=outcome.in_play,
        low=exact(outcome.low),
        high=exact(outcome.high),
        point=_maybe(outcome.point),
        reason=translator.say(outcome.reason),
        actual=translator.say(outcome.actual),
        expected=translator.say(outcome.expected),
        evidence=dict(outcome.evidence),
        subjects=outcome.subjects,
        conflict=outcome.conflict,
        wilson=None if outcome.wilson is None else [exact(end) for end in outcome.wilson],
        worst_tenth=[[str(subject), value] for subject, value in outcome.worst_tenth],
        contributions=[
            ScoreStep(why=translator.say(why), amount=exact(amount))
            for why, amount in outcome.parts
        ],
    )


def _technology(verdict: Verdict, translator: Translator) -> TechnologyPart:
    return TechnologyPart(
        id=verdict.technology,
        verdict=verdict.state,
        in_use=verdict.in_use,
        wanted=verdict.wanted,
        risk=verdict.risk,
        conditions=list(verdict.conditions),
        requirements=[
            RequirementPart(
                question=r.question, must=r.must, state=r.state, reason=translator.say(r.reason)
            )
            for r in verdict.requirements
        ],
    )


def document(
    assessment: Assessment, catalogue: Catalogue, translator: Translator
) -> AssessmentDocument:
    """The assessment in the documented shape, its sentences in the reader's language."""
    return AssessmentDocument(
        visit=assessment.visit,
        ruler=assessment.ruler,
        in_play=assessment.in_play,
        known=assessment.known,
        coverage=exact(assessment.coverage),
        location=ScoreInterval(
            low=_maybe(assessment.location.low),
            high=_maybe(assessment.location.high),
            point=_maybe(assessment.location.point),
        ),
        level=LevelInterval(
            low=assessment.level.low,
            high=assessment.level.high,
            reason=translator.say(assessment.level.why_none) if assessment.level.why_none else "",
        ),
        hard_stops=[
            HardStopPart(question=stop.question, state=stop.state) for stop in assessment.hard_stops
        ],
        domains=[_tally(tally) for tally in assessment.domains],
        checks=[_tally(tally) for tally in assessment.checks],
        questions=[
            _question(assessment.outcomes[question], translator) for question in catalogue.questions
        ],
        technologies=[_technology(verdict, translator) for verdict in assessment.verdicts],
        needs=[
            NeedPart.model_validate(
                {
                    "remedy": need.remedy,
                    "class": need.class_,
                    "scope": need.scope,
                    "gaps": [
                        GapPart(
                            question=gap.question,
                            outcome=gap.outcome,
                            hard_stop=gap.hard_stop,
                            musts=[technology for technology, _ in gap.musts],
                        )
                        for gap in need.gaps
                    ],
                    "musts_opened": need.musts_opened,
                    "hard_stops_lifted": need.hard_stops_lifted,
                    "people": need.people,
                    "cost_low": exact(need.cost_low),
                    "cost_mid": exact(need.cost_mid),
                    "cost_high": exact(need.cost_high),
                    "days": exact(need.days_mid),
                    "weight": exact(need.weight),
                }
            )
            for need in assessment.needs
        ],
        loosened=in_parts(catalogue.loosened, translator.say),
    )
