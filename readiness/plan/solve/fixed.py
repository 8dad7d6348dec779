"""What is fixed in, laid where one after another as early as can be doesn't get there.

A dear measure may fit in the first year only, and a cheap one that was laid before it takes the
room; so all are laid at once, in whole numbers and quarter by quarter.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from readiness.plan.problem import Problem, Side
from readiness.plan.solve.board import QUARTERS, Board
from readiness.plan.solve.highs import Optimiser
from readiness.plan.solve.programme import Programme

# Together they are soon laid, or soon known not to fit.
_SECONDS, _NODES = 10.0, 5000


def laid_at_once(problem: Problem, side: Side, ids: Iterable[str]) -> Board | None:
    """A board with all of these, together as early as can be; None where none was found.

    `ids` hold everything that they need.
    """
    wanted = frozenset(ids)
    own = tuple(one for one in problem.measures if one.id in wanted)
    model = Programme(
        replace(problem, measures=own, goals=(), fixed_in=wanted, fixed_out=frozenset()),
        side,
        by_quarter=True,
    )
    optimiser = Optimiser(model)
    optimiser.aim(np.full(model.columns, -1.0))
    found = optimiser.whole(None, (0.01, 0.999), _SECONDS, threading.Event(), _NODES)
    if found.point is None:
        return None
    point, board = found.point.tolist(), Board(problem, side)
    periods = model.years_ahead * QUARTERS
    ready = {
        id_: next(q for q in range(periods) if point[model.at[id_] + q] > 0.5) for id_ in wanted
    }
    depth = {id_: number for number, id_ in enumerate(board.missing(wanted))}
    for id_ in sorted(wanted, key=lambda id_: (ready[id_], depth[id_])):
        if not board.add((id_,), ready[id_] // QUARTERS, ready[id_]):
            return None
    return board
