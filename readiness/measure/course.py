"""The course of one run: its clock, its samples and the notes about the instrument."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from readiness.measure.contact.server import Server
from readiness.measure.contact.wire import Odometer
from readiness.measure.crew import Halted
from readiness.measure.laptop import adapter
from readiness.measure.laptop.watch import Laptop
from readiness.measure.measurement import (
    FIGURES,
    MOST_SAMPLES,
    Figure,
    Measurement,
    Phase,
    Sample,
    SampleRow,
    State,
    Unavailable,
)
from readiness.model.sentence import Sentence

TICK_S = 0.1
LOOK_S = 1.0  # between looks at the laptop itself
SEVERAL_BROKE = Sentence(
    "Connections broke during the run and were made again; the link is unsteady."
).template


class Course:
    """One run from its start; `plan` is how long each phase should take, in seconds."""

    def __init__(self, plan: Mapping[Phase, float], server: str, streams: int) -> None:
        self.started = time.monotonic()
        self._plan = plan
        self._rows: list[SampleRow] = []
        self._laptop = Laptop()
        self._odometer = Odometer()
        self._look_at = self.started
        self._phase_started = self.started
        self._phase = Phase.CONNECT
        self.instrument: dict[str, Any] = {
            "probe": "spot",
            "server": server,
            "streams": streams,
            "planned_s": sum(plan.values()),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._warnings: list[str] = []

    def planned(self, phase: Phase) -> float:
        """How long a phase should take, in seconds."""
        return self._plan[phase]

    def enter(self, phase: Phase) -> float:
        """A phase begins now; the moment, on the monotonic clock."""
        self._phase, self._phase_started = phase, time.monotonic()
        return self._phase_started

    def ticks(self, stop: threading.Event) -> Iterator[float]:
        """The moment, ten times a second, until the caller breaks off; Halted on `stop`."""
        due = time.monotonic()
        while True:
            due = max(due + TICK_S, time.monotonic())
            if stop.wait(max(due - time.monotonic(), 0)):
                raise Halted
            now = time.monotonic()
            if now >= self._look_at:
                self._look_at = now + LOOK_S
                self._laptop.look(self._odometer.total)
            yield now

    def sample(self, mbps: float | None = None, latency_ms: float | None = None) -> Sample:
        """A sample of now, kept for storing as well."""
        now = time.monotonic()
        at = now - self.started
        phases = list(self._plan)
        order = phases.index(self._phase) if self._phase in phases else len(phases)
        done = sum(self._plan[phase] for phase in phases[:order])
        done += min(now - self._phase_started, self._plan.get(self._phase, 0.0))
        self._rows.append((self._phase.value, round(at, 2), _short(mbps), _short(latency_ms)))
        return Sample(self._phase, at, mbps, latency_ms, min(done / sum(self._plan.values()), 1.0))

    def met(self, server: Server) -> None:
        """Note what answered, and over which adapter."""
        far = str(server.place.addresses[0][1][0])
        route = adapter.wifi() if server.place.source else adapter.route_to(far)
        self.instrument["protocol"] = server.protocol
        self.instrument["server_address"] = far
        if route is not None:
            self.instrument["adapter"] = route.name
            self.instrument["adapter_kind"] = route.kind
            if route.speed_mbps is not None:
                self.instrument["adapter_mbps"] = route.speed_mbps
        self._odometer = server.place.odometer
        self._laptop.begin(route, self._odometer.total)

    def warn(self, warning: str) -> None:
        """Something that makes the figures doubtful; an English sentence without values."""
        if warning not in self._warnings:
            self._warnings.append(warning)

    def end(
        self,
        state: State,
        reason: Sentence | None,
        figures: Mapping[str, Figure | Unavailable] | None = None,
    ) -> Measurement:
        """The measurement; without `figures`, `reason` is why none of them is there."""
        for warning in self._laptop.warnings():
            self.warn(warning)
        self.instrument |= self._laptop.facts()
        self.instrument["seconds"] = round(time.monotonic() - self.started, 2)
        self.instrument["warnings"] = self._warnings
        if figures is None:
            missing = Unavailable(reason or Sentence("Not measured."))
            figures = dict.fromkeys(FIGURES, missing)
        return Measurement(state, reason, figures, self.instrument, _thinned(self._rows))


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _thinned(rows: list[SampleRow]) -> list[SampleRow]:
    """At most `MOST_SAMPLES` of them, evenly."""
    step = -(-len(rows) // MOST_SAMPLES) or 1
    return rows[::step]
