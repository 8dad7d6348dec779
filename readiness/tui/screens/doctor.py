"""What this laptop can measure, told as it is found out."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from readiness.language import _, active
from readiness.measure.doctor import TOPICS, Finding, Looking, able_to_measure, examine
from readiness.tui.widgets.keybar import KeyBar

_STYLES = {"yes": "$success", "partly": "$warning", "no": "bold $error"}


class DoctorScreen(Screen[None]):
    """The findings of `readiness doctor`; leaving stops what is still being looked at.

    `inside` and `outside` are addresses of measuring servers, empty when there is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("r", "again", _("look again")),
    ]
    DEFAULT_CSS = """
    DoctorScreen #title { text-style: bold; padding: 0 1; }
    DoctorScreen VerticalScroll { height: 1fr; padding: 0 1; }
    DoctorScreen #now { height: 1; padding: 0 1; color: $text-muted; }
    """

    class Found(Message):
        """Something came out of the examination; None when it is over."""

        def __init__(self, event: Finding | Looking | None) -> None:
            super().__init__()
            self.event = event

    def __init__(self, home: Path, inside: str, outside: str) -> None:
        super().__init__()
        self._home, self._inside, self._outside = home, inside, outside
        self._findings: list[Finding] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(_("What this laptop can measure")), id="title")
        with VerticalScroll():
            yield Static(id="page", markup=False)
        yield Static(id="now", markup=False)
        yield KeyBar([("Esc", _("back")), ("↑↓", _("scroll")), ("r", _("look again"))])

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self._look()

    @work(thread=True, exclusive=True, group="doctor", exit_on_error=False)
    def _look(self) -> None:
        """The examination in a thread; leaving the screen ends it within half a second."""
        worker = get_current_worker()
        events = examine(self._home, self._inside, self._outside, worker.cancelled_event)
        try:
            for event in events:
                if worker.is_cancelled:
                    return
                self.post_message(self.Found(event))
        finally:
            events.close()
        if not worker.is_cancelled:
            self.post_message(self.Found(None))

    @on(Found)
    def _found(self, message: Found) -> None:
        event, say = message.event, active().say
        if isinstance(event, Looking):
            names = active().listed([say(TOPICS[topic]) for topic in event.topics])
            self._now(_("Looking at: {what} …", what=names))
            return
        if event is None:
            able = able_to_measure(self._findings)
            self._now(
                _("Done: a spot can be measured.")
                if able
                else _("Done: a spot can't be measured yet.")
            )
            return
        self._findings.append(event)
        self.query_one("#page", Static).update(
            Content("\n").join([_lines(found) for found in self._findings])
        )

    def _now(self, text: str) -> None:
        self.query_one("#now", Static).update(Content(text))

    def action_again(self) -> None:
        self._findings = []
        self.query_one("#page", Static).update("")
        self._look()

    def action_leave(self) -> None:
        self.workers.cancel_group(self, "doctor")
        self.dismiss()


def _lines(found: Finding) -> Content:
    """A symbol and a word beside the colour, what was seen, and what to do."""
    say = active().say
    mark = {
        "yes": "✓ " + _("in order"),
        "partly": "◐ " + _("partly"),
        "no": "✗ " + _("doesn’t work"),
    }[found.able]
    head = Content.styled(f"{mark} · {say(TOPICS[found.topic])}", _STYLES[found.able])
    lines = [head, Content(f"  {say(found.says)}")]
    if found.todo is not None:
        lines.append(Content(f"  → {say(found.todo)}"))
    return Content("\n").join(lines)
