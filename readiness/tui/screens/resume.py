"""A visit that was left open: go on with it?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from readiness.language import _, active
from readiness.model.visit import Visit


class Resume(ModalScreen[bool]):
    """Gives True to go on with the visit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "answer(True)", show=False),
        Binding("escape,n", "answer(False)", show=False),
    ]
    DEFAULT_CSS = """
    Resume { align: center middle; }
    Resume > Vertical {
        width: 64; max-width: 95%; height: auto; border: round $accent; padding: 1;
    }
    Resume Label { width: 100%; }
    """

    def __init__(self, visit: Visit, open_visits: int) -> None:
        super().__init__()
        self._visit = visit
        self._open_visits = open_visits

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label(
                _(
                    "The visit to {name} of {day} is still open.",
                    name=self._visit.location.name,
                    day=active().day(self._visit.date),
                ),
                markup=False,
            )
            if self._open_visits > 1:
                yield Label(
                    _("{count} visits are open in all.", count=self._open_visits), markup=False
                )
            yield Label(_("Enter: go on with it · Esc: to the locations"), markup=False)

    def action_answer(self, go_on: bool) -> None:
        self.dismiss(go_on)
