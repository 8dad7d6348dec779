"""All stages at once, where several years or ICT's days couple everything to everything.

Held to its last unit a stage leaves the next ones nothing to choose from: one unit of the first
may cost a hundred of the second, so that nothing can be proven of the later ones. So a stage may
fall short by most of the gap that is asked, which is told as its gap. The relaxed programme then
says what a unit of each stage costs in units of the last; with these prices all stages are one
objective, solved once in whole numbers, laid quarter by quarter, and held against the bound of
each stage.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from threading import Event

import numpy as np

from readiness.plan.problem import Stage
from readiness.plan.solve.choosing import Choosing
from readiness.plan.solve.highs import WHOLE, Array, Optimiser, Whole
from readiness.plan.solve.programme import Programme

# The share of the gap that the first stage gives to the later ones, and that the others give.
_GIVEN, _GIVEN_LATER = 0.92, 0.75
# A unit of the last stage, so that prices are whole numbers.
_UNIT = 20
# Nodes for a few locations, and for a choice among ways; how many ways are looked for at once,
# and by how much more or less.
_NODES, _CHOICES = 1, 100
_WAYS, _LITTLE = 15, (0.005, 0.015, 0.05)


@dataclass(frozen=True)
class Bound:
    """What a stage can't exceed: `value` while the stages before it stay at `held`, and less
    (or more) by its price for each unit that one of them is more (or less)."""

    value: float
    held: Mapping[Stage, float]
    prices: Mapping[Stage, float]

    def at(self, reached: Mapping[Stage, float]) -> float:
        return self.value - sum(
            price * (reached[stage] - self.held[stage]) for stage, price in self.prices.items()
        )


class Weighed:
    """The stages of one programme, weighed against each other.

    `least`: what each stage has at least, by the quick plan.
    """

    def __init__(
        self,
        model: Programme,
        optimiser: Optimiser,
        stages: Sequence[Stage],
        least: Mapping[Stage, Decimal],
        gap: float,
    ) -> None:
        self.model, self.optimiser, self.stages, self.gap = model, optimiser, stages, gap
        self.least = {stage: float(least[stage] * model.scale) for stage in stages}
        self.costs = {stage: -optimiser.costs(model.weights(stage)) for stage in stages}
        self.rows = {stage: optimiser.hold(model.weights(stage), 0.0) for stage in stages[:-1]}
        self.bounds: dict[Stage, Bound] = {}
        self._room: dict[int, float] = {}
        self._all: Bound | None = None
        self._prices: dict[Stage, int] = {}

    def priced(self, seconds: float, stop: Event) -> bool:
        """Find the bound of each stage and the prices between them; False where time ended it."""
        end = time.monotonic() + seconds
        held: dict[Stage, float] = {}
        for stage in self.stages:
            self.optimiser.aim(self.costs[stage])
            relaxed = self.optimiser.relaxed(end - time.monotonic(), stop)
            if relaxed is None:
                return False
            prices = dict(zip(self.stages[:-1], relaxed.prices, strict=True))
            prices = {one: prices[one] for one in held}
            self.bounds[stage] = Bound(_safe(-relaxed.value), dict(held), prices)
            self._last = relaxed.point
            if stage in self.rows:
                held[stage] = self._held(stage, held)
                self.optimiser.at_least(self.rows[stage], held[stage] - 0.5)
        # What isn't held by anything is free, but still better than nothing.
        last = self.bounds[self.stages[-1]].prices
        self._prices = {stage: max(1, round(_UNIT * last.get(stage, 1.0))) for stage in self.stages}
        return True

    def bound(self, stage: Stage, reached: Mapping[Stage, Decimal]) -> Decimal:
        """What no plan exceeds in a stage that does as well as this in the stages before it."""
        now = {one: float(reached[one] * self.model.scale) for one in self.stages}
        found = self.bounds[stage].at(now)
        if stage == self.stages[-1] and self._all is not None:
            if all(now[one] >= self._all.held[one] for one in self._all.held):
                found = min(found, self._all.at({**now, stage: 0.0}))
        return Decimal(int(found + 1e-6)) / self.model.scale

    def worth(self, reached: Mapping[Stage, Decimal]) -> Decimal:
        """All stages together, by their prices."""
        return sum((self._prices[one] * reached[one] for one in self.stages), Decimal(0))

    def _held(self, stage: Stage, before: Mapping[Stage, float]) -> float:
        """Short of the bound by most of the gap, but never below the quick plan where all before
        it is no better than that."""
        given = (_GIVEN_LATER if before else _GIVEN) * self.gap
        value = float(ceil(self.bounds[stage].value * (1 - given) - WHOLE))
        if all(held <= self.least[one] for one, held in before.items()):
            return max(value, self.least[stage])
        return value

    def begin(self, seconds: float, stop: Event) -> bool:
        """Make all stages one objective; False where time ended it."""
        for row in self.rows.values():
            self.optimiser.at_least(row, 0.0)
        self.optimiser.aim(self.objective)
        relaxed = self.optimiser.relaxed(seconds, stop)
        if relaxed is None:
            return False
        self._bound_all(relaxed.value)
        self._point = relaxed.point
        self.leave_room({})
        return True

    def first(self, seconds: float, stop: Event) -> Whole:
        """Whole numbers where the relaxed point has fractions, all else as it was relaxed."""
        return self._around(self._point, None, self._broken, _NODES, seconds, stop)

    def around(self, best: Array) -> Choosing:
        """The ways of each location, with the organisation's own measures as in this point."""
        choosing = Choosing(self.model, self.optimiser.teams, best)
        choosing.add(np.round(best))
        choosing.add(self._point)
        choosing.add(self._last)
        return choosing

    def gather(self, choosing: Choosing, number: int, seconds: float, stop: Event) -> bool:
        """More ways, found with a little more or less of everything that couples locations; False
        where time ended it."""
        end = time.monotonic() + seconds
        optimiser, model = self.optimiser, self.model
        central = choosing.central
        optimiser.fix(central, choosing.base[central])
        objective = self.objective
        chance = np.random.default_rng(number)
        rows = [*model.rows.budget, *model.rows.days.values()]
        done = True
        for one in range(_WAYS):
            part = _LITTLE[one % len(_LITTLE)]
            for row in rows:
                little = 1 + part * (2 * chance.random() - 1)
                optimiser.at_most(row, model.rows.upper[row] * little)
            optimiser.aim(objective * (1 + part * (2 * chance.random(len(objective)) - 1)))
            relaxed = optimiser.relaxed(end - time.monotonic(), stop)
            if relaxed is None:
                done = False
                break
            choosing.add(relaxed.point)
        for row in rows:
            optimiser.at_most(row, model.rows.upper[row])
        optimiser.free(central)
        return done

    def chosen(self, choosing: Choosing, seconds: float) -> Array | None:
        """The best of the ways gathered, with room left where it was asked."""
        return choosing.best(
            self.objective, self._room, 0.1 * self.gap * self._least_worth(), _CHOICES, seconds
        )

    def everywhere(self, best: Array, seconds: float, stop: Event) -> Whole:
        """The best so far made better at all locations at once; what bounds that counts too."""
        self.optimiser.aim(self.objective)
        near = (0.0, 0.3 * self.gap * self._least_worth())
        found = self.optimiser.whole(best, near, seconds, stop, _NODES)
        if found.bound is not None:
            self._bound_all(found.bound)
        return found

    def _around(
        self,
        fixed: Array,
        start: Array | None,
        teams: Array,
        nodes: int,
        seconds: float,
        stop: Event,
    ) -> Whole:
        optimiser = self.optimiser
        free = np.isin(optimiser.teams, teams) | (optimiser.teams < 0)
        lower = np.where(free, optimiser.lower, np.round(fixed))
        upper = np.where(free, optimiser.upper, np.round(fixed))
        near = (0.0, 0.05 * self.gap * self._least_worth())
        return optimiser.whole(start, near, seconds, stop, nodes, (lower, upper))

    @property
    def _broken(self) -> Array:
        """Locations where what was relaxed has fractions, now or at the last stage."""
        points = (self._point, self._last)
        loose = np.logical_or.reduce([np.abs(one - np.round(one)) > WHOLE for one in points])
        return np.unique(self.optimiser.teams[loose])

    def _least_worth(self) -> float:
        return min(self._prices[stage] * self.bounds[stage].value for stage in self.stages)

    def leave_room(self, days: Mapping[int, float]) -> None:
        """From here on keep so many days of a quarter free, beside what was kept free before:
        whole measures can't always be laid in what fractions can."""
        for q, row in self.model.rows.days.items():
            self._room[q] = self._room.get(q, self.model.rows.upper[row]) - days.get(q, 0.0)

    @property
    def objective(self) -> Array:
        """All stages together, in whole numbers."""
        total = np.zeros(self.optimiser.columns)
        for stage in self.stages:
            total += self._prices[stage] * self.costs[stage]
        return total

    def _bound_all(self, value: float) -> None:
        """What the last stage can't exceed, from the bound of all together."""
        last = self.stages[-1]
        bound = _safe(-value) / self._prices[last]
        held = dict.fromkeys(self.stages[:-1], 0.0)
        prices = {stage: self._prices[stage] / self._prices[last] for stage in held}
        one = Bound(bound, held, prices)
        if self._all is None or one.value < self._all.value:
            self._all = one


def _safe(bound: float) -> float:
    """A bound with room for what a relaxed solution is inexact by."""
    return bound + 1e-7 * max(1.0, abs(bound))
