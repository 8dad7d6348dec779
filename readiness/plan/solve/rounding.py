"""One objective in whole numbers, with a bound.

First the programme is relaxed: its value is a bound, and nearly every location comes out whole,
because little but the budget couples them. Those are fixed, and the few others with what is the
organisation's are solved as whole numbers. Where that doesn't reach the gap, the whole programme
is solved from there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from readiness.plan.problem import EndedBy
from readiness.plan.solve.highs import WHOLE, Array, Optimiser

# Of the few that are not fixed; the clock hardly ever comes first.
_NODES = 2000
# Whole numbers: less than one away is there.
_LESS_THAN_ONE = 0.999


@dataclass(frozen=True)
class Found:
    """The best point; what no point goes below, or None; and what ended it. By the gap also
    means that no clock has had a say in it."""

    point: Sequence[float]
    bound: float | None
    ended_by: EndedBy


@dataclass(frozen=True)
class Held:
    """A row that is held at `least`. Who changes when it is `aim` instead is near the line, and
    left free when whole numbers are looked for."""

    row: int
    least: float
    aim: float


class Rounding:
    """Objectives of whole numbers one after another, each with what was held before it."""

    def __init__(self, optimiser: Optimiser, stop: threading.Event) -> None:
        self.optimiser, self.stop = optimiser, stop
        self._held: list[Held] = []
        self._clock = False

    def hold(self, weights: Mapping[int, float], least: float, aim: float) -> None:
        if weights:
            self._held.append(Held(self.optimiser.hold(weights, least), least, aim))

    def minimise(
        self, objective: Mapping[int, float], start: Sequence[float], gap: float, seconds: float
    ) -> Found:
        """The least of an objective, `start` being a point that is allowed."""
        end = time.monotonic() + seconds
        self._clock = False
        optimiser = self.optimiser
        costs = optimiser.costs(objective)
        optimiser.aim(costs)
        best, bound = np.array(start), None
        relaxed = optimiser.relaxed(seconds, self.stop)
        if relaxed is not None:
            bound = relaxed.value
            near = self._near_the_line(relaxed.point, end)
            for from_best in (False, True):
                point = self._mostly_fixed(relaxed.point, near, best, from_best, gap, end)
                if point is not None and costs @ point < costs @ best:
                    best = point
                if _close(costs @ best, bound, gap):
                    return self._found(best, bound, "gap")
        left = end - time.monotonic()
        if left < 0.1 or self.stop.is_set():
            return self._found(best, bound, "time")
        whole = optimiser.whole(best, (gap, _LESS_THAN_ONE), left, self.stop)
        if whole.point is not None and costs @ whole.point < costs @ best:
            best = whole.point
        known = [one for one in (bound, whole.bound) if one is not None]
        ended: EndedBy = "gap" if whole.ended == "gap" else "time"
        return self._found(best, max(known) if known else None, ended)

    def _found(self, point: Array, bound: float | None, ended: EndedBy) -> Found:
        if self.stop.is_set() and ended != "gap":
            ended = "stopped"
        elif self._clock:
            ended = "time"
        return Found(point.tolist(), bound, ended)

    def _near_the_line(self, relaxed: Array, end: float) -> Array:
        """Which columns change when any held row must be a little more, or a year has a little
        less to spend: they are near the line. One row at a time: all together ask too much."""
        near = np.zeros(self.optimiser.columns, dtype=bool)
        programme = self.optimiser.programme
        for one in self._held:
            if one.aim != one.least:
                self.optimiser.at_least(one.row, one.aim)
                near |= self._changed(relaxed, end)
                self.optimiser.at_least(one.row, one.least)
        for row in programme.rows.budget:
            most = programme.rows.upper[row]
            self.optimiser.at_most(row, most * 0.998)
            near |= self._changed(relaxed, end)
            self.optimiser.at_most(row, most)
        return near

    def _changed(self, relaxed: Array, end: float) -> Array:
        left = end - time.monotonic()
        other = None
        if left > 0.1 and not self.stop.is_set():
            other = self.optimiser.relaxed(left, self.stop)
        if left <= 0.1 or (other is None and end - time.monotonic() <= 0.1):
            self._clock = True
        if other is None:
            return np.zeros(len(relaxed), dtype=bool)
        changed: Array = np.abs(relaxed - other.point) > WHOLE
        return changed

    def _mostly_fixed(
        self,
        relaxed: Array,
        near: Array,
        best: Array,
        from_best: bool,
        gap: float,
        end: float,
    ) -> Array | None:
        """Whole numbers where the relaxed point has fractions or is near the line; all else as it
        was relaxed, or as in the best so far where that agrees with it."""
        left, optimiser = end - time.monotonic(), self.optimiser
        if left < 0.1 or self.stop.is_set():
            self._clock = True
            return None
        teams = optimiser.teams
        broken = np.abs(relaxed - np.round(relaxed)) > WHOLE
        broken |= near
        free = np.isin(teams, np.unique(teams[broken])) | (teams < 0)
        fixed = np.round(relaxed)
        if from_best:
            # What is known to be allowed, free where the relaxed point does otherwise.
            differs = np.abs(relaxed - best) > WHOLE
            free |= np.isin(teams, np.unique(teams[differs]))
            fixed = np.round(best)
        lower = np.where(free, optimiser.lower, fixed)
        upper = np.where(free, optimiser.upper, fixed)
        inside = bool(np.all((best >= lower - WHOLE) & (best <= upper + WHOLE)))
        start = best if inside else None
        ends = (gap / 4, _LESS_THAN_ONE)
        whole = optimiser.whole(start, ends, left / 3, self.stop, _NODES, (lower, upper))
        if whole.ended == "time":
            self._clock = True
        return whole.point


def _close(value: float, bound: float, gap: float) -> bool:
    """Whether no whole number is left between them, or too little to go on for."""
    return value - ceil(bound - 1e-6 * max(1.0, abs(bound) / 1e6)) < 0.5 or (
        abs(value) > 0 and (value - bound) / abs(value) <= gap
    )
