"""A question with yes or no: Enter or Esc, nothing to type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label


class Confirm(ModalScreen[bool]):
    """Shows the lines; gives True for Enter, False for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "answer(True)", show=False),
        Binding("escape,n", "answer(False)", show=False),
    ]
    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical {
        width: 64; max-width: 95%; height: auto; border: round $accent; padding: 1;
    }
    Confirm Label { width: 100%; }
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._shown = lines

    def compose(self) -> ComposeResult:
        with Vertical():
            for line in self._shown:
                yield Label(line, markup=False)

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
