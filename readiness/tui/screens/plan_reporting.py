"""The reports of the plan in sight, written in a thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from readiness.language import _
from readiness.tui.planning.state import budget_words
from readiness.tui.planning.without import broken
from readiness.tui.screens.plan_trying import PlanTrying

if TYPE_CHECKING:
    from readiness.tui.plan_page import Wanted


class PlanReporting(PlanTrying):
    """The key that writes reports, and what is said while they are written."""

    class Writing(Message):
        """What is being done for the reports; empty when that is over."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    # The reports that are being written, or were last.
    _wanted: Wanted | None = None

    def action_report(self) -> None:
        from readiness.tui.plan_page import Wanted

        if self.shown is None or self.shown.look is None or self.refused() or not self.reread():
            return
        shown, look = self.shown, self.shown.look
        if not (shown.fresh and look.settled):
            self.notify(_("The plan is still being made; press r when it is there."), markup=False)
            return
        gathered = replace(look.gathered, decisions=shown.decisions)
        folder, house = self.kit.home.reports, self.kit.house
        wanted = Wanted(
            replace(look, gathered=gathered), self.kept, self.today.isoformat(), folder, house
        )
        if self.writing and self._wanted is not None:
            said = _(
                "The report of {budget} was broken off for this one: it was not written.",
                budget=budget_words(self._wanted.look.trial),
            )
            self.app.notify(said, severity="warning", timeout=10, markup=False)
        self._wanted = wanted
        self._write(wanted)

    @property
    def writing(self) -> bool:
        """Whether reports are being written."""
        return any(one.group == "report" and one.is_running for one in self.workers)

    @work(thread=True, exclusive=True, group="report", exit_on_error=False, description="report")
    def _write(self, wanted: Wanted) -> None:
        from readiness.tui.plan_page import write

        stop = get_current_worker().cancelled_event

        def tell(said: str) -> None:
            # What was broken off says nothing over what is written instead.
            if not stop.is_set():
                self.post_message(self.Writing(said))

        # The first of the other plans takes seconds where there are many locations.
        tell(_("The reports of the plan are being made…"))
        try:
            said = write(wanted, stop, tell)
        except Exception as error:
            self.log.error(repr(error))
            said = broken(error)
        tell("")
        if said:
            self.app.notify(said, timeout=15, markup=False)
