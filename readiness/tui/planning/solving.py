"""The plan made again in a thread, and the curve of value against budget after it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from readiness import garbage
from readiness.kit import Kit
from readiness.model.decision import Decided
from readiness.model.sentence import Refused
from readiness.office.planned import (
    Gathered,
    Progress,
    carried_out,
    gathered,
    planned,
    rebudgeted,
)
from readiness.plan.case import Case, with_limits
from readiness.plan.problem import STAGES, Plan, Stage
from readiness.plan.solve.solver import Effort, solve
from readiness.tui.planning.look import Look
from readiness.tui.planning.scale import Scale, scale
from readiness.tui.planning.trial import Trial

# Parts of the scale at which the curve is known; halves first, so that it is soon whole.
_PARTS = 16
# The curve is for looking: it needn't be proven as the plan is.
_CURVE = Effort(gap=0.01, seconds=5)


@dataclass(frozen=True)
class CurvePoint:
    """What opens at a budget a year: weight times years, in each stage."""

    budget: Decimal
    values: Mapping[Stage, Decimal]


def point(budget: Decimal, plan: Plan) -> CurvePoint:
    return CurvePoint(budget, {stage: plan.value(stage) for stage in STAGES})


class Enough(threading.Event):
    """Set by a person to whom the best so far will do, or together with `stop`."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self._stop = stop

    def is_set(self) -> bool:
        return super().is_set() or self._stop.is_set()


class Planner:
    """Makes plans of what was gathered; one thread at a time, for the length of `working`."""

    def __init__(self, found: Gathered) -> None:
        self.gathered = found
        self.working = threading.Lock()
        # What was made last, so that a step of the budget judges nothing again.
        self._carried: tuple[Mapping[str, Decided], Gathered] | None = None
        self._last: tuple[Trial, Gathered, Case] | None = None

    def everything(self, today: date) -> Case:
        """All measures there are, with nothing to spend yet."""
        return self._case(Trial(Decimal(0)), today)[1]

    def looks(
        self,
        trial: Trial,
        today: date,
        stop: threading.Event,
        say: Callable[[Look], None],
        enough: Enough | None = None,
    ) -> None:
        """Says the first usable plan, each better one, and last the settled one; none after
        `stop`. `enough` ends the search with the best so far, which is then the settled one.

        Raises:
            Refused: the trial can't be planned.
        """
        found, made = self._case(trial, today)

        def usable(plan: Plan) -> None:
            if not stop.is_set():
                say(Look(trial, found, made, plan, settled=False).prepared())

        plan = solve(made.problem, Effort(), enough or stop, usable)
        if not stop.is_set():
            say(Look(trial, found, made, plan, settled=True).prepared())

    def _case(self, trial: Trial, today: date) -> tuple[Gathered, Case]:
        found = self._found(trial.decided)
        if self._last is not None:
            before, base, case = self._last
            if base is found and before.differs_in_budget_alone(trial):
                return found, rebudgeted(case, found, trial.asked(), today)
        case = planned(found, trial.asked(), today)
        self._last = trial, found, case
        return found, case

    def _found(self, decisions: Mapping[str, Decided] | None) -> Gathered:
        if decisions is None:
            return self.gathered
        if self._carried is None or self._carried[0] != decisions:
            self._carried = dict(decisions), carried_out(self.gathered, decisions)
        return self._carried[1]


class LastJudged:
    """What was judged last, and what was asked of it, for the next time that the plan is opened:
    it holds until anything is added to a visit or a location."""

    def __init__(self) -> None:
        self._held: tuple[object, Planner, Scale] | None = None
        self._asked: tuple[Planner, Trial] | None = None

    def ask(self, trial: Trial) -> None:
        """Remembers what is asked: leaving the screen takes none of it back."""
        if self._held is not None:
            self._asked = self._held[1], trial

    def asked_of(self, planner: Planner, decisions: Mapping[str, Decided]) -> Trial | None:
        """What was asked last, with the decisions of now. Where locations were judged again
        since, its budget and years alone: what was tried may be gone."""
        if self._asked is None:
            return None
        of, trial = self._asked
        if of is not planner:
            return Trial(trial.budget, trial.years)
        return trial if trial.decided is None else replace(trial, decided=decisions)

    def of(
        self, kit: Kit, today: date, stop: threading.Event, progress: Progress
    ) -> tuple[Planner, Scale]:
        """The planner of all locations, and the scale of its budgets.

        Raises:
            Refused: there is nothing to plan for. Stopped: `stop` was set.
        """
        # Asked before reading: what somebody adds meanwhile makes it be judged again.
        newest = kit.store.scores.newest()
        # Decisions belong to no visit.
        visits = {visit: number for visit, number in newest.of_visit.items() if visit}
        now = visits, dict(newest.of_facts)
        if self._held is None or self._held[0] != now:
            with garbage.later():
                planner = Planner(gathered(kit, False, stop, progress))
            self._held = now, planner, scale(planner.everything(today))
            # Kept as long as the program runs: looking through all of it for garbage would hold
            # the keys up, and the end of the program by seconds.
            gc.freeze()
        return self._held[1:]


def curve(
    look: Look, top: Decimal, known: set[Decimal], stop: threading.Event
) -> Iterator[CurvePoint]:
    """The points of the scale up to `top` that aren't known yet; fewer when stopped."""
    problem = look.case.problem
    for part in _halving(_PARTS):
        budget = (top * part / _PARTS).quantize(Decimal(1))
        if budget in known:
            continue
        limits = replace(problem.limits, budget=(budget,) * problem.limits.horizon_years)
        case = with_limits(look.case, limits)
        try:
            plan = solve(case.problem, _CURVE, stop)
        except Refused:
            # So little doesn't pay what is fixed in.
            continue
        if stop.is_set():
            return
        yield point(budget, plan)


def _halving(parts: int) -> list[int]:
    """0 to `parts`, the ends first, then halves, quarters and so on."""
    order = [0, parts]
    step = parts
    while step > 1:
        order += [n for n in range(step // 2, parts, step) if n not in order]
        step //= 2
    return order
