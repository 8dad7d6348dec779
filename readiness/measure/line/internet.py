"""The internet check that needs no server of one's own: speedtest-cli, followed from outside.

Its own figure can't be trusted by itself: its threads swallow every error, and a link that
was cut after 1.5 s gave 31.9 Mbit/s (measured). So what passes through the adapter is watched
all the time, and the server is asked afterwards whether it is still there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import replace

from readiness.measure.contact import fault
from readiness.measure.course import Course
from readiness.measure.crew import Halted
from readiness.measure.laptop import adapter
from readiness.measure.laptop import watch as laptop
from readiness.measure.laptop.adapter import Adapter
from readiness.measure.line import counters, speedtest_child, speedtest_fault
from readiness.measure.line.aftermath import LIMIT_S, Aftermath
from readiness.measure.line.counters import Counters
from readiness.measure.line.speedtest_child import CONNECT_S, Child, Stage
from readiness.measure.line.speedtest_result import Told, parse
from readiness.measure.measurement import Measurement, NotMeasured, Phase, Sample
from readiness.measure.probe import Probe
from readiness.model.sentence import Sentence

STREAMS = 8
COUNTED = Sentence(
    "Less went over the adapter than speedtest-cli counted; the adapter's own count was taken."
).template
_LEAST_PASSED, _NOTHING_PASSED = 0.8, 0.01
_WHOLE_S = 90.0
_PLAN = {Phase.CONNECT: 4.0, Phase.DOWNLOAD: 10.5, Phase.UPLOAD: 10.5}
_START_S = 10.0
_SILENT_S = CONNECT_S + 0.3
# One dead server among the five that are asked costs three pings of 10 s.
_CHOOSE_S = 35.0

Steps = Generator[Sample, None, Told]


class InternetProbe(Probe):
    """Measures the internet line against a server that speedtest.net chooses; some 25 s.

    With `wifi` it is pinned to the Wi-Fi adapter where a cable is plugged in too; without,
    it goes as the system sends it. `command` starts speedtest-cli in another way; its options
    are added. `choose_s` is how long finding a server may take, `limit_s` the whole.
    """

    def __init__(
        self,
        *,
        wifi: bool = True,
        command: Sequence[str] | None = None,
        choose_s: float = _CHOOSE_S,
        limit_s: float = _WHOLE_S,
    ) -> None:
        self._wifi = wifi
        self._command = command
        self._choose_s = choose_s
        self._limit_s = limit_s

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """As `Probe.run`."""
        course = Course(_PLAN, speedtest_fault.HOST, STREAMS)
        course.instrument |= {"probe": "internet", "protocol": "speedtest.net"}
        try:
            told = yield from self._measure(course, stop)
            course.enter(Phase.DONE)
            yield course.sample()
        except Halted:
            return
        except NotMeasured as why:
            yield course.end(why.state, why.reason)
        else:
            yield course.end("measured", None, told.figures)

    def _measure(self, course: Course, stop: threading.Event) -> Steps:
        start = self._command or speedtest_child.command()
        if start is None:
            raise NotMeasured("unavailable", speedtest_fault.NOT_HERE)
        source = adapter.wifi_address() if self._wifi else None
        route = adapter.wifi() if source else adapter.default_route()
        try:
            child = Child(start, source)
        except OSError as error:
            raise NotMeasured("unavailable", speedtest_fault.NOT_HERE) from error
        with child:
            yield from self._find_server(course, child, stop)
            expected = None if route is None else route.name
            down = Counters("in", expected)
            yield from self._load(course, Phase.DOWNLOAD, down, child, stop)
            up = Counters("out", expected)
            yield from self._load(course, Phase.UPLOAD, up, child, stop)
            tested = {Stage.DOWNLOAD, Stage.UPLOAD} <= child.been
            told = parse(child.result) if tested and child.result else None
            if told is None:
                raise speedtest_fault.judge(child.complaint, child.stage)
        self._note(course, told, down.adapter or expected)
        yield from _check(course, told, (down, up), stop)
        believed = replace(
            told, download=_counted(told.download, down), upload=_counted(told.upload, up)
        )
        if believed != told:
            course.warn(COUNTED)
        return believed

    def _find_server(
        self, course: Course, child: Child, stop: threading.Event
    ) -> Generator[Sample, None, None]:
        """Until it downloads; NotMeasured when it gives up or nobody answers."""
        stage, since = child.stage, course.enter(Phase.CONNECT)
        for now in course.ticks(stop):
            yield course.sample()
            # Ended first: what it said last is read by then.
            if child.ended and child.stage < Stage.DOWNLOAD:
                raise speedtest_fault.judge(child.complaint, child.stage)
            if child.stage >= Stage.DOWNLOAD:
                return
            # From the moment that the configuration came, list and choice have one limit.
            if child.stage is not stage and stage < Stage.LISTING:
                since = now
            stage = child.stage
            waited = now - since
            if stage is Stage.STARTING and waited > _START_S:
                raise NotMeasured("unavailable", speedtest_fault.FAILED)
            if stage is Stage.ASKING and waited > _SILENT_S:
                raise speedtest_fault.silent()
            if stage >= Stage.LISTING and waited > self._choose_s:
                raise fault.interrupted(since - course.started)

    def _load(
        self,
        course: Course,
        phase: Phase,
        watched: Counters,
        child: Child,
        stop: threading.Event,
    ) -> Generator[Sample, None, None]:
        """Until the next phase; NotMeasured when nothing passes any more."""
        last = Stage.DOWNLOAD if phase is Phase.DOWNLOAD else Stage.UPLOAD
        watched.mark(course.enter(phase), counters.read())
        for now in course.ticks(stop):
            ended = child.ended
            watched.mark(now, counters.read())
            yield course.sample(watched.recent())
            if ended or child.stage > last:
                return
            if (silent := watched.silent_since()) is not None:
                raise fault.interrupted(silent - course.started)
            if now - course.started > self._limit_s:
                raise speedtest_fault.too_long(self._limit_s)

    def _note(self, course: Course, told: Told, name: str | None) -> None:
        """What was measured against, and over which adapter."""
        course.instrument["server"] = told.server or told.host
        course.instrument["server_address"] = told.host
        used = next((each for each in adapter.adapters() if each.name == name), None)
        if used is None:
            return
        course.instrument |= {"adapter": used.name, "adapter_kind": used.kind}
        if used.speed_mbps is not None:
            course.instrument["adapter_mbps"] = used.speed_mbps
        for warning in _warnings(used):
            course.warn(warning)


def _check(
    course: Course, told: Told, phases: tuple[Counters, Counters], stop: threading.Event
) -> Generator[Sample, None, None]:
    """Raise NotMeasured where the figures are of a link that went away meanwhile."""
    for watched, figure in zip(phases, (told.download, told.upload), strict=True):
        silent = watched.first_silence()
        if silent is None and figure == 0:
            silent = watched.began
        if silent is not None:
            raise fault.interrupted(silent - course.started)
    if not told.host or told.latency is None:
        return  # it couldn't be reached directly before either: a proxy stands between
    asked = time.monotonic()
    with Aftermath(told.host) as after:
        for now in course.ticks(stop):
            yield course.sample()
            silent_now = after.silent
            if silent_now:
                raise fault.interrupted(asked - course.started)
            if silent_now is False or now - asked > 2 * LIMIT_S:
                return


def _counted(said: float, watched: Counters) -> float:
    """The figure in Mbit/s, or what the adapter passed where that is much less.

    What a program has handed over may still be waiting in the laptop.
    """
    passed = watched.mean()
    if passed is None or passed > _LEAST_PASSED * said:
        return said
    if passed < _NOTHING_PASSED * said:
        raise NotMeasured("unavailable", speedtest_fault.FAILED)
    return passed


def _warnings(used: Adapter) -> list[str]:
    return laptop.warnings_of_route(used, adapter.adapters(), adapter.default_route())
