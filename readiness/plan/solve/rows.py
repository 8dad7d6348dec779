"""The rows of a programme: what a plan may not exceed, and what opens what.

A programme that counts by quarter says all of it exactly. One that counts by year takes ICT's
days by quarter for all measures of one kind together and the projects of a team by year: a bound
on what quarters allow, with far fewer columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from readiness.plan.solve.board import QUARTERS, Kind, pace, window, window_of
from readiness.plan.solve.columns import Columns


class Rows:
    """Rows gathered and handed over at once: one by one takes seconds. Each holds up to its
    `upper`. Noted are those of each year's budget, of ICT's days in each quarter, and of the
    measures of each kind in each year."""

    def __init__(self) -> None:
        self.budget: list[int] = []
        self.days: dict[int, int] = {}
        self.kinds: dict[tuple[Kind, int], int] = {}
        self.upper: list[float] = []
        self.starts: list[int] = []
        self.columns: list[int] = []
        self.factors: list[float] = []

    def add(self, row: Mapping[int, float], *, upper: float) -> int:
        self.starts.append(len(self.columns))
        self.columns += row.keys()
        self.factors += row.values()
        self.upper.append(upper)
        return len(self.upper) - 1


def all_rows(of: Columns) -> Rows:
    """Every row of a programme with these columns."""
    rows = Rows()
    for t in range(of.years_ahead):
        rows.budget.append(_budget(of, rows, t))
        if not of.by_quarter:
            _projects_by_year(of, rows, t)
    if of.by_quarter:
        _by_quarter(of, rows)
    else:
        _days_by_kind(of, rows)
    _order(of, rows)
    _open(of, rows)
    return rows


def _budget(of: Columns, rows: Rows, t: int) -> int:
    row: dict[int, float] = {}
    for id_ in of.measures:
        once = float(of.problem.once(id_, of.side))
        row[of.there(id_, t)] = once + float(of.problem.year(id_, of.side))
        if t and once:
            row[of.there(id_, t - 1)] = -once
    return rows.add(row, upper=float(of.problem.limits.budget[t]) + 0.002)


def _projects_by_year(of: Columns, rows: Rows, t: int) -> None:
    """What a team can carry in the quarters up to and including this year together."""
    limits, measures = of.problem.limits, of.problem.measure
    if limits.projects_at_once is None:
        return
    until = (t + 1) * QUARTERS
    peaks = sum((q + limits.first_quarter - 1) % QUARTERS == 0 for q in range(until))
    for big, open_ in ((False, until), (True, until - peaks)):
        teams: dict[str, dict[int, float]] = {}
        for id_ in of.measures:
            if measures[id_].change_project and (measures[id_].big or not big):
                for team in of.problem.teams[id_]:
                    row = teams.setdefault(team, {})
                    row[of.there(id_, t)] = pace(of.problem, id_)[0]
        for row in teams.values():
            if sum(row.values()) > limits.projects_at_once * open_:
                rows.add(row, upper=limits.projects_at_once * open_)


def _days_by_kind(of: Columns, rows: Rows) -> None:
    """ICT's days quarter by quarter. Measures of one kind (as many days, in as many quarters, as
    big) share a column for each quarter: how many are there at its end for the first time."""
    room = of.problem.limits.ict_days_a_quarter
    if room is None:
        return
    quarters: dict[int, dict[int, float]] = {}
    for kind, ids in of.kinds.items():
        for t in range(of.years_ahead):
            row: dict[int, float] = {}
            for id_ in ids:
                row[of.there(id_, t)] = 1
                if t:
                    row[of.there(id_, t - 1)] = -1
            for ready in range(t * QUARTERS, (t + 1) * QUARTERS):
                worked = window_of(of.problem, kind[1], ready)
                if worked:
                    row[of.flow[kind, ready]] = -1
                for q in worked:
                    days = float(kind[0]) / len(worked)
                    quarters.setdefault(q, {})[of.flow[kind, ready]] = days
            rows.kinds[kind, t] = rows.add(row, upper=0)
    for q, row in sorted(quarters.items()):
        rows.days[q] = rows.add(row, upper=float(room) + 1e-6)


def _by_quarter(of: Columns, rows: Rows) -> None:
    """ICT's days and the projects of each team in each quarter, measure by measure."""
    limits = of.problem.limits
    days: dict[int, dict[int, float]] = {}
    teams: dict[tuple[str, int], dict[int, float]] = {}
    for id_ in of.measures:
        measure = of.problem.measure[id_]
        for ready in range(of.years_ahead * QUARTERS):
            column, worked = of.at[id_] + ready, window(of.problem, measure, ready)
            if not worked:
                if ready:
                    rows.add({column: 1, column - 1: -1}, upper=0)
                continue
            for q in worked:
                _begun(days.setdefault(q, {}), column, ready, float(measure.days) / len(worked))
            for team in of.problem.teams.get(id_, ()):
                for q in range(worked[0], worked[-1] + 1):
                    _begun(teams.setdefault((team, q), {}), column, ready, 1.0)
    if limits.ict_days_a_quarter is not None:
        for row in days.values():
            rows.add(row, upper=float(limits.ict_days_a_quarter) + 1e-6)
    if limits.projects_at_once is not None:
        for row in teams.values():
            rows.add(row, upper=float(limits.projects_at_once))


def _begun(row: dict[int, float], column: int, ready: int, factor: float) -> None:
    """Add what is there at the end of this quarter and wasn't at the end of the one before."""
    row[column] = row.get(column, 0.0) + factor
    if ready:
        row[column - 1] = row.get(column - 1, 0.0) - factor


def _order(of: Columns, rows: Rows) -> None:
    last = of.years_ahead * of.step - 1
    for id_ in of.measures:
        begin = of.at[id_]
        for period in range(last):
            rows.add({begin + period: 1, begin + period + 1: -1}, upper=0)
        for need in of.problem.measure[id_].needs:
            for period in range(last + 1):
                other = {of.at[need] + period: -1.0} if need in of.at else {}
                rows.add({begin + period: 1, **other}, upper=0)
    for one, two in sorted(of.problem.excluded):
        if one in of.at and two in of.at:
            rows.add({of.at[one] + last: 1, of.at[two] + last: 1}, upper=1)


def _open(of: Columns, rows: Rows) -> None:
    for number, sets in enumerate(of.covers):
        for t in range(of.years_ahead):
            mine = of.first_goal + number * of.years_ahead + t
            for ids in sets:
                rows.add({mine: 1, **{of.there(id_, t): -1 for id_ in ids}}, upper=0)
