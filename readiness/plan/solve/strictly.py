"""Stage after stage where several years or ICT's days couple a few dozen locations.

There the relaxed programme promises more than whole measures can do, and a unit of the first
stage may cost ten of the second: what it promises too much of the one, is ten times too much of
the other. So each stage is brought as near to its optimum as can be, in whole measures and whole
quarters of ICT's days; all that can't be so any more is fixed, which makes the next stage small.
What is found is laid quarter by quarter. That loses nothing but what teams and dependence ask
within a year, which is looked for again at the few locations that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor

import numpy as np

from readiness.plan.problem import STAGES, Stage
from readiness.plan.solve.board import Board
from readiness.plan.solve.greedy import fill
from readiness.plan.solve.highs import WHOLE, Array, Optimiser
from readiness.plan.solve.laid import laid
from readiness.plan.solve.narrowing import narrowed
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.search import Search, reached

# The share of the gap at which a stage ends: the first, the same where ICT's days are scarce, one
# in between, the last. What one leaves open costs the later ones dearly.
_NEAR, _NEAR_SCARCE, _NEAR_LATER, _NEAR_LAST = 0.05, 0.01, 0.5, 0.9
# A laid plan that falls short by less than this share of the gap is good enough.
_LOST = 0.1
# What is left of time is shared by so many stages: those that come later and these. Some is kept
# for the least cost.
_OF_LATER, _OF_LAST = 0.5, 1.2
# The share of a stage's time with ICT's days in fractions, and of the rest before it is laid; how
# often what was lost is looked for again, with how many nodes.
_LOOSE, _EACH, _TRIES, _NODES = 0.7, 0.95, 4, 300


def in_strict_order(
    search: Search, stages: Sequence[Stage], reserve: float, better: Callable[[], None]
) -> None:
    """Go through the stages; `better` is called for each better plan. So many seconds are left as
    a `reserve` unless only the last stage needs them."""
    _Strictly(search, stages, reserve).run(better)


class _Strictly:
    def __init__(self, search: Search, stages: Sequence[Stage], reserve: float) -> None:
        self.search, self.stages, self.reserve = search, stages, reserve
        self.model = Programme(search.problem, search.best.side, by_quarter=False)
        self.loose = Optimiser(self.model, range(self.model.first_goal))
        self.exact = Optimiser(self.model)
        self._lost = Decimal(str(_LOST * search.gap))
        self.held: dict[Stage, Decimal] = {}
        # Whether a clock has had a say in it.
        self.cut = False

    def run(self, better: Callable[[], None]) -> None:
        search = self.search
        for number, stage in enumerate(self.stages):
            if search.over:
                return
            later = len(self.stages) - number - 1
            left = search.left - self.reserve if later else search.left
            self._stage(stage, left / (later + (_OF_LATER if later else _OF_LAST)), better)
            if not self._near(stage, search.gap):
                # Of the later ones even less would be proven.
                return
        if not search.over:
            self._least_cost()

    def _stage(self, stage: Stage, seconds: float, better: Callable[[], None]) -> None:
        search = self.search
        until = search.left - seconds
        weights = self.model.weights(stage)
        costs = self.loose.costs({column: -one for column, one in weights.items()})
        for optimiser, share in self._ways(costs, until):
            near = search.gap * self._share_of_gap(stage, optimiser)
            optimiser.aim(costs)
            start = np.array(self.model.point(search.best))
            left = share * (search.left - until)
            found = optimiser.whole(start, (near, 0.999), left, search.stop)
            self.cut |= found.ended in ("time", "stopped")
            if found.bound is not None:
                most = floor(-found.bound + 1e-6 * max(1.0, -found.bound / 1e6))
                bound = Decimal(most) / self.model.scale
                search.bounds[stage] = min(search.bounds[stage], bound)
            enough = found.point is not None and self._taken(stage, found.point, better)
            if self._near(stage, near):
                break
        if found.point is not None and not enough:
            self._mended(stage, found.point, until, better)
        self._hold(stage)

    def _share_of_gap(self, stage: Stage, optimiser: Optimiser) -> float:
        if stage == self.stages[-1]:
            return _NEAR_LAST
        if stage != self.stages[0]:
            return _NEAR_LATER
        return _NEAR if optimiser is self.loose else _NEAR_SCARCE

    def _ways(self, costs: Array, until: float) -> list[tuple[Optimiser, float]]:
        """ICT's days in fractions first, where they aren't scarce: that is soon settled and nearly
        always laid. Where they are, only whole quarters can be laid."""
        self.loose.aim(costs)
        relaxed = self.loose.relaxed(self.search.left - until, self.search.stop)
        if relaxed is None:
            self.cut = True
            return [(self.exact, _EACH)]
        days = list(self.model.rows.days.values())
        if np.any(relaxed.rows[days] > WHOLE):
            return [(self.exact, _EACH)]
        return [(self.loose, _LOOSE), (self.exact, _EACH)]

    def _taken(self, stage: Stage, point: Array, better: Callable[[], None]) -> bool:
        """Lay a point and keep it where it is better; whether it is nearly as good as it was."""
        search, model = self.search, self.model
        board = laid(model, point.tolist()).board
        fill(board)
        if self._rank(board) > self._rank(search.best):
            search.best = board
            better()
        now = reached(board)
        enough = model.value(stage, point.tolist()) * (1 - self._lost)
        return now[stage] >= enough and all(now[one] >= held for one, held in self.held.items())

    def _least_cost(self) -> None:
        """The same for less, where that is soon found."""
        search, model, optimiser = self.search, self.model, self.exact
        if not search.within:
            return
        stage = self.stages[-1]
        least = float(ceil(self.held[stage] * model.scale)) - 0.5
        optimiser.hold(model.weights(stage), least)
        costs = optimiser.costs(model.costs())
        optimiser.aim(costs)
        start = np.array(model.point(search.best))
        found = optimiser.whole(start, (search.gap, 0.999), search.left, search.stop, _NODES)
        if found.point is not None:
            board = laid(model, found.point.tolist()).board
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
        """Look between what was found and what could be laid of it: all locations as in both, but
        for those where the two differ and some others."""
        search, optimiser = self.search, self.exact
        weights = self.model.weights(stage)
        optimiser.aim(optimiser.costs({column: -one for column, one in weights.items()}))
        count = int(optimiser.teams.max()) + 1
        chance = np.random.default_rng(int(stage))
        for number in range(_TRIES):
            left = search.left - until
            if left <= 0.1 or search.over:
                self.cut = True
                return
            best = np.array(self.model.point(search.best))
            differ = optimiser.teams[np.abs(best - point) > 0.5]
            others = chance.permutation(count)[: 2 + 2 * number]
            free = np.isin(optimiser.teams, np.union1d(differ, others)) | (optimiser.teams < 0)
            lower = np.where(free, optimiser.lower, np.round(best))
            upper = np.where(free, optimiser.upper, np.round(best))
            whole = optimiser.whole(best, (0.0, 0.999), left, search.stop, _NODES, (lower, upper))
            self.cut |= whole.ended in ("time", "stopped")
            if whole.point is not None and self._taken(stage, whole.point, better):
                reached_now = self.model.value(stage, point.tolist())
                if search.values[stage] >= reached_now * (1 - self._lost):
                    return

    def _near(self, stage: Stage, gap: float) -> bool:
        value = self.search.values[stage]
        bound = max(value, self.search.bounds[stage])
        return bound - value <= Decimal(str(gap)) * bound

    def _hold(self, stage: Stage) -> None:
        """Note what was reached, and let the next stages keep to it."""
        search, model, optimiser = self.search, self.model, self.loose
        value = self.held[stage] = search.values[stage]
        search.ended[stage] = "gap" if self._near(stage, search.gap) and not self.cut else "time"
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
