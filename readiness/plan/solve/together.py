"""All stages of a plan at once: weighed, made better round by round, laid, and held against their
bounds until each is within the gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np

from readiness.plan.problem import STAGES, Stage
from readiness.plan.solve.board import Board
from readiness.plan.solve.greedy import fill
from readiness.plan.solve.highs import Array, Optimiser
from readiness.plan.solve.laid import laid
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.search import Search, reached
from readiness.plan.solve.weighed import Weighed

# How often a choice is made again with more room for laying.
_TRIES = 3


def all_at_once(
    search: Search, model: Programme, stages: Sequence[Stage], better: Callable[[], None]
) -> None:
    """Go on until every stage is within the gap or time is over; `better` is called for each
    better plan."""
    _Together(search, model, stages).run(better)


class _Together:
    def __init__(self, search: Search, model: Programme, stages: Sequence[Stage]) -> None:
        self.search, self.model, self.stages = search, model, stages
        self.quick = reached(search.best)
        self.weighed = Weighed(model, Optimiser(model), stages, self.quick, search.gap)
        self.sum = Decimal(-1)
        # Whether a clock has had a say in it.
        self.cut = False
        # Seconds that laying has taken at most: that long before the end nothing is begun.
        self.laying = 0.0

    @property
    def left(self) -> float:
        return self.search.left - self.laying

    @property
    def over(self) -> bool:
        return self.search.over or self.left <= 0

    def run(self, better: Callable[[], None]) -> None:
        search, weighed = self.search, self.weighed
        if not weighed.priced(search.left, search.stop) or search.over:
            self._told()
            return
        self._told()
        if not weighed.begin(search.left, search.stop):
            return
        found = weighed.first(self.left, search.stop)
        self.cut |= found.ended == "time"
        point = found.point if found.point is not None else np.array(self.model.point(search.best))
        self._laid(point, better)
        number = 0
        choosing = weighed.around(point)
        while not self._told() and not self.over:
            if number % 2:
                # It takes long; what it finds is one more way for each location.
                best = self._best_point()
                whole = weighed.everywhere(best, self.left, search.stop)
                self.cut |= whole.ended == "time"
                if whole.point is not None:
                    choosing.add(whole.point)
                    self._laid(whole.point, better)
                number += 1
                continue
            if not weighed.gather(choosing, number, self.left, search.stop):
                return
            for _ in range(_TRIES):
                chosen = weighed.chosen(choosing, self.left)
                if chosen is None or self._laid(chosen, better) or self.over:
                    break
            number += 1

    def _best_point(self) -> Array:
        return np.array(self.model.point(self.search.best))

    def _laid(self, point: Array, better: Callable[[], None]) -> bool:
        """Lay a point and keep it where it is better; whether all of it could be laid. If not,
        more room is left from now on."""
        begun = self.search.left
        made = laid(self.model, point.tolist())
        board = made.board
        self.weighed.leave_room(made.too_many)
        fill(board)
        self.laying = max(self.laying, begun - self.search.left)
        if self._keep(board):
            better()
        return not made.too_many

    def _keep(self, board: Board) -> bool:
        """Of all that does at least as well as the quick plan in the order of the stages, the
        best by the prices between the stages."""
        now = reached(board)
        if [now[one] for one in STAGES] < [self.quick[one] for one in STAGES]:
            return False
        total = self.weighed.worth(now)
        if total <= self.sum:
            return False
        self.sum, self.search.best = total, board
        return True

    def _told(self) -> bool:
        """Set the bounds of the best so far; whether every stage is within the gap."""
        search, near = self.search, True
        now = search.values
        for stage in self.stages:
            if stage in self.weighed.bounds:
                bound = max(now[stage], self.weighed.bound(stage, now))
                # Of this plan: of one that does better in an earlier stage it may be less.
                search.bounds[stage] = bound
                within = bound - now[stage] <= Decimal(str(search.gap)) * bound
                search.ended[stage] = "gap" if within and not self.cut else "time"
                near &= within
            else:
                near = False
        return near
