"""The plan made again in a thread, and the curve of value against budget after it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from readiness import garbage
from readiness.kit import Kit
from readiness.language import active
from readiness.model.decision import Decided
from readiness.model.sentence import Refused, Sentence
from readiness.office.planned import (
    Gathered,
    Progress,
    carried_out,
    gathered,
    no_measure,
    planned,
    rebudgeted,
)
from readiness.plan.case import Case, with_limits
from readiness.plan.problem import STAGES, Plan, Stage
from readiness.plan.solve.solver import Effort, solve
from readiness.tui.planning.look import Look, measure_name
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
        # All measures there are; None before `everything` was asked.
        self.offered: Case | None = None

    def everything(self, today: date) -> Case:
        """All measures there are, with nothing to spend yet."""
        self.offered = self._case(Trial(Decimal(0)), today)[1]
        return self.offered

    def name(self, id_: str) -> str:
        """The words for a measure with its place, or for a technology; else the id itself."""
        if self.offered is not None and id_ in self.offered.offers:
            return measure_name(self.offered, id_)
        technology = self.gathered.catalogue.technologies.get(id_)
        return id_ if technology is None else active().text(technology.name)

    def named(self, refused: Sentence) -> str:
        """Why a trial was refused, in words for this screen: names of measures for their ids."""
        if refused.template == no_measure("").sentence.template:
            refused = Sentence(
                "{name} is not on offer here: it counts as carried out, or nothing needs it. x "
                "takes back all that is tried.",
                **refused.values,
            )
        values = {
            key: self.name(value) if isinstance(value, str) else value
            for key, value in refused.values.items()
        }
        return active().say(Sentence(refused.template, **values))

    def first(self, trials: Iterable[Trial], today: date, stop: threading.Event) -> Look | None:
        """A usable plan of the first of these trials that has one, not searched to its end;
        None where none has."""
        for trial in trials:
            found: list[Look] = []
            enough = Enough(stop)

            def usable(look: Look, found: list[Look] = found, enough: Enough = enough) -> None:
                found.append(look)
                enough.set()

            try:
                self.looks(trial, today, stop, usable, enough)
            except Refused:
                continue
            return replace(found[-1], settled=False) if found else None
        return None

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
        # The last trial that had a plan: what is asked after it may have none.
        self.good: Trial | None = None
        # The plan that a person keeps to set others beside.
        self.kept: Look | None = None

    def ask(self, trial: Trial) -> None:
        """Remembers what is asked: leaving the screen takes none of it back."""
        if self._held is not None:
            self._asked = self._held[1], trial

    def asked_of(
        self, planner: Planner, decisions: Mapping[str, Decided]
    ) -> tuple[Trial, tuple[str, ...]] | None:
        """What was asked last, with the decisions of now, and what of it is gone, in words.

        Where locations were judged again since, what was tried of measures that are no longer on
        offer is gone; all else stays.
        """
        if self._asked is None:
            return None
        of, trial = self._asked
        if trial.decided is not None:
            trial = replace(trial, decided=decisions)
        if of is planner or planner.offered is None:
            return trial, ()
        kept = trial.within(planner.offered.offers, planner.gathered.catalogue.technologies)
        self.ask(kept)
        return kept, tuple(of.name(id_) for id_ in sorted(trial.about - kept.about))

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
