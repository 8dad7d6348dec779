"""The measurement of a spot: is there a network, how fast, how quick, how steady.

Find the server, then idle probes, then several downloads, then several uploads with probes
going on. Slow start is discarded. A link that goes away gives no number.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from functools import partial

from readiness.measure import fault
from readiness.measure.address import ServerAddress, parse
from readiness.measure.course import SEVERAL_BROKE, Course
from readiness.measure.crew import Crew, Halted
from readiness.measure.download import Download
from readiness.measure.latency import Pinger, WebPinger
from readiness.measure.measurement import Measurement, NotMeasured, Phase, Sample
from readiness.measure.probe import Probe
from readiness.measure.result import Result
from readiness.measure.server import Server, find
from readiness.measure.udp_ping import UdpPinger
from readiness.measure.upload import Upload
from readiness.model.sentence import Refused

STREAMS = 6
SILENCE_S = 3.0  # nothing at all for so long: the link is gone
_QUIET_S = 0.7  # nothing for so long at the end of a phase: wait and see
_CONNECT_S = 0.3
_SETTLE_S = 3.0
_IDLE_GRACE_S = 1.5  # a little more than late replies are waited for
_QUICK = (2.0, 3.0, 4.0)

Samples = Generator[Sample, None, None]


class SpotProbe(Probe):
    """Measures against one server: the peer of this program, or any LibreSpeed server.

    `server` as a person wrote it, None when none is set. `streams` is fixed and recorded:
    figures of other numbers of streams can't be compared. `quick` takes 9 s instead of
    13 s and is recorded. The first second of a download (of a short one a third) and the
    first two of an upload are discarded.
    """

    def __init__(
        self,
        server: str | None,
        *,
        idle_s: float = 2.0,
        download_s: float = 5.0,
        upload_s: float = 6.0,
        streams: int = STREAMS,
        quick: bool = False,
    ) -> None:
        self._server = server
        self._idle_s, self._download_s, self._upload_s = (
            _QUICK if quick else (idle_s, download_s, upload_s)
        )
        self._streams = streams
        self._quick = quick

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """As `Probe.run`; takes idle, download and upload time plus 0.3 to 1.5 s."""
        plan = {
            Phase.CONNECT: _CONNECT_S,
            Phase.IDLE: self._idle_s,
            Phase.DOWNLOAD: self._download_s,
            Phase.UPLOAD: self._upload_s,
        }
        course = Course(plan, self._server or "", self._streams)
        course.instrument |= {
            "idle_s": self._idle_s,
            "download_s": self._download_s,
            "upload_s": self._upload_s,
            "quick": int(self._quick),
        }
        result = Result(self._streams)
        try:
            if not self._server:
                raise NotMeasured("unavailable", fault.NO_SERVER)
            address = parse(self._server)
            course.instrument["server"] = str(address)
            yield from self._measure(course, address, result, stop)
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
            yield course.end("measured", None, result.figures)

    def _measure(
        self, course: Course, address: ServerAddress, result: Result, stop: threading.Event
    ) -> Samples:
        server, pinger = yield from _connect(course, address, stop)
        yield from self._idle(course, pinger, stop)
        result.idle(server, pinger)
        down = Download(server, self._streams)
        since, until = yield from self._load(course, Phase.DOWNLOAD, down, pinger, stop)
        result.download(down, pinger, since, until)
        up = Upload(server, self._streams)
        since, until = yield from self._load(course, Phase.UPLOAD, up, pinger, stop)
        result.upload(up, pinger, since, until)
        if down.breaks + up.breaks:
            course.warn(SEVERAL_BROKE)

    def _idle(self, course: Course, pinger: Pinger, stop: threading.Event) -> Samples:
        begun = course.enter(Phase.IDLE)
        with Crew() as crew:
            crew.start(partial(pinger.idle, self._idle_s))
            for now in course.ticks(stop):
                yield course.sample(latency_ms=pinger.log.last_ms)
                if not crew.busy or now > begun + self._idle_s + _IDLE_GRACE_S:
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
        seconds = self._download_s if phase is Phase.DOWNLOAD else self._upload_s
        discard = min(1.0 if phase is Phase.DOWNLOAD else 2.0, seconds / 3)
        known_alive = max(pinger.log.last_at, course.started)
        begun = course.enter(phase)
        with Crew() as crew:
            for number in range(self._streams):
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


def _connect(
    course: Course, address: ServerAddress, stop: threading.Event
) -> Generator[Sample, None, tuple[Server, Pinger]]:
    found: list[tuple[Server, Pinger] | NotMeasured] = []

    def work(halt: threading.Event) -> None:
        try:
            server = find(address, halt)
        except NotMeasured as why:
            found.append(why)
            return
        echoes = (UdpPinger(*place) for place in server.udp)
        heard: Pinger | None = next((echo for echo in echoes if echo.heard(halt)), None)
        found.append((server, heard or WebPinger(server)))

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
