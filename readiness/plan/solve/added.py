"""What it takes to add measures to a plan as it stands: nothing of the plan is given up or moved.

A plan made anew with so much more budget may do better, or something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from readiness.plan.problem import Plan, Problem
from readiness.plan.solve.board import board_of

# More than any plan spends, so that only days, projects and time stand in the way.
_NO_LIMIT = Decimal(10) ** 15
# Why no budget adds it: in no year can ICT and the team carry it; or it was fixed out, or can't
# go together with what is in the plan.
Stopped = Literal["hands", "choice"]


@dataclass(frozen=True)
class Added:
    """`euros` beyond what the plan leaves over, all years together, when it is bought whole in
    `year` (0 is the first)."""

    year: int
    euros: Decimal


class Room:
    """What a plan leaves over: euros by year (`left`), and the time of ICT and the team."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._problem, self._side = problem, plan.side
        self.board = board_of(problem, plan)
        self.left = tuple(self.board.left)
        # From here on the board answers only whether a thing can be carried.
        self.board.left = [_NO_LIMIT] * len(self.left)

    def adding(self, ids: Sequence[str]) -> Added | Stopped:
        """The least that adding all of these takes, over the years in which it can be; of alike
        ones the first year."""
        wanted = self.board.missing(ids)
        if not self.board.may(wanted):
            return "choice"
        asked = sorted((self._lack(wanted, year), year) for year in range(len(self.left)))
        for euros, year in asked:
            if self._carried(wanted, year):
                return Added(year, euros)
        return "hands"

    def _lack(self, wanted: Sequence[str], year: int) -> Decimal:
        """What the years lack: of this one the first costs, of each later one the yearly ones."""
        once = sum((self._problem.once(id_, self._side) for id_ in wanted), Decimal(0))
        yearly = sum((self._problem.year(id_, self._side) for id_ in wanted), Decimal(0))
        lack = max(Decimal(0), once + yearly - self.left[year])
        return lack + sum(
            (max(Decimal(0), yearly - left) for left in self.left[year + 1 :]), Decimal(0)
        )

    def _carried(self, wanted: Sequence[str], year: int) -> bool:
        if not self.board.add(wanted, year):
            return False
        for id_ in wanted:
            self.board.remove(id_)
        return True
