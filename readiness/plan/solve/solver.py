"""The proven plan: the quick one first, then better ones by HiGHS, each stage with its bound.

The same problem gives the same plan whatever the order of its rows, unless time ends it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from readiness import garbage
from readiness.plan.checked import checked
from readiness.plan.problem import STAGES, Plan, Problem, Side
from readiness.plan.solve.forward import brought_forward
from readiness.plan.solve.greedy import fill, pruned, rough, started
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.search import Search, reached

Usable = Callable[[Plan], None]
# Of what years or quarters couple: with so many columns all goes to the last unit; with so many
# measures and years a gap is proven stage after stage, in most of the time, and with more, or where
# that doesn't get there, of all stages together.
_MOST_EXACT, _MOST_STRICT, _STRICT = 800, 2500, 0.85


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
    effort = effort or Effort()
    usable = usable or (lambda plan: None)
    # Who waits for the first plan of thousands of locations waits a third less.
    with garbage.later():
        problem = checked(problem)
        gap = effort.gap if effort.gap is not None else _gap(problem)
        search = Search(started(problem, side), gap, effort.seconds, stop)
        rough(search.best)
        first = search.plan("stopped")
    usable(first)
    _quick(search)
    search = _search(search, usable)
    pruned(search.best)
    brought_forward(search.best)
    return search.plan(search.ended_by)


def _quick(search: Search) -> None:
    """The quick plan; what was found in a moment, filled, where that is better."""
    first, board = search.best, started(search.problem, search.best.side)
    fill(board)
    search.best = board
    if list(search.values.values()) < list(reached(first).values()):
        fill(first)
        search.best = first


def _search(search: Search, usable: Usable) -> Search:
    """Go on from the quick plan; the search that came nearest."""
    stages = [stage for stage in STAGES if search.bounds[stage]]
    usable(search.plan("stopped"))
    if not stages:
        search.cost_ended = "gap"
        return search
    if search.over:
        return search
    # Heavy to load; a plan that nothing can be opened in doesn't need them.
    from readiness.plan.solve.staged import one_by_one
    from readiness.plan.solve.strictly import in_strict_order
    from readiness.plan.solve.together import all_at_once

    model = Programme(search.problem, search.best.side)
    small = model.exact and model.columns <= _MOST_EXACT
    if not search.gap or not model.coupled or small:
        one_by_one(search, model, stages, lambda: _tell(search, usable))
        return search
    strict = None
    if len(model.measures) * model.years_ahead <= _MOST_STRICT:
        strict = Search(search.best, search.gap, search.left, search.stop)
        reserve = search.left * (1 - _STRICT)
        in_strict_order(strict, stages, reserve, lambda: _tell(strict, usable))
        if strict.within or search.over:
            return strict
        model = Programme(search.problem, search.best.side, by_quarter=False)
    # What is weighed may do less in an early stage and far more in a later one: it isn't told
    # of before it is clear that it is the one to take.
    all_at_once(
        search, model, stages, (lambda: None) if strict else (lambda: _tell(search, usable))
    )
    if strict is None:
        return search
    if strict.plan("stopped").gap <= search.plan("stopped").gap:
        return strict
    # A clock said that it came to this.
    search.ended = dict.fromkeys(search.ended, "time")
    return search


def _tell(search: Search, usable: Usable) -> None:
    usable(search.plan("stopped"))


def _gap(problem: Problem) -> float:
    limits = problem.limits
    if limits.horizon_years > 1 or limits.ict_days_a_quarter is not None:
        return 0.01
    return 0.01 if limits.projects_at_once is not None else 0.001
