"""The investment plan: what to buy first with a budget, and what happens when that is moved."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from readiness.language import _
from readiness.tui.planning.plan_view import PlanView
from readiness.tui.planning.state import tried_words
from readiness.tui.planning.trial import Trial, euros
from readiness.tui.screens.plan_reporting import PlanReporting
from readiness.tui.screens.plan_work import PlanWork
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.row_list import RowList


class PlanScreen(PlanReporting):
    """Locations are judged first, with progress; then the plan follows the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("left", "budget(-1, False)", show=False, priority=True),
        Binding("right", "budget(1, False)", show=False, priority=True),
        Binding("shift+left,minus,comma", "budget(-1, True)", show=False),
        Binding("shift+right,plus,equals_sign,full_stop", "budget(1, True)", show=False),
        # Before any other key is looked at: the digits after the first belong to the amount.
        *(
            Binding(str(digit), f"amount('{digit}')", show=False, priority=True)
            for digit in range(10)
        ),
        Binding("b", "amount('')", _("budget"), priority=True),
        Binding("tab", "section(1)", _("next"), priority=True),
        Binding("shift+tab", "section(-1)", show=False, priority=True),
        Binding("y", "years(1)", _("years")),
        Binding("Y", "years(-1)", show=False),
        Binding("i", "fix(True)", _("in")),
        Binding("o", "fix(False)", _("out")),
        Binding("x", "reset", _("reset")),
        Binding("w", "weight", _("weight")),
        Binding("p", "price", _("price")),
        Binding("v", "vat", _("VAT")),
        Binding("e", "enough", _("enough")),
        Binding("d", "decide", _("decision")),
        Binding("g", "progress", _("progress")),
        Binding("s", "start", _("from decisions")),
        Binding("k", "keep", _("keep")),
        Binding("r", "report", _("report")),
        Binding("f1,question_mark", "explain", _("help")),
    ]
    DEFAULT_CSS = """
    PlanScreen #title { height: auto; min-height: 1; }
    PlanScreen #title { background: $primary; color: $text; text-style: bold; }
    PlanScreen #waiting { height: 1fr; padding: 1; }
    PlanScreen #waiting Static { height: auto; margin-bottom: 1; }
    PlanScreen PlanView { display: none; }
    """

    def compose(self) -> ComposeResult:
        yield Static(Content(_(" Readiness · investment plan")), id="title")
        with Vertical(id="waiting"):
            yield Static(_("Every location is judged on its last visit…"), id="said", markup=False)
            yield ProgressBar(show_eta=False)
        yield PlanView(self.today)
        yield KeyBar([("Esc", _("stop and go back"))], lines=2)

    @on(PlanWork.Judging)
    def _judging(self, message: PlanWork.Judging) -> None:
        self.query_one(ProgressBar).update(total=message.total, progress=message.done)
        said = _("Judging locations: {done} of {total}", done=message.done, total=message.total)
        self.query_one("#said", Static).update(Content(said))

    @on(PlanWork.Judged)
    def _judged(self, message: PlanWork.Judged) -> None:
        if isinstance(message.found, str):
            self.query_one(ProgressBar).display = False
            self.query_one("#said", Static).update(Content(message.found))
            self.query_one(KeyBar).show_keys([("Esc", _("back"))])
            return
        self.query_one("#waiting").display = False
        self.view.display = True
        self.query_one(KeyBar).show_keys(_keys())
        self.query_one(RowList).focus()
        self.begin(*message.found)
        self._title()

    def _title(self, said: str = "") -> None:
        """How many locations, whether they are made up, and what is tried; or what is said."""
        if self.shown is None or self.planner is None:
            return
        trial, found = self.shown.trial, self.planner.gathered
        count = len(found.sites)
        if count == 1:
            where = _("1 location (fictional)") if found.fictional else _("1 location")
        elif found.fictional:
            where = _("{count} locations (fictional)", count=count)
        else:
            where = _("{count} locations", count=count)
        left_out = [_("{count} left out", count=len(found.left_out))] if found.left_out else []
        words = [where, said] if said else [where, *left_out, *tried_words(trial)]
        short = " " + " · ".join(words)
        long = f"{_(' Readiness · investment plan')} ·{short}"
        # What is tried and what is made up is always said; the name of the screen where it fits.
        fits = not said and cell_len(long) <= self.size.width
        self.query_one("#title", Static).update(Content(long if fits else short))

    def on_resize(self) -> None:
        if not self.writing:
            self._title()

    @on(PlanReporting.Writing)
    def _writing(self, message: PlanReporting.Writing) -> None:
        self._title(message.said)

    def change(self, trial: Trial) -> None:
        super().change(trial)
        if not self.writing:
            self._title()

    # -- the budget -------------------------------------------------------------------------

    def action_budget(self, steps: int, big: bool) -> None:
        if self.shown is not None:
            trial = self.shown.trial
            budget = self.shown.scale.moved(trial.budget, steps, big)
            self.change(self.trial_with(budget))

    def action_amount(self, typed: str) -> None:
        from readiness.tui.screens.ask import Ask

        def given(text: str | None) -> None:
            if text and self.shown is not None:
                self.read(lambda: self.change(self.trial_with(euros(text))))

        if self.shown is not None:
            title = _("Budget in euros for each year:")
            self.app.push_screen(Ask(title, typed), given)

    def action_years(self, step: int) -> None:
        if self.shown is not None:
            self.change(self.shown.trial.next_years(step))

    # -- looking ----------------------------------------------------------------------------

    def action_section(self, step: int) -> None:
        if self.shown is not None:
            self.view.turn(step)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        from readiness.tui.screens.explain import Explain

        event.stop()
        told = self.view.told()
        if told:
            (_title, name), *rest = told
            self.app.push_screen(Explain(name, rest))

    def action_explain(self) -> None:
        from readiness.tui.planning.help import help_page
        from readiness.tui.screens.explain import Explain

        self.app.push_screen(Explain(*help_page()))

    def action_leave(self) -> None:
        if self.writing:
            said = _("You left before the reports were there: nothing was written.")
            self.app.notify(said, severity="warning", timeout=10, markup=False)
        # What runs in the threads is told to stop; it ends by itself.
        self.workers.cancel_node(self)
        self.dismiss()


def _keys() -> list[tuple[str, str]]:
    return [
        ("←→", _("budget")),
        ("0-9", _("amount")),
        ("Tab", _("page")),
        ("y", _("years")),
        ("i/o", _("in/out")),
        ("x", _("reset")),
        ("e", _("enough")),
        ("w/p/v", _("weight/price/VAT")),
        ("d/g/s", _("decisions")),
        ("k", _("keep")),
        ("r", _("reports")),
        ("F1", _("help")),
        ("Esc", _("back")),
    ]
