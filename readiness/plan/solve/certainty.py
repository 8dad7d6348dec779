"""How sure a plan is of its prices: what is bought whatever they turn out to be, what flips."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cached_property

from readiness.model.sentence import Refused
from readiness.plan.problem import Plan, Problem
from readiness.plan.solve.greedy import started
from readiness.plan.solve.solver import Effort, solve


@dataclass(frozen=True)
class Certainty:
    """The plans at low, middle and high prices. `high` is the plan that holds: whatever the
    prices within their range, it can be paid. `freed`: what is fixed in, but can't be paid at
    high prices; it is left to the plan there, and has to be said."""

    low: Plan
    mid: Plan
    high: Plan
    freed: frozenset[str] = frozenset()

    @cached_property
    def always(self) -> frozenset[str]:
        """Measures that are bought at each of the three prices."""
        return self.low.measures & self.mid.measures & self.high.measures

    @cached_property
    def flips(self) -> frozenset[str]:
        """Measures that are bought at some of the three and not at others."""
        return (self.low.measures | self.mid.measures | self.high.measures) - self.always


def over_prices(
    problem: Problem,
    mid: Plan | None = None,
    effort: Effort | None = None,
    stop: threading.Event | None = None,
) -> Certainty:
    """The plan made again at low and at high prices; `mid` where it is at hand already.

    What is fixed in and can't be paid at high prices with all else that is fixed in is told in
    `freed`: at high prices the dearest of it are set free until the rest can be paid.

    Raises:
        Refused: the problem can't be planned.
    """
    middle = mid or solve(problem, effort, stop, side="mid")
    low = solve(problem, effort, stop, side="low")
    freed = too_dear(problem)
    kept = replace(problem, fixed_in=problem.fixed_in - freed)
    return Certainty(low, middle, solve(kept, effort, stop, side="high"), freed)


def too_dear(problem: Problem) -> frozenset[str]:
    """What is fixed in and has to be freed at high prices: as few of the dearest as it takes, the
    same each time.

    Raises:
        Refused: even without it nothing can be planned at high prices.
    """
    freed: frozenset[str] = frozenset()
    dearest = sorted(problem.fixed_in, key=lambda id_: (-problem.first_year(id_, "high"), id_))
    for id_ in (*dearest, None):
        try:
            started(replace(problem, fixed_in=problem.fixed_in - freed), "high")
        except Refused:
            if id_ is None:
                raise
            freed |= {id_}
        else:
            break
    return freed
