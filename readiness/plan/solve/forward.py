"""A plan brought forward: nobody waits for what nothing holds up."""

from __future__ import annotations

from readiness.plan.problem import Bought
from readiness.plan.solve.board import Board
from readiness.plan.solve.worth import served

# What opens nothing comes last.
_NOTHING = (3, 0)


def brought_forward(board: Board) -> None:
    """Everything as early in its year as days, projects and what it needs allow; what serves the
    earliest stage has the first choice. What is paid, and in which year, stays."""
    first = served(board.problem, board.years())

    def turn(one: Bought) -> tuple[int, tuple[int, int], int, str]:
        return one.year, first.get(one.measure, _NOTHING), one.ready, one.measure

    sooner = True
    while sooner:
        sooner = False
        for one in sorted(board.bought.values(), key=turn):
            board.remove(one.measure)
            if not board.add((one.measure,), one.year):
                board.add((one.measure,), one.year, one.ready)
            sooner |= board.bought[one.measure].ready < one.ready
