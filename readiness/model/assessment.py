"""The assessment: what follows from a visit. Computed, never stored as the truth.

All scores are exact `Fraction`s from 0 to 100. Every number carries the
contributions it was made of; their parts add up to it exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from readiness.model.sentence import Sentence
from readiness.model.subject import Subject

OutcomeState = Literal["pass", "partial", "fail", "unknown", "not_applicable", "error"]
RequirementState = Literal["met", "failed", "unknown", "condition", "not-applicable"]
VerdictState = Literal["ready", "ready-with-conditions", "undecided", "not-yet", "not-applicable"]
NeedClass = Literal["need-now", "need-condition", "nice"]
# From worst to best; not-applicable stands outside the order.
VERDICT_ORDER: tuple[VerdictState, ...] = (
    "not-yet",
    "undecided",
    "ready-with-conditions",
    "ready",
)


@dataclass(frozen=True)
class Contribution:
    """What one part adds to the low, the high and the point of the number above it.

    `share` is its weight among all in play, `point_share` among those with a point
    (None without one). Adding up all parts gives the number exactly.
    """

    of: str
    share: Fraction
    point_share: Fraction | None
    low: Fraction
    high: Fraction
    point: Fraction | None

    @property
    def low_part(self) -> Fraction:
        return self.share * self.low

    @property
    def high_part(self) -> Fraction:
        return self.share * self.high

    @property
    def point_part(self) -> Fraction:
        if self.point is None or self.point_share is None:
            return Fraction(0)
        return self.point_share * self.point


@dataclass(frozen=True)
class Tally:
    """A score of a check, a domain or the location: interval, point and coverage.

    `in_play` 0 means there is nothing to score: low, high and point are None.
    """

    id: str
    low: Fraction | None
    high: Fraction | None
    point: Fraction | None
    known: int
    in_play: int
    contributions: tuple[Contribution, ...]

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.known, self.in_play) if self.in_play else Fraction(0)


@dataclass(frozen=True)
class Outcome:
    """What one question came to.

    `low`, `high` bound the score; `point` is set only when it is fully known.
    `parts` are the steps from curve to score, adding up to the point. `wilson` is
    the 95 % interval of a share of rooms, in percent. `worst_tenth` names the worst
    tenth of several subjects with their values.
    """

    question: str
    state: OutcomeState
    low: Fraction
    high: Fraction
    point: Fraction | None
    actual: Sentence
    expected: Sentence
    reason: Sentence
    in_play: bool
    evidence: Mapping[str, int]
    parts: tuple[tuple[Sentence, Fraction], ...] = ()
    subjects: int = 0
    wilson: tuple[Fraction, Fraction] | None = None
    worst_tenth: tuple[tuple[Subject, str], ...] = ()
    conflict: bool = False

    @property
    def known(self) -> bool:
        return self.point is not None


@dataclass(frozen=True)
class RequirementResult:
    """One must or should of a technology, judged. `number` is its place in the profile.

    `about`: the one subject that it looks at, such as the night shift; None for the question as
    a whole.
    """

    technology: str
    number: int
    question: str
    must: bool
    state: RequirementState
    reason: Sentence
    weak_share: bool = False
    about: Subject | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether the location is ready for one technology, and why.

    `conditions` are the numbers of the requirements that keep "ready with
    conditions" from "ready".
    """

    technology: str
    state: VerdictState
    in_use: bool
    wanted: bool
    requirements: tuple[RequirementResult, ...]
    conditions: tuple[int, ...]

    @property
    def risk(self) -> bool:
        """In use while a must fails: comes before everything else."""
        return self.in_use and self.state == "not-yet"

    def of(self, state: RequirementState, must: bool) -> tuple[RequirementResult, ...]:
        return tuple(r for r in self.requirements if r.state == state and r.must == must)


@dataclass(frozen=True)
class HardStopResult:
    question: str
    state: Literal["raised", "unknown", "clear"]


@dataclass(frozen=True)
class Level:
    """Lowest and highest level that still fit; `why_none` says why there is none."""

    low: int | None
    high: int | None
    why_none: Sentence | None = None


@dataclass(frozen=True)
class Gap:
    """Why something needs repair: an outcome that isn't pass, a failed must, a hard stop."""

    question: str
    outcome: bool
    hard_stop: bool
    # (technology, requirement number) of the failed musts on this question.
    musts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Need:
    """A remedy that is needed, with everything that orders it. Money is an assumption."""

    remedy: str
    class_: NeedClass
    scope: Literal["location", "organisation"]
    gaps: tuple[Gap, ...]
    musts_opened: int
    hard_stops_lifted: int
    people: int
    cost_low: Decimal
    cost_mid: Decimal
    cost_high: Decimal
    days_mid: Decimal
    # (musts opened + hard stops lifted) x people / cost: orders needs within a class.
    weight: Fraction


@dataclass(frozen=True)
class Assessment:
    """Everything that follows from one visit with one ruler."""

    visit: str
    ruler: str
    in_play: int
    known: int
    location: Tally
    level: Level
    hard_stops: tuple[HardStopResult, ...]
    domains: tuple[Tally, ...]
    checks: tuple[Tally, ...]
    outcomes: Mapping[str, Outcome]
    verdicts: tuple[Verdict, ...]
    needs: tuple[Need, ...]

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.known, self.in_play) if self.in_play else Fraction(0)
