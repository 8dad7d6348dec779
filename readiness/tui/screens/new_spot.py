"""A spot to be named: floor, ward, zone and name."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from readiness.language import _, active
from readiness.model import subject as subjects
from readiness.model.sentence import Refused
from readiness.model.subject import Subject


class NewSpot(ModalScreen[Subject | None]):
    """Floor, ward, zone and name of a spot; the last spot's place is filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    DEFAULT_CSS = """
    NewSpot { align: center middle; }
    NewSpot > Vertical {
        width: 60; height: auto; max-height: 100%; border: round $accent; padding: 0 1;
    }
    NewSpot OptionList { height: 6; }
    NewSpot #fault { color: $error; height: auto; }
    """

    def __init__(self, last: Subject | None) -> None:
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        floor, ward, _zone, _name = self._last.place if self._last else ("", "", "client-room", "")
        with Vertical() as box:
            box.border_title = _("New spot")
            box.border_subtitle = _("Tab: next · Enter: add · Esc: cancel")
            yield Label(_("name (room number or place; no residents' names)"), markup=False)
            yield Input(id="name", compact=True)
            yield Label(_("floor"), markup=False)
            yield Input(floor, id="floor", compact=True)
            yield Label(_("ward"), markup=False)
            yield Input(ward, id="ward", compact=True)
            yield Label(_("zone"), markup=False)
            yield OptionList(
                *(Option(Content(active().zone(z)), id=z) for z in subjects.ZONES),
                compact=True,
                markup=False,
            )
            yield Static(id="fault", markup=False)

    def on_mount(self) -> None:
        zone = self._last.zone if self._last else "client-room"
        self.query_one(OptionList).highlighted = subjects.ZONES.index(zone)
        self.query_one("#name", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._add()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._add()

    def _add(self) -> None:
        zones = self.query_one(OptionList)
        try:
            spot = subjects.spot(
                self.query_one("#floor", Input).value,
                self.query_one("#ward", Input).value,
                subjects.ZONES[zones.highlighted or 0],
                self.query_one("#name", Input).value,
            )
        except Refused as refused:
            self.query_one("#fault", Static).update(Content(active().say(refused.sentence)))
            return
        self.dismiss(spot)

    def action_cancel(self) -> None:
        self.dismiss(None)
