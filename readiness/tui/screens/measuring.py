"""One measurement, live: the graph moves while the probe runs in a thread."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from readiness import terms
from readiness.language import _, active
from readiness.measure.measurement import (
    FIGURES,
    Measurement,
    Phase,
    Sample,
    Unavailable,
)
from readiness.measure.probe import Probe
from readiness.model.sentence import Sentence
from readiness.tui.widgets.graph import Graph
from readiness.tui.widgets.keybar import KeyBar
from readiness.tui.widgets.outcome import outcome


def _broken(error: Exception) -> Measurement:
    """What a probe that failed through a mistake of the program comes to."""
    reason = Sentence(
        "The measurement broke off through a mistake of the program ({what}). Nothing was "
        "measured; measure again.",
        what=type(error).__name__,
    )
    figures = {name: Unavailable(reason) for name in FIGURES}
    return Measurement("unavailable", reason, figures, {})


class MeasuringScreen(Screen[Measurement | None]):
    """Runs a probe; gives its measurement, or None when it was stopped.

    `title` says what is measured; `server` is empty when none is set.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "stop", _("stop")),
        Binding("enter,space", "go_on", _("go on"), priority=True),
    ]
    DEFAULT_CSS = """
    MeasuringScreen #title { text-style: bold; padding: 0 1; }
    MeasuringScreen #server, MeasuringScreen #live { height: auto; padding: 0 1; }
    MeasuringScreen #found { height: 1fr; padding: 0 1; }
    MeasuringScreen #figures { height: auto; }
    MeasuringScreen ProgressBar { padding: 0 1; }
    """

    class Sampled(Message):
        """Something came out of the probe; never replaced by a later one."""

        def __init__(self, event: Sample | Measurement) -> None:
            super().__init__()
            self.event = event

    def __init__(self, probe: Probe, title: str, server: str) -> None:
        super().__init__()
        self._probe = probe
        self._title = title
        self._server = server
        self._result: Measurement | None = None
        self._phase: Phase | None = None
        # Whether the person pressed go on, rather than leaving a finished measurement.
        self.went_on = False

    def compose(self) -> ComposeResult:
        yield Static(Content(self._title), id="title")
        yield Static(
            Content(
                _("server: {server}", server=self._server)
                if self._server
                else _("no measuring server is set")
            ),
            id="server",
            markup=False,
        )
        yield Graph()
        yield ProgressBar(total=100, show_eta=False)
        yield Static(id="live", markup=False)
        with VerticalScroll(id="found"):
            yield Static(id="figures", markup=False)
        yield KeyBar([("Esc", _("stop"))])

    def on_mount(self) -> None:
        self._run()

    @work(thread=True, exclusive=True, group="measure", exit_on_error=False)
    def _run(self) -> None:
        """The probe's generator in a thread; leaving the screen stops it at once."""
        worker = get_current_worker()
        events = self._probe.run(worker.cancelled_event)
        try:
            for event in events:
                if worker.is_cancelled:
                    return
                self.post_message(self.Sampled(event))
        except Exception as error:
            # A mistake in a probe must not leave the assessor before an empty screen.
            self.app.log.error(repr(error))
            self.post_message(self.Sampled(_broken(error)))
        finally:
            events.close()

    @on(Sampled)
    def _sampled(self, message: Sampled) -> None:
        event = message.event
        if isinstance(event, Measurement):
            self._finished(event)
            return
        self.query_one(ProgressBar).update(progress=event.progress * 100)
        phase = terms.phase(active(), event.phase.value)
        graph = self.query_one(Graph)
        if event.phase is not self._phase:
            # Delay and throughput have different units: each phase gets its own graph.
            self._phase = event.phase
            graph.clear()
            graph.border_title = phase
        now = [_("run {number}", number=event.run), terms.side(active(), event.side), phase]
        if event.mbps is not None:
            graph.add(event.mbps)
            now.append(f"{active().show_float(event.mbps)} Mbit/s")
        elif event.latency_ms is not None:
            graph.add(event.latency_ms)
            now.append(f"{active().show_float(event.latency_ms)} ms")
        if event.signal_dbm is not None:
            now.append(f"{event.signal_dbm} dBm")
        self.query_one("#live", Static).update(Content(" · ".join(now)))

    def _finished(self, measurement: Measurement) -> None:
        self._result = measurement
        self.query_one(ProgressBar).update(progress=100)
        # Its place is for the figures now.
        self.query_one(Graph).display = False
        self.query_one("#live", Static).update(
            Content(active().say(measurement.reason) if measurement.reason else _("Done."))
        )
        self.query_one("#figures", Static).update(Content("\n".join(outcome(measurement))))
        self.query_one("#found").focus()
        self.query_one(KeyBar).show_keys([("Enter", _("store and go on"))])

    def action_stop(self) -> None:
        self.workers.cancel_group(self, "measure")
        # A finished measurement is never thrown away.
        self.dismiss(self._result)

    def action_go_on(self) -> None:
        if self._result is not None:
            self.went_on = True
            self.dismiss(self._result)
