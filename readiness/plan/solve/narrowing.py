"""What no plan can do that keeps to the value of an earlier stage: those columns are fixed.

Where the relaxed programme is hardly better than what is held, most measures and goals can be as
it has them only. What is known of them makes the next stages far smaller.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from readiness.plan.solve.highs import WHOLE, Array, Optimiser, Relaxed


def narrowed(
    optimiser: Optimiser,
    relaxed: Relaxed,
    least: float,
    columns: tuple[int, int],
    over: Callable[[], bool],
) -> bool:
    """Fix what would bring the value of the stage that is aimed at below `least`; whether all was
    looked at before `over` said that time is.

    `relaxed`: its relaxed point. Of `columns` the first so many are 0 or 1 in every plan and
    looked at by what they cost there, and of those again the first so many one by one.
    """
    mine, whole = columns
    slack = -relaxed.value - least
    point, reduced = relaxed.point[:mine], relaxed.reduced[:mine]
    lower, upper = optimiser.lower.copy(), optimiser.upper.copy()
    # A little more than nothing, for what a relaxed solution is inexact by.
    slack += 1e-6 * max(1.0, abs(relaxed.value))
    upper[:mine][(point < WHOLE) & (reduced > slack)] = 0
    lower[:mine][(point > 1 - WHOLE) & (-reduced > slack)] = 1
    optimiser.narrow(lower, upper)
    free = [int(one) for one in np.flatnonzero(lower[:whole] < upper[:whole])]
    for column in free:
        if over():
            optimiser.narrow(lower, upper)
            return False
        for value in _others(point, column):
            reached = optimiser.value_with(column, value)
            if reached is not None and -reached < least - 1e-6 * max(1.0, abs(least)):
                lower[column] = upper[column] = 1 - value
                break
    optimiser.narrow(lower, upper)
    return True


def _others(point: Array, column: int) -> tuple[float, ...]:
    """The whole numbers that the relaxed point doesn't have there."""
    value = float(point[column])
    near = round(value)
    return (1.0 - near,) if abs(value - near) <= WHOLE else (0.0, 1.0)
