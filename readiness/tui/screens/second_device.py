"""A phone or tablet measures the same spot: the code to type, and who has reported."""

from __future__ import annotations

from decimal import Decimal
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

from readiness import measured, terms
from readiness.kit import Kit
from readiness.language import _, active
from readiness.measure.device.pairing import DeviceFigures, Open, Pairing
from readiness.measure.measurement import Unavailable
from readiness.model.sentence import Sentence
from readiness.model.subject import Subject
from readiness.tui.trouble import told
from readiness.tui.widgets.big_code import BigCode
from readiness.tui.widgets.keybar import KeyBar


class SecondDeviceScreen(Screen[None]):
    """Shows a code while it is open; stores what comes in under it.

    `reason` is why a closed visit is corrected, empty for an open one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", _("back")),
        Binding("n,enter", "renew", _("new code")),
    ]
    DEFAULT_CSS = """
    SecondDeviceScreen #title { text-style: bold; padding: 0 1; }
    SecondDeviceScreen .say { height: auto; padding: 0 1; }
    SecondDeviceScreen #url { height: auto; padding: 0 3; text-style: bold; }
    SecondDeviceScreen BigCode { margin: 0 2; }
    SecondDeviceScreen VerticalScroll { height: 1fr; margin-top: 1; }
    """

    class Came(Message):
        """Something came out of the pairing; never replaced by a later one."""

        def __init__(self, event: Open | DeviceFigures | Unavailable) -> None:
            super().__init__()
            self.event = event

    def __init__(self, kit: Kit, visit_id: str, spot: Subject, reason: str = "") -> None:
        super().__init__()
        self.kit = kit
        self.visit_id = visit_id
        self.spot = spot
        self._reason = reason
        self._over = False
        self._came: list[DeviceFigures] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(terms.spot(active(), self.spot)), id="title", markup=False)
        yield Static(_("On the phone or tablet, open this address:"), classes="say", markup=False)
        yield Static(id="url", markup=False)
        yield Static(_("and type this code there:"), classes="say", markup=False)
        yield BigCode(id="code")
        yield Static(_("Looking for the measuring server…"), id="state", classes="say")
        with VerticalScroll():
            yield Static(id="came", classes="say", markup=False)
        yield KeyBar([("Esc", _("back")), ("n", _("new code"))])

    def on_mount(self) -> None:
        self._show_came()
        self._wait()

    @work(thread=True, exclusive=True, group="pairing", exit_on_error=False)
    def _wait(self) -> None:
        """The pairing in a thread; leaving the screen ends it at once."""
        worker = get_current_worker()
        label = terms.spot(active(), self.spot)
        events = Pairing(self.kit.settings.server, label).run(worker.cancelled_event)
        try:
            for event in events:
                if worker.is_cancelled:
                    return
                self.post_message(self.Came(event))
        except Exception as error:
            # A mistake in here must not leave the assessor waiting before a dead code.
            self.app.log.error(repr(error))
            self.post_message(self.Came(Unavailable(_broken(error))))
        finally:
            events.close()

    @on(Came)
    def _on_came(self, message: Came) -> None:
        event = message.event
        if isinstance(event, DeviceFigures):
            with told(self.app):
                visit = self.kit.visit(self.visit_id)
                self.kit.record_cross_check(visit, self.spot, event, self._reason)
                self._came.append(event)
            self._show_came()
        elif isinstance(event, Open):
            self._show_open(event)
        else:
            self._over = True
            self.query_one(BigCode).show("")
            self.query_one("#url", Static).update("")
            self._say(active().say(event.reason))

    def _show_open(self, event: Open) -> None:
        self.query_one("#url", Static).update(Content(event.url))
        self.query_one(BigCode).show(event.code)
        if not event.answers:
            self._say(_("The measuring server doesn't answer at the moment; the code stays valid."))
            return
        minutes, seconds = divmod(int(event.seconds_left), 60)
        self._say(_("Valid for another {time}.", time=f"{minutes}:{seconds:02d}"))

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(Content(text))

    def _show_came(self) -> None:
        """Every device with its figures under those of the laptop."""
        visit = self.kit.visit(self.visit_id)
        laptop = [
            measured.laptop_figure(visit, f"network.{name}", self.spot)
            for name in ("download", "upload", "latency")
        ]
        lines = [_row("", ["↓ Mbit/s", "↑ Mbit/s", "ms"])]
        lines.append(_row(_("this laptop"), [_number(value) for value in laptop]))
        for one in self._came:
            figures = (one.download, one.upload, one.latency)
            lines.append(_row(one.device, [_number(value) for value in figures]))
        if not self._came:
            lines.append(_("No other device has reported yet."))
        if any(measured.is_worse(one.download, laptop[0]) for one in self._came):
            lines.append(f"! {active().say(measured.WORSE_DEVICE)}")
        self.query_one("#came", Static).update(Content("\n".join(lines)))

    def action_renew(self) -> None:
        """A new code, once the old one is over."""
        if self._over:
            self._over = False
            self._say(_("Looking for the measuring server…"))
            self._wait()

    def action_leave(self) -> None:
        self.workers.cancel_group(self, "pairing")
        self.dismiss()


def _row(name: str, cells: list[str]) -> str:
    return f"{name[:28]:<28}" + "".join(f"{cell:>12}" for cell in cells)


def _number(value: Decimal | None) -> str:
    return "–" if value is None else active().show_float(float(value))


def _broken(error: Exception) -> Sentence:
    return Sentence(
        "Waiting for another device broke off through a mistake of the program ({what}). What "
        "came in is stored; press n for a new code.",
        what=type(error).__name__,
    )
