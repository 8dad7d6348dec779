"""What each location could do, and the choice of one for each that makes the best of all.

With a little more or less to spend, another location does something else: each relaxed programme
gives every location one way that is nearly the best for it. Of the ways gathered one is chosen
for each location, in whole numbers, within the budgets and ICT's days by quarter: a small
programme, in which hardly anything but those couples the locations.
"""

from __future__ import annotations

import numpy as np

from readiness.plan.solve.board import QUARTERS, Kind, window_of
from readiness.plan.solve.highs import WHOLE, Array, few
from readiness.plan.solve.programme import Programme
from readiness.plan.solve.rows import Rows


class Choosing:
    """The ways gathered for each location (`teams`: its number for each column, less than 0 for
    what couples them), beside one choice for the whole organisation."""

    def __init__(self, model: Programme, teams: Array, base: Array) -> None:
        self.model, self.base = model, np.round(base)
        self.mine = [np.flatnonzero(teams == team) for team in range(int(teams.max()) + 1)]
        self.central = np.flatnonzero(teams < 0)
        self.central = self.central[self.central < model.first_flow]
        self.ways: list[dict[bytes, Array]] = [{} for _ in self.mine]
        self._euros = self._by_row(model.rows.budget)
        self._many = self._by_row(list(model.rows.kinds.values()))
        self._last: Array | None = None

    def _by_row(self, rows: list[int]) -> Array:
        """The factors of the columns in these rows, one line for each row."""
        made, found = self.model.rows, np.zeros((len(rows), self.model.first_flow))
        for line, row in enumerate(rows):
            begin = made.starts[row]
            end = made.starts[row + 1] if row + 1 < len(made.starts) else len(made.columns)
            for column, factor in zip(
                made.columns[begin:end], made.factors[begin:end], strict=True
            ):
                if column < self.model.first_flow:
                    found[line, column] = factor
        return found

    def add(self, point: Array) -> None:
        """Note what each location does in a point, where that is whole."""
        whole = np.round(point)
        for columns, ways in zip(self.mine, self.ways, strict=True):
            way = whole[columns]
            if np.all(np.abs(point[columns] - way) <= WHOLE):
                ways.setdefault(way.astype(np.int8).tobytes(), way)

    def best(
        self, costs: Array, room: dict[int, float], near: float, nodes: int, seconds: float
    ) -> Array | None:
        """The best choice at these costs, with so many days of ICT in each quarter; None where
        nothing fits."""
        model, rows = self.model, Rows()
        objective: list[float] = []
        upper: list[float] = []
        euros: list[list[float]] = []
        many: list[list[float]] = []
        picked: list[tuple[int, Array]] = []
        for team, ways in enumerate(self.ways):
            columns = self.mine[team]
            row = {}
            for way in ways.values():
                row[len(picked)] = 1.0
                picked.append((team, way))
                objective.append(float(costs[columns] @ way))
                upper.append(1.0)
                euros.append(list(self._euros[:, columns] @ way))
                many.append(list(self._many[:, columns] @ way))
            rows.add(row, upper=1)
        number = len(picked)
        given = self.base[self.central]
        for line, its_row in enumerate(model.rows.budget):
            left = model.rows.upper[its_row] - float(self._euros[line, self.central] @ given)
            rows.add({k: euros[k][line] for k in range(number) if euros[k][line]}, upper=left)
        ready_in: dict[tuple[Kind, int], int] = {}
        quarters: dict[int, dict[int, float]] = {}
        for line, (kind, t) in enumerate(model.rows.kinds):
            row = {k: many[k][line] for k in range(number) if many[k][line]}
            for ready in range(t * QUARTERS, (t + 1) * QUARTERS):
                worked = window_of(model.problem, kind[1], ready)
                if worked:
                    column = ready_in[kind, ready] = len(upper)
                    upper.append(float("inf"))
                    objective.append(0.0)
                    row[column] = -1.0
                    for q in worked:
                        quarters.setdefault(q, {})[column] = float(kind[0]) / len(worked)
            rows.add(row, upper=-float(self._many[line, self.central] @ given))
        for q, row in quarters.items():
            rows.add(row, upper=room[q])
        start: list[float] = []
        if self._last is not None:
            last = self._last
            start = [float(np.array_equal(last[self.mine[team]], way)) for team, way in picked]
            start += [last[model.flow[pair]] for pair in ready_in]
        found = few(objective, upper, rows, len(upper), near, nodes, start, seconds)
        if not found:
            return None
        point = np.zeros(model.columns)
        point[self.central] = given
        for (team, way), taken in zip(picked, found, strict=False):
            if taken > 0.5:
                point[self.mine[team]] = way
        for pair, column in ready_in.items():
            point[model.flow[pair]] = round(found[column])
        self._last = point
        return point
