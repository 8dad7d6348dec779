"""The integer programme of a plan: its columns, its rows and its objectives, without solving it.

Numbers that count are whole (weights scaled, costs in cents), so that a bound holds to the last
digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor

from readiness.plan.problem import Problem, Side, Stage
from readiness.plan.solve.board import Board, kind_of, opened
from readiness.plan.solve.columns import Columns
from readiness.plan.solve.rows import Rows, all_rows


class Programme(Columns):
    """Columns, and rows that hold up to their `upper`."""

    def __init__(self, problem: Problem, side: Side, *, by_quarter: bool | None = None) -> None:
        super().__init__(problem, side, by_quarter=by_quarter)
        self.rows: Rows = all_rows(self)

    def weights(self, stage: Stage) -> dict[int, float]:
        """The scaled weight of each column that counts for a stage."""
        return {
            self.first_goal + number * self.years_ahead + t: float(round(goal.weight * self.scale))
            for number, goal in enumerate(self.goals)
            if goal.stage == stage
            for t in range(self.years_ahead)
        }

    def costs(self) -> dict[int, float]:
        """Cents over all years; of equal cost the fewest days and measures come first, and then
        what has the lesser id."""
        costs: dict[int, float] = {}
        for number, id_ in enumerate(self.measures):
            last = self.there(id_, self.years_ahead - 1)
            for t in range(self.years_ahead):
                costs[self.there(id_, t)] = 100 * float(self.problem.year(id_, self.side))
            costs[last] += 100 * float(self.problem.once(id_, self.side))
            days = float(self.problem.measure[id_].days)
            costs[last] += 1e-3 * days + 1e-3 * (1 + number / len(self.measures))
        return costs

    def value(self, stage: Stage, point: Sequence[float]) -> Decimal:
        """What a point is worth for a stage."""
        total = sum(weight * point[column] for column, weight in self.weights(stage).items())
        return Decimal(floor(total + 1e-4)) / self.scale

    def point(self, board: Board) -> list[float]:
        """The values of all columns for what is bought."""
        point = [0.0] * self.columns
        for id_, one in board.bought.items():
            if id_ not in self.at:
                continue
            first = one.ready if self.by_quarter else one.year
            for period in range(first, self.years_ahead * self.step):
                point[self.at[id_] + period] = 1
            if id_ in self.worked:
                point[self.flow[kind_of(self.problem, id_), one.ready]] += 1
        goes = {one.goal: one.year for one in opened(self.problem, board.years())}
        for number, goal in enumerate(self.goals):
            if goal.id in goes:
                begin = self.first_goal + number * self.years_ahead
                for t in range(goes[goal.id], self.years_ahead):
                    point[begin + t] = 1
        return point
