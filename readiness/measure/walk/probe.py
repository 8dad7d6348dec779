"""The walk test: how long is a call silent while it is carried through the building?"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from datetime import UTC, datetime

from readiness.measure import wifi
from readiness.measure.contact import fault
from readiness.measure.contact.address import ServerAddress, parse
from readiness.measure.contact.server import Server, find
from readiness.measure.crew import Crew, Halted
from readiness.measure.laptop import adapter
from readiness.measure.laptop.watch import Laptop
from readiness.measure.measurement import NotMeasured, State, Unavailable
from readiness.measure.ping import choice
from readiness.measure.ping.echo import EchoPinger
from readiness.measure.radio.link import Reader
from readiness.measure.walk.access_points import NOT_LIVE, NOT_WIFI, AccessPoints
from readiness.measure.walk.echo_stream import EchoStream
from readiness.measure.walk.result import LEAST_WALK_S, SHORT_S, result, verdict_on
from readiness.measure.walk.silence import Silences
from readiness.measure.walk.stream import Stream
from readiness.measure.walk.teller import Teller
from readiness.measure.walk.walked import (
    LONGEST_NOTE,
    MOST_NOTES,
    Gap,
    Note,
    Roam,
    Walk,
    WalkMoment,
)
from readiness.measure.walk.web_stream import WebStream
from readiness.model.sentence import Refused, Sentence
from readiness.plain import plain

__all__ = ["LEAST_WALK_S", "SHORT_S", "Gap", "Note", "Roam", "Walk", "WalkMoment", "WalkProbe"]

SECONDS = 300.0
_TICK_S = 0.1
_LOOK_S = 1.0

STOPPED_LOOKING = Sentence(
    "Stopped before the measuring server was found; nothing was measured. Walk again."
)


class WalkProbe:
    """One walk against one server; `server` as a person wrote it, None when none is set.

    `seconds` is how long to walk at most; a walk under `least_s` gives no figure. `reader`
    reads the Wi-Fi link; without one it's the system's own.
    """

    def __init__(
        self,
        server: str | None,
        seconds: float = SECONDS,
        reader: Reader | None = None,
        least_s: float = LEAST_WALK_S,
    ) -> None:
        self._server = server
        self._seconds = seconds
        self._reader = reader
        self._least_s = least_s
        self._started = time.perf_counter()
        self._notes: list[Note] = []
        self._laptop = Laptop()
        self.instrument: dict[str, str | int | float | list[str]] = {
            "probe": "walk",
            "server": server or "",
            "planned_s": seconds,
        }

    @property
    def at_s(self) -> float:
        """Seconds since the walk's start."""
        return round(time.perf_counter() - self._started, 1)

    def note(self, text: str, at_s: float | None = None) -> None:
        """Note something on the way, of now or of an earlier moment; any thread may.

        At most 80 characters are kept and 500 notes; an empty one is none.
        """
        said = plain(" ".join(text.split()))[:LONGEST_NOTE].strip()
        if said and len(self._notes) < MOST_NOTES:
            self._notes.append(Note(self.at_s if at_s is None else at_s, said))

    def run(self, stop: threading.Event) -> Generator[WalkMoment | Walk, None, None]:
        """About ten moments a second and, last, exactly one walk.

        Setting `stop` ends the walk within 0.5 s and gives what was walked until then;
        closing the iterator gives nothing. Network trouble becomes a walk that says so.
        """
        self.instrument["started"] = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            if not self._server:
                raise NotMeasured("unavailable", fault.NO_SERVER)
            address = parse(self._server)
            self.instrument["server"] = str(address)
            server, echo = yield from self._find(address, stop)
            yield from self._walk(server, echo, stop)
        except Halted:
            yield self._without("interrupted", STOPPED_LOOKING)
        except Refused as refused:
            yield self._without("unavailable", refused.sentence)
        except NotMeasured as why:
            yield self._without(why.state, why.reason)

    def _find(
        self, address: ServerAddress, stop: threading.Event
    ) -> Generator[WalkMoment, None, tuple[Server, EchoPinger | None]]:
        """The server, and its echo where that answers."""
        found: list[tuple[Server, EchoPinger | None] | NotMeasured] = []

        def work(halt: threading.Event) -> None:
            try:
                server = find(address, halt, None if address.local else adapter.pinned())
            except NotMeasured as why:
                found.append(why)
                return
            echoes = choice.echoes(server)
            found.append((server, next((echo for echo in echoes if echo.heard(halt)), None)))

        with Crew() as crew:
            crew.start(work)
            for _ in _ticks(stop):
                yield WalkMoment(0.0, self._seconds, looking=True)
                if not crew.busy:
                    break
                if stop.is_set():
                    raise Halted
        if not found:  # stopped just as it was found out
            raise Halted
        if isinstance(found[0], NotMeasured):
            raise found[0]
        return found[0]

    def _walk(
        self, server: Server, echo: EchoPinger | None, stop: threading.Event
    ) -> Generator[WalkMoment | Walk, None, None]:
        over_cable = self._met(server)
        self._started = started = time.perf_counter()
        silences = Silences(started)
        stream: Stream = EchoStream(echo, silences) if echo else WebStream(server, silences)
        reader = self._reader or wifi.reader()
        points = AccessPoints(reader, started)
        refused = False
        look_at = 0.0
        teller = Teller(silences, stream, points, self._notes)
        with Crew() as crew:
            crew.start(stream.run)
            if reader.live and not over_cable:
                crew.start(points.watch)
            for now in _ticks(stop):
                walked = now - started - silences.left_out_s
                moment = teller.moment(now, now - started, max(self._seconds - walked, 0.0))
                yield moment
                refused = stream.refused
                if walked >= self._seconds or refused or stop.is_set():
                    break
                if now >= look_at:
                    look_at = now + _LOOK_S
                    self._laptop.look(server.place.odometer.total)
            ended = time.perf_counter()
        if not refused:  # what a server that was switched off left silent isn't the network's
            silences.end(ended)
        roams = Unavailable(NOT_WIFI) if over_cable else points.found()
        if not reader.live and not over_cable:
            roams = Unavailable(NOT_LIVE)
        self._end_instrument(stream)
        seconds = max(ended - started - silences.left_out_s, 0.0)
        gone = str(server.address) if refused else None
        verdict = verdict_on(seconds, self._least_s, gone)
        notes = tuple(self._notes)
        yield result(silences, stream, roams, notes, seconds, verdict, self.instrument)

    def _met(self, server: Server) -> bool:
        """Note what answered and over which adapter; whether that is a cable."""
        far = str(server.place.addresses[0][1][0])
        route = adapter.wifi() if server.place.source else adapter.route_to(far)
        self.instrument["protocol"] = server.protocol
        self.instrument["server_address"] = far
        if route is not None:
            self.instrument["adapter"] = route.name
            self.instrument["adapter_kind"] = route.kind
        self._laptop.begin(route, server.place.odometer.total)
        return route is not None and route.kind == "cable"

    def _end_instrument(self, stream: Stream) -> None:
        self.instrument["how"] = stream.kind
        self.instrument |= self._laptop.facts()
        self.instrument["warnings"] = self._laptop.warnings()

    def _without(self, state: State, reason: Sentence) -> Walk:
        missing = Unavailable(reason)
        notes = tuple(self._notes)
        return Walk(
            state, reason, missing, missing, missing, notes=notes, instrument=self.instrument
        )


def _ticks(stop: threading.Event) -> Iterator[float]:
    """The moment, ten times a second, and at once when `stop` is set."""
    due = time.perf_counter()
    while True:
        due = max(due + _TICK_S, time.perf_counter())
        stop.wait(max(due - time.perf_counter(), 0))
        yield time.perf_counter()
