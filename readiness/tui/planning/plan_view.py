"""A plan on the screen: budget, how it stands, one section of it, the row under the cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from readiness.language import _
from readiness.tui.planning import state
from readiness.tui.planning.budget_slider import BudgetSlider
from readiness.tui.planning.details import Lines, details
from readiness.tui.planning.look import Look
from readiness.tui.planning.rows import SECTIONS, Decisions, Section, columns, rows
from readiness.tui.planning.scale import Scale
from readiness.tui.planning.trial import Trial
from readiness.tui.planning.value_curve import Curve, ValueCurve
from readiness.tui.widgets.row_list import RowList

# From here on curve and details stand beside the list.
WIDE = 110
# Below so many lines there is room for rows alone; Enter tells about each.
LOW = 16


@dataclass(frozen=True)
class Shown:
    """All that is on the screen. `trouble` says why `trial` has no plan; `look` is then, and
    while it is being renewed, of an earlier trial."""

    trial: Trial
    scale: Scale
    look: Look | None = None
    former: Look | None = None
    trouble: str = ""
    decisions: Decisions = field(default_factory=dict)

    @property
    def fresh(self) -> bool:
        """Whether the figures in sight are those of what is asked."""
        return self.look is not None and self.look.trial == self.trial and not self.trouble


class PlanView(Vertical):
    """Shows what it is given; the list of the section has the cursor."""

    DEFAULT_CSS = """
    PlanView { height: 1fr; }
    PlanView .line { height: 1; padding: 0 1; }
    PlanView #state { text-style: bold; color: $success; height: auto; padding: 0 1; }
    PlanView #state.renewing { color: $warning; }
    PlanView #state.trouble { color: $error; }
    PlanView #body { height: 1fr; layout: vertical; }
    PlanView #side { height: auto; }
    PlanView #note { height: auto; padding: 0 1; }
    PlanView #details { height: 5; border-top: solid $panel; padding: 0 1; }
    PlanView #details { scrollbar-size-vertical: 1; }
    PlanView #details Static { height: auto; }
    PlanView.chart #details { height: 3; }
    PlanView.wide #body { layout: horizontal; }
    PlanView.wide #list { width: 1fr; }
    PlanView.wide #side { width: 44; height: 1fr; border-left: solid $panel; }
    PlanView.wide #details { height: 1fr; }
    PlanView #list { height: 1fr; }
    PlanView.low #side { display: none; }
    PlanView.low #note { max-height: 3; }
    PlanView.stale RowList, PlanView.stale #figures { text-opacity: 60%; }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._shown: Shown | None = None
        self.section: Section = "measures"
        # Where the cursor was in each section.
        self._at: dict[Section, str] = {}

    def compose(self) -> ComposeResult:
        yield BudgetSlider()
        yield Static(id="state", markup=False)
        with Vertical(id="figures") as figures:
            figures.styles.height = "auto"
            yield Static(id="opens", classes="line", markup=False)
            yield Static(id="spent", classes="line", markup=False)
        yield Static(id="tabs", classes="line", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield Static(id="note", markup=False)
                yield RowList()
            with Vertical(id="side"):
                yield ValueCurve()
                with VerticalScroll(id="details", can_focus=False):
                    yield Static(id="told", markup=False)

    def on_resize(self) -> None:
        wide = self.size.width >= WIDE
        self.set_class(wide, "wide")
        self.set_class(not wide and self.size.height < LOW, "low")
        self.query_one(ValueCurve).tall = 3 if wide else 1
        self._place_curve()

    @property
    def chosen(self) -> str:
        """The id of the row under the cursor."""
        return self.query_one(RowList).chosen

    def turn(self, step: int) -> None:
        """To the next section, or the one before."""
        self._at[self.section] = self.chosen
        self.section = SECTIONS[(SECTIONS.index(self.section) + step) % len(SECTIONS)]
        if self._shown is not None:
            self._list(self._shown, self._at.get(self.section, ""))
            self._tabs(self._shown)
        self._place_curve()

    def show(self, shown: Shown) -> None:
        """Shows this; the list is drawn again only where its plan is another."""
        before, self._shown = self._shown, shown
        self.query_one(BudgetSlider).show(shown.trial, shown.scale)
        self._state(shown)
        self.set_class(not shown.fresh, "stale")
        if before is None or (before.look, before.former, before.decisions) != (
            shown.look,
            shown.former,
            shown.decisions,
        ):
            self._figures(shown)
            self._list(shown, self.chosen)
        self._tabs(shown)

    def show_curve(self, curve: Curve) -> None:
        self.query_one(ValueCurve).show(curve)

    def _state(self, shown: Shown) -> None:
        line = self.query_one("#state", Static)
        if shown.trouble:
            said = shown.trouble
            if shown.look is not None:
                other = state.budget_words(shown.look.trial)
                said += " " + _("What is shown is of {other}.", other=other)
        elif shown.fresh and shown.look is not None:
            said = state.proof_words(shown.look)
            if state.disregards(shown.look, shown.decisions):
                said += " " + _("This plan doesn't follow what was decided: press s.")
        else:
            said = state.renewing_words(shown.trial, shown.look)
        line.update(Content(said))
        line.set_class(bool(shown.trouble), "trouble")
        line.set_class(not shown.fresh or not (shown.look and shown.look.settled), "renewing")

    def _figures(self, shown: Shown) -> None:
        if shown.look is not None:
            self.query_one("#opens", Static).update(Content(state.opens_words(shown.look)))
            self.query_one("#spent", Static).update(Content(state.spent_words(shown.look)))

    def _tabs(self, shown: Shown) -> None:
        pieces: list[tuple[str, str]] = []
        for section, words in self._titles(shown.look).items():
            pieces += [(f" {words} ", "reverse bold" if section == self.section else ""), ("", "")]
        self.query_one("#tabs", Static).update(Content.assemble(*pieces))

    def _titles(self, look: Look | None) -> dict[Section, str]:
        bought = opened = unsafe = ask = ""
        if look is not None:
            bought, opened = f" {len(look.plan.chosen)}", f" {len(look.plan.opened)}"
            unsafe, ask = f" {len(look.unsafe)}", f" {len(look.case.find_out)}"
        return {
            "measures": _("Buy") + bought,
            "opens": _("Opens") + opened,
            "unsafe": _("Unsafe") + unsafe,
            "next": _("Next euro"),
            "find-out": _("Find out") + ask,
            "beside": _("Former plan"),
        }

    def _list(self, shown: Shown, at: str) -> None:
        look = shown.look
        if look is None:
            return
        if self.section == "unsafe":
            note = state.unsafe_words(look)
        else:
            note = state.next_words(look) if self.section == "next" else ""
        self.query_one("#note", Static).update(Content(note))
        self.query_one("#note").display = bool(note)
        self.query_one(RowList).show(
            columns(self.section, look, shown.decisions),
            rows(self.section, look, shown.decisions, shown.former),
            at,
        )

    def _place_curve(self) -> None:
        """Beside the list where there is room; else only with what the next euro does."""
        curve = self.query_one(ValueCurve)
        curve.display = self.has_class("wide") or self.section == "next"
        # Below a chart the details give way to the list.
        self.set_class(self.section == "next" and not self.has_class("wide"), "chart")

    def told(self) -> Lines:
        """All about the row under the cursor."""
        shown = self._shown
        if shown is None or shown.look is None or not self.chosen:
            return []
        return details(
            shown.look, self.section, self.chosen, shown.decisions, self._today, shown.former
        )

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        lines: list[Content] = []
        for title, text in self.told():
            if title:
                lines.append(Content.assemble((f"{title}: ", "bold"), text))
            else:
                lines.append(Content.styled(text, "bold $accent"))
        self.query_one("#told", Static).update(Content("\n").join(lines))
        self.query_one("#details").scroll_home(animate=False)
