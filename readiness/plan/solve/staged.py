"""The stages of a plan one after another, each held to its last unit for the next.

Each stage begins from what was found before; the last step takes the least cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import floor

from readiness.plan.problem import STAGES, Stage
from readiness.plan.solve.board import Board
from readiness.plan.solve.greedy import fill
from readiness.plan.solve.highs import Optimiser
from readiness.plan.solve.laid import laid
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.rounding import Rounding
from readiness.plan.solve.search import Search, reached

# The step after the last stage.
_COST = 3


def one_by_one(
    search: Search, model: Programme, stages: Sequence[Stage], better: Callable[[], None]
) -> None:
    """Go through the stages; `better` is called after each."""
    _Staged(search, model).run(stages, better)


class _Staged:
    def __init__(self, search: Search, model: Programme) -> None:
        self.search, self.model = search, model
        self.rounding = Rounding(Optimiser(model), search.stop)
        self.held: dict[Stage, Decimal] = {}
        self.point: Sequence[float] | None = None

    def run(self, stages: Sequence[Stage], better: Callable[[], None]) -> None:
        search = self.search
        for number, stage in enumerate(stages):
            if search.over:
                return
            self._stage(stage, search.left / (len(stages) - number + 0.5))
            better()
        if not search.over:
            self._least_cost()

    def _stage(self, stage: Stage, seconds: float) -> None:
        search, model = self.search, self.model
        weights = model.weights(stage)
        objective = {column: -weight for column, weight in weights.items()}
        found = self.rounding.minimise(objective, self._start(), search.gap, seconds)
        if found.bound is not None:
            # No whole number lies between the bound and the next one below it.
            most = floor(-found.bound + 1e-6 * max(1.0, -found.bound / 1e6))
            search.bounds[stage] = min(search.bounds[stage], Decimal(most) / model.scale)
        self.point = found.point
        self._take(laid(model, found.point).board, stage)
        value = search.values[stage]
        if model.coupled:
            # Where the next stage begins must do as well as what is held.
            value = min(value, model.value(stage, found.point))
        bound = max(search.values[stage], search.bounds[stage])
        near = bound - search.values[stage] <= Decimal(str(search.gap)) * bound
        # What couldn't be laid as it was found isn't proven by the gap of what was found.
        search.ended[stage] = found.ended_by if near or found.ended_by != "gap" else "time"
        self.held[stage] = value
        least = float(floor(value * model.scale)) - 0.5
        room = float((search.bounds[stage] - value) * model.scale / 2)
        self.rounding.hold(weights, least, least + min(room, abs(least) / 500))

    def _start(self) -> Sequence[float]:
        """The best so far; where quarters are laid, what it was laid from."""
        if self.model.coupled and self.point is not None:
            return self.point
        return self.model.point(self.search.best)

    def _least_cost(self) -> None:
        search, model = self.search, self.model
        seconds = max(0.5, search.left)
        found = self.rounding.minimise(model.costs(), self._start(), search.gap, seconds)
        self._take(laid(model, found.point).board, _COST)
        point = model.point(search.best)
        spent = sum(cost * point[column] for column, cost in model.costs().items())
        most = max(1.0, search.gap * abs(spent))
        near = found.bound is not None and spent - found.bound <= most
        search.cost_ended = found.ended_by if near else "time"

    def _take(self, board: Board, stage: int) -> None:
        """Keep the better of this and the best so far.

        Laid quarter by quarter a plan may lose a little of an earlier stage: that is taken as
        long as the earlier stage stays within its gap.
        """
        if stage in STAGES or self.model.coupled:
            fill(board)
        if self._rank(board, stage) > self._rank(self.search.best, stage):
            self.search.best = board

    def _rank(self, board: Board, stage: int) -> tuple[Decimal, ...]:
        values, search = reached(board), self.search
        rank: list[Decimal] = []
        for one in STAGES:
            value = values[one]
            if one < stage and one in self.held:
                enough = self.held[one]
                if self.model.coupled:
                    enough = min(enough, search.bounds[one] * (1 - Decimal(str(search.gap))))
                value = min(value, enough)
            rank.append(value)
        return (*rank, *([sum(board.left, Decimal(0))] if stage not in STAGES else []))
