"""One location: its facts and its visits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from readiness import terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.model.visit import Visit
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from readiness.kit.scores import Judged, Unscored


class LocationScreen(Screen[None]):
    """Visits of a location; start a new one or open one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("n,f2", "start(False)", _("new visit")),
        Binding("x", "start(True)", _("new extended visit")),
        Binding("e", "edit", _("edit")),
        Binding("r", "review", _("review and report")),
        Binding("p", "floors", _("floor plans")),
    ]
    DEFAULT_CSS = """
    LocationScreen #title { height: 1; background: $primary; color: $text; text-style: bold; }
    LocationScreen #facts { height: auto; padding: 1; }
    LocationScreen DataTable { height: 1fr; }
    """

    def __init__(self, kit: Kit, location_id: str) -> None:
        super().__init__()
        self.kit = kit
        self.location_id = location_id
        self._visits: list[Visit] = []

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="facts", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield KeyBar(
            [
                ("n", _("new visit")),
                ("x", _("new extended visit")),
                ("Enter", _("open")),
                ("r", _("review and report")),
                ("e", _("edit")),
                ("p", _("floor plans")),
                ("Esc", _("back")),
            ]
        )

    def on_mount(self) -> None:
        self.query_one(DataTable).add_columns(_("date"), _("state"), _("score"), _("level"))

    def on_screen_resume(self) -> None:
        self._show()

    def _show(self) -> None:
        language = active()
        location = self.kit.location(self.location_id)
        catalogue = self.kit.catalogue
        self.query_one("#title", Static).update(Content(f" {terms.named(language, location)}"))

        def listed(names: tuple[str, ...]) -> str:
            return ", ".join(language.text(catalogue.technologies[n].name) for n in names) or "–"

        self.query_one("#facts", Static).update(
            Content(
                "\n".join(
                    [
                        " · ".join(
                            part
                            for part in (
                                terms.kind(language, location.kind),
                                location.organisation,
                                location.region,
                                _("{count} beds", count=_given(location.beds)),
                                _("{count} client rooms", count=_given(location.client_rooms)),
                            )
                            if part
                        ),
                        _("In use: {technologies}", technologies=listed(location.in_use)),
                        _("Wanted: {technologies}", technologies=listed(location.wanted)),
                        *(
                            [
                                _(
                                    "! Two laptops say otherwise about: {facts}; edit the "
                                    "location to settle it.",
                                    facts=", ".join(location.conflicts),
                                )
                            ]
                            if location.conflicts
                            else []
                        ),
                    ]
                )
            )
        )
        self._visits = self.kit.visits(location.id)
        table = self.query_one(DataTable)
        table.clear()
        found = {one.visit.id: one for one in self.kit.scored([one.id for one in self._visits])}
        for header in self._visits:
            table.add_row(
                Text(language.day(header.date)),
                Text(_("closed") if header.closed else _("open")),
                *map(Text, _came_to(found[header.id])),
            )
        table.focus()

    def _open(self, visit_id: str) -> None:
        from readiness.tui.screens.visit import VisitScreen

        with told(self.app):
            self.app.push_screen(VisitScreen(self.kit, visit_id))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if event.cursor_row < len(self._visits):
            self._open(self._visits[event.cursor_row].id)

    def action_start(self, extended: bool) -> None:
        unfinished = next((visit for visit in self._visits if not visit.closed), None)
        if unfinished is not None:
            self.notify(
                _("A visit is still open; it is opened now. Close it before starting another."),
                markup=False,
            )
            self._open(unfinished.id)
            return
        with told(self.app):
            location = self.kit.location(self.location_id)
            self._open(self.kit.start_visit(location, date.today(), extended))

    def action_edit(self) -> None:
        from readiness.tui.screens.location_form import LocationForm

        self.app.push_screen(LocationForm(self.kit, self.kit.location(self.location_id)))

    def action_review(self) -> None:
        from readiness.tui.screens.review import ReviewScreen

        row = self.query_one(DataTable).cursor_row
        if row < len(self._visits):
            self.app.push_screen(ReviewScreen(self.kit, self._visits[row].id))

    def action_floors(self) -> None:
        from readiness.tui.screens.floor_plan import FloorPlanScreen

        self.app.push_screen(FloorPlanScreen(self.kit, self.location_id))

    def action_leave(self) -> None:
        self.dismiss()


def _came_to(found: Judged | Unscored) -> tuple[str, str]:
    """Score and level of a visit; one that can't be scored says so."""
    from readiness.kit.scores import Unscored

    if isinstance(found, Unscored):
        return "–", _("can't be scored here")
    language, ends = active(), (found.low, found.high)
    return (
        terms.known_span(language, ends, found.known, found.in_play),
        terms.level_span(language, found.level),
    )


def _given(count: int | None) -> str:
    return "?" if count is None else str(count)
