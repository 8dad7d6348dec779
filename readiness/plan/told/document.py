"""The plan as a document: what `plan --json` prints and `schema plan` describes.

Euros hold the VAT that `vat` names, in every amount alike, and own people's time, on which there
is none.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from readiness.model.assessment import VerdictState
from readiness.model.decision import Answer, Decider, Step
from readiness.model.printed.assessment import Exact

Part = Literal[0, 1, 2]
_STAGE = "0 hard stops and technology in use, 1 technology that is wanted, 2 nice to have"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Euros(_Part):
    """An uncertain amount."""

    low: Exact
    mid: Exact
    high: Exact


class StagePart(_Part):
    stage: Part = Field(description=_STAGE)
    value: Exact = Field(description="people x own weight x years, of all that opens")
    bound: Exact = Field(description="no plan with the same earlier stages reaches more")
    gap: Exact = Field(description="what may still be missed, as a share of the bound")
    ended_by: Literal["gap", "time", "stopped"]


class MeasurePart(_Part):
    """A measure with how its figures came about."""

    id: str
    remedy: str
    name: str
    location: str | None = Field(description="null: for the whole organisation")
    organisation: str
    once: Euros = Field(description="with `own_time`")
    each_year: Euros
    days: Exact = Field(description="working days of ICT")
    months: int = Field(description="from its start until it is there")
    units: int
    units_from: Literal["seen", "our-choice", "assumption"]
    units_why: str
    own_price: bool = Field(description="the organisation's own; else an assumption")
    lifts: int = Field(description="failed musts, hard stops and legal gaps")
    why: str = Field(description="why it is bought, or why not")
    decision: Answer | None
    progress: Step
    big: bool = Field(False, description="keeps out of January and February over several years")
    own_time: Euros = Field(
        Euros(low=0, mid=0, high=0),
        description="of `once`: working time of own people outside ICT, without VAT",
    )
    failed_on: str = Field(
        "", description="done, but the visit of this day still finds it failing; empty: not so"
    )
    failing: list[str] = Field([], description="questions by which that visit finds it still")
    partly: bool = Field(False, description="the rest of what it was to repair is in order then")


class BoughtPart(MeasurePart):
    year: int = Field(description="1 is the first year of the plan")
    start: int = Field(description="first quarter in which it is worked on, 1 is the first")
    ready: int = Field(description="quarter after which it is there")
    opens: list[str] = Field(description="goals that wait for it and open")


class OpenedPart(_Part):
    """`technology` is an id, or hard-stop:QUESTION or legal:QUESTION."""

    location: str
    technology: str
    stage: Part = Field(description=_STAGE)
    people: Exact
    year: int


class VerdictPart(_Part):
    """Each verdict that the plan changes, judged again with the repairs in place."""

    location: str
    technology: str
    in_use: bool
    wanted: bool
    before: VerdictState
    after: VerdictState
    conditions: list[str] = Field(
        [], description="questions that keep it from ready without conditions, after the plan"
    )


class LeftPart(_Part):
    location: str
    technology: str
    stage: Part = Field(description=_STAGE)
    people: Exact
    measures: list[str] = Field(description="what it still needs; empty: nothing on offer opens it")
    cost: Exact = Field(description="euros in the first year, middle of the range")
    days: Exact
    undecided: bool = Field(description="something about it is unknown: nothing is bought for it")
    barred: list[str] = Field(description="questions whose answer no repair can settle")
    short: Exact | None = Field(
        None,
        description="euros, all years together, that it takes beyond what is left when it "
        "is added to the plan as it is; null: no budget adds it, or there is nothing to buy",
    )
    year: int | None = Field(
        None, description="in which it takes the least, 1 is the first; null as `short`"
    )
    stopped_by: Literal["", "hands", "choice"] = Field(
        "",
        description="why no budget adds it. hands: in no year can ICT and the team carry it; "
        "choice: it was fixed out, or can't go together with what is in the plan",
    )


class SafetyUnknownPart(_Part):
    """Technology in use, a hard stop or a legal duty that may be safe or not: nobody knows.

    Nothing can be bought for it, so it stands in no count and in no price.
    """

    location: str
    technology: str = Field(description="an id, or hard-stop:QUESTION or legal:QUESTION")
    questions: list[str] = Field(description="whose answers decide it")


class FindOutPart(_Part):
    location: str
    question: str
    about: str = Field(
        "", description="the subject that is asked for, such as shift:night; empty: the question"
    )
    reason: str
    technologies: list[str] = Field(description="hard-stop:QUESTION and legal:QUESTION too")
    opens: list[str] = Field(description="would open if this one answer turns out well")
    stage: Part
    weight: Exact


class LeftOutPart(_Part):
    location: str
    visit: str
    reason: str


class PlacePart(_Part):
    id: str
    name: str
    organisation: str
    fictional: bool


class TechnologyPart(_Part):
    """At how many locations a technology may be used, before the plan and after it.

    Open is ready, with or without conditions.
    """

    technology: str
    in_use: int
    in_use_open: int = Field(description="of those in use, before the plan")
    in_use_open_after: int
    wanted: int = Field(description="wanted and not in use")
    wanted_open: int
    wanted_open_after: int
    other: int = Field(description="neither in use nor wanted, and it could be judged")
    other_open: int
    other_open_after: int


class ReachedPart(_Part):
    stage: Part = Field(description=_STAGE)
    value: Exact
    opened: int
    gap: Exact = Field(
        1,
        description="what may still be missed with the same earlier stages, as a share of the "
        "best; 1: nothing is known of it",
    )


class PointPart(_Part):
    """The best plan at another budget: one point of the value-budget curve."""

    budget: Exact = Field(description="euros over all years together")
    cost: Exact
    measures: int
    stages: list[ReachedPart]
    gap: Exact = Field(description="how far it may be from the best at this budget, as a share")
    asked: bool = Field(description="the budget of the plan itself")


class FlipPart(_Part):
    """A measure whose place in the plan hangs on what prices turn out to be."""

    measure: str
    low: bool = Field(description="bought when every price is at the low end of its range")
    mid: bool
    high: bool


class AtPricesPart(_Part):
    cost: list[Exact] = Field(description="euros in each year, at these prices")
    opened: list[int] = Field(description="how much it opens, by stage")
    measures: int


class PricesPart(_Part):
    """The plan made again with every price low, and with every price high."""

    low: AtPricesPart
    mid: AtPricesPart
    high: AtPricesPart
    always: list[str] = Field(description="measures that are bought at each of the three")
    flips: list[FlipPart]
    freed: list[str] = Field([], description="fixed in, but can't be paid at high prices")


class DecisionPart(_Part):
    measure: str
    answer: Answer | None = Field(description="null: two laptops decided differently")
    by: Decider
    why: str
    at: str = Field(description="UTC, ISO 8601")
    progress: Step
    progress_at: str = Field(description="UTC, ISO 8601; empty: nothing was told yet")
    seen: Literal["", "met", "failed", "unseen"] = Field(
        "", description="what a visit after it was done says of it; empty: there was none"
    )
    seen_on: str = Field("", description="day of that visit, ISO 8601")
    done_on: str = Field("", description="day on which it was done, ISO 8601; empty: it isn't")
    failing: list[str] = Field([], description="questions by which that visit finds it still")
    partly: bool = Field(False, description="the rest of what it was to repair is in order then")

    @property
    def there(self) -> bool:
        """Whether the measure has been carried out."""
        return self.answer == "yes" and self.progress in ("done", "checked")

    @property
    def checked(self) -> bool:
        """Whether a later visit saw it to work."""
        return self.there and self.seen == "met"


class AssumedPart(_Part):
    measure: str
    done_on: str = Field(description="day on which it was done, ISO 8601")
    locations: list[str] = Field(description="where no visit has looked since")


class DecisionsDocument(_Part):
    done: int
    decided_yes: int
    checked: int = Field(0, description="done, and seen to be in order at a later visit")
    decisions: list[DecisionPart]


class PlanDocument(_Part):
    """The whole plan."""

    day: str = Field(description="on which it was made")
    ruler: str
    fictional: bool
    locations: int
    budget: list[Exact] = Field(description="euros for each year")
    vat: Exact = Field(description="percent on all but own people's time; 0: without VAT")
    cost: list[Exact] = Field(description="euros in each year")
    own_time: Exact = Field(
        0, description="euros of `cost`, over all years: working time of own people outside ICT"
    )
    hourly_rate: Exact | None = Field(
        None, description="euros an hour of that time, an assumption; null: not written down"
    )
    each_year_after: Euros | None = Field(
        None,
        description="what is bought costs this in each year after the last of the plan; null: not "
        "written down",
    )
    ended_by: Literal["gap", "time", "stopped"]
    gap: Exact
    cost_ended_by: Literal["gap", "time", "stopped"] = Field(
        "gap", description="gap: no plan that opens as much costs less, but for the gap"
    )
    stages: list[StagePart]
    bought: list[BoughtPart] = Field(description="in the order in which they are bought")
    opened: list[OpenedPart]
    verdicts: list[VerdictPart]
    below_the_line: list[LeftPart] = Field(description="by stage, then per euro most first")
    unsafe: list[LeftPart] = Field(description="hard stops and technology in use that stay closed")
    unsafe_cost: Euros = Field(description="closing all of that, in the first year")
    safety_unknown: list[SafetyUnknownPart] = Field(
        [], description="in none of `unsafe`, yet not known to be safe"
    )
    not_bought: list[MeasurePart]
    find_out: list[FindOutPart]
    left_out: list[LeftOutPart]
    decisions: DecisionsDocument
    from_decisions: bool = Field(
        False, description="keeps to the decisions: yes is bought, no and later are not"
    )
    assumed: list[AssumedPart] = Field(
        [], description="told done and not yet seen by a visit: the plan counts them as there"
    )
    begins: str = Field("", description="first day of the plan's first quarter, ISO 8601")
    ict_days_a_quarter: Exact | None = Field(None, description="null: no limit")
    projects_at_once: int | None = Field(None, description="change projects; null: no limit")
    weights: dict[str, Exact] = Field(
        {}, description="the organisation's own weight by technology, where it is not 1"
    )
    fixed_in: list[str] = Field([], description="measures that are bought in any case")
    fixed_out: list[str] = Field([], description="measures that may not be bought")
    places: list[PlacePart] = Field([], description="the locations")
    technologies: list[TechnologyPart] = []
    open_already: dict[str, list[str]] = Field(
        {},
        description="the locations where it is open without the plan, by technology, "
        "hard-stop:QUESTION or legal:QUESTION",
    )
    curve: list[PointPart] = Field([], description="by budget; empty where it wasn't worked out")
    prices: PricesPart | None = Field(None, description="null where it wasn't worked out")
