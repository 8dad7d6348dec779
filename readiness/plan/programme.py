"""The integer programme of a plan: which columns and rows there are, without solving it.

A column says that a measure is there by a year, another that a goal is open by it; a goal is
open only when each of its obstacles is lifted. Numbers that count are whole (weights scaled,
costs in cents), so that a bound holds to the last digit. Euros are taken by year, ICT's days by
quarter for all measures of one pace together, the projects of a team by year: a bound on what
quarters allow. The plan itself is laid quarter by quarter on a `Board`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import floor

from readiness.plan.board import QUARTERS, Board, earliest_year, opened, quarters_of, window
from readiness.plan.greedy import started
from readiness.plan.problem import Goal, Problem, Side, Stage


class Programme:
    """Rows and columns, made in the order of ids.

    Of each column its bounds, whether it is whole, and its `team`: the location that it belongs
    to, or nothing where it couples locations. Rows hold up to their `upper`.
    """

    def __init__(self, problem: Problem, side: Side) -> None:
        self.problem, self.side = problem, side
        self.years_ahead = problem.limits.horizon_years
        self.measures = _useful(problem)
        self.goals = [
            goal for goal in sorted(problem.goals, key=lambda goal: goal.id) if goal.weight
        ]
        self.at = {id_: number * self.years_ahead for number, id_ in enumerate(self.measures)}
        self.covers: list[list[tuple[str, ...]]] = []
        self.goals = [goal for goal in self.goals if self._cover(goal)]
        self.first_goal = len(self.measures) * self.years_ahead
        self.first_flow = self.first_goal + len(self.goals) * self.years_ahead
        self.paces: dict[tuple[int, bool], list[str]] = {}
        if problem.limits.ict_days_a_quarter is not None:
            for id_ in self.measures:
                if problem.measure[id_].days:
                    self.paces.setdefault(self._pace(id_), []).append(id_)
        pairs = [(pace, q) for pace in self.paces for q in range(self.years_ahead * QUARTERS)]
        self.flow = {pair: self.first_flow + number for number, pair in enumerate(pairs)}
        self.columns = self.first_flow + len(self.flow)
        self.scale = _scale(problem)
        self.whole = self.first_goal
        self.lower, self.upper = [0.0] * self.columns, [1.0] * self.columns
        self.teams: list[str | None] = [None] * self.columns
        self.rows = Rows()
        self.budget_rows: list[int] = []
        self._make()

    def _pace(self, id_: str) -> tuple[int, bool]:
        measure = self.problem.measure[id_]
        return quarters_of(self.problem, measure), measure.big

    def _cover(self, goal: Goal) -> bool:
        """Keep the goal's distinct sets of lifting measures; whether it can be opened at all."""
        if not goal.obstacles or goal.undecided:
            return False
        sets = {
            tuple(id_ for id_ in self.problem.lifted_by[one] if id_ in self.at)
            for one in goal.obstacles
        }
        if () in sets:
            return False
        # An obstacle that is lifted whenever another one is says nothing more.
        least = [one for one in sets if not any(set(two) < set(one) for two in sets)]
        self.covers.append(sorted(least))
        return True

    def _make(self) -> None:
        fixed = set(started(self.problem, self.side).bought)
        for id_ in self.measures:
            measure, begin = self.problem.measure[id_], self.at[id_]
            for column in range(begin, begin + self.years_ahead):
                self.teams[column] = measure.location
            for column in range(begin, begin + earliest_year(self.problem, measure)):
                self.upper[column] = 0
            if id_ in fixed:
                self.lower[begin + self.years_ahead - 1] = 1
        for number, goal in enumerate(self.goals):
            begin = self.first_goal + number * self.years_ahead
            for column in range(begin, begin + self.years_ahead):
                self.teams[column] = goal.location
        for column in self.flow.values():
            self.upper[column] = float("inf")
        for t in range(self.years_ahead):
            self.budget_rows.append(len(self.rows.upper))
            self._budget(self.rows, t)
            self._projects(self.rows, t)
        self._days(self.rows)
        self._order(self.rows)
        self._open(self.rows)

    def _budget(self, rows: Rows, t: int) -> None:
        row: dict[int, float] = {}
        for id_ in self.measures:
            once = float(self.problem.once(id_, self.side))
            row[self.at[id_] + t] = once + float(self.problem.year(id_, self.side))
            if t and once:
                row[self.at[id_] + t - 1] = -once
        rows.add(row, upper=float(self.problem.limits.budget[t]) + 0.002)

    def _projects(self, rows: Rows, t: int) -> None:
        """What a team can carry in the quarters up to and including this year together."""
        limits, measures = self.problem.limits, self.problem.measure
        if limits.projects_at_once is None:
            return
        until = (t + 1) * QUARTERS
        peaks = sum((q + limits.first_quarter - 1) % QUARTERS == 0 for q in range(until))
        for big, open_ in ((False, until), (True, until - peaks)):
            teams: dict[str, dict[int, float]] = {}
            for id_ in self.measures:
                if measures[id_].change_project and (measures[id_].big or not big):
                    team = teams.setdefault(measures[id_].location or "", {})
                    team[self.at[id_] + t] = quarters_of(self.problem, measures[id_])
            for row in teams.values():
                if sum(row.values()) > limits.projects_at_once * open_:
                    rows.add(row, upper=limits.projects_at_once * open_)

    def _days(self, rows: Rows) -> None:
        """ICT's days quarter by quarter. Measures of one pace (as many quarters, as big) share
        a column for each quarter: their days that are there at its end."""
        room = self.problem.limits.ict_days_a_quarter
        if room is None:
            return
        quarters: dict[int, dict[int, float]] = {}
        for pace, ids in self.paces.items():
            for t in range(self.years_ahead):
                row: dict[int, float] = {}
                for id_ in ids:
                    days = float(self.problem.measure[id_].days)
                    row[self.at[id_] + t] = days
                    if t:
                        row[self.at[id_] + t - 1] = -days
                for ready in range(t * QUARTERS, (t + 1) * QUARTERS):
                    worked = window(self.problem, self.problem.measure[ids[0]], ready)
                    if worked:
                        row[self.flow[pace, ready]] = -1
                    for q in worked:
                        quarters.setdefault(q, {})[self.flow[pace, ready]] = 1 / len(worked)
                rows.add(row, upper=0)
        for row in quarters.values():
            rows.add(row, upper=float(room) + 1e-6)

    def _order(self, rows: Rows) -> None:
        last = self.years_ahead - 1
        for id_ in self.measures:
            begin = self.at[id_]
            for t in range(last):
                rows.add({begin + t: 1, begin + t + 1: -1}, upper=0)
            for need in self.problem.measure[id_].needs:
                for t in range(self.years_ahead):
                    other = {self.at[need] + t: -1.0} if need in self.at else {}
                    rows.add({begin + t: 1, **other}, upper=0)
        for one, two in sorted(self.problem.excluded):
            if one in self.at and two in self.at:
                rows.add({self.at[one] + last: 1, self.at[two] + last: 1}, upper=1)

    def _open(self, rows: Rows) -> None:
        for number, sets in enumerate(self.covers):
            for t in range(self.years_ahead):
                mine = self.first_goal + number * self.years_ahead + t
                for ids in sets:
                    rows.add({mine: 1, **{self.at[id_] + t: -1 for id_ in ids}}, upper=0)

    def weights(self, stage: Stage) -> dict[int, float]:
        """The scaled weight of each column that counts for a stage."""
        return {
            self.first_goal + number * self.years_ahead + t: float(round(goal.weight * self.scale))
            for number, goal in enumerate(self.goals)
            if goal.stage == stage
            for t in range(self.years_ahead)
        }

    def costs(self) -> dict[int, float]:
        """Cents over all years; of equal cost the fewest days and measures come first, and then
        what has the lesser id."""
        costs: dict[int, float] = {}
        for number, id_ in enumerate(self.measures):
            begin, last = self.at[id_], self.at[id_] + self.years_ahead - 1
            for column in range(begin, last + 1):
                costs[column] = 100 * float(self.problem.year(id_, self.side))
            costs[last] += 100 * float(self.problem.once(id_, self.side))
            days = float(self.problem.measure[id_].days)
            costs[last] += 1e-3 * days + 1e-3 * (1 + number / len(self.measures))
        return costs

    def value(self, stage: Stage, point: Sequence[float]) -> Decimal:
        """What a point is worth for a stage."""
        total = sum(weight * point[column] for column, weight in self.weights(stage).items())
        return Decimal(floor(total + 1e-4)) / self.scale

    def point(self, board: Board) -> list[float]:
        """The values of all columns for what is bought."""
        point = [0.0] * self.columns
        for id_, one in board.bought.items():
            if id_ in self.at:
                for t in range(one.year, self.years_ahead):
                    point[self.at[id_] + t] = 1
                if id_ in self.paces.get(self._pace(id_), ()):
                    days = float(self.problem.measure[id_].days)
                    point[self.flow[self._pace(id_), one.ready]] += days
        goes = {one.goal: one.year for one in opened(self.problem, board.years())}
        for number, goal in enumerate(self.goals):
            if goal.id in goes:
                begin = self.first_goal + number * self.years_ahead
                for t in range(goes[goal.id], self.years_ahead):
                    point[begin + t] = 1
        return point

    def board(self, point: Sequence[float]) -> Board:
        """What was found, laid quarter by quarter: the longest first, each in the quarter that
        has most of its pace left. What doesn't fit there stays out."""
        years = self.years(point)
        room = {pair: point[column] for pair, column in self.flow.items()}
        board = started(self.problem, self.side)
        for id_ in _laying_order(self.problem, years):
            if id_ in board.bought:
                continue
            year, pace = years[id_], self._pace(id_)
            mine = range(year * QUARTERS, (year + 1) * QUARTERS)
            best = max(mine, key=lambda q: (room.get((pace, q), 0.0), -q)) if room else None
            if board.add((id_,), year, best) and room:
                ready = board.bought[id_].ready
                left = room.get((pace, ready), 0.0)
                room[pace, ready] = left - float(self.problem.measure[id_].days)
        return board

    def years(self, point: Sequence[float]) -> dict[str, int]:
        """The first year in which each measure is there."""
        found = {}
        for id_ in self.measures:
            there = [t for t in range(self.years_ahead) if point[self.at[id_] + t] > 0.5]
            if there:
                found[id_] = there[0]
        return found


class Rows:
    """Rows gathered and handed over at once: one by one takes seconds."""

    def __init__(self) -> None:
        self.upper: list[float] = []
        self.starts: list[int] = []
        self.columns: list[int] = []
        self.factors: list[float] = []

    def add(self, row: Mapping[int, float], *, upper: float) -> None:
        self.starts.append(len(self.columns))
        self.columns += row.keys()
        self.factors += row.values()
        self.upper.append(upper)


def _laying_order(problem: Problem, years: Mapping[str, int]) -> list[str]:
    """Year by year what takes longest first, and of that what serves the earliest stage."""
    first: dict[str, tuple[int, int]] = {}
    for one in opened(problem, years):
        goal = problem.goal[one.goal]
        for obstacle in goal.obstacles:
            for id_ in problem.lifted_by[obstacle]:
                if id_ in years:
                    rank = (int(goal.stage), years[id_])
                    first[id_] = min(rank, first.get(id_, rank))
    return sorted(
        years,
        key=lambda id_: (
            years[id_],
            -quarters_of(problem, problem.measure[id_]),
            not problem.measure[id_].big,
            first.get(id_, (3, 0))[0],
            -problem.measure[id_].days,
            id_,
        ),
    )


def _useful(problem: Problem) -> list[str]:
    """The measures that may be bought and lift anything that matters, with all that they need
    and all that is fixed in, by id."""
    matters = {
        one
        for goal in problem.goals
        if not goal.undecided and goal.weight
        for one in goal.obstacles
    }
    open_to = {one.id for one in problem.measures} - problem.fixed_out
    found = {id_ for id_ in open_to if problem.measure[id_].lifts & matters} | problem.fixed_in
    todo = list(found)
    while todo:
        more = {it for it in problem.measure[todo.pop()].needs if it in open_to} - found
        found |= more
        todo += more
    return sorted(found)


def _scale(problem: Problem) -> int:
    """What makes every weight a whole number, up to six decimals."""
    exponents = [
        goal.weight.normalize().as_tuple().exponent for goal in problem.goals if goal.weight
    ]
    return int(10 ** min(6, max([0, *(-e for e in exponents if isinstance(e, int))])))
