"""What is tried in a plan, and what is decided about its measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from readiness.language import _, active
from readiness.model.decision import Answer, Decider, Step
from readiness.model.sentence import Refused
from readiness.plan.problem import Money
from readiness.tui.planning.look import Look
from readiness.tui.planning.rows import Decisions
from readiness.tui.planning.trial import Trial
from readiness.tui.planning.without import broken
from readiness.tui.screens.plan_work import PlanWork
from readiness.tui.trouble import told

if TYPE_CHECKING:
    from readiness.tui.plan_page import Wanted


class PlanTrying(PlanWork):
    """The keys that try something, and those that keep a decision."""

    class Writing(Message):
        """What is being done for the reports; empty when that is over."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    # The role that decided last: who sits at the table seldom changes.
    _role: Decider = "management"

    def read(self, act: Callable[[], None]) -> None:
        """Does it; what was typed and can't be read is told."""
        try:
            act()
        except Refused as refused:
            said = active().say(refused.sentence)
            self.notify(said, severity="error", timeout=10, markup=False)

    def _measure(self) -> tuple[Look, str] | None:
        """The measure under the cursor; where there is none, that is said."""
        look = self.shown.look if self.shown is not None else None
        if look is None:
            return None
        if self.view.chosen not in look.case.offers:
            self.notify(_("First put the cursor on a measure."), timeout=4, markup=False)
            return None
        return look, self.view.chosen

    # -- what if ------------------------------------------------------------------------------

    def action_fix(self, bought: bool) -> None:
        found = self._measure()
        if found is not None and self.shown is not None:
            self.change(self.shown.trial.turned(found[1], bought))

    def action_reset(self) -> None:
        if self.shown is not None:
            if not self.shown.trial.tried:
                self.notify(_("Nothing is tried: there is nothing to reset."), markup=False)
            self.change(self.shown.trial.plain())

    def action_weight(self) -> None:
        from readiness.tui.screens.plan_forms import WeightForm

        shown = self.shown
        if shown is None or shown.look is None:
            return
        technologies = shown.look.gathered.catalogue.technologies.values()

        def given(answer: tuple[str, Decimal] | None) -> None:
            if answer is not None and self.shown is not None:
                self.change(self.shown.trial.weighed(*answer))

        names = {one.id: active().text(one.name) for one in technologies}
        self.app.push_screen(WeightForm(names, dict(shown.trial.weights)), given)

    def action_vat(self) -> None:
        from readiness.tui.screens.plan_forms import VatForm

        if self.shown is None or self.shown.look is None:
            return

        def given(answer: tuple[Decimal | None] | None) -> None:
            if answer is not None and self.shown is not None:
                self.change(replace(self.shown.trial, vat=answer[0]))

        now = self.shown.trial.vat
        if now is None:
            now = self.shown.look.gathered.vat
        self.app.push_screen(VatForm(now), given)

    def action_price(self) -> None:
        from readiness.tui.screens.plan_forms import PriceForm

        found = self._measure()
        if found is None:
            return
        look, id_ = found

        def given(answer: tuple[Money | None] | None) -> None:
            if answer is not None and self.shown is not None:
                self.change(self.shown.trial.priced(id_, *answer))

        # The price of all of it: what is bought, and own people's time.
        now = look.case.problem.measure[id_]
        low, high = now.once.low + now.time.low, now.once.high + now.time.high
        text = f"{low:.0f}" if low == high else f"{low:.0f}-{high:.0f}"
        self.app.push_screen(PriceForm(look.name(id_), text), given)

    def action_keep(self) -> None:
        if self.kept is not None:
            self.kept = None
            self.notify(_("Plans are set beside the one before the last change."), markup=False)
        elif self.shown is None or self.shown.look is None:
            return
        elif not (self.shown.fresh and self.shown.look.settled):
            # One that is still improved would make every later plan seem better than it is.
            self.notify(_("The plan is still being made; press k when it is there."), markup=False)
        else:
            self.kept = self.shown.look
            self.notify(
                _("Kept: every next plan is set beside this one, until you press k again."),
                markup=False,
            )

    # -- decisions ------------------------------------------------------------------------------

    def action_decide(self) -> None:
        from readiness.tui.screens.plan_forms import DecisionForm

        found = self._measure()
        if found is None or self.shown is None:
            return
        look, id_ = found
        location = look.case.problem.measure[id_].location or ""

        def given(answer: tuple[Answer, Decider, str] | None) -> None:
            if answer is None:
                return
            said, self._role, why = answer
            self._store(lambda: self.kit.decisions.decide(id_, location, said, self._role, why))

        held = self.shown.decisions.get(id_)
        self.app.push_screen(DecisionForm(look.name(id_), held, self._role), given)

    def action_progress(self) -> None:
        from readiness.tui.screens.plan_forms import ProgressForm

        found = self._measure()
        if found is None or self.shown is None:
            return
        look, id_ = found
        held = self.shown.decisions.get(id_)
        if held is None or held.answer != "yes":
            said = _("This was not decided on with yes, so it has no progress: press d first.")
            self.notify(said, severity="warning", markup=False)
            return

        def given(step: Step | None) -> None:
            if step is not None:
                self._store(lambda: self.kit.decisions.progress(id_, step))

        self.app.push_screen(ProgressForm(look.name(id_), held), given)

    def _store(self, keep: Callable[[], object]) -> None:
        """Keeps it in the record and shows it; a plan from decisions is made again."""
        with told(self.app):
            keep()
            self.notify(_("Stored."), timeout=2, markup=False)
        if self.shown is not None:
            decisions = self._decisions(self.shown.decisions)
            self.shown = replace(self.shown, decisions=decisions)
            self.view.show(self.shown)
            if self.shown.trial.decided is not None:
                self.change(replace(self.shown.trial, decided=decisions))

    def _decisions(self, before: Decisions) -> Decisions:
        """All decisions now; what a later visit says of one that is as it was is known already."""
        found = self.kit.decisions.all()
        for id_, held in before.items():
            one = found.get(id_)
            if one is not None and (held.answer, held.step_at) == (one.answer, one.step_at):
                found[id_] = replace(one, seen=held.seen, seen_on=held.seen_on)
        return found

    def action_start(self) -> None:
        if self.shown is None:
            return
        if self.shown.trial.decided is None and not self.shown.decisions:
            self.notify(_("Nothing was decided yet: press d on a measure."), markup=False)
            return
        decided = self.shown.decisions if self.shown.trial.decided is None else None
        self.change(replace(self.shown.trial, decided=decided))

    # -- reports --------------------------------------------------------------------------------

    def action_report(self) -> None:
        from readiness.tui.plan_page import Wanted

        shown = self.shown
        if shown is None or shown.look is None:
            return
        if not (shown.fresh and shown.look.settled):
            self.notify(_("The plan is still being made; press r when it is there."), markup=False)
            return
        gathered = replace(shown.look.gathered, decisions=shown.decisions)
        look = replace(shown.look, gathered=gathered)
        folder, house = self.kit.home.reports, self.kit.house
        self._write(Wanted(look, self.kept, self.today.isoformat(), folder, house))

    @work(thread=True, exclusive=True, group="report", exit_on_error=False, description="report")
    def _write(self, wanted: Wanted) -> None:
        from readiness.tui.plan_page import write

        def tell(said: str) -> None:
            self.post_message(self.Writing(said))

        # The first of the other plans takes seconds where there are many locations.
        tell(_("The reports of the plan are being made…"))
        try:
            said = write(wanted, get_current_worker().cancelled_event, tell)
        except Exception as error:
            self.log.error(repr(error))
            said = broken(error)
        tell("")
        if said:
            self.app.notify(said, timeout=15, markup=False)

    def trial_with(self, budget: Decimal) -> Trial:
        """What is asked now, with another budget."""
        assert self.shown is not None
        return replace(self.shown.trial, budget=budget)
