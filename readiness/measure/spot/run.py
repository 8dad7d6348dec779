"""One run at a spot: is there a network, how fast, how quick, how steady.

Find the server, then idle probes, one download alone, several downloads, then several
uploads with probes going on. Slow start is discarded. A link that goes away gives no number.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from readiness.measure.contact import fault
from readiness.measure.contact.address import ServerAddress, parse
from readiness.measure.contact.server import Server, find
from readiness.measure.course import SEVERAL_BROKE, Course
from readiness.measure.crew import Crew, Halted
from readiness.measure.laptop import adapter
from readiness.measure.laptop.watch import wrong_network
from readiness.measure.measurement import Measurement, NotMeasured, Phase, Sample
from readiness.measure.ping import choice as pingers
from readiness.measure.ping.latency import Pinger
from readiness.measure.probe import Probe
from readiness.measure.radio.link import Reader
from readiness.measure.spot.download import Download
from readiness.measure.spot.result import LOSSY, Result
from readiness.measure.spot.signal import Signal
from readiness.measure.spot.upload import Upload
from readiness.model.sentence import Refused, Sentence

STREAMS = 6
SILENCE_S = 3.0  # nothing at all for so long: the link is gone
_QUIET_S = 0.7  # nothing for so long at the end of a phase: wait and see
_CONNECT_S = 0.3
_SETTLE_S = 3.0

THROUGH_PROXY = Sentence(
    "The system's proxy stood between laptop and server; the figures are those of the way "
    "through it."
).template
QUICK_LOOK = Sentence(
    "This was a quick look of 6 seconds; a full measurement is more accurate."
).template

Samples = Generator[Sample, None, None]


@dataclass(frozen=True)
class Lengths:
    """How long each phase takes, in seconds; 0 leaves the single stream out."""

    idle_s: float = 2.0
    single_s: float = 2.0
    download_s: float = 4.5
    upload_s: float = 5.0


FULL = Lengths()
QUICK = Lengths(idle_s=1.0, single_s=0.0, download_s=2.2, upload_s=2.4)


class SpotProbe(Probe):
    """Measures once against one server: the peer of this program, or any LibreSpeed server.

    `server` as a person wrote it, None when none is set. `streams` is fixed and recorded:
    figures of other numbers of streams can't be compared. A full run takes some 14 s, `QUICK`
    6 s, which is recorded and warned of. The first second of a download (of a short one a
    third) and the first two of an upload are discarded. `pin` keeps it to the Wi-Fi while a
    cable is plugged in as well. `reader` reads the Wi-Fi link.
    """

    def __init__(
        self,
        server: str | None,
        lengths: Lengths = FULL,
        *,
        streams: int = STREAMS,
        pin: bool = True,
        reader: Reader | None = None,
        staff_ssid: str = "",
    ) -> None:
        self._server = server
        self._lengths = lengths
        self._streams = streams
        self._pin = pin
        self._reader = reader
        self._staff_ssid = staff_ssid

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """As `Probe.run`; takes the lengths of the phases plus 0.3 to 1.5 s."""
        plan = {
            Phase.CONNECT: _CONNECT_S,
            Phase.IDLE: self._lengths.idle_s,
            Phase.SINGLE: self._lengths.single_s,
            Phase.DOWNLOAD: self._lengths.download_s,
            Phase.UPLOAD: self._lengths.upload_s,
        }
        course = Course(plan, self._server or "", self._streams)
        course.instrument["quick"] = int(self._lengths == QUICK)
        result = Result(self._streams)
        signal = Signal(self._reader or _reader())
        try:
            if not self._server:
                raise NotMeasured("unavailable", fault.NO_SERVER)
            address = parse(self._server)
            course.instrument["server"] = str(address)
            steps = self._measure(course, address, result, stop)
            with Crew() as aside, closing(steps):
                aside.start(signal.follow)
                for sample in steps:
                    yield replace(sample, signal_dbm=signal.now)
            course.enter(Phase.DONE)
            yield course.sample()
            result.check()
        except Halted:
            return
        except Refused as refused:
            yield course.end("unavailable", refused.sentence)
        except NotMeasured as why:
            yield course.end(why.state, why.reason)
        else:
            link = signal.facts()
            course.instrument |= link
            if wrong := wrong_network(str(link.get("ssid", "")), self._staff_ssid):
                course.warn(wrong)
            yield course.end("measured", None, {**result.figures, **signal.figures()})

    def _measure(
        self, course: Course, address: ServerAddress, result: Result, stop: threading.Event
    ) -> Samples:
        server, pinger = yield from _connect(course, address, self._pin, stop)
        if server.proxy:
            course.instrument["proxy"] = str(server.proxy)
            course.warn(THROUGH_PROXY)
        yield from self._idle(course, pinger, stop)
        result.idle(server, pinger)
        course.instrument |= {"probes": pinger.idle_sent, "probes_lost": pinger.idle_lost}
        lengths = self._lengths
        alone = Download(server, 1)
        if lengths.single_s:
            window = yield from self._load(course, Phase.SINGLE, alone, pinger, stop)
            result.single(alone, *window)
        down = Download(server, self._streams)
        window = yield from self._load(course, Phase.DOWNLOAD, down, pinger, stop)
        result.download(down, pinger, *window)
        up = Upload(server, self._streams)
        window = yield from self._load(course, Phase.UPLOAD, up, pinger, stop)
        result.upload(up, pinger, *window)
        result.bounded(server, up)
        if lengths == QUICK:
            course.warn(QUICK_LOOK)
        if alone.breaks + down.breaks + up.breaks:
            course.warn(SEVERAL_BROKE)
        if result.lossy:
            course.warn(LOSSY)
        for limit in result.limits:
            course.warn(limit)

    def _idle(self, course: Course, pinger: Pinger, stop: threading.Event) -> Samples:
        begun = course.enter(Phase.IDLE)
        with Crew() as crew:
            crew.start(partial(pinger.idle, self._lengths.idle_s))
            until = begun + self._lengths.idle_s + pinger.grace_s
            for now in course.ticks(stop):
                yield course.sample(latency_ms=pinger.log.last_ms)
                if not crew.busy or now > until:
                    return

    def _load(
        self,
        course: Course,
        phase: Phase,
        load: Download | Upload,
        pinger: Pinger,
        stop: threading.Event,
    ) -> Generator[Sample, None, tuple[float, float]]:
        """Load the link and probe it; the window that counts, on the monotonic clock."""
        seconds = course.planned(phase)
        discard = min(2.0 if phase is Phase.UPLOAD else 1.0, seconds / 3)
        known_alive = max(pinger.log.last_at, course.started)
        begun = course.enter(phase)
        with Crew() as crew:
            for number in range(load.streams):
                crew.start(partial(load.lane, number))
            crew.start(pinger.loaded)
            if isinstance(load, Upload):
                crew.start(load.follow)
            for now in course.ticks(stop):
                yield course.sample(load.look(), pinger.log.last_ms)
                alive = max(load.last_at, pinger.log.last_at)
                quiet = now - max(alive, begun)
                if quiet > SILENCE_S:
                    raise fault.interrupted(max(alive, known_alive) - course.started)
                over = now - begun - seconds
                if load.refusal is not None or (over >= 0 and quiet < _QUIET_S):
                    settled = isinstance(load, Download) or load.settled(begun + seconds)
                    if load.refusal is not None or settled or over > _SETTLE_S:
                        break
        return begun + discard, begun + seconds


def _reader() -> Reader:
    from readiness.measure import wifi

    return wifi.reader()


def _connect(
    course: Course, address: ServerAddress, pin: bool, stop: threading.Event
) -> Generator[Sample, None, tuple[Server, Pinger]]:
    found: list[tuple[Server, Pinger] | NotMeasured] = []

    def work(halt: threading.Event) -> None:
        try:
            server = find(address, halt, adapter.pinned() if pin and not address.local else None)
        except NotMeasured as why:
            found.append(why)
            return
        found.append((server, pingers.choose(server, halt)))

    course.enter(Phase.CONNECT)
    with Crew() as crew:
        crew.start(work)
        for _ in course.ticks(stop):
            yield course.sample()
            if not crew.busy:
                break
    answer = found[0]
    if isinstance(answer, NotMeasured):
        raise answer
    course.met(answer[0])
    return answer
