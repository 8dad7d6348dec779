"""Settings of this laptop."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from readiness.kit import Kit
from readiness.language import _, active
from readiness.model.sentence import Refused
from readiness.tui.widgets.keybar import KeyBar


class SettingsScreen(Screen[None]):
    """Language, assessor code and measuring server."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", _("store"), priority=True),
        Binding("f4", "doctor", _("what this laptop can measure")),
        Binding("escape", "leave", _("cancel")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    SettingsScreen Vertical { padding: 1; height: 1fr; }
    SettingsScreen Input { margin-bottom: 1; }
    SettingsScreen #fault { color: $error; height: auto; }
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit

    def compose(self) -> ComposeResult:
        settings = self.kit.settings
        with Vertical():
            yield Label(
                _("language: nl, en, or nothing for the system's (from the next start)"),
                markup=False,
            )
            yield Input(settings.language, id="language", compact=True)
            yield Label(_("assessor: your code, no name"), markup=False)
            yield Input(settings.assessor, id="assessor", compact=True)
            yield Label(_("server: address of the measuring server"), markup=False)
            yield Input(
                settings.server, id="server", compact=True, placeholder="http://192.168.1.20:8989/"
            )
            yield Static(id="fault", markup=False)
            yield Static(Content(_("Everything is kept in {folder}", folder=self.kit.home.folder)))
        yield KeyBar(
            [
                ("F2", _("store")),
                ("F4", _("what this laptop can measure")),
                ("Tab", _("next field")),
                ("Esc", _("cancel")),
            ]
        )

    def on_mount(self) -> None:
        self.query_one("#assessor", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_save(self) -> None:
        try:
            for field in self.query(Input):
                if field.id:
                    self.kit.change_setting(field.id, field.value)
        except Refused as refused:
            self.query_one("#fault", Static).update(Content(active().say(refused.sentence)))
            return
        self.dismiss()

    def action_doctor(self) -> None:
        from readiness.tui.screens.doctor import DoctorScreen

        # What stands in the fields now, so that an address can be tried before it is stored.
        typed = {field.id: field.value.strip() for field in self.query(Input)}
        settings = self.kit.settings
        inside = typed.get("server", settings.server)
        outside = typed.get("outside", settings.outside)
        self.app.push_screen(DoctorScreen(self.kit.home.folder, inside, outside))

    def action_leave(self) -> None:
        self.dismiss()
