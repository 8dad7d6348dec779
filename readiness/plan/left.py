"""What a plan leaves closed, and what opening it would still cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from readiness.plan.checked import with_needs
from readiness.plan.problem import Goal, Plan, Problem, Side
from readiness.plan.solve.added import Added, Room, Stopped
from readiness.plan.solve.greedy import cheapest


@dataclass(frozen=True)
class Left:
    """A goal that stays closed.

    `measures` are what it still needs, each obstacle by its cheapest measure, and `cost` their
    euros in the first year with VAT. Without `measures` nothing on offer opens it: `barred` are
    the obstacles that no measure lifts. Of an undecided goal something is unknown as well.
    `adding`: what it takes to add them to the plan as it stands; None without `measures`.
    """

    goal: Goal
    measures: tuple[str, ...]
    cost: Decimal
    days: Decimal
    barred: tuple[str, ...] = ()
    adding: Added | Stopped | None = None


def left(problem: Problem, plan: Plan) -> tuple[Left, ...]:
    """The goals that stay closed, those of technology in use also while they are undecided.

    By stage; within it what opens most weight per euro first, and last what can't be opened.
    """
    room = Room(problem, plan)
    found = [
        _left(problem, plan, room, goal)
        for goal in problem.goals
        if goal.id not in plan.goals
        and goal.obstacles
        and goal.weight
        and not (goal.undecided and goal.stage)
    ]
    found.sort(key=_place)
    return tuple(found)


def total(problem: Problem, found: Iterable[Left], side: Side = "mid") -> Decimal:
    """The euros that all of them ask together; what several need is paid once."""
    measures = {id_ for one in found for id_ in one.measures}
    return sum((problem.first_year(id_, side) for id_ in sorted(measures)), Decimal(0))


def _place(one: Left) -> tuple[int, bool, bool, Decimal, str]:
    rate = -one.goal.weight / max(one.cost, Decimal(1))
    return one.goal.stage, bool(one.barred), one.goal.undecided, rate, one.goal.id


def _left(problem: Problem, plan: Plan, room: Room, goal: Goal) -> Left:
    barred = tuple(one for one in sorted(goal.obstacles) if not problem.lifted_by[one])
    # What is fixed out or excluded is named only where nothing else opens the goal.
    wanted = () if barred else cheapest(room.board, goal) or _each_cheapest(problem, plan, goal)
    measures = tuple(sorted(wanted))
    return Left(
        goal=goal,
        measures=measures,
        cost=sum((problem.first_year(id_) for id_ in measures), Decimal(0)),
        days=sum((problem.measure[id_].days for id_ in measures), Decimal(0)),
        barred=barred,
        adding=room.adding(measures) if measures else None,
    )


def _each_cheapest(problem: Problem, plan: Plan, goal: Goal) -> frozenset[str]:
    """For each obstacle its cheapest measure with what that needs, whatever stands against it."""
    chosen: frozenset[str] = frozenset()
    for obstacle in sorted(goal.obstacles):
        lifts = problem.lifted_by[obstacle]
        if (plan.measures | chosen).isdisjoint(lifts):
            least = min(lifts, key=lambda id_: (problem.first_year(id_), id_))
            chosen |= with_needs(problem, (least,)) - plan.measures
    return chosen
