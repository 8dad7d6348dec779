"""What is tried in a plan, and what is decided about its measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from readiness.language import _, active
from readiness.model.decision import Answer, Decider, Step
from readiness.model.sentence import Refused
from readiness.plan.problem import Money
from readiness.tui.planning.look import Look
from readiness.tui.planning.rows import Decisions
from readiness.tui.planning.trial import Trial
from readiness.tui.screens.plan_work import PlanWork
from readiness.tui.trouble import told


class PlanTrying(PlanWork):
    """The keys that try something, and those that keep a decision."""

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
            self.kept = self._last.kept = None
            self.notify(_("Plans are set beside the one before the last change."), markup=False)
        elif self.shown is None or self.shown.look is None or self.refused():
            return
        elif not (self.shown.fresh and self.shown.look.settled):
            # One that is still improved would make every later plan seem better than it is.
            self.notify(_("The plan is still being made; press k when it is there."), markup=False)
        else:
            self.kept = self._last.kept = self.shown.look
            self.notify(
                _("Kept: every next plan is set beside this one, until you press k again."),
                markup=False,
            )

    # -- decisions ------------------------------------------------------------------------------

    def action_decide(self) -> None:
        found = self._measure()
        if found is not None:
            self._ask_decision(*found)

    def _ask_decision(self, look: Look, id_: str, said: str = "") -> None:
        """Asks what is decided, from what is held now. What somebody else decides while the form
        is open is shown in it, and asked again: it is never replaced unseen."""
        from readiness.tui.screens.plan_forms import DecisionForm

        if (seen := self.held(id_)) is None or not self.reread() or self.shown is None:
            return
        location = look.case.problem.measure[id_].location or ""

        def given(answer: tuple[Answer, Decider, str] | None) -> None:
            if answer is None or (now := self.held(id_)) is None:
                return
            if now != seen:
                self._ask_decision(look, id_, _overtaken())
                return
            word, self._role, why = answer

            def keep() -> str:
                self.kit.decisions.decide(id_, location, word, self._role, why, seen)
                return _("Stored.")

            self._store(keep)

        held = self.shown.decisions.get(id_)
        self.app.push_screen(DecisionForm(look.name(id_), held, self._role, said), given)

    def action_progress(self) -> None:
        from readiness.tui.screens.plan_forms import ProgressForm

        found = self._measure()
        if found is None or not self.reread() or self.shown is None:
            return
        look, id_ = found
        held = self.shown.decisions.get(id_)
        if held is None or held.answer != "yes":
            said = _("This was not decided on with yes, so it has no progress: press d first.")
            self.notify(said, severity="warning", markup=False)
            return

        def given(progress: tuple[Step, date | None] | None) -> None:
            if progress is None or not self.reread() or self.shown is None:
                return
            now = self.shown.decisions.get(id_)
            before = held.answer, held.step, held.step_at
            if now is None or (now.answer, now.step, now.step_at) != before:
                # The form again where that is still possible, with what is so now.
                self.notify(_overtaken(), severity="warning", timeout=10, markup=False)
                self.action_progress()
                return
            self._store(lambda: self._keep_progress(id_, *progress))

        self.app.push_screen(ProgressForm(look.name(id_), held), given)

    def _keep_progress(self, measure: str, step: Step, on: date | None) -> str:
        """Keeps how far the measure is, and gives what to say of it."""
        from readiness.office.progress import keep_progress

        passed = keep_progress(self.kit, (measure,), step, on)
        if step == "checked":
            return _("Nothing to store: a visit has seen it in order, which is its check.")
        if measure in passed:
            return _(
                "Stored. The visit of {day} still finds what it was to repair, and counts as one "
                "before it was done. Was it done before that visit, press g again and type the "
                "day.",
                day=active().day(passed[measure]),
            )
        return _("Stored.")

    def held(self, measure: str) -> tuple[str, ...] | None:
        """The revisions that hold the decision on it; None where that can't be read: it is
        told."""
        with told(self.app):
            return self.kit.decisions.held(measure)
        return None

    def reread(self) -> bool:
        """Takes over what was decided elsewhere since; False where that can't be read: it is
        told. A plan from decisions is made again."""
        shown = self.shown
        with told(self.app):
            if shown is None:
                return False
            decisions = self._decisions(shown.decisions)
            if decisions != shown.decisions:
                self.take_over(decisions)
                said = _("Something was decided elsewhere meanwhile: it is shown now.")
                self.notify(said, timeout=6, markup=False)
            return True
        return False

    def on_screen_resume(self) -> None:
        self.reread()

    def take_over(self, decisions: Decisions) -> None:
        """Shows these decisions; a plan from decisions is made again."""
        if self.shown is not None:
            self.shown = replace(self.shown, decisions=decisions)
            self.view.show(self.shown)
            if self.shown.trial.decided is not None:
                self.change(replace(self.shown.trial, decided=decisions))

    def _store(self, keep: Callable[[], str]) -> None:
        """Keeps it in the record, shows it and says what `keep` gives; a plan from decisions is
        made again."""
        with told(self.app):
            said = keep()
            self.notify(said, timeout=2 + len(said) / 12, markup=False)
        if self.shown is not None:
            self.take_over(self._decisions(self.shown.decisions))

    def _decisions(self, before: Decisions) -> Decisions:
        """All decisions now. What a later visit says is looked up of those that changed: of one
        that is as it was it is known already."""
        from readiness.office.followed import followed

        found, changed = self.kit.decisions.all(), []
        for id_, one in found.items():
            held = before.get(id_)
            if held is None or (held.answer, held.step_at) != (one.answer, one.step_at):
                changed.append(id_)
                continue
            found[id_] = replace(
                one,
                seen=held.seen,
                seen_on=held.seen_on,
                failing=held.failing,
                partly=held.partly,
            )
        return found | followed(self.kit, measures=changed) if changed else found

    def action_start(self) -> None:
        if not self.reread() or self.shown is None:
            return
        if self.shown.trial.decided is None and not self.shown.decisions:
            self.notify(_("Nothing was decided yet: press d on a measure."), markup=False)
            return
        decided = self.shown.decisions if self.shown.trial.decided is None else None
        self.change(replace(self.shown.trial, decided=decided))

    def trial_with(self, budget: Decimal) -> Trial:
        """What is asked now, with another budget."""
        assert self.shown is not None
        return replace(self.shown.trial, budget=budget)


def _overtaken() -> str:
    return _(
        "Somebody else decided on this meanwhile, so nothing was stored. What is so now is shown: "
        "change it and store it again, or leave it with Esc."
    )
