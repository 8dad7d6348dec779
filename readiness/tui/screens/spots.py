"""The spots of a visit: the proposed ones and those added, each measured with one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from readiness.kit import Kit
from readiness.language import _
from readiness.measure.measurement import Measurement
from readiness.measured import no_link_answers
from readiness.model import spot_plan
from readiness.model.spot_plan import SpotPlan
from readiness.model.subject import Subject
from readiness.tui.screens.ask import Ask, with_reason
from readiness.tui.screens.new_spot import NewSpot
from readiness.tui.screens.no_network import NoNetwork, replaces_figures
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.spot_lines import about, in_full
from readiness.tui.widgets.spot_table import SpotTable

if TYPE_CHECKING:
    from readiness.model.visit import Visit
    from readiness.tui.screens.measuring import MeasuringScreen


class SpotsScreen(Screen[None]):
    """All spots with their figures; measure, add, or say that there is no network."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("space,f7", "next", _("next")),
        Binding("n,f2,insert", "add", _("new")),
        Binding("m,f5", "measure", _("measure")),
        Binding("k", "measure(True)", _("quick look")),
        Binding("l", "line", _("internet line")),
        Binding("x,f8", "no_link", _("no network")),
        Binding("d", "second_device", _("device")),
        Binding("w", "walk", _("walk")),
        Binding("s,f6", "server", _("server")),
    ]
    DEFAULT_CSS = """
    SpotsScreen #about, SpotsScreen #chosen { height: auto; padding: 0 1; }
    SpotsScreen #chosen { color: $text-muted; }
    SpotsScreen SpotTable { height: 1fr; }
    """

    def __init__(self, kit: Kit, visit_id: str) -> None:
        super().__init__()
        self.kit = kit
        self.visit_id = visit_id
        self._spots: list[Subject] = []
        # Named here and not measured yet: nothing of them is stored.
        self._named: set[Subject] = set()
        self._to_do: set[Subject] = set()
        self._plan = SpotPlan()
        self._visit = kit.visit(visit_id)

    def compose(self) -> ComposeResult:
        yield Static(id="about", markup=False)
        yield SpotTable()
        yield Static(id="chosen", markup=False)
        yield KeyBar(
            [
                (_("Space"), _("next")), ("Enter", _("measure")), ("n", _("new")),
                ("x", _("no network")), ("d", _("device")), ("w", _("walk")), ("l", _("line")),
                ("Esc", _("back")), ("k", _("quick")), ("s", _("server")),
            ],
            lines=2,
        )  # fmt: skip

    def on_mount(self) -> None:
        self._show()
        self.query_one(SpotTable).focus()
        if not self._spots:
            self.action_add()
        elif self._spots[0] not in self._to_do:
            self._go_on()

    def _show(self, chosen: Subject | None = None) -> None:
        visit = self._visit = self.kit.visit(self.visit_id)
        if chosen is not None:
            self._named.add(chosen)
        self._plan = spot_plan.plan(visit.location)
        measured = spot_plan.measured_spots(visit)
        left = spot_plan.left(self._plan, measured)
        planned = {one.spot for one in self._plan.spots}
        seen = {o.subject for o in visit.observations if o.subject.kind == "spot"}
        self._to_do = (planned | self._named) - measured
        self._spots = spot_plan.in_walking_order(visit.location, planned | seen | self._named)
        table = self.query_one(SpotTable)
        table.fill(visit, self._spots, measured)
        if chosen is not None:
            table.move_cursor(row=self._spots.index(chosen))
        self.query_one("#about", Static).update(Content(about(self.kit, visit, self._plan, left)))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        spot = self._chosen
        said = "" if spot is None else in_full(self._visit, self._plan, spot)
        self.query_one("#chosen", Static).update(Content(said))

    @property
    def _chosen(self) -> Subject | None:
        row = self.query_one(SpotTable).cursor_row
        return self._spots[row] if row < len(self._spots) else None

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_measure()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._tell_chosen()

    def action_next(self) -> None:
        if self._to_do:
            self._go_on()
        else:
            self.notify(_("All spots are measured; n adds one."), markup=False)

    def _go_on(self) -> None:
        """To the next spot that is to do, from the chosen one on and round."""
        row = self.query_one(SpotTable).cursor_row
        rows = [*range(row + 1, len(self._spots)), *range(row + 1)]
        found = next((n for n in rows if self._spots[n] in self._to_do), row)
        self.query_one(SpotTable).move_cursor(row=found)

    def action_add(self) -> None:
        last = self._chosen

        def added(spot: Subject | None) -> None:
            if spot is not None:
                self._show(spot)

        self.app.push_screen(NewSpot(last), added)

    def action_measure(self, quick: bool = False) -> None:
        spot = self._chosen
        if spot is None:
            self.action_add()
            return
        self._with_reason(lambda reason: self._measure(spot, reason, quick))

    def _measure(self, spot: Subject, reason: str, quick: bool) -> None:
        from readiness.tui.screens.measurements import spot_screen

        screen = spot_screen(self.kit, self._visit, spot, quick)
        self._follow(
            screen, lambda visit, made: self.kit.record_measurement(visit, spot, made, reason), spot
        )

    def action_line(self) -> None:
        self._with_reason(self._measure_line)

    def _measure_line(self, reason: str) -> None:
        from readiness.tui.screens.measurements import line_screen

        screen = line_screen(self.kit)
        self._follow(screen, lambda visit, made: self.kit.record_line(visit, made, reason))

    def _follow(
        self,
        screen: MeasuringScreen,
        store: Callable[[Visit, Measurement], bool],
        spot: Subject | None = None,
    ) -> None:
        """Shows a measurement; afterwards it is kept, and what became of it is said."""

        def measured(measurement: Measurement | None) -> None:
            if measurement is None:
                self.notify(_("Stopped; nothing was stored."), markup=False)
                return
            with told(self.app):
                kept = store(self.kit.visit(self.visit_id), measurement)
                said = _("Stored.") if kept else _("The earlier figures were kept.")
                self.notify(said, timeout=2, markup=False)
            self._show(spot)
            if screen.went_on and spot is not None and spot not in self._to_do:
                self._go_on()

        self.app.push_screen(screen, measured)

    def action_second_device(self) -> None:
        from readiness.tui.screens.second_device import SecondDeviceScreen

        spot = self._chosen
        if spot is not None:
            self._with_reason(
                lambda reason: self._open(SecondDeviceScreen(self.kit, self.visit_id, spot, reason))
            )

    def action_walk(self) -> None:
        from readiness.tui.screens.walking import WalkingScreen

        self._with_reason(lambda reason: self._open(WalkingScreen(self.kit, self.visit_id, reason)))

    def _open(self, screen: Screen[Any]) -> None:
        """A screen that stores what it finds by itself."""
        self.app.push_screen(screen, lambda _result: self._show())

    def action_no_link(self) -> None:
        spot = self._chosen
        if spot is None:
            return
        visit = self.kit.visit(self.visit_id)
        given = no_link_answers(self.kit.catalogue_of(visit), visit, spot)

        def store(reason: str) -> None:
            with told(self.app):
                self.kit.record(visit, given, reason)
            self._show(spot)

        def sure(yes: bool | None) -> None:
            if yes:
                self._with_reason(store)

        if replaces_figures(visit, given):
            self.app.push_screen(NoNetwork(spot), sure)
        else:
            self._with_reason(store)

    def _with_reason(self, act: Callable[[str], None]) -> None:
        with_reason(self.app, self.kit.visit(self.visit_id).closed, act)

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
