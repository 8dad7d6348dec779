"""A plan in the making: the best so far, what each stage can't exceed, and when to end."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from decimal import Decimal

from readiness.plan.problem import EndedBy, Plan, Problem, Stage, StageResult
from readiness.plan.solve.board import Board, opened, values
from readiness.plan.solve.greedy import as_plan, everything


class Search:
    """What is known of a problem until now.

    `best` can be laid and paid. `ended` says for each stage that was gone through what ended it,
    `cost_ended` the same of the step that takes the least cost. `gap` 0 asks for the optimum.
    """

    def __init__(
        self, best: Board, gap: float, seconds: float, stop: threading.Event | None = None
    ) -> None:
        self.best, self.gap = best, gap
        self.stop = stop or threading.Event()
        self.end = time.monotonic() + seconds
        self.bounds = everything(best.problem)
        self.ended: dict[Stage, EndedBy] = {}
        self.cost_ended: EndedBy = "time"

    @property
    def problem(self) -> Problem:
        return self.best.problem

    @property
    def left(self) -> float:
        """Seconds."""
        return self.end - time.monotonic()

    @property
    def over(self) -> bool:
        return self.stop.is_set() or self.left <= 0

    @property
    def within(self) -> bool:
        """Whether every stage is within the gap, whatever ended it."""
        return float(self.plan("stopped").gap) <= self.gap

    @property
    def values(self) -> dict[Stage, Decimal]:
        return reached(self.best)

    @property
    def ended_by(self) -> EndedBy:
        """What ended it as a whole."""
        ends = [self.ended.get(stage, "time") for stage, bound in self.bounds.items() if bound]
        if self.stop.is_set() and any(end != "gap" for end in ends):
            return "stopped"
        return "time" if "time" in ends or "stopped" in ends else "gap"

    def plan(self, ended: EndedBy) -> Plan:
        """The best so far."""
        plan = as_plan(self.best, self.bounds, ended)
        stages = tuple(
            StageResult(one.stage, one.value, one.bound, self.ended.get(one.stage, ended))
            for one in plan.stages
        )
        return replace(plan, stages=stages, cost_ended_by=self.cost_ended)


def reached(board: Board) -> dict[Stage, Decimal]:
    """The value of each stage by what is bought."""
    return values(board.problem, opened(board.problem, board.years()))
