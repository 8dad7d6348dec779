"""What more or less money does: the value against the budget, and what is just below the line."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from readiness.plan.problem import Plan, Problem, Side, Stage
from readiness.plan.solve.board import board_of
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
    than what is left, 0 where the money is there and something else stands in the way.
    """

    goal: str
    stage: Stage
    weight: Decimal
    measures: tuple[str, ...]
    cost: Decimal
    days: Decimal
    short: Decimal


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
    """What is closed and could be opened, by stage, then by how little it is short of, then by
    value per euro. The first is what the next euros do."""
    board = board_of(problem, plan)
    left = max(board.left)
    found = []
    for goal in sorted(problem.goals, key=lambda goal: goal.id):
        if not goal.obstacles or goal.undecided or not goal.weight or goal.id in plan.goals:
            continue
        bundle = cheapest(board, goal)
        if bundle:
            cost = board.cost(bundle)
            days = sum((problem.measure[id_].days for id_ in bundle), Decimal(0))
            short = max(Decimal(0), cost - left)
            found.append(Below(goal.id, goal.stage, goal.weight, bundle, cost, days, short))
    return tuple(
        sorted(
            found, key=lambda one: (one.stage, one.short, -one.weight / (one.cost or 1), one.goal)
        )
    )
