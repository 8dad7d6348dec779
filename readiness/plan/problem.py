"""What a plan is made from, and what a plan is: measures, obstacles, goals, limits.

Nothing here knows of visits or of a solver. Euros, days and weights are exact decimals.
A goal is open when every obstacle of it is gone; an obstacle is gone when one measure that
lifts it is there. A measure of the whole organisation is bought once and lifts its obstacles
at every location.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Literal

Side = Literal["low", "mid", "high"]
Stage = Literal[0, 1, 2]
SIDES: tuple[Side, ...] = ("low", "mid", "high")
EndedBy = Literal["gap", "time", "stopped"]
STAGES: tuple[Stage, ...] = (0, 1, 2)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Money:
    """An uncertain amount in euros, without VAT."""

    low: Decimal
    mid: Decimal
    high: Decimal

    def at(self, side: Side) -> Decimal:
        return self.low if side == "low" else self.mid if side == "mid" else self.high


FREE = Money(Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Measure:
    """A remedy at a location, or of the whole organisation (`location` None).

    `once` and `year` are for all its units together, as `time` is: what the working time of
    own people outside ICT costs once, beside `once`. `days`: effort of ICT. `lead_months`:
    from its start until it is there. `needs`: every one of these must be there as well;
    `excludes`: none of these may be. `big`: doesn't run in the quarter of the influenza peak.
    `change_project`: counts for the projects that a team has at once; see `Problem.teams`.
    """

    id: str
    remedy: str
    location: str | None
    once: Money
    year: Money = FREE
    days: Decimal = Decimal(0)
    lead_months: int = 0
    lifts: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    big: bool = False
    change_project: bool = False
    time: Money = FREE


@dataclass(frozen=True)
class Obstacle:
    """A failed must of a technology, or a hard stop (`technology` empty), at a location."""

    id: str
    location: str
    kind: Literal["must", "hard-stop", "gap"]
    question: str
    technology: str = ""


@dataclass(frozen=True)
class Goal:
    """What can be opened: a technology at a location, or "hard-stop:QUESTION".

    `stage`: 0 hard stops and technology in use, 1 technology that is wanted, 2 nice to have.
    `weight`: people times the organisation's own weight. Without obstacles it is open already.
    `undecided`: something about it is still unknown; nothing is bought for it.
    """

    id: str
    location: str
    technology: str
    stage: Stage
    weight: Decimal
    obstacles: frozenset[str]
    undecided: bool = False


@dataclass(frozen=True)
class Limits:
    """What may be spent and carried.

    `budget`: euros for each year of the plan; what a year leaves over is not carried on.
    `ict_days_a_quarter` and `projects_at_once`: None is no limit. `vat`: percent that is added
    to all that is bought; own people's time has none. `first_quarter`: the calendar's quarter in
    which the plan's years begin.
    """

    budget: tuple[Decimal, ...]
    ict_days_a_quarter: Decimal | None = None
    projects_at_once: int | None = None
    vat: Decimal = Decimal(0)
    first_quarter: int = 1

    @property
    def horizon_years(self) -> int:
        return len(self.budget)


@dataclass(frozen=True)
class Problem:
    """All that a plan follows from. `fixed_in` must be bought, `fixed_out` may not be."""

    measures: tuple[Measure, ...]
    obstacles: tuple[Obstacle, ...]
    goals: tuple[Goal, ...]
    limits: Limits
    fixed_in: frozenset[str] = frozenset()
    fixed_out: frozenset[str] = frozenset()

    @cached_property
    def measure(self) -> Mapping[str, Measure]:
        return {one.id: one for one in self.measures}

    @cached_property
    def obstacle(self) -> Mapping[str, Obstacle]:
        return {one.id: one for one in self.obstacles}

    @cached_property
    def goal(self) -> Mapping[str, Goal]:
        return {one.id: one for one in self.goals}

    @cached_property
    def lifted_by(self) -> Mapping[str, tuple[str, ...]]:
        """The measures that lift each obstacle, by id; none where nothing does."""
        found: dict[str, list[str]] = {one.id: [] for one in self.obstacles}
        for measure in sorted(self.measures, key=lambda one: one.id):
            for obstacle in measure.lifts:
                found[obstacle].append(measure.id)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @cached_property
    def teams(self) -> Mapping[str, tuple[str, ...]]:
        """The locations whose teams each change project asks to work otherwise; none for what is
        no such project. One of the whole organisation is a project of every team at whose
        location it lifts something."""
        return {
            one.id: tuple(sorted({self.obstacle[it].location for it in one.lifts}))
            if one.location is None
            else (one.location,)
            for one in self.measures
            if one.change_project
        }

    @cached_property
    def excluded(self) -> frozenset[tuple[str, str]]:
        """Every pair that can't go together, once, the lesser id first."""
        return frozenset(
            (min(one.id, other), max(one.id, other))
            for one in self.measures
            for other in one.excludes
        )

    def paid(self, amount: Decimal) -> Decimal:
        """A price with the VAT of this plan, rounded half up to cents."""
        return _cents(amount * (100 + self.limits.vat) / 100)

    def once(self, id_: str, side: Side = "mid") -> Decimal:
        """What a measure costs once: what is bought, and own people's time."""
        return self._prices(side).once[id_]

    def time(self, id_: str, side: Side = "mid") -> Decimal:
        """How much of `once` is own people's time: without VAT, which salaries don't carry."""
        return _cents(self.measure[id_].time.at(side))

    def year(self, id_: str, side: Side = "mid") -> Decimal:
        return self._prices(side).year[id_]

    def first_year(self, id_: str, side: Side = "mid") -> Decimal:
        """What a measure costs in the year in which it is bought."""
        return self._prices(side).first_year[id_]

    def _prices(self, side: Side) -> _Prices:
        if side not in self._paid:
            once = {
                one.id: self.paid(one.once.at(side)) + self.time(one.id, side)
                for one in self.measures
            }
            year = {one.id: self.paid(one.year.at(side)) for one in self.measures}
            first = {id_: amount + year[id_] for id_, amount in once.items()}
            self._paid[side] = _Prices(once, year, first)
        return self._paid[side]

    @cached_property
    def _paid(self) -> dict[Side, _Prices]:
        return {}


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class _Prices:
    """What each measure costs at one side, with VAT and own people's time."""

    once: Mapping[str, Decimal]
    year: Mapping[str, Decimal]
    first_year: Mapping[str, Decimal]


@dataclass(frozen=True)
class Bought:
    """A measure of a plan: paid in `year` (0 is the first). It is worked on from quarter
    `start` to quarter `ready`, counted from 0 at the plan's begin, and is there after it."""

    measure: str
    year: int
    start: int
    ready: int


@dataclass(frozen=True)
class Opened:
    """A goal that the plan opens, and the year from which it is open."""

    goal: str
    year: int


@dataclass(frozen=True)
class StageResult:
    """How good the plan is for one stage: `value` reached, and the `bound` that no plan exceeds
    that does as well as the best found in every earlier stage. A goal counts its weight for each
    year that it is open. `gap` is the rest as a share of the bound, 0 where nothing better
    exists."""

    stage: Stage
    value: Decimal
    bound: Decimal
    ended_by: EndedBy

    @property
    def gap(self) -> Decimal:
        return (self.bound - self.value) / self.bound if self.bound > self.value else Decimal(0)


@dataclass(frozen=True)
class Plan:
    """The measures in the order of their year and id, what they open, and how sure it is.

    `cost`: euros in each year, VAT and own people's time included. `stages`: one for each stage
    that has goals to open. `side`: the prices that it was made with. `cost_ended_by`: "gap" where
    no plan that does as well in every stage costs less, but for the gap that was asked; else the
    step that takes the least cost was cut short or not reached.
    """

    chosen: tuple[Bought, ...]
    opened: tuple[Opened, ...]
    cost: tuple[Decimal, ...]
    stages: tuple[StageResult, ...]
    ended_by: EndedBy
    side: Side = "mid"
    cost_ended_by: EndedBy = "stopped"

    @cached_property
    def measures(self) -> frozenset[str]:
        return frozenset(one.measure for one in self.chosen)

    @cached_property
    def goals(self) -> frozenset[str]:
        return frozenset(one.goal for one in self.opened)

    def value(self, stage: Stage) -> Decimal:
        return sum((one.value for one in self.stages if one.stage == stage), Decimal(0))

    @property
    def gap(self) -> Decimal:
        return max((one.gap for one in self.stages), default=Decimal(0))
