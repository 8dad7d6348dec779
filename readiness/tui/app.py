"""The terminal UI: shows and asks; the kit decides."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.worker import WorkerFailed

from readiness.language import _
from readiness.tui.screens.locations import LocationsScreen

if TYPE_CHECKING:
    from readiness.kit import Kit


class ReadinessApp(App[Exception | None]):
    """Starts at the locations. Returns the error that made it end, if any."""

    TITLE = "Readiness"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_CSS = """
    * { scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", _("quit"), show=False, priority=True),
    ]

    def __init__(self, home: Path, content: str | None = None) -> None:
        super().__init__()
        self.home = home
        self._content = content

    @cached_property
    def kit(self) -> Kit:
        """Opened at the first use: the first frame is painted before it."""
        from readiness.kit import Kit
        from readiness.paths import Home

        return Kit(Home(self.home), self._content)

    def get_default_screen(self) -> LocationsScreen:
        return LocationsScreen(lambda: self.kit)

    async def action_quit(self) -> None:
        """Ends the program; a screen that holds something of minutes asks first, once."""
        ask = getattr(self.screen, "ask_before_quitting", None)
        if ask is None or not ask():
            await super().action_quit()

    def _handle_exception(self, error: Exception) -> None:
        """An error that no screen expected ends the UI without a traceback over it.

        The command then tells it in a sentence, and logs what is a mistake of the
        program. What was stored stays stored.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.is_headless or not isinstance(cause, Exception):
            super()._handle_exception(error)
        else:
            self.exit(cause)

    def on_unmount(self) -> None:
        if "kit" in self.__dict__:
            self.kit.close_store()
