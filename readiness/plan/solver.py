"""The proven plan: the quick one first, then better ones by HiGHS, each stage with its bound.

The same problem gives the same plan whatever the order of its rows, unless time ends it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from readiness.plan.checked import checked
from readiness.plan.greedy import fill, pruned, rough, started
from readiness.plan.problem import STAGES, Plan, Problem, Side
from readiness.plan.programme import Programme
from readiness.plan.search import Search, reached

Usable = Callable[[Plan], None]


@dataclass(frozen=True)
class Effort:
    """When to stop: `gap` proven in each stage (a share; 0 is the optimum itself; None is a
    thousandth, or a hundredth where years or quarters couple all), or after `seconds` in all.

    Of several years or with ICT's days a large problem also gives up to this gap of a stage where
    that serves the later ones; small ones and those of one year are held to the last unit.
    """

    gap: float | None = None
    seconds: float = 60.0


def solve(
    problem: Problem,
    effort: Effort | None = None,
    stop: threading.Event | None = None,
    usable: Usable | None = None,
    side: Side = "mid",
) -> Plan:
    """The best plan with its gap. `usable` gets a rough plan first, then the quick one, and then
    each better one.

    The order of the input changes nothing. `stop` ends it within about a second, with the best
    plan so far.

    Raises:
        Refused: the problem can't be planned, with the reason.
    """
    problem = checked(problem)
    effort = effort or Effort()
    gap = effort.gap if effort.gap is not None else _gap(problem)
    usable = usable or (lambda plan: None)
    search = Search(started(problem, side), gap, effort.seconds, stop)
    rough(search.best)
    usable(search.plan("stopped"))
    _quick(search)
    _search(search, usable)
    pruned(search.best)
    return search.plan(search.ended_by)


def _quick(search: Search) -> None:
    """The quick plan; what was found in a moment, filled, where that is better."""
    first, board = search.best, started(search.problem, search.best.side)
    fill(board)
    search.best = board
    if list(search.values.values()) < list(reached(first).values()):
        fill(first)
        search.best = first


def _search(search: Search, usable: Usable) -> None:
    stages = [stage for stage in STAGES if search.bounds[stage]]
    usable(search.plan("stopped"))
    if not stages:
        search.cost_ended = "gap"
        return
    if search.over:
        return
    # Heavy to load; a plan that nothing can be opened in doesn't need them.
    from readiness.plan.staged import one_by_one
    from readiness.plan.together import all_at_once

    model = Programme(search.problem, search.best.side)
    way = all_at_once if search.gap and model.coupled and not model.by_quarter else one_by_one
    way(search, model, stages, lambda: usable(search.plan("stopped")))


def _gap(problem: Problem) -> float:
    limits = problem.limits
    if limits.horizon_years > 1 or limits.ict_days_a_quarter is not None:
        return 0.01
    return 0.01 if limits.projects_at_once is not None else 0.001
