"""A programme minimised by HiGHS, with a bound. The only file that knows HiGHS.

First the relaxed programme is solved: its value is a bound, and nearly every location comes out
whole, because little but the budget couples them. Those are fixed, and the few others with what
is the organisation's are solved as whole numbers. Where that doesn't reach the gap, the whole
programme is solved from there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import highspy
import numpy as np

from readiness.plan.problem import EndedBy
from readiness.plan.programme import Programme

_Array = np.ndarray[Any, Any]
_WHOLE = 1e-6


@dataclass(frozen=True)
class Found:
    """The best point, or None; what no point goes below, or None; and what ended it."""

    point: Sequence[float] | None
    bound: float | None
    ended_by: EndedBy


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which would end up in a report or on the screen: it is printed
    before there is an object to set an option on."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Optimiser:
    """One programme, solved for one objective after another."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.columns = programme.columns
        self._all = np.arange(self.columns, dtype=np.int32)
        self._lower, self._upper = np.array(programme.lower), np.array(programme.upper)
        self._basis: Any = None
        self._held: list[tuple[int, float, float]] = []
        # Locations get a number; what couples them gets none and is never fixed.
        names = {
            name: number for number, name in enumerate(sorted(set(filter(None, programme.teams))))
        }
        self._teams = np.array([names.get(team or "", -1) for team in programme.teams])
        self.highs: Any = _Quiet()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_feasibility_tolerance", 1e-7),
            # Whole numbers: less than one away is there.
            ("mip_abs_gap", 0.999),
        ):
            self.highs.setOptionValue(option, value)
        self._build()

    def _build(self) -> None:
        programme, rows = self.programme, self.programme.rows
        self.highs.addVars(self.columns, self._lower, self._upper)
        kinds = np.full(programme.whole, highspy.HighsVarType.kInteger)
        self.highs.changeColsIntegrality(programme.whole, self._all[: programme.whole], kinds)
        self.highs.addRows(
            len(rows.upper),
            np.full(len(rows.upper), -highspy.kHighsInf),
            np.array(rows.upper, dtype=float),
            len(rows.columns),
            np.array(rows.starts, dtype=np.int32),
            np.array(rows.columns, dtype=np.int32),
            np.array(rows.factors, dtype=float),
        )

    def hold(self, weights: Mapping[int, float], least: float, aim: float) -> None:
        """From here on these columns together stay at least `least`. Who changes when it is `aim`
        instead is near the line, and left free when whole numbers are looked for."""
        if weights:
            columns = np.array(list(weights), dtype=np.int32)
            factors = np.array(list(weights.values()), dtype=float)
            self._held.append((self.highs.getNumRow(), least, aim))
            self.highs.addRow(least, highspy.kHighsInf, len(columns), columns, factors)
            if self._basis is not None:
                self._basis.row_status = [
                    *self._basis.row_status,
                    highspy.HighsBasisStatus.kBasic,
                ]

    def _aimed(self, relaxed: _Array, end: float, stop: threading.Event) -> _Array:
        """Which columns change when any held row must be a little more, or a year has a little
        less to spend: they are near the line. One row at a time: all together ask too much."""
        near = np.zeros(self.columns, dtype=bool)
        infinite = highspy.kHighsInf
        tighter = [(row, (least, infinite), (aim, infinite)) for row, least, aim in self._held]
        for row in self.programme.budget_rows:
            most = self.programme.rows.upper[row]
            tighter.append((row, (-infinite, most), (-infinite, most * 0.998)))
        for row, bounds, aim in tighter:
            left = end - time.monotonic()
            if aim != bounds and left > 0.1 and not stop.is_set():
                self.highs.changeRowBounds(row, *aim)
                point, _ = self._relaxed(left, stop)
                self.highs.changeRowBounds(row, *bounds)
                if point is not None:
                    near |= np.abs(relaxed - point) > _WHOLE
        return near

    def minimise(
        self,
        objective: Mapping[int, float],
        start: Sequence[float],
        gap: float,
        seconds: float,
        stop: threading.Event,
    ) -> Found:
        """The least of an objective of whole numbers, `start` being a point that is allowed."""
        end = time.monotonic() + seconds
        costs = np.zeros(self.columns)
        costs[list(objective)] = list(objective.values())
        self.highs.changeColsCost(self.columns, self._all, costs)
        best = np.array(start)
        relaxed, bound = self._relaxed(seconds, stop)
        if relaxed is not None and bound is not None:
            near = self._aimed(relaxed, end, stop)
            for from_best in (False, True):
                left = end - time.monotonic()
                point = self._mostly_fixed(relaxed, near, best, from_best, gap, left, stop)
                if point is not None and costs @ point < costs @ best:
                    best = point
                if _near(costs @ best, bound, gap):
                    return Found(best.tolist(), bound, "gap")
        left = end - time.monotonic()
        if left < 0.1 or stop.is_set():
            return Found(best.tolist(), bound, "stopped" if stop.is_set() else "time")
        point, proven, ended = self._whole(best, gap, left, stop)
        if point is not None and costs @ point < costs @ best:
            best = point
        known = [one for one in (bound, proven) if one is not None]
        return Found(best.tolist(), max(known) if known else None, ended)

    def _relaxed(self, seconds: float, stop: threading.Event) -> tuple[_Array | None, float | None]:
        """The programme without whole numbers, from where the last one ended."""
        highs = self.highs
        highs.clearSolver()
        highs.setOptionValue("solve_relaxation", True)
        if self._basis is not None:
            highs.setBasis(self._basis)
        status = self._run(seconds, stop)
        highs.setOptionValue("solve_relaxation", False)
        if status != highspy.HighsModelStatus.kOptimal:
            return None, None
        self._basis = highs.getBasis()
        value = highs.getInfo().objective_function_value
        return np.array(highs.getSolution().col_value), value

    def _mostly_fixed(
        self,
        relaxed: _Array,
        near: _Array,
        best: _Array,
        from_best: bool,
        gap: float,
        seconds: float,
        stop: threading.Event,
    ) -> _Array | None:
        """Whole numbers where the relaxed point has fractions or is near the line; all else as it
        was relaxed, or as in the best so far where that agrees with it."""
        if seconds < 0.1 or stop.is_set():
            return None
        broken = np.abs(relaxed - np.round(relaxed)) > _WHOLE
        broken |= near
        free = np.isin(self._teams, np.unique(self._teams[broken])) | (self._teams < 0)
        fixed = np.round(relaxed)
        if from_best:
            # What is known to be allowed, free where the relaxed point does otherwise.
            differs = np.abs(relaxed - best) > _WHOLE
            free |= np.isin(self._teams, np.unique(self._teams[differs]))
            fixed = np.round(best)
        lower = np.where(free, self._lower, fixed)
        upper = np.where(free, self._upper, fixed)
        self.highs.changeColsBounds(self.columns, self._all, lower, upper)
        inside = bool(np.all((best >= lower - _WHOLE) & (best <= upper + _WHOLE)))
        found, _, _ = self._whole(best if inside else None, gap / 4, seconds / 3, stop)
        self.highs.changeColsBounds(self.columns, self._all, self._lower, self._upper)
        return found

    def _whole(
        self, start: _Array | None, gap: float, seconds: float, stop: threading.Event
    ) -> tuple[_Array | None, float | None, EndedBy]:
        highs = self.highs
        highs.clearSolver()
        highs.setOptionValue("mip_rel_gap", gap)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            highs.setSolution(solution)
        status = self._run(seconds, stop)
        info = highs.getInfo()
        point = None
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            point = np.array(highs.getSolution().col_value)
        bound = info.mip_dual_bound if abs(info.mip_dual_bound) < highspy.kHighsInf else None
        if status == highspy.HighsModelStatus.kOptimal:
            return point, bound, "gap"
        return point, bound, "stopped" if stop.is_set() else "time"

    def _run(self, seconds: float, stop: threading.Event) -> Any:
        highs = self.highs
        highs.setOptionValue("time_limit", max(0.1, seconds))

        def interrupt(event: Any) -> None:
            if stop.is_set():
                event.interrupt()

        callbacks = (highs.cbMipInterrupt, highs.cbSimplexInterrupt, highs.cbIpmInterrupt)
        for callback in callbacks:
            callback.subscribe(interrupt)
        try:
            highs.run()
        finally:
            for callback in callbacks:
                callback.unsubscribe(interrupt)
        return highs.getModelStatus()


def _near(value: float, bound: float, gap: float) -> bool:
    """Whether no whole number is left between them, or too little to go on for."""
    return value - ceil(bound - 1e-6 * max(1.0, abs(bound) / 1e6)) < 0.5 or (
        abs(value) > 0 and (value - bound) / abs(value) <= gap
    )
