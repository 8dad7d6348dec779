"""What more or less money does: the value against the budget, and what is just below the line."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from readiness.plan.problem import Plan, Problem, Side, Stage
from readiness.plan.solve.added import Added, Room
from readiness.plan.solve.greedy import cheapest
from readiness.plan.solve.solver import Effort, solve

_CENT = Decimal("0.01")
SHARES = tuple(Decimal(share) / 100 for share in (0, 25, 50, 75, 90, 100, 110, 125, 150, 200))


@dataclass(frozen=True)
class Point:
    """The best plan at a budget; `budget` in euros over all years together."""

    budget: Decimal
    plan: Plan


@dataclass(frozen=True)
class Below:
    """A goal that the plan leaves closed, and what opening it on top of the plan would take.

    `measures` with `cost` (the first year, VAT included) and `days`; `short` is how much more
    than what is left, all years together, when they are added in `year` (0 is the first). None:
    in no year can ICT and the team carry it.
    """

    goal: str
    stage: Stage
    weight: Decimal
    measures: tuple[str, ...]
    cost: Decimal
    days: Decimal
    short: Decimal | None
    year: int = 0


def at_budget(problem: Problem, share: Decimal) -> Problem:
    """The same with this share of every year's budget, rounded half up to cents."""
    budget = tuple(
        (amount * share).quantize(_CENT, ROUND_HALF_UP) for amount in problem.limits.budget
    )
    return replace(problem, limits=replace(problem.limits, budget=budget))


def curve(
    problem: Problem,
    shares: Sequence[Decimal] = SHARES,
    effort: Effort | None = None,
    stop: threading.Event | None = None,
    side: Side = "mid",
) -> Iterator[Point]:
    """A point for each share of the budget, from little to much, as soon as it is known; fewer
    when stopped.

    Raises:
        Refused: the problem can't be planned, or a share doesn't pay what is fixed in.
    """
    stop = stop or threading.Event()
    for share in sorted(shares):
        part = at_budget(problem, share)
        plan = solve(part, effort, stop, side=side)
        if stop.is_set():
            return
        yield Point(sum(part.limits.budget, Decimal(0)), plan)


def below_the_line(problem: Problem, plan: Plan) -> tuple[Below, ...]:
    """What is closed and could be opened, by stage, then by how little it is short of (last what
    no money opens), then by value per euro."""
    room = Room(problem, plan)
    board = room.board
    found = []
    for goal in sorted(problem.goals, key=lambda goal: goal.id):
        if not goal.obstacles or goal.undecided or not goal.weight or goal.id in plan.goals:
            continue
        bundle = cheapest(board, goal)
        if bundle:
            cost = board.cost(bundle)
            days = sum((problem.measure[id_].days for id_ in bundle), Decimal(0))
            added = room.adding(bundle)
            short, year = (added.euros, added.year) if isinstance(added, Added) else (None, 0)
            found.append(Below(goal.id, goal.stage, goal.weight, bundle, cost, days, short, year))
    return tuple(sorted(found, key=_place))


def _place(one: Below) -> tuple[Stage, bool, Decimal, Decimal, str]:
    rate = -one.weight / (one.cost or 1)
    return one.stage, one.short is None, one.short or Decimal(0), rate, one.goal
