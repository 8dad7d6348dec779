"""Settings of this laptop; a folder with content of one's own is checked as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from readiness.kit import Kit
from readiness.language import _, active
from readiness.model.sentence import Refused
from readiness.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from readiness.library.faults import InvalidContent

# As many faults as fit under the field; the command shows them all.
_MOST_FAULTS = 4


class SettingsScreen(Screen[None]):
    """Language, assessor code, measuring server and the folder with own content."""

    @dataclass
    class Checked(Message):
        """What was found in a folder with own content, in words."""

        folder: str
        said: str

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
    SettingsScreen #content { margin-bottom: 0; }
    SettingsScreen #checked { height: auto; margin-bottom: 1; }
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
            yield Label(
                _("content: folder with content of your own (from the next start)"), markup=False
            )
            yield Input(settings.content, id="content", compact=True)
            yield Static(id="checked", markup=False)
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

    @on(Input.Changed, "#content")
    def _content_changed(self, event: Input.Changed) -> None:
        self._check_content(event.value.strip())

    @work(thread=True, exclusive=True, exit_on_error=False, group="content")
    def _check_content(self, folder: str) -> None:
        """Says what is wrong in the folder, or what it holds; reading it takes a moment."""
        from readiness.library.faults import InvalidContent

        if not folder:
            said = ""
        elif not Path(folder).expanduser().is_dir():
            said = _("There is no folder of this name.")
        else:
            try:
                laid = self.kit.check_overlay(folder)
            except InvalidContent as invalid:
                said = _faults(invalid)
            except Refused as refused:
                said = active().say(refused.sentence)
            else:
                said = _(
                    "Fine: {questions} questions and {technologies} technologies; {count} "
                    "loosened.",
                    questions=len(laid.questions),
                    technologies=len(laid.technologies),
                    count=len(laid.loosened),
                )
        self.post_message(self.Checked(folder, said))

    def on_settings_screen_checked(self, event: Checked) -> None:
        # What was typed meanwhile is checked by another.
        if self.query_one("#content", Input).value.strip() == event.folder:
            self.query_one("#checked", Static).update(Content(event.said))

    def action_save(self) -> None:
        from readiness.library.faults import InvalidContent

        try:
            for field in self.query(Input):
                if field.id:
                    self.kit.change_setting(field.id, field.value)
        except Refused as refused:
            self.query_one("#fault", Static).update(Content(active().say(refused.sentence)))
            return
        except InvalidContent as invalid:
            self.query_one("#checked", Static).update(Content(_faults(invalid)))
            self.query_one("#fault", Static).update(
                Content(_("The folder with your own content has faults, so it wasn't stored."))
            )
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


def _faults(invalid: InvalidContent) -> str:
    """The first faults of an overlay, and how many there are in all."""
    shown = [f"! {fault}" for fault in invalid.faults[:_MOST_FAULTS]]
    if len(invalid.faults) > len(shown):
        shown.append(
            _(
                "{count} faults in all; `readiness --content FOLDER content check` shows them.",
                count=len(invalid.faults),
            )
        )
    return "\n".join(shown)
