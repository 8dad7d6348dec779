"""The proven plan: strict stages, each solved by HiGHS and held as a bound for the next.

Each stage begins from what was found before; the last step takes the least cost. The same
problem gives the same plan whatever the order of its rows, unless time ends it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import TYPE_CHECKING

from readiness.plan.board import Board, opened, values
from readiness.plan.checked import checked
from readiness.plan.greedy import as_plan, everything, fill, pruned, started
from readiness.plan.problem import STAGES, EndedBy, Plan, Problem, Side, Stage, StageResult
from readiness.plan.programme import Programme

if TYPE_CHECKING:
    from readiness.plan.highs import Optimiser

# The step after the last stage.
_COST = 3
Usable = Callable[[Plan], None]


@dataclass(frozen=True)
class Effort:
    """When to stop: `gap` proven in each stage (a share; 0 is the optimum itself), or after
    `seconds` in all."""

    gap: float = 0.001
    seconds: float = 60.0


def solve(
    problem: Problem,
    effort: Effort | None = None,
    stop: threading.Event | None = None,
    usable: Usable | None = None,
    side: Side = "mid",
) -> Plan:
    """The best plan with its gap; `usable` gets the quick plan first and each better one after.

    The order of the input changes nothing. `stop` ends it within about a second, with the best
    plan so far.

    Raises:
        Refused: the problem can't be planned, with the reason.
    """
    problem = checked(problem)
    run = _Run(problem, effort or Effort(), stop or threading.Event(), side)
    return run.plan(usable or (lambda plan: None))


class _Run:
    def __init__(self, problem: Problem, effort: Effort, stop: threading.Event, side: Side) -> None:
        self.problem, self.effort, self.stop, self.side = problem, effort, stop, side
        self.end = time.monotonic() + effort.seconds
        self.best = started(problem, side)
        fill(self.best)
        self.bounds = everything(problem)
        self.ended: dict[Stage, EndedBy] = {}
        self.held: dict[Stage, Decimal] = {}
        self.point: Sequence[float] | None = None

    def plan(self, usable: Usable) -> Plan:
        stages = [stage for stage in STAGES if self.bounds[stage]]
        usable(as_plan(self.best, self.bounds, "stopped"))
        if stages and not self._over():
            # Heavy to load; a plan that nothing can be opened in doesn't need it.
            from readiness.plan.highs import Optimiser

            model = Programme(self.problem, self.side)
            self.highs: Optimiser = Optimiser(model)
            for number, stage in enumerate(stages):
                share = (self.end - time.monotonic()) / (len(stages) - number + 0.5)
                self._stage(model, stage, share)
                usable(self._result("stopped"))
            if not self._over():
                self._least_cost(model)
        pruned(self.best)
        return self._result(self._ending(stages))

    def _over(self) -> bool:
        return self.stop.is_set() or time.monotonic() >= self.end

    def _ending(self, stages: list[Stage]) -> EndedBy:
        ends = [self.ended.get(stage, "time") for stage in stages]
        if self.stop.is_set() and any(end != "gap" for end in ends):
            return "stopped"
        return "time" if "time" in ends or "stopped" in ends else "gap"

    def _stage(self, model: Programme, stage: Stage, seconds: float) -> None:
        if self._over():
            return
        weights = model.weights(stage)
        objective = {column: -weight for column, weight in weights.items()}
        start = self._start(model)
        found = self.highs.minimise(objective, start, self.effort.gap, seconds, self.stop)
        value = self._values()[stage]
        if found.bound is not None:
            # No whole number lies between the bound and the next one below it.
            most = floor(-found.bound + 1e-6 * max(1.0, -found.bound / 1e6))
            self.bounds[stage] = min(self.bounds[stage], Decimal(most) / model.scale)
        if found.point is not None:
            self.point = found.point
            self._take(model.board(found.point), stage)
            value = self._values()[stage]
            if self._quarterly:
                # Where the next stage begins must do as well as what is held.
                value = min(value, model.value(stage, found.point))
        self.ended[stage] = found.ended_by
        self.held[stage] = value
        least = float(floor(value * model.scale)) - 0.5
        room = float((self.bounds[stage] - value) * model.scale / 2)
        self.highs.hold(weights, least, least + min(room, abs(least) / 500))

    def _start(self, model: Programme) -> Sequence[float]:
        """The best so far; where quarters are laid, what it was laid from."""
        if self._quarterly and self.point is not None:
            return self.point
        return model.point(self.best)

    def _least_cost(self, model: Programme) -> None:
        seconds = max(0.5, self.end - time.monotonic())
        found = self.highs.minimise(
            model.costs(), self._start(model), self.effort.gap, seconds, self.stop
        )
        if found.point is not None:
            self._take(model.board(found.point), _COST)

    def _take(self, board: Board, stage: int) -> None:
        """Keep the better of this and the best so far.

        Laid quarter by quarter a plan may lose a little of an earlier stage: that is taken as
        long as the earlier stage stays within its gap.
        """
        if stage in STAGES or self._quarterly:
            fill(board)
        if self._rank(board, stage) > self._rank(self.best, stage):
            self.best = board

    @property
    def _quarterly(self) -> bool:
        limits = self.problem.limits
        return limits.ict_days_a_quarter is not None or limits.projects_at_once is not None

    def _rank(self, board: Board, stage: int) -> tuple[Decimal, ...]:
        reached = values(self.problem, opened(self.problem, board.years()))
        rank: list[Decimal] = []
        for one in STAGES:
            value = reached[one]
            if one < stage and one in self.held:
                enough = self.held[one]
                if self._quarterly:
                    enough = min(enough, self.bounds[one] * (1 - Decimal(str(self.effort.gap))))
                value = min(value, enough)
            rank.append(value)
        return (*rank, *([sum(board.left, Decimal(0))] if stage not in STAGES else []))

    def _values(self) -> dict[Stage, Decimal]:
        return values(self.problem, opened(self.problem, self.best.years()))

    def _result(self, ended: EndedBy) -> Plan:
        plan = as_plan(self.best, self.bounds, ended)
        stages = tuple(
            StageResult(one.stage, one.value, one.bound, self.ended.get(one.stage, ended))
            for one in plan.stages
        )
        return Plan(plan.chosen, plan.opened, plan.cost, stages, ended, self.side)
