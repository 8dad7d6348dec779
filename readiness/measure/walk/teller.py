"""The moments of a walk, made of what is new since the one before."""

from __future__ import annotations

from readiness.measure.walk.access_points import AccessPoints
from readiness.measure.walk.silence import Silences
from readiness.measure.walk.stream import Stream
from readiness.measure.walk.walked import Event, Gap, Note, Roam, WalkMoment


class Teller:
    """Looks at what the threads of one walk write."""

    def __init__(
        self, silences: Silences, stream: Stream, points: AccessPoints, notes: list[Note]
    ) -> None:
        self._silences, self._stream, self._points = silences, stream, points
        self._replies = 0
        self._lists: list[list[Gap] | list[Roam] | list[Note]] = [
            silences.gaps,
            points.roams,
            notes,
        ]
        self._told = [0, 0, 0]

    def moment(self, now: float, at_s: float, left_s: float) -> WalkMoment:
        """What happened until `now`, on the clock of the silences."""
        replies = self._stream.replies[self._replies :]
        self._replies += len(replies)
        events: list[Event] = []
        for place, each in enumerate(self._lists):
            new = each[self._told[place] :]
            self._told[place] += len(new)
            events += new
        silent = self._silences.now_ms(now)
        return WalkMoment(
            at_s=round(at_s, 2),
            left_s=left_s,
            latency_ms=max((ms for _, ms in replies), default=None),
            silent_ms=silent,
            longest_ms=max(silent, self._silences.longest.ms),
            signal_dbm=self._points.signal_dbm,
            access_point=self._points.current,
            events=tuple(events),
        )
