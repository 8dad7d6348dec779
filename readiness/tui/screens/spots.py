"""The spots of a visit: a growing list, each measured with one key."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from readiness.kit import Kit
from readiness.language import _, active
from readiness.measure.measurement import Measurement
from readiness.model.catalogue import NumberQuestion
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.tui.screens.ask import Ask
from readiness.tui.screens.confirm import Confirm
from readiness.tui.screens.new_spot import NewSpot
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar

_COLUMNS = ("download", "upload", "latency", "jitter", "loss", "signal")


class SpotsScreen(Screen[None]):
    """All spots with their figures; measure, add, or say that there is no network."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("n,f2,insert", "add", _("new spot")),
        Binding("m,f5", "measure", _("measure")),
        Binding("x,f8", "no_link", _("no network")),
        Binding("s,f6", "server", _("server")),
    ]
    DEFAULT_CSS = """
    SpotsScreen #about { height: auto; padding: 0 1; }
    SpotsScreen DataTable { height: 1fr; }
    """

    def __init__(self, kit: Kit, visit_id: str) -> None:
        super().__init__()
        self.kit = kit
        self.visit_id = visit_id
        self._spots: list[Subject] = []

    def compose(self) -> ComposeResult:
        yield Static(id="about", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield KeyBar(
            [
                ("n", _("new spot")),
                ("Enter", _("measure")),
                ("x", _("no network")),
                ("s", _("server")),
                ("Esc", _("back")),
            ]
        )

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(
            _("place"), _("zone"), _("name"), "↓ Mbit/s", "↑ Mbit/s", "ms", "±ms", "%", "dBm"
        )
        self._show()
        table.focus()
        if not self._spots:
            self.action_add()

    def _show(self, chosen: Subject | None = None) -> None:
        visit = self.kit.visit(self.visit_id)
        catalogue = self.kit.catalogue_of(visit)
        assessment = self.kit.assess(visit)
        found = {o.subject for o in visit.observations if o.subject.kind == "spot"}
        if chosen is not None:
            found.add(chosen)
        self._spots = sorted(found)
        table = self.query_one(DataTable)
        table.clear()
        for spot in self._spots:
            floor, ward, zone, name = spot.place
            cells = [f"{floor} · {ward}", active().zone(zone), name]
            for column in _COLUMNS:
                held = visit.about(f"network.{column}", spot)
                cells.append(_cell(held[-1].answer if held else None))
            table.add_row(*(Text(cell) for cell in cells), key=str(spot))
        if chosen is not None:
            table.move_cursor(row=self._spots.index(chosen))
        rooms = assessment.outcomes.get("network.room-coverage")
        about = _("server: {server}", server=self.kit.settings.server or _("none set (s sets it)"))
        if rooms is not None:
            name = active().text(catalogue.questions[rooms.question].prompt)
            seen = active().say(rooms.actual)
            state = (
                active().interval(rooms.low, rooms.high)
                if rooms.known
                else active().say(rooms.reason)
            )
            about += f"\n{name} {seen} · {state}" if seen else f"\n{name} {state}"
        self.query_one("#about", Static).update(Content(about))

    @property
    def _chosen(self) -> Subject | None:
        table = self.query_one(DataTable)
        if not self._spots or table.cursor_row >= len(self._spots):
            return None
        return self._spots[table.cursor_row]

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_measure()

    def action_add(self) -> None:
        last = self._chosen

        def added(spot: Subject | None) -> None:
            if spot is not None:
                self._show(spot)

        self.app.push_screen(NewSpot(last), added)

    def action_measure(self) -> None:
        spot = self._chosen
        if spot is None:
            self.action_add()
            return
        self._with_reason(lambda reason: self._measure(spot, reason))

    def _measure(self, spot: Subject, reason: str) -> None:
        from readiness.measure.spot import SpotProbe
        from readiness.tui.screens.measuring import MeasuringScreen

        server = self.kit.settings.server

        def measured(measurement: Measurement | None) -> None:
            if measurement is None:
                self.notify(_("Stopped; nothing was stored."), markup=False)
                return
            with told(self.app):
                visit = self.kit.visit(self.visit_id)
                kept = self.kit.record_measurement(visit, spot, measurement, reason)
                said = _("Stored.") if kept else _("The earlier figures were kept.")
                self.notify(said, timeout=2, markup=False)
            self._show(spot)

        floor, ward, zone, name = spot.place
        title = f"{floor} · {ward} · {active().zone(zone)} · {name}"
        self.app.push_screen(MeasuringScreen(SpotProbe(server or None), title, server), measured)

    def action_no_link(self) -> None:
        spot = self._chosen
        if spot is None:
            return
        visit = self.kit.visit(self.visit_id)
        given = [
            Given(question.id, spot, Known(NoLink()), "measured")
            for question in self.kit.catalogue_of(visit).questions.values()
            if isinstance(question, NumberQuestion) and question.no_link is not None
        ]

        def store(reason: str) -> None:
            with told(self.app):
                self.kit.record(visit, given, reason)
            self._show(spot)

        def sure(yes: bool | None) -> None:
            if yes:
                self._with_reason(store)

        measured = any(
            isinstance(held.answer, Known) and isinstance(held.answer.value, Number)
            for one in given
            for held in visit.about(one.question, spot)
        )
        if not measured:
            self._with_reason(store)
            return
        lines = [
            _("{spot} has measured figures. Say that there is no network?", spot=spot.place[3]),
            _("Enter: no network · Esc: keep the figures"),
        ]
        self.app.push_screen(Confirm(lines), sure)

    def _with_reason(self, act: Callable[[str], None]) -> None:
        """Calls `act` with a reason, asked for only where the visit is closed."""
        if not self.kit.visit(self.visit_id).closed:
            act("")
            return

        def asked(reason: str | None) -> None:
            if reason:
                act(reason)

        self.app.push_screen(Ask(_("This visit is closed. Why is it corrected?")), asked)

    def action_server(self) -> None:
        def given(text: str | None) -> None:
            if text is None:
                return
            with told(self.app):
                self.kit.change_setting("server", text)
            self._show(self._chosen)

        self.app.push_screen(
            Ask(
                _("Address of the measuring server (`readiness measure peer` prints it):"),
                self.kit.settings.server,
                True,
            ),
            given,
        )

    def action_leave(self) -> None:
        self.dismiss()


def _cell(answer: object) -> str:
    if isinstance(answer, Known) and isinstance(answer.value, Number):
        return active().number(Fraction(answer.value.amount))
    if isinstance(answer, Known) and isinstance(answer.value, NoLink):
        return _("none")
    return "·" if answer is None else "?"
