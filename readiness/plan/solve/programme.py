"""The integer programme of a plan: which columns there are, without solving it.

A column says that a measure is there by the end of a year (or of a quarter, where that is counted
exactly), another that a goal is open by a year; a goal is open only when each of its obstacles is
lifted. Numbers that count are whole (weights scaled, costs in cents), so that a bound holds to
the last digit. The plan itself is laid quarter by quarter on a `Board`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import floor

from readiness.plan.checked import with_needs
from readiness.plan.problem import STAGES, Goal, Problem, Side, Stage
from readiness.plan.solve.board import (
    QUARTERS,
    Board,
    Kind,
    earliest_year,
    kind_of,
    opened,
    window,
)
from readiness.plan.solve.greedy import started
from readiness.plan.solve.laying import Laying
from readiness.plan.solve.rows import Rows, all_rows
from readiness.plan.solve.worth import laying_order, worth

# With more columns than this for its measures, a programme counts by year.
_MOST_BY_QUARTER = 2000


class Programme:
    """Rows and columns, made in the order of ids.

    Of each column its bounds, whether it is whole, and its `team`: the location that it belongs
    to, or nothing where it couples locations. Rows hold up to their `upper`.
    """

    def __init__(self, problem: Problem, side: Side, *, by_quarter: bool | None = None) -> None:
        """`by_quarter`: counted so; None where it stays small."""
        self.problem, self.side = problem, side
        self.years_ahead = problem.limits.horizon_years
        self.measures = _useful(problem)
        self.goals = [
            goal for goal in sorted(problem.goals, key=lambda goal: goal.id) if goal.weight
        ]
        if by_quarter is None:
            by_quarter = _by_quarter(problem, len(self.measures))
        self.by_quarter = by_quarter
        self.step = QUARTERS if self.by_quarter else 1
        periods = self.years_ahead * self.step
        self.at = {id_: number * periods for number, id_ in enumerate(self.measures)}
        self.covers: list[list[tuple[str, ...]]] = []
        self.goals = [goal for goal in self.goals if self._cover(goal)]
        self.first_goal = len(self.measures) * periods
        self.first_flow = self.first_goal + len(self.goals) * self.years_ahead
        self.kinds: dict[Kind, list[str]] = {}
        if problem.limits.ict_days_a_quarter is not None and not self.by_quarter:
            for id_ in self.measures:
                if problem.measure[id_].days:
                    self.kinds.setdefault(kind_of(problem, id_), []).append(id_)
        pairs = [(one, q) for one in self.kinds for q in range(self.years_ahead * QUARTERS)]
        self.flow = {pair: self.first_flow + number for number, pair in enumerate(pairs)}
        self._worked = {id_ for ids in self.kinds.values() for id_ in ids}
        self.columns = self.first_flow + len(self.flow)
        self.scale = _scale(problem)
        self.whole = [*range(self.first_goal), *self.flow.values()]
        self.lower, self.upper = [0.0] * self.columns, [1.0] * self.columns
        self.teams: list[str | None] = [None] * self.columns
        self.budget_rows: list[int] = []
        self.day_rows: dict[int, int] = {}
        self.kind_rows: dict[tuple[Kind, int], int] = {}
        # Days by quarter that there was no room for when a point was last laid.
        self.too_many: dict[int, float] = {}
        self._bounds()
        self.rows: Rows = all_rows(self)

    @property
    def coupled(self) -> bool:
        """Whether more than one year's budget couples what is bought."""
        return self.quarterly or self.years_ahead > 1

    @property
    def quarterly(self) -> bool:
        limits = self.problem.limits
        return limits.ict_days_a_quarter is not None or limits.projects_at_once is not None

    def there(self, id_: str, t: int) -> int:
        """The column that says that a measure is there by the end of a year."""
        return self.at[id_] + (t + 1) * self.step - 1

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

    def _bounds(self) -> None:
        fixed = with_needs(self.problem, self.problem.fixed_in)
        periods = self.years_ahead * self.step
        for id_ in self.measures:
            measure, begin = self.problem.measure[id_], self.at[id_]
            for column in range(begin, begin + periods):
                self.teams[column] = measure.location
            for column in range(begin, begin + earliest_year(self.problem, measure) * self.step):
                self.upper[column] = 0
            if self.by_quarter and not window(self.problem, measure, 0):
                self.upper[begin] = 0
            if id_ in fixed:
                self.lower[begin + periods - 1] = 1
        for number, goal in enumerate(self.goals):
            begin = self.first_goal + number * self.years_ahead
            for column in range(begin, begin + self.years_ahead):
                self.teams[column] = goal.location
        for column in self.flow.values():
            self.upper[column] = float("inf")

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
            last = self.there(id_, self.years_ahead - 1)
            for t in range(self.years_ahead):
                costs[self.there(id_, t)] = 100 * float(self.problem.year(id_, self.side))
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
            if id_ not in self.at:
                continue
            first = one.ready if self.by_quarter else one.year
            for period in range(first, self.years_ahead * self.step):
                point[self.at[id_] + period] = 1
            if id_ in self._worked:
                point[self.flow[kind_of(self.problem, id_), one.ready]] += 1
        goes = {one.goal: one.year for one in opened(self.problem, board.years())}
        for number, goal in enumerate(self.goals):
            if goal.id in goes:
                begin = self.first_goal + number * self.years_ahead
                for t in range(goes[goal.id], self.years_ahead):
                    point[begin + t] = 1
        return point

    def board(self, point: Sequence[float]) -> Board:
        """What was found, laid quarter by quarter; what doesn't fit there stays out."""
        first = self._first(point)
        years = {id_: period // self.step for id_, period in first.items()}
        quarters: Mapping[str, int | None] = dict.fromkeys(years)
        if self.by_quarter:
            quarters = first
        elif self.quarterly:
            quarters = self._quarters(point, years)
        board = Board(self.problem, self.side)
        self._lay(board, years, quarters)
        if not board.bought.keys() >= with_needs(self.problem, self.problem.fixed_in):
            # What is fixed in comes before all else, where it couldn't be laid.
            board = started(self.problem, self.side)
            self._lay(board, years, quarters)
        return board

    def _lay(
        self, board: Board, years: Mapping[str, int], quarters: Mapping[str, int | None]
    ) -> None:
        order = laying_order(self.problem, years)
        depth = {id_: number for number, id_ in enumerate(board.missing(order))}
        for id_ in sorted(
            depth.keys() & quarters.keys(),
            key=lambda id_: (years[id_], quarters[id_] or 0, depth[id_]),
        ):
            board.add((id_,), years[id_], quarters[id_])

    def _quarters(self, point: Sequence[float], years: Mapping[str, int]) -> dict[str, int]:
        """To begin with, each in the quarter that has most of its kind left in the point."""
        room = {pair: point[column] for pair, column in self.flow.items()}
        lost = worth(self.problem, years)

        def wish(id_: str, choices: list[int]) -> int:
            kind = kind_of(self.problem, id_)
            best = max(choices, key=lambda q: (room.get((kind, q), 0.0), -q))
            room[kind, best] = room.get((kind, best), 0.0) - 1
            return best

        fixed = with_needs(self.problem, self.problem.fixed_in)

        def loss(id_: str) -> tuple[Decimal, ...]:
            return (Decimal(id_ in fixed), *lost.get(id_, (Decimal(0),) * len(STAGES)))

        laying = Laying(self.problem, years)
        quarters = laying.laid(laying_order(self.problem, years), wish, loss)
        self.too_many = {q: float(days) for q, days in laying.too_many.items() if days}
        return quarters

    def _first(self, point: Sequence[float]) -> dict[str, int]:
        """The first year or quarter in which each measure is there."""
        found = {}
        for id_ in self.measures:
            for period in range(self.years_ahead * self.step):
                if point[self.at[id_] + period] > 0.5:
                    found[id_] = period
                    break
        return found


def _by_quarter(problem: Problem, measures: int) -> bool:
    """Whether to count by quarter: where quarters matter, and the programme stays small."""
    limits = problem.limits
    if measures * limits.horizon_years * QUARTERS > _MOST_BY_QUARTER:
        return False
    return (
        limits.ict_days_a_quarter is not None
        or limits.projects_at_once is not None
        or any(one.needs for one in problem.measures)
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
