"""One line of text asked for: a reason, a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from readiness.language import _


class Ask(ModalScreen[str | None]):
    """Gives the text, or None when it was cancelled. Empty text only where allowed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    DEFAULT_CSS = """
    Ask { align: center middle; }
    Ask > Vertical { width: 72; max-width: 95%; height: auto; border: round $accent; padding: 1; }
    Ask Label { width: 100%; }
    Ask #keys { color: $text-muted; }
    """

    def __init__(self, title: str, text: str = "", may_be_empty: bool = False) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label(self._title, markup=False)
            yield Input(self._text, select_on_focus=False)
            yield Label(_("Enter: store · Esc: cancel"), id="keys", markup=False)

    async def on_key(self, event: events.Key) -> None:
        """A key that came before the field had the focus: nothing of what is typed is lost."""
        field = self.query_one(Input)
        if field.has_focus:
            return
        if event.key == "enter":
            event.stop()
            await field.action_submit()
        elif event.is_printable and event.character:
            event.stop()
            field.insert_text_at_cursor(event.character)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if text or self._may_be_empty:
            self.dismiss(text)

    def action_cancel(self) -> None:
        self.dismiss(None)


def with_reason(app: App[Any], closed: bool, act: Callable[[str], None]) -> None:
    """Calls `act` with a reason, asked for only where the visit is closed."""
    if not closed:
        act("")
        return

    def asked(reason: str | None) -> None:
        if reason:
            act(reason)

    app.push_screen(Ask(_("This visit is closed. Why is it corrected?")), asked)
