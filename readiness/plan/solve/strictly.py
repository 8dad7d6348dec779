"""Stage after stage where several years or ICT's days couple a few dozen locations.

There the relaxed programme promises more than whole measures can do, and a unit of the first
stage may cost ten of the second: what it promises too much of the one, is ten times too much of
the other. So each stage is brought as near to its optimum as can be, in whole measures and with
ICT's days in fractions; all that can't be so any more is fixed, which makes the next stage small.
What is found is laid quarter by quarter; what that loses is looked for again at the few locations
that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor

import numpy as np

from readiness.plan.problem import STAGES, Stage
from readiness.plan.solve.board import Board
from readiness.plan.solve.greedy import fill
from readiness.plan.solve.highs import Array, Optimiser
from readiness.plan.solve.narrowing import narrowed
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.search import Search, reached

# The share of the gap at which a stage ends: what the first leaves open costs the later ones
# dearly. A laid plan that falls short by less than the second share is good enough.
_NEAR, _NEAR_LATER, _LOST = 0.05, 0.3, 0.1
# The share of its time that a stage gets before it is laid; how often what was lost is looked for
# again, with how many nodes.
_EACH, _TRIES, _NODES = 0.7, 4, 300


def in_strict_order(search: Search, stages: Sequence[Stage], better: Callable[[], None]) -> None:
    """Go through the stages; `better` is called for each better plan."""
    _Strictly(search, stages).run(better)


class _Strictly:
    def __init__(self, search: Search, stages: Sequence[Stage]) -> None:
        self.search, self.stages = search, stages
        self.model = Programme(search.problem, search.best.side, by_quarter=False, loose=True)
        self.optimiser = Optimiser(self.model)
        self.exact = Optimiser(self.model, [*self.model.whole, *self.model.flow.values()])
        self._lost = Decimal(str(_LOST * search.gap))
        self.held: dict[Stage, Decimal] = {}
        # Whether a clock has had a say in it.
        self.cut = False

    def run(self, better: Callable[[], None]) -> None:
        search = self.search
        for number, stage in enumerate(self.stages):
            if search.over:
                return
            self._stage(stage, search.left / (len(self.stages) - number + 0.3), better)
        if not search.over:
            self._least_cost()

    def _stage(self, stage: Stage, seconds: float, better: Callable[[], None]) -> None:
        search, model, optimiser = self.search, self.model, self.optimiser
        until = search.left - seconds
        weights = model.weights(stage)
        optimiser.aim(optimiser.costs({column: -one for column, one in weights.items()}))
        first = stage == self.stages[0]
        near = (search.gap * (_NEAR if first else _NEAR_LATER), 0.999)
        start = np.array(model.point(search.best))
        found = optimiser.whole(start, near, _EACH * (search.left - until), search.stop)
        self.cut |= found.ended in ("time", "stopped")
        if found.bound is not None:
            most = floor(-found.bound + 1e-6 * max(1.0, -found.bound / 1e6))
            search.bounds[stage] = min(search.bounds[stage], Decimal(most) / model.scale)
        if found.point is not None and not self._taken(stage, found.point, better):
            self._mended(stage, found.point, until, better)
        self._hold(stage)

    def _taken(self, stage: Stage, point: Array, better: Callable[[], None]) -> bool:
        """Lay a point and keep it where it is better; whether it is nearly as good as it was."""
        search, model = self.search, self.model
        board = model.board(point.tolist())
        fill(board)
        if self._rank(board) > self._rank(search.best):
            search.best = board
            better()
        now = reached(board)
        enough = model.value(stage, point.tolist()) * (1 - self._lost)
        return now[stage] >= enough and all(now[one] >= held for one, held in self.held.items())

    def _least_cost(self) -> None:
        """The same for less, where that is soon found."""
        search, model, exact = self.search, self.model, self.exact
        if not search.within:
            return
        stage = self.stages[-1]
        least = float(ceil(self.held[stage] * model.scale)) - 0.5
        exact.hold(model.weights(stage), least)
        costs = exact.costs(model.costs())
        exact.aim(costs)
        start = np.array(model.point(search.best))
        found = exact.whole(start, (search.gap, 0.999), search.left, search.stop, _NODES)
        if found.point is not None:
            board = model.board(found.point.tolist())
            paid = sum(search.best.left, Decimal(0))
            if self._rank(board) >= self._rank(search.best) and sum(board.left) > paid:
                search.best = board
        spent = float(costs @ np.array(model.point(search.best)))
        if found.bound is not None and spent - found.bound <= search.gap * abs(spent):
            search.cost_ended = "gap" if found.ended in ("gap", "work") else "time"

    def _rank(self, board: Board) -> tuple[Decimal, ...]:
        now = reached(board)
        return tuple(now[stage] for stage in STAGES)

    def _mended(self, stage: Stage, point: Array, until: float, better: Callable[[], None]) -> None:
        """Look between what was found and what could be laid of it, with ICT's days in whole
        measures: all locations as in both, but for those where the two differ and some others."""
        search, exact = self.search, self.exact
        weights = self.model.weights(stage)
        exact.aim(exact.costs({column: -one for column, one in weights.items()}))
        count = int(exact.teams.max()) + 1
        chance = np.random.default_rng(int(stage))
        for number in range(_TRIES):
            left = search.left - until
            if left <= 0.1 or search.over:
                self.cut = True
                return
            best = np.array(self.model.point(search.best))
            differ = exact.teams[np.abs(best - point) > 0.5]
            others = chance.permutation(count)[: 2 + 2 * number]
            free = np.isin(exact.teams, np.union1d(differ, others)) | (exact.teams < 0)
            lower = np.where(free, exact.lower, np.round(best))
            upper = np.where(free, exact.upper, np.round(best))
            whole = exact.whole(best, (0.0, 0.999), left, search.stop, _NODES, (lower, upper))
            self.cut |= whole.ended in ("time", "stopped")
            if whole.point is not None and self._taken(stage, whole.point, better):
                reached_now = self.model.value(stage, point.tolist())
                if search.values[stage] >= reached_now * (1 - self._lost):
                    return

    def _hold(self, stage: Stage) -> None:
        """Note what was reached, and let the next stages keep to it."""
        search, model, optimiser = self.search, self.model, self.optimiser
        value = self.held[stage] = search.values[stage]
        bound = max(value, search.bounds[stage])
        near = bound - value <= Decimal(str(search.gap)) * bound
        search.ended[stage] = "gap" if near and not self.cut else "time"
        if stage == self.stages[-1]:
            return
        least = float(ceil(value * model.scale)) - 0.5
        relaxed = optimiser.relaxed(max(0.1, search.left), search.stop)
        self.cut |= relaxed is None or not narrowed(
            optimiser, relaxed, least, (model.first_flow, model.first_goal), lambda: search.over
        )
        optimiser.hold(model.weights(stage), least)
        self.exact.hold(model.weights(stage), least)
        self.exact.narrow(optimiser.lower, optimiser.upper)
