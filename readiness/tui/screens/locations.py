"""The first screen: all locations, and what their last visit came to."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from readiness import terms
from readiness.language import _, active
from readiness.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from readiness.kit import Kit
    from readiness.kit.scores import Judged, Unscored
    from readiness.model.location import Location
    from readiness.tui.planning.solving import LastJudged


class LocationsScreen(Screen[None]):
    """Locations with last visit, level or interval, and coverage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2,insert", "add", _("new location")),
        Binding("e", "edit", _("edit")),
        Binding("c", "compare", _("compare")),
        Binding("p", "plan", _("plan")),
        Binding("s", "settings", _("settings")),
        Binding("f1,question_mark", "explain", _("help")),
        Binding("q", "app.quit", _("quit")),
    ]
    DEFAULT_CSS = """
    LocationsScreen #title { height: 1; background: $primary; color: $text; text-style: bold; }
    LocationsScreen #hint { height: auto; padding: 1; color: $text-muted; }
    LocationsScreen DataTable { height: 1fr; }
    """

    def __init__(self, kit: Callable[[], Kit]) -> None:
        """`kit` is asked for only after the first frame was painted."""
        super().__init__()
        self._kit = kit
        self._locations: list[Location] = []
        self._asked = False
        self._judged: LastJudged | None = None

    @property
    def kit(self) -> Kit:
        return self._kit()

    def compose(self) -> ComposeResult:
        yield Static(Content(_(" Readiness · locations")), id="title")
        yield Static(id="hint", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield KeyBar(
            [
                ("n", _("new location")),
                ("Enter", _("open")),
                ("e", _("edit")),
                ("c", _("compare")),
                ("p", _("plan")),
                ("s", _("settings")),
                ("F1", _("help")),
                ("q", _("quit")),
            ],
            lines=2,
        )

    def on_mount(self) -> None:
        self.query_one(DataTable).add_columns(
            _("location"), _("last visit"), _("state"), _("score"), _("level"), _("known")
        )
        # The first frame is shown before the store and the content are opened.
        self.call_after_refresh(self._load)

    def on_screen_resume(self) -> None:
        if self._asked:
            self._load()

    def _load(self) -> None:
        self._show()
        if not self._asked:
            self._asked = True
            # The content and the classes stay as long as the program runs: looking
            # through them for garbage would cost 50 ms in the middle of an answer.
            gc.collect()
            gc.freeze()
            self._offer_to_resume()

    def _show(self) -> None:
        self._locations = self.kit.locations()
        newest: dict[str, str] = {}
        for visit in self.kit.visits():
            newest.setdefault(visit.location.id, visit.id)
        last = {one.visit.location.id: one for one in self.kit.scored(newest.values())}
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear()
        for location in self._locations:
            name = terms.named(active(), location)
            cells = [name, "–", _("no visit yet"), "–", "–", "–"]
            if location.id in last:
                found = last[location.id]
                cells = [name, active().day(found.visit.date), *_state_of(found)]
            table.add_row(*(Text(cell) for cell in cells), key=location.id)
        table.move_cursor(row=min(row, max(0, len(self._locations) - 1)))
        table.focus()
        hint = "" if self._locations else _("No location yet. Press n to add the first one.")
        self.query_one("#hint", Static).update(Content(hint))
        self.query_one("#hint").display = bool(hint)

    def _offer_to_resume(self) -> None:
        from readiness.tui.screens.confirm import Confirm

        unfinished = [visit for visit in self.kit.visits() if not visit.closed]
        if not unfinished:
            return
        latest = max(unfinished, key=lambda visit: self.kit.last_touched(visit.id))

        def answered(go_on: bool | None) -> None:
            if go_on:
                self.open_visit(latest.id)

        lines = [
            _(
                "The visit to {name} of {day} is still open.",
                name=terms.named(active(), latest.location),
                day=active().day(latest.date),
            )
        ]
        if len(unfinished) > 1:
            lines.append(_("{count} visits are open in all.", count=len(unfinished)))
        lines.append(_("Enter: go on with it · Esc: to the locations"))
        self.app.push_screen(Confirm(lines), answered)

    def open_visit(self, visit_id: str) -> None:
        from readiness.tui.screens.visit import VisitScreen
        from readiness.tui.trouble import told

        with told(self.app):
            self.app.push_screen(VisitScreen(self.kit, visit_id))

    @property
    def _chosen(self) -> Location | None:
        row = self.query_one(DataTable).cursor_row
        return self._locations[row] if row < len(self._locations) else None

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        from readiness.tui.screens.location import LocationScreen

        event.stop()
        if self._chosen is not None:
            self.app.push_screen(LocationScreen(self.kit, self._chosen.id))

    def action_add(self) -> None:
        from readiness.tui.screens.location import LocationScreen
        from readiness.tui.screens.location_form import LocationForm

        def added(location: Location | None) -> None:
            if location is not None:
                self.app.push_screen(LocationScreen(self.kit, location.id))

        self.app.push_screen(LocationForm(self.kit, None), added)

    def action_edit(self) -> None:
        from readiness.tui.screens.location_form import LocationForm

        if self._chosen is not None:
            self.app.push_screen(LocationForm(self.kit, self._chosen))

    def action_compare(self) -> None:
        from readiness.tui.comparison_page import open_comparison

        open_comparison(self.app, self.kit)

    def action_plan(self) -> None:
        from readiness.tui.planning.solving import LastJudged
        from readiness.tui.screens.plan import PlanScreen

        self._judged = self._judged or LastJudged()
        self.app.push_screen(PlanScreen(self.kit, self._judged))

    def action_settings(self) -> None:
        from readiness.tui.screens.settings import SettingsScreen
        from readiness.tui.trouble import told

        with told(self.app):
            self.app.push_screen(SettingsScreen(self.kit))

    def action_explain(self) -> None:
        from readiness.tui.screens.explain import Explain

        self.app.push_screen(
            Explain(
                _("From location to verdict"),
                [
                    ("", _("Add a location (n), open it (Enter), and start a visit.")),
                    (
                        _("During a visit"),
                        _(
                            "Choose a check at the left, a question in the middle, and answer it. "
                            "Every answer is stored at once. F5 measures the network, F3 shows for "
                            "which technology the location is ready and why, F10 reviews and "
                            "closes the visit. F1 explains the question on the screen."
                        ),
                    ),
                    (
                        _("Score"),
                        _(
                            "A score is an interval as long as answers are missing: what is "
                            "unknown counts as nothing in the low end and as everything in the "
                            "high end."
                        ),
                    ),
                ],
            )
        )


def _state_of(found: Judged | Unscored) -> list[str]:
    """State, score, level and coverage of a visit; one that can't be scored says so."""
    from readiness.kit.scores import Unscored

    state = _("closed") if found.visit.closed else _("open")
    if isinstance(found, Unscored):
        return [state, "–", _("can't be scored here"), "–"]
    return [
        state,
        active().interval(found.low, found.high),
        terms.level_span(active(), found.level),
        active().percent(found.coverage),
    ]
