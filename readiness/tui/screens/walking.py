"""The walk test, live: walk through the building and hear where a call would fall silent."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
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

from readiness.kit import Kit
from readiness.language import _, active, clock
from readiness.measure.measurement import Unavailable
from readiness.measure.walk.probe import Walk, WalkMoment, WalkProbe
from readiness.measure.walk.result import kept
from readiness.measure.walk.walked import LEAST_GAP_MS, LONGEST_NOTE, Event, Note
from readiness.model.sentence import Sentence
from readiness.tui.screens.ask import Ask
from readiness.tui.screens.confirm import Confirm
from readiness.tui.trouble import told
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.walk_strip import WalkStrip
from readiness.walk_words import event_line, figures

_QUICK_ZONES = ("lift", "stairs", "corridor")
_MORE_ZONES = ("garden", "living-room", "bathroom", "exit", "basement")
_MOST_SHOWN = 60


def quick_notes() -> list[str]:
    """What the keys 1 to 9 note."""
    zone = active().zone
    return [*map(zone, _QUICK_ZONES), _("fire door"), *map(zone, _MORE_ZONES)]


def _broken(error: Exception) -> Walk:
    """What a walk that failed through a mistake of the program comes to."""
    reason = Sentence(
        "The measurement broke off through a mistake of the program ({what}). Nothing was "
        "measured; measure again.",
        what=type(error).__name__,
    )
    missing = Unavailable(reason)
    return Walk("unavailable", reason, missing, missing, missing)


class WalkingScreen(Screen[bool]):
    """Walks and stores the walk in the visit; gives whether anything was stored.

    `reason` says why a closed visit is corrected. `probe` in place of one for the server of the
    settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "note", _("note")),
        Binding("s,enter,f5", "end", _("end and store")),
        Binding("escape,q", "leave", _("throw away")),
        *(Binding(str(key), f"quick({key})", show=False) for key in range(1, 10)),
    ]
    DEFAULT_CSS = """
    WalkingScreen #title { text-style: bold; padding: 0 1; }
    WalkingScreen #now, WalkingScreen #quick { height: auto; padding: 0 1; }
    WalkingScreen #quick { color: $text-muted; }
    WalkingScreen VerticalScroll { height: 1fr; padding: 0 1; }
    WalkingScreen #told { height: auto; }
    """

    class Heard(Message):
        """Something came out of the probe; never replaced by a later one."""

        def __init__(self, event: WalkMoment | Walk) -> None:
            super().__init__()
            self.event = event

    def __init__(
        self, kit: Kit, visit_id: str, reason: str = "", probe: WalkProbe | None = None
    ) -> None:
        super().__init__()
        self.kit = kit
        self.visit_id = visit_id
        self._reason = reason
        self._probe = probe or WalkProbe(kit.settings.server or None)
        self._ending = threading.Event()
        self._looking = True
        self._asking = False
        self._walk: Walk | None = None
        # Whether anything was kept of it; None as long as that isn't settled.
        self._stored: bool | None = None
        self._last: deque[Event] = deque(maxlen=_MOST_SHOWN)

    def compose(self) -> ComposeResult:
        server = self.kit.settings.server
        name = _("server: {server}", server=server) if server else _("no measuring server is set")
        yield Static(Content(_("Walk test · {server}", server=name)), id="title")
        yield Static(Content(_("looking for the server")), id="now", markup=False)
        yield WalkStrip()
        with VerticalScroll():
            yield Static(id="told", markup=False)
        yield Static(id="quick", markup=False)
        yield KeyBar(
            [("n", _("note")), ("s", _("end and store")), ("Esc", _("throw away"))],
        )

    def on_mount(self) -> None:
        pieces: list[tuple[str, str]] = []
        for number, text in enumerate(quick_notes(), start=1):
            pieces += [(f"{number}", "bold reverse"), (f" {text} ", "")]
        self.query_one("#quick", Static).update(Content.assemble(*pieces))
        self._run()

    @work(thread=True, exclusive=True, group="walk", exit_on_error=False)
    def _run(self) -> None:
        """The probe's generator in a thread; leaving the screen stops it at once."""
        worker = get_current_worker()
        events = self._probe.run(self._ending)
        try:
            for event in events:
                if worker.is_cancelled:
                    return
                self.post_message(self.Heard(event))
        except Exception as error:
            # A mistake in a probe must not leave the assessor before an empty screen.
            self.app.log.error(repr(error))
            self.post_message(self.Heard(_broken(error)))
        finally:
            events.close()

    @on(Heard)
    def _heard(self, message: Heard) -> None:
        event = message.event
        if isinstance(event, Walk):
            self._walk = event
            # While something is asked the answer decides what becomes of the walk.
            if not self._asking:
                self._store()
            return
        if event.looking:
            return
        self._looking = False
        self.query_one(WalkStrip).add(event)
        self.query_one("#now", Static).update(_now(event))
        if event.events:
            self._last.extendleft(event.events)
            lines = "\n".join(event_line(each) for each in self._last)
            self.query_one("#told", Static).update(Content(lines))

    def _store(self) -> None:
        """The walk is over: keep it and show what it came to."""
        walk = self._walk
        if walk is None:
            return
        with told(self.app):  # when it fails, the walk is still there to be stored again
            visit = self.kit.visit(self.visit_id)
            self._stored = self.kit.record_walk(visit, walk, self._reason)
            said = _("Stored.") if self._stored else _("Nothing was stored.")
            self.notify(said, timeout=2, markup=False)
        lines = [f"{name:<26}{value}" for name, value in figures(walk)]
        warnings = walk.instrument.get("warnings", ())
        lines += [f"! {_(each)}" for each in (warnings if isinstance(warnings, list) else ())]
        lines += ["", *map(event_line, self._last)] if self._last else []
        over = _("The walk is over.") if walk.reason is None else active().say(walk.reason)
        self.query_one("#now", Static).update(Content(over))
        self.query_one("#told", Static).update(Content("\n".join(lines)))
        self.query_one("#quick", Static).display = False
        self.query_one(VerticalScroll).focus()
        key = ("s", _("store")) if self._stored is None else ("Enter", _("back"))
        self.query_one(KeyBar).show_keys([key])

    def action_end(self) -> None:
        if self._walk is None:
            self._ending.set()
        elif self._stored is None:
            self._store()
        else:
            self.dismiss(self._stored)

    def action_leave(self) -> None:
        """Minutes of walking aren't thrown away by one key."""
        if self._nothing_to_lose:
            self.workers.cancel_group(self, "walk")
            self.dismiss(bool(self._stored))
            return
        self._asking = True
        lines = [
            _("Throw this walk away? Nothing of it will be stored."),
            _("Enter: throw away · Esc: walk on (s ends the walk and stores it)"),
        ]

        def sure(yes: bool | None) -> None:
            self._asking = False
            if yes:
                self.workers.cancel_group(self, "walk")
                self.dismiss(False)
            else:
                self._store()

        self.app.push_screen(Confirm(lines), sure)

    @property
    def _nothing_to_lose(self) -> bool:
        return self._stored is not None or (self._looking and self._walk is None)

    def ask_before_quitting(self) -> bool:
        """Whether a walk is under way, so that it is asked first what becomes of it."""
        if not self._nothing_to_lose:
            self.action_leave()
        return not self._nothing_to_lose

    def action_note(self) -> None:
        """A note of this moment, however long it takes to type."""
        if self._walk is not None or self._looking:
            return
        at_s = self._probe.at_s
        self._asking = True

        def noted(text: str | None) -> None:
            self._asking = False
            if text and self._walk is not None:
                notes = (*self._walk.notes, Note(at_s, text[:LONGEST_NOTE]))
                self._walk = replace(self._walk, notes=notes, gaps=kept(self._walk.gaps, notes))
            elif text:
                self._probe.note(text, at_s)
            self._store()

        self.app.push_screen(
            Ask(_("Where are you, or what happens? ({time})", time=clock(at_s))), noted
        )

    def action_quick(self, key: int) -> None:
        if self._walk is None and not self._looking:
            self._probe.note(quick_notes()[key - 1])


def _now(moment: WalkMoment) -> Content:
    """How long, how well, how loud: one line, and the longest gap below it."""
    parts = [
        _("{time} walked", time=clock(moment.at_s)),
        _("{time} left", time=clock(moment.left_s)),
    ]
    if moment.signal_dbm is not None:
        parts.append(f"{active().show_float(moment.signal_dbm)} dBm")
    if moment.access_point:
        parts.append(_("access point {name}", name=moment.access_point))
    if moment.silent_ms >= LEAST_GAP_MS:
        said = (_("✗ silent for {ms} ms", ms=moment.silent_ms), "bold $error")
    else:
        delay = moment.latency_ms
        said = (f"{'…' if delay is None else active().show_float(delay)} ms", "bold")
    longest = _("longest gap so far: {ms} ms", ms=moment.longest_ms)
    return Content.assemble((" · ".join(parts) + " · ", ""), said, (f"\n{longest}", ""))
