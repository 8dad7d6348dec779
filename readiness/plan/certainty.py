"""How sure a plan is of its prices: what is bought whatever they turn out to be, what flips."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cached_property

from readiness.plan.problem import Plan, Problem
from readiness.plan.solver import Effort, solve


@dataclass(frozen=True)
class Certainty:
    """The plans at low, middle and high prices. `high` is the plan that holds: whatever the
    prices within their range, it can be paid."""

    low: Plan
    mid: Plan
    high: Plan

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

    What is fixed in and can't be paid at high prices is refused at middle ones or not at all:
    at high prices it is then set free.

    Raises:
        Refused: the problem can't be planned.
    """
    from readiness.model.sentence import Refused

    middle = mid or solve(problem, effort, stop, side="mid")
    low = solve(problem, effort, stop, side="low")
    try:
        high = solve(problem, effort, stop, side="high")
    except Refused:
        high = solve(replace(problem, fixed_in=frozenset()), effort, stop, side="high")
    return Certainty(low, middle, high)
