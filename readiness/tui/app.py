"""The terminal UI: shows and asks; the kit decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from readiness.language import _
from readiness.tui.screens.locations import LocationsScreen

if TYPE_CHECKING:
    from readiness.kit import Kit


class ReadinessApp(App[Exception | None]):
    """Starts at the locations. Returns the error that made it end, if any."""

    TITLE = "Readiness"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", _("quit"), show=False, priority=True),
    ]

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit

    def get_default_screen(self) -> LocationsScreen:
        return LocationsScreen(self.kit)
