"""What was bought so far, and whether one more fits: euros by year, ICT's days and the
projects of a team by quarter. Exact; both the quick plan and the proven one are laid here, so
that neither can promise what can't be paid or carried.

A measure is paid in the year in which it is there. Its days are spread evenly over the quarters
of its lead time. A quarter is the smallest step: what is big pauses the whole first quarter of
a calendar year, though the influenza peak is January and February.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

from readiness.plan.checked import with_needs
from readiness.plan.problem import Bought, Measure, Opened, Plan, Problem, Side, Stage

QUARTERS = 4
Pace = tuple[int, bool]
Kind = tuple[Decimal, Pace]


class Board:
    """The measures of a plan in the making."""

    def __init__(self, problem: Problem, side: Side = "mid") -> None:
        self.problem = problem
        self.side = side
        self.bought: dict[str, Bought] = {}
        self.left = list(problem.limits.budget)
        # ICT's days by quarter, in whole units so small that nothing is lost by rounding.
        self._days: dict[int, int] = {}
        self._shares: dict[tuple[Decimal, int], int] = {}
        self._projects: dict[tuple[str, int], int] = {}
        self._excludes: dict[str, set[str]] = {}
        for one, other in problem.excluded:
            self._excludes.setdefault(one, set()).add(other)
            self._excludes.setdefault(other, set()).add(one)

    def missing(self, ids: Iterable[str]) -> tuple[str, ...]:
        """These and all that they need, without what is bought; the needed come first."""
        measures = self.problem.measure
        wanted = {id_ for id_ in ids if id_ not in self.bought}
        if any(measures[id_].needs for id_ in wanted):
            more = with_needs(self.problem, wanted)
            wanted = {id_ for id_ in more if id_ not in self.bought}
            return tuple(sorted(wanted, key=lambda id_: (self._depth(id_), id_)))
        return tuple(sorted(wanted))

    def may(self, ids: Iterable[str]) -> bool:
        """Whether none of these is fixed out or excluded by another or by what is bought."""
        if not self._excludes and not self.problem.fixed_out:
            return True
        mine = set(ids)
        if not mine.isdisjoint(self.problem.fixed_out):
            return False
        for id_ in mine & self._excludes.keys():
            others = self._excludes[id_]
            if not others.isdisjoint(mine) or not others.isdisjoint(self.bought):
                return False
        return True

    def against(self, ids: Iterable[str]) -> frozenset[str]:
        """What is bought and excludes one of these."""
        return frozenset(
            other for id_ in ids for other in self._excludes.get(id_, ()) if other in self.bought
        )

    def fits(self, ids: Iterable[str], year: int) -> bool:
        """Whether these could be added in this year; nothing is bought."""
        before = set(self.bought)
        if not self.add(ids, year):
            return False
        for id_ in set(self.bought) - before:
            self.remove(id_)
        return True

    def cost(self, ids: Iterable[str]) -> Decimal:
        return sum((self.problem.first_year(id_, self.side) for id_ in ids), Decimal(0))

    def add(self, ids: Iterable[str], year: int, first: int | None = None) -> bool:
        """Buy all of these in this year with what they need, or nothing at all; there at the
        end of quarter `first`, if that can be, else as early in the year as can be."""
        wanted = self.missing(ids)
        if not self.may(wanted):
            return False
        laid: list[str] = []
        for id_ in wanted:
            if not self._add_one(id_, year, first):
                for done in reversed(laid):
                    self.remove(done)
                return False
            laid.append(id_)
        return True

    def remove(self, id_: str) -> None:
        measure = self.problem.measure[id_]
        one = self.bought.pop(id_)
        self._pay(id_, one.year, -1)
        self._carry(measure, window(self.problem, measure, one.ready), -1)

    def years(self) -> dict[str, int]:
        return {id_: one.year for id_, one in self.bought.items()}

    def _add_one(self, id_: str, year: int, wished: int | None) -> bool:
        problem, measure = self.problem, self.problem.measure[id_]
        if not self._payable(id_, year):
            return False
        first = max((self.bought[need].ready for need in measure.needs), default=0)
        order = list(range(max(first, year * QUARTERS), (year + 1) * QUARTERS))
        if wished in order:
            order.insert(0, wished)
        for ready in order:
            quarters = window(problem, measure, ready)
            if quarters and self._fits(measure, quarters):
                self._carry(measure, quarters, 1)
                self._pay(id_, year, 1)
                self.bought[id_] = Bought(id_, year, quarters[0], ready)
                return True
        return False

    def _payable(self, id_: str, year: int) -> bool:
        once, yearly = self.problem.once(id_, self.side), self.problem.year(id_, self.side)
        return self.left[year] >= once + yearly and all(
            left >= yearly for left in self.left[year + 1 :]
        )

    def _pay(self, id_: str, year: int, sign: int) -> None:
        yearly = sign * self.problem.year(id_, self.side)
        self.left[year] -= sign * self.problem.once(id_, self.side)
        for later in range(year, len(self.left)):
            self.left[later] -= yearly

    def _fits(self, measure: Measure, quarters: tuple[int, ...]) -> bool:
        limits = self.problem.limits
        if limits.ict_days_a_quarter is not None and measure.days:
            left = self._room - self._share(measure.days, len(quarters))
            if any(self._days.get(q, 0) > left for q in quarters):
                return False
        if limits.projects_at_once is not None and measure.change_project:
            most = limits.projects_at_once
            span = range(quarters[0], quarters[-1] + 1)
            teams = self.problem.teams[measure.id]
            return all(self._projects.get((at, q), 0) < most for at in teams for q in span)
        return True

    def _carry(self, measure: Measure, quarters: tuple[int, ...], sign: int) -> None:
        limits = self.problem.limits
        if limits.ict_days_a_quarter is not None and measure.days:
            share = sign * self._share(measure.days, len(quarters))
            for q in quarters:
                self._days[q] = self._days.get(q, 0) + share
        if limits.projects_at_once is not None and measure.change_project:
            for team in self.problem.teams[measure.id]:
                for q in range(quarters[0], quarters[-1] + 1):
                    self._projects[team, q] = self._projects.get((team, q), 0) + sign

    @cached_property
    def _unit(self) -> int:
        """How many units are a day."""
        paces = {(one.days, one.lead_months): one for one in self.problem.measures}
        shares = (Fraction(one.days) / quarters_of(self.problem, one) for one in paces.values())
        room = Fraction(self.problem.limits.ict_days_a_quarter or 0)
        return lcm(room.denominator, *(share.denominator for share in shares))

    @cached_property
    def _room(self) -> int:
        return int(Fraction(self.problem.limits.ict_days_a_quarter or 0) * self._unit)

    def _share(self, days: Decimal, quarters: int) -> int:
        """Of so many days, spread over so many quarters, the units in each."""
        key = (days, quarters)
        if key not in self._shares:
            self._shares[key] = int(Fraction(days) / quarters * self._unit)
        return self._shares[key]

    def _depth(self, id_: str) -> int:
        needs = self.problem.measure[id_].needs
        return 1 + max((self._depth(need) for need in needs), default=0) if needs else 0


def board_of(problem: Problem, plan: Plan) -> Board:
    """The board with this plan on it, to see what would still fit."""
    board = Board(problem, plan.side)
    # What others need comes before these: else it would be laid with them, elsewhere.
    order = {id_: number for number, id_ in enumerate(board.missing(plan.measures))}
    for one in sorted(plan.chosen, key=lambda one: (one.year, one.ready, order[one.measure])):
        board.add((one.measure,), one.year, one.ready)
    return board


def quarters_of(problem: Problem, measure: Measure) -> int:
    """How many open quarters a measure takes: its lead time, or longer where its days ask it."""
    lead = max(1, -(-measure.lead_months // 3))
    room = problem.limits.ict_days_a_quarter
    if room and measure.days > room:
        lead = max(lead, int(-(-Fraction(measure.days) // Fraction(room))))
    return lead


def pace(problem: Problem, id_: str) -> Pace:
    """How many quarters of work, and whether it stands still in the peak."""
    measure = problem.measure[id_]
    return quarters_of(problem, measure), measure.big


def kind_of(problem: Problem, id_: str) -> Kind:
    """Its days, and its pace."""
    return problem.measure[id_].days, pace(problem, id_)


def window(problem: Problem, measure: Measure, ready: int) -> tuple[int, ...]:
    """The quarters in which it is worked on to be there at the end of `ready`; none if that
    can't be."""
    return window_of(problem, (quarters_of(problem, measure), measure.big), ready)


def window_of(problem: Problem, its_pace: Pace, ready: int) -> tuple[int, ...]:
    """The same for all of one pace."""
    wanted, big = its_pace
    found: list[int] = []
    quarter = ready
    while quarter >= 0 and len(found) < wanted:
        if not (big and (quarter + problem.limits.first_quarter - 1) % QUARTERS == 0):
            found.append(quarter)
        elif quarter == ready:
            return ()
        quarter -= 1
    return tuple(reversed(found)) if len(found) == wanted else ()


def earliest_year(problem: Problem, measure: Measure) -> int:
    """The first year in which it can be there; the number of years if in none."""
    years = problem.limits.horizon_years
    for ready in range(years * QUARTERS):
        if window(problem, measure, ready):
            return ready // QUARTERS
    return years


def opened(problem: Problem, years: Mapping[str, int]) -> tuple[Opened, ...]:
    """The goals that these measures open, with the year, by id. What is open already and what
    is undecided isn't counted as opened."""
    gone: dict[str, int] = {}
    for id_, year in years.items():
        for obstacle in problem.measure[id_].lifts:
            gone[obstacle] = min(year, gone.get(obstacle, year))
    found = [
        Opened(goal.id, max(gone[one] for one in goal.obstacles))
        for goal in problem.goals
        if goal.obstacles and not goal.undecided and gone.keys() >= goal.obstacles
    ]
    return tuple(sorted(found, key=lambda one: one.goal))


def values(problem: Problem, goals: Iterable[Opened]) -> dict[Stage, Decimal]:
    """Weight times the years that each goal is open, by stage."""
    found: dict[Stage, Decimal] = {0: Decimal(0), 1: Decimal(0), 2: Decimal(0)}
    for one in goals:
        goal = problem.goal[one.goal]
        found[goal.stage] += goal.weight * (problem.limits.horizon_years - one.year)
    return found
