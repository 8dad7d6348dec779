"""Which columns the integer programme of a plan has.

A column says that a measure is there by the end of a year (or of a quarter, where that is counted
exactly), another that a goal is open by a year; a goal is open only when each of its obstacles is
lifted.
"""

from __future__ import annotations

from readiness.plan.checked import with_needs
from readiness.plan.problem import Goal, Problem, Side
from readiness.plan.solve.board import QUARTERS, Kind, earliest_year, kind_of, window

# With more columns than this for its measures, a programme counts by year.
_MOST_BY_QUARTER = 2000


class Columns:
    """Made in the order of ids. Of each its bounds, whether it is whole, and its `team`: the
    location that it belongs to, or nothing where it couples locations."""

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
        # Whether what it allows can be laid as it is.
        self.exact = by_quarter or not _quarters_matter(problem)
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
        self.worked = {id_ for ids in self.kinds.values() for id_ in ids}
        self.columns = self.first_flow + len(self.flow)
        self.scale = _scale(problem)
        self.whole = [*range(self.first_goal), *self.flow.values()]
        self.lower, self.upper = [0.0] * self.columns, [1.0] * self.columns
        self.teams: list[str | None] = [None] * self.columns
        self._bounds()

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


def _by_quarter(problem: Problem, measures: int) -> bool:
    """Whether to count by quarter: where quarters matter, and the programme stays small."""
    columns = measures * problem.limits.horizon_years * QUARTERS
    return columns <= _MOST_BY_QUARTER and _quarters_matter(problem)


def _quarters_matter(problem: Problem) -> bool:
    limits = problem.limits
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
