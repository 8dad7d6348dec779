"""What lies around a plan: the best at other budgets, and at low and high prices."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from readiness.model.sentence import Refused
from readiness.plan.problem import STAGES, Plan, Problem
from readiness.plan.solve.certainty import Certainty, over_prices
from readiness.plan.solve.curve import SHARES, Point, curve
from readiness.plan.solve.solver import Effort

Progress = Callable[[int, int], None]
# A point of the curve is looked at, not bought: of a large problem this is close enough.
_LARGE, _CLOSE = 500, 0.01
_WHOLE = Decimal(1)


@dataclass(frozen=True)
class Outlook:
    """`points` by budget, the plan's own among them; none where the budget is nothing or there
    was no time. `certainty` is None where there was no time."""

    points: tuple[Point, ...] = ()
    certainty: Certainty | None = None


def outlook(
    problem: Problem,
    plan: Plan,
    seconds: float,
    stop: threading.Event | None = None,
    progress: Progress | None = None,
    shares: Sequence[Decimal] = SHARES,
) -> Outlook:
    """The curve and the certainty of a plan, within about so many seconds.

    A point is never worse than one of a smaller budget: that plan could be carried out too.
    A budget that doesn't pay what is fixed in has no point.
    """
    stop = stop or threading.Event()
    end = time.monotonic() + seconds
    steps = [one for one in sorted(shares) if one != _WHOLE] if any(problem.limits.budget) else []
    total = len(steps) + 1

    def effort(left: int) -> Effort:
        # Else what a plan itself is held to: a thousandth of one year, a hundredth of several.
        gap = _CLOSE if len(problem.measures) > _LARGE else None
        return Effort(gap, max(0.5, (end - time.monotonic()) / left))

    certainty = None
    if not stop.is_set():
        certainty = over_prices(problem, plan, effort(total), stop)
    if progress is not None:
        progress(1, total)
    points = [Point(sum(problem.limits.budget, Decimal(0)), plan)] if steps else []
    for number, share in enumerate(steps, 1):
        if stop.is_set():
            return Outlook((), None)
        try:
            points += curve(problem, (share,), effort(total - number), stop)
        except Refused:
            continue
        finally:
            if progress is not None:
                progress(number + 1, total)
    if stop.is_set():
        return Outlook((), None)
    return Outlook(_rising(points), certainty)


def _rising(points: Sequence[Point]) -> tuple[Point, ...]:
    """By budget, one a budget; where a smaller budget did better, its plan stands."""
    found: dict[Decimal, Point] = {}
    for point in sorted(points, key=lambda one: one.budget):
        found.setdefault(point.budget, point)
    made: list[Point] = []
    for point in found.values():
        if made and _rank(made[-1].plan) > _rank(point.plan):
            point = Point(point.budget, made[-1].plan)
        made.append(point)
    return tuple(made)


def _rank(plan: Plan) -> tuple[Decimal, ...]:
    return tuple(plan.value(stage) for stage in STAGES)
