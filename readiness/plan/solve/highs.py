"""A programme in HiGHS: relaxed or in whole numbers, with a bound. The only file that knows
HiGHS.

One thread and a fixed seed, so that the same programme gives the same answer; work is limited by
nodes, and the clock is only there to end what would take too long.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np

from readiness.plan.solve.programme import Programme
from readiness.plan.solve.rows import Rows

Array = np.ndarray[Any, Any]
# Further than this from a whole number is a fraction.
WHOLE = 1e-6
# What a point is worth and what HiGHS says of it differ by less.
_SAME = 1e-7
_FEW_NODES = 200
# A good point counts for more than the proof here.
_HEURISTICS = 0.3
EndedAt = Literal["gap", "work", "time", "stopped"]


@dataclass(frozen=True)
class Relaxed:
    """The best point without whole numbers, its value, what one more of each row and of each held
    row costs, and what one more of each column does."""

    point: Array
    value: float
    rows: Array
    prices: tuple[float, ...]
    reduced: Array


@dataclass(frozen=True)
class Whole:
    """The best point in whole numbers, or None; what none goes below, or None; and why it ended:
    near enough, after so much work, or by the clock."""

    point: Array | None
    bound: float | None
    ended: EndedAt


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which would end up in a report or on the screen: it is printed
    before there is an object to set an option on."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def few(
    costs: Sequence[float],
    upper: Sequence[float],
    rows: Rows,
    whole: int,
    near: float = 1e-6,
    nodes: int = _FEW_NODES,
    start: Sequence[float] = (),
    seconds: float = float("inf"),
) -> list[float]:
    """The least of a small programme with columns from 0 of which the first `whole` are whole
    numbers; the best within `near` or after so many nodes, or nothing where there is none."""
    highs: Any = _Quiet()
    columns = len(costs)
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 1),
        ("mip_max_nodes", nodes),
        ("time_limit", max(0.1, seconds)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", near),
    ):
        highs.setOptionValue(option, value)
    highs.addVars(columns, np.zeros(columns), np.array(upper, dtype=float))
    numbers = np.arange(columns, dtype=np.int32)
    highs.changeColsCost(columns, numbers, np.array(costs, dtype=float))
    kinds = np.full(whole, highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(whole, numbers[:whole], kinds)
    _add_rows(highs, rows)
    if start:
        solution = highspy.HighsSolution()
        solution.col_value = [*start, *[0.0] * (columns - len(start))]
        highs.setSolution(solution)
    highs.setOptionValue("mip_heuristic_effort", _HEURISTICS)
    highs.run()
    point = _point(highs)
    if start and point is not None and _misjudged(highs, np.array(costs, dtype=float), point):
        highs.clearSolver()
        highs.run()
        point = _point(highs)
    return [] if point is None else list(point)


def _point(highs: Any) -> Array | None:
    """The best point that was found, if any."""
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(highs.getSolution().col_value)


def _misjudged(highs: Any, costs: Array, point: Array) -> bool:
    """Whether HiGHS holds this point for another value than it has.

    It makes one column of two that are alike, and may then take the point that it begins from for
    a better one: what is better than the point, but not than that, it doesn't look at.
    """
    told = highs.getInfo().objective_function_value
    return bool(abs(told - costs @ point) > _SAME * max(10.0, abs(told)))


def _add_rows(highs: Any, rows: Rows) -> None:
    highs.addRows(
        len(rows.upper),
        np.full(len(rows.upper), -highspy.kHighsInf),
        np.array(rows.upper, dtype=float),
        len(rows.columns),
        np.array(rows.starts, dtype=np.int32),
        np.array(rows.columns, dtype=np.int32),
        np.array(rows.factors, dtype=float),
    )


class Optimiser:
    """One programme, minimised for one objective after another."""

    def __init__(self, programme: Programme, whole: Sequence[int] | None = None) -> None:
        """`whole`: other columns in whole numbers than the programme asks."""
        self.programme = programme
        self._whole = programme.whole if whole is None else whole
        self.columns = programme.columns
        self.lower, self.upper = np.array(programme.lower), np.array(programme.upper)
        self._all = np.arange(self.columns, dtype=np.int32)
        self._basis: Any = None
        self._costs = np.zeros(self.columns)
        self._held: list[int] = []
        # Locations get a number; what couples them gets none and is never fixed.
        names = {
            name: number for number, name in enumerate(sorted(set(filter(None, programme.teams))))
        }
        self.teams = np.array([names.get(team or "", -1) for team in programme.teams])
        self.highs: Any = _Quiet()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_feasibility_tolerance", 1e-7),
        ):
            self.highs.setOptionValue(option, value)
        self._build()

    def _build(self) -> None:
        self.highs.addVars(self.columns, self.lower, self.upper)
        whole = np.array(self._whole, dtype=np.int32)
        kinds = np.full(len(whole), highspy.HighsVarType.kInteger)
        self.highs.changeColsIntegrality(len(whole), whole, kinds)
        _add_rows(self.highs, self.programme.rows)

    def costs(self, objective: Mapping[int, float]) -> Array:
        """The objective of all columns."""
        costs = np.zeros(self.columns)
        costs[list(objective)] = list(objective.values())
        return costs

    def aim(self, costs: Array) -> None:
        """What is minimised from here on."""
        self._costs = costs
        self.highs.changeColsCost(self.columns, self._all, costs)

    def hold(self, weights: Mapping[int, float], least: float) -> int:
        """From here on these columns together stay at least `least`; the row that says so."""
        columns = np.array(list(weights), dtype=np.int32)
        factors = np.array(list(weights.values()), dtype=float)
        self._held.append(self.highs.getNumRow())
        self.highs.addRow(least, highspy.kHighsInf, len(columns), columns, factors)
        if self._basis is not None:
            self._basis.row_status = [*self._basis.row_status, highspy.HighsBasisStatus.kBasic]
        return self._held[-1]

    def at_least(self, row: int, least: float) -> None:
        """A held row is held at this instead."""
        self.highs.changeRowBounds(row, least, highspy.kHighsInf)

    def at_most(self, row: int, most: float) -> None:
        self.highs.changeRowBounds(row, -highspy.kHighsInf, most)

    def fix(self, columns: Array, values: Array) -> None:
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), values, values)

    def free(self, columns: Array) -> None:
        lower, upper = self.lower[columns], self.upper[columns]
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def relaxed(self, seconds: float, stop: threading.Event) -> Relaxed | None:
        """The programme without whole numbers, from where the last one ended; None where the
        clock or `stop` ended it."""
        highs = self.highs
        highs.clearSolver()
        highs.setOptionValue("solve_relaxation", True)
        if self._basis is not None:
            highs.setBasis(self._basis)
        # Without whole numbers the clock of all runs so far is compared with the limit.
        status = self._run(seconds + highs.getRunTime(), stop)
        highs.setOptionValue("solve_relaxation", False)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        self._basis = highs.getBasis()
        solution = highs.getSolution()
        rows = np.abs(np.array(solution.row_dual))
        prices = tuple(float(rows[row]) for row in self._held)
        value = highs.getInfo().objective_function_value
        point, reduced = np.array(solution.col_value), np.array(solution.col_dual)
        return Relaxed(point, value, rows, prices, reduced)

    def narrow(self, lower: Array, upper: Array) -> None:
        """From here on columns keep within these bounds."""
        self.lower, self.upper = lower.copy(), upper.copy()
        self.highs.changeColsBounds(self.columns, self._all, self.lower, self.upper)

    def value_with(self, column: int, value: float) -> float | None:
        """The relaxed value with one column at this, right after another relaxed solution;
        infinite where there is no such point, None where that isn't known."""
        highs = self.highs
        highs.setOptionValue("solve_relaxation", True)
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        highs.changeColBounds(column, value, value)
        highs.run()
        # Read first: what was found is forgotten as soon as a bound changes.
        status, reached = highs.getModelStatus(), highs.getInfo().objective_function_value
        highs.changeColBounds(column, self.lower[column], self.upper[column])
        highs.setOptionValue("solve_relaxation", False)
        if status == highspy.HighsModelStatus.kInfeasible:
            return float("inf")
        return float(reached) if status == highspy.HighsModelStatus.kOptimal else None

    def whole(
        self,
        start: Array | None,
        near: tuple[float, float],
        seconds: float,
        stop: threading.Event,
        nodes: int | None = None,
        within: tuple[Array, Array] | None = None,
    ) -> Whole:
        """The programme in whole numbers, from `start`, a point that is allowed. `near`: the gap
        at which it ends, as a share and as an amount. `within`: narrower bounds of columns."""
        highs = self.highs
        highs.clearSolver()
        highs.setOptionValue("mip_rel_gap", near[0])
        highs.setOptionValue("mip_abs_gap", near[1])
        highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        if within is not None:
            highs.changeColsBounds(self.columns, self._all, *within)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            highs.setSolution(solution)
        end = time.monotonic() + seconds
        status = self._run(seconds, stop)
        point = _point(highs)
        if start is not None and point is not None and _misjudged(highs, self._costs, point):
            highs.clearSolver()
            status = self._run(end - time.monotonic(), stop)
            point = _point(highs)
        info = highs.getInfo()
        bound = info.mip_dual_bound if abs(info.mip_dual_bound) < highspy.kHighsInf else None
        if within is not None:
            highs.changeColsBounds(self.columns, self._all, self.lower, self.upper)
        if status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible):
            return Whole(point, bound, "gap")
        if status == highspy.HighsModelStatus.kSolutionLimit:
            return Whole(point, bound, "work")
        return Whole(point, bound, "stopped" if stop.is_set() else "time")

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
