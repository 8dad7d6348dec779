"""The quick plan: again and again the goal that opens most for a euro, with all that it takes.

Good to begin with and to compare with, but proven nothing: it can't see that a measure of the
whole organisation pays once many goals share it.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from heapq import heapify, heappop, heappush

from readiness.model.sentence import refuse
from readiness.plan.checked import with_needs
from readiness.plan.problem import (
    STAGES,
    Bought,
    EndedBy,
    Goal,
    Opened,
    Plan,
    Problem,
    Side,
    Stage,
    StageResult,
)
from readiness.plan.solve.board import Board, opened, values


def greedy(problem: Problem, side: Side = "mid") -> Plan:
    """The quick plan; its bounds are all that there is to open.

    Raises:
        Refused: what is fixed in can't be paid or carried.
    """
    board = started(problem, side)
    fill(board)
    return as_plan(board, everything(problem), "stopped")


def everything(problem: Problem) -> dict[Stage, Decimal]:
    """The value by stage if all that can be lifted were lifted as early as can be."""
    gone: set[str] = set()
    gone.update(*(one.lifts for one in problem.measures if one.id not in problem.fixed_out))
    found: dict[Stage, Decimal] = {stage: Decimal(0) for stage in STAGES}
    for goal in problem.goals:
        if goal.obstacles and not goal.undecided and gone >= goal.obstacles:
            found[goal.stage] += goal.weight * problem.limits.horizon_years
    return found


def started(problem: Problem, side: Side = "mid") -> Board:
    """A board with what is fixed in, each as early as it fits.

    Raises:
        Refused: not all of it can be paid and carried.
    """
    board = Board(problem, side)
    wanted = board.missing(problem.fixed_in)
    for id_ in wanted:
        if any(board.add((id_,), year) for year in range(len(board.left))):
            continue
        # Within one year nothing but quarters can be in each other's way.
        limits = problem.limits
        quarterly = limits.ict_days_a_quarter is not None or limits.projects_at_once is not None
        if (quarterly or limits.horizon_years > 1) and board.may(wanted):
            # Heavy to load; hardly any plan needs it.
            from readiness.plan.solve.fixed import laid_at_once

            together = laid_at_once(problem, side, wanted)
            if together is not None:
                return together
        raise refuse(
            "{id} is fixed in, but can't be paid or carried with all else that is fixed in. "
            "Free it, or give more budget or days.",
            id=id_,
        )
    return board


def rough(board: Board) -> None:
    """A first plan within a moment: the goals of the first stage that has any, once in the order
    of value per euro, each as early as it fits."""
    goals = [goal for goal in board.problem.goals if goal.obstacles and not goal.undecided]
    for stage in STAGES:
        entries = []
        for goal in goals:
            if goal.stage == stage and goal.weight:
                bundle = cheapest(board, goal)
                if bundle:
                    cost = float(board.cost(bundle))
                    entries.append((-float(goal.weight) / max(cost, 0.001), goal.id, bundle))
        for _, _, bundle in sorted(entries):
            any(board.add(bundle, year) for year in range(len(board.left)))
        if board.bought:
            break


def fill(board: Board) -> None:
    """Buy on, stage by stage and year by year, while anything fits."""
    problem = board.problem
    live = [goal for goal in problem.goals if goal.obstacles and not goal.undecided]
    live.sort(key=lambda goal: goal.id)
    by_measure: dict[str, list[Goal]] = {}
    for goal in live:
        for id_ in {id_ for one in goal.obstacles for id_ in problem.lifted_by[one]}:
            by_measure.setdefault(id_, []).append(goal)
    for stage in STAGES:
        for year in range(len(board.left)):
            _fill_one(board, [goal for goal in live if goal.stage == stage], by_measure, year)


def _fill_one(
    board: Board, goals: list[Goal], by_measure: dict[str, list[Goal]], year: int
) -> None:
    """Goals by value per euro. What a purchase makes cheaper is looked at again."""
    stage_ids = {goal.id for goal in goals}
    version = dict.fromkeys(stage_ids, 0)
    heap = [entry for goal in goals if (entry := _entry(board, goal, 0))]
    heapify(heap)
    while heap:
        _, id_, made = heappop(heap)
        if made != version[id_]:
            continue
        version[id_] += 1
        bundle = cheapest(board, board.problem.goal[id_])
        if not bundle or not board.add(bundle, year):
            continue
        for goal in {goal.id: goal for one in bundle for goal in by_measure.get(one, ())}.values():
            if goal.id in stage_ids:
                version[goal.id] += 1
                entry = _entry(board, goal, version[goal.id])
                if entry:
                    heappush(heap, entry)


def _entry(board: Board, goal: Goal, version: int) -> tuple[Decimal, str, int] | None:
    bundle = cheapest(board, goal)
    if not bundle or not goal.weight:
        return None
    # Days without a price still go in order: what asks less comes first.
    days = sum((board.problem.measure[id_].days for id_ in bundle), Decimal(0))
    cost = board.cost(bundle) + days / 1000
    # Rounded to 28 digits: the same everywhere, and equal rates go by their id.
    return (-goal.weight / max(cost, Decimal("0.001")), goal.id, version)


def cheapest(board: Board, goal: Goal, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What opens the goal from here, with `chosen` in it and each other obstacle by its cheapest
    measure; nothing where it is open or can't be opened."""
    for obstacle in sorted(goal.obstacles):
        lifts = board.problem.lifted_by[obstacle]
        if not board.bought.keys().isdisjoint(lifts) or any(id_ in chosen for id_ in lifts):
            continue
        options = _options(board, lifts, chosen)
        if not options:
            return ()
        best = (
            options[0] if len(options) == 1 else min((board.cost(one), one) for one in options)[1]
        )
        chosen = (*chosen, *(id_ for id_ in best if id_ not in chosen))
    return chosen


def _options(
    board: Board, lifts: tuple[str, ...], chosen: tuple[str, ...]
) -> list[tuple[str, ...]]:
    found = []
    for id_ in lifts:
        more = tuple(one for one in board.missing((id_,)) if one not in chosen)
        if board.may((*chosen, *more)):
            found.append(more)
    return found


def pruned(board: Board) -> None:
    """Give back what nothing depends on: the dearest first, as long as no goal closes or opens
    later."""
    problem = board.problem
    keep = {it.goal: it.year for it in opened(problem, board.years()) if _counts(problem, it)}
    # The year in which each obstacle must be gone at the latest.
    latest: dict[str, int] = {}
    for goal, year in keep.items():
        for it in problem.goal[goal].obstacles:
            latest[it] = min(year, latest.get(it, year))
    fixed = with_needs(problem, problem.fixed_in)
    again = True
    while again:
        again = False
        covers = Counter(it for id_ in board.bought for it in problem.measure[id_].lifts)
        needed = Counter(it for id_ in board.bought for it in problem.measure[id_].needs)
        for one in sorted(board.bought.values(), key=lambda one: _dearest(board, one)):
            measure = problem.measure[one.measure]
            lifts = [it for it in measure.lifts if it in latest]
            if one.measure in fixed or needed[one.measure] or any(covers[it] == 1 for it in lifts):
                continue
            if not all(_as_early(board, one.measure, it, latest[it]) for it in lifts):
                continue
            board.remove(one.measure)
            covers.subtract(measure.lifts)
            needed.subtract(measure.needs)
            again = True


def _as_early(board: Board, without: str, obstacle: str, year: int) -> bool:
    """Whether another measure lifts the obstacle by this year too."""
    return any(
        other != without and other in board.bought and board.bought[other].year <= year
        for other in board.problem.lifted_by[obstacle]
    )


def _counts(problem: Problem, one: Opened) -> bool:
    return bool(problem.goal[one.goal].weight)


def _dearest(board: Board, one: Bought) -> tuple[Decimal, Decimal, str]:
    measure = board.problem.measure[one.measure]
    return (-board.cost((one.measure,)), -measure.days, one.measure)


def as_plan(board: Board, bounds: dict[Stage, Decimal], ended: EndedBy) -> Plan:
    """The plan on the board, with a bound for each stage that has anything to open."""
    problem = board.problem
    years = board.years()
    goals = opened(problem, years)
    reached = values(problem, goals)
    stages = tuple(
        StageResult(stage, reached[stage], max(reached[stage], bounds[stage]), ended)
        for stage in STAGES
        if bounds.get(stage)
    )
    cost = tuple(
        budget - left for budget, left in zip(problem.limits.budget, board.left, strict=True)
    )
    chosen = tuple(sorted(board.bought.values(), key=lambda one: (one.year, one.measure)))
    return Plan(chosen, goals, cost, stages, ended, board.side)
