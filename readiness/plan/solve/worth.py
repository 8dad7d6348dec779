"""What each measure of a plan is worth to it, and in which order measures are laid."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from readiness.plan.problem import STAGES, Problem, Stage
from readiness.plan.solve.board import opened, quarters_of

# What opens nothing comes last.
_NOTHING = (3, 0)


def worth(problem: Problem, years: Mapping[str, int]) -> dict[str, tuple[Decimal, ...]]:
    """By measure the value of each stage that would be lost without it."""
    lost: dict[str, dict[str, tuple[Stage, Decimal]]] = {}
    for one in opened(problem, years):
        goal = problem.goal[one.goal]
        for obstacle in goal.obstacles:
            lifts = problem.lifted_by[obstacle]
            lifting = [id_ for id_ in lifts if years.get(id_, one.year + 1) <= one.year]
            if len(lifting) == 1:
                value = goal.weight * (problem.limits.horizon_years - one.year)
                lost.setdefault(lifting[0], {})[goal.id] = (goal.stage, value)
    return {
        id_: tuple(
            sum((value for at, value in goals.values() if at == stage), Decimal(0))
            for stage in STAGES
        )
        for id_, goals in lost.items()
    }


def served(problem: Problem, years: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """By measure the earliest stage of all that it helps to open, and its own year."""
    first: dict[str, tuple[int, int]] = {}
    for one in opened(problem, years):
        goal = problem.goal[one.goal]
        for obstacle in goal.obstacles:
            for id_ in problem.lifted_by[obstacle]:
                if id_ in years:
                    rank = (int(goal.stage), years[id_])
                    first[id_] = min(rank, first.get(id_, rank))
    return first


def laying_order(problem: Problem, years: Mapping[str, int]) -> list[str]:
    """Year by year what takes longest first, and of that what serves the earliest stage."""
    first = served(problem, years)
    return sorted(
        years,
        key=lambda id_: (
            years[id_],
            -quarters_of(problem, problem.measure[id_]),
            not problem.measure[id_].big,
            first.get(id_, _NOTHING)[0],
            -problem.measure[id_].days,
            id_,
        ),
    )
