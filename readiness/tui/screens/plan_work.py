"""The work behind the plan's screen: locations are judged, plans made and cancelled, in threads.

The thread of the screen only asks and shows. A change cancels the search that runs, by its stop
event, and the next one begins a moment after the last key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from readiness.kit import Kit
from readiness.kit.scores import Stopped
from readiness.language import _, active
from readiness.library.faults import InvalidContent
from readiness.model.sentence import Refused
from readiness.tui.planning.look import Look
from readiness.tui.planning.plan_view import PlanView, Shown
from readiness.tui.planning.rows import Decisions
from readiness.tui.planning.scale import Scale
from readiness.tui.planning.solving import (
    CurvePoint,
    Enough,
    LastJudged,
    Planner,
    curve,
    point,
)
from readiness.tui.planning.trial import Trial
from readiness.tui.planning.value_curve import Curve
from readiness.tui.planning.without import broken, gone_words, nothing_yet

# Seconds without a key after which a plan is made: a key that is held down makes one, not fifty.
_QUIET = 0.12


class PlanWork(Screen[None]):
    """What was gathered, what is asked, what was found last.

    Every worker has a description: without one Textual writes out all that a worker is given,
    which takes seconds for a plan of 300 locations.
    """

    class Judging(Message):
        """So many locations are done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    class Judged(Message):
        """All that can be planned for with what was decided, or why there is nothing."""

        def __init__(self, found: tuple[Planner, Scale, Decisions] | str) -> None:
            super().__init__()
            self.found = found

    class Found(Message):
        """A plan of this trial, or why there is none."""

        def __init__(self, trial: Trial, look: Look | str) -> None:
            super().__init__()
            self.trial, self.look = trial, look

    class Instead(Message):
        """A plan to look at where this trial has none and nothing was in sight yet."""

        def __init__(self, trial: Trial, look: Look) -> None:
            super().__init__()
            self.trial, self.look = trial, look

    class Reached(Message):
        """A point of the curve of all plans that differ from this one in budget alone."""

        def __init__(self, look: Look, at: CurvePoint) -> None:
            super().__init__()
            self.look, self.at = look, at

    def __init__(self, kit: Kit, last: LastJudged) -> None:
        super().__init__()
        self.kit = kit
        self._last = last
        self.today = date.today()
        self.shown: Shown | None = None
        self.planner: Planner | None = None
        # The plan to set others beside, kept by a person; None: the one before the last change.
        self.kept: Look | None = None
        self._settled: Look | None = None
        self._points: dict[Decimal, CurvePoint] = {}
        self._quiet: Timer | None = None
        self._enough: Enough | None = None

    @property
    def view(self) -> PlanView:
        return self.query_one(PlanView)

    def on_mount(self) -> None:
        self._judge()

    # -- judging the locations -------------------------------------------------------------

    @work(thread=True, exclusive=True, group="judge", exit_on_error=False, description="judge")
    def _judge(self) -> None:
        from readiness.office.followed import followed
        from readiness.store import StoreError

        stop = get_current_worker().cancelled_event
        # The store belongs to the screen's thread; this one opens its own.
        kit = self.kit.another()
        try:
            if not kit.visits():
                self.post_message(self.Judged(nothing_yet()))
                return
            planner, scale = self._last.of(kit, self.today, stop, self._tell)
            self.post_message(self.Judged((planner, scale, followed(kit))))
        except Stopped:
            pass
        except (Refused, StoreError) as refused:
            self.post_message(self.Judged(active().say(refused.sentence)))
        except InvalidContent as faults:
            self.post_message(self.Judged(str(faults)))
        except Exception as error:
            self.log.error(repr(error))
            self.post_message(self.Judged(broken(error)))
        finally:
            kit.close_store()

    def _tell(self, done: int, total: int) -> None:
        self.post_message(self.Judging(done, total))

    def begin(self, planner: Planner, scale: Scale, decisions: Decisions) -> None:
        """The first plan: of what was asked when the screen was left, or of the budget at which
        the slider begins."""
        self.planner = planner
        trial, gone = self._last.asked_of(planner, decisions) or (Trial(scale.begin), ())
        self.kept = self._last.kept
        if gone:
            self.notify(gone_words(gone), severity="warning", timeout=15, markup=False)
        self.shown = Shown(trial, scale, decisions=decisions)
        self.view.show(self.shown)
        self._solve(trial)

    # -- planning ---------------------------------------------------------------------------

    def change(self, trial: Trial) -> None:
        """Asks for another plan. What runs is stopped at once; the keys go on."""
        if self.shown is None or trial == self.shown.trial:
            return
        self.workers.cancel_group(self, "solve")
        self.workers.cancel_group(self, "curve")
        self._last.ask(trial)
        self.shown = replace(self.shown, trial=trial, trouble="")
        self.view.show(self.shown)
        self._show_curve()
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(_QUIET, self._renew)

    def _renew(self) -> None:
        if self.shown is None:
            return
        if self.shown.fresh and self.shown.look is self._settled:
            # Back where it was: that plan is there already.
            self._trace(self.shown.look, set(self._points))
        else:
            self._solve(self.shown.trial)

    @work(thread=True, exclusive=True, group="solve", exit_on_error=False, description="solve")
    def _solve(self, trial: Trial) -> None:
        stop, planner = get_current_worker().cancelled_event, self.planner
        assert planner is not None
        with planner.working:
            if stop.is_set():
                return
            try:
                self._enough = enough = Enough(stop)
                planner.looks(
                    trial,
                    self.today,
                    stop,
                    lambda look: void(self.post_message(self.Found(trial, look))),
                    enough,
                )
            except Refused as refused:
                if self.shown is not None and self.shown.look is None:
                    # Where nothing is in sight most keys have nothing to act on.
                    fallback = planner.first(self._without(trial), self.today, stop)
                    if fallback is not None:
                        self.post_message(self.Instead(trial, fallback))
                self.post_message(self.Found(trial, planner.named(refused.sentence)))
            except Exception as error:
                # A mistake of the program must not leave figures that seem to be on their way.
                self.log.error(repr(error))
                self.post_message(self.Found(trial, broken(error)))

    def _without(self, trial: Trial) -> Iterator[Trial]:
        """What to show where this has no plan: what had one last, or nothing that is tried."""
        if self._last.good is not None:
            yield self._last.good
        yield Trial(trial.budget, trial.years)

    @on(Instead)
    def _instead(self, message: Instead) -> None:
        if self.shown is not None and self.shown.look is None:
            self.shown = replace(self.shown, look=message.look)
            self.view.show(self.shown)

    def refused(self) -> bool:
        """Whether what is asked has no plan; then why is said again."""
        if self.shown is None or not self.shown.trouble:
            return False
        said = _("There is no plan of what is asked now. {why}", why=self.shown.trouble)
        self.notify(said, severity="warning", timeout=10, markup=False)
        return True

    def action_enough(self) -> None:
        """Ends the search with the best so far. Before there is any, it goes on."""
        if (shown := self.shown) is None or self.refused():
            return
        if shown.fresh and shown.look is not None and not shown.look.settled and self._enough:
            self._enough.set()
        elif shown.fresh:
            self.notify(_("No search is running: this plan is final."), timeout=4, markup=False)
        else:
            self.notify(_("There is no plan of this yet; wait a moment."), timeout=4, markup=False)

    @on(Found)
    def _found(self, message: Found) -> None:
        shown, look = self.shown, message.look
        if shown is None or message.trial != shown.trial:
            # Of a trial that was left: what is asked now is on its way.
            return
        if isinstance(look, str):
            self.shown = replace(shown, trouble=look)
        else:
            former = self.kept or self._settled
            if former is None or former.trial == look.trial:
                former = shown.former
            self.shown = replace(shown, look=look, former=former, trouble="")
        self.view.show(self.shown)
        if isinstance(look, Look) and look.settled:
            self._keep_point(look)
            self._settled = look
            self._last.good = look.trial
            self._trace(look, set(self._points))

    # -- the curve --------------------------------------------------------------------------

    def _keep_point(self, look: Look) -> None:
        before = self._settled
        if before is None or not before.trial.differs_in_budget_alone(look.trial):
            self._points.clear()
        self._points[look.trial.budget] = point(look.trial.budget, look.plan)
        self._show_curve()

    def _show_curve(self) -> None:
        shown = self.shown
        if shown is not None and shown.look is not None:
            points = list(self._points.values())
            budget = shown.trial.budget
            self.view.show_curve(Curve(shown.scale, points, shown.look.most, budget))

    @work(thread=True, exclusive=True, group="curve", exit_on_error=False, description="curve")
    def _trace(self, look: Look, known: set[Decimal]) -> None:
        stop, planner, shown = get_current_worker().cancelled_event, self.planner, self.shown
        assert planner is not None
        assert shown is not None
        with planner.working:
            for at in curve(look, shown.scale.top, known, stop):
                self.post_message(self.Reached(look, at))

    @on(Reached)
    def _reached(self, message: Reached) -> None:
        settled = self._settled
        if settled is not None and settled.trial.differs_in_budget_alone(message.look.trial):
            self._points[message.at.budget] = message.at
            self._show_curve()


def void(_posted: object) -> None:
    """What was posted is of no more interest."""
