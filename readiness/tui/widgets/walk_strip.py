"""The moving picture of a walk: delay second by second, and where there was none."""

from __future__ import annotations

from collections import defaultdict

from textual.content import Content
from textual.widgets import Static

from readiness.language import _
from readiness.measure.walk.walked import LEAST_GAP_MS, Gap, Note, Roam, WalkMoment

_BARS = " ▁▂▃▄▅▆▇█"
_SCALES_MS = (20, 50, 100, 200, 500, 1000)
_GAP, _ROAM, _NOTE = "✗", "◆", "✎"
_BROKEN = "╳"


class WalkStrip(Static):
    """A column for each second, the latest on the right, as many as fit.

    A second with a gap is a column of crosses in another colour, with ✗ in the line below it;
    ◆ there is a change of access point, ✎ a note.
    """

    DEFAULT_CSS = """
    WalkStrip { height: 1fr; min-height: 5; border: round $panel; color: $accent; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._delays: dict[int, float] = {}
        self._marks: defaultdict[int, set[str]] = defaultdict(set)
        self._second = 0

    def add(self, moment: WalkMoment) -> None:
        """What happened since the moment before."""
        self._second = int(moment.at_s)
        if moment.latency_ms is not None:
            known = self._delays.get(self._second, 0.0)
            self._delays[self._second] = max(known, moment.latency_ms)
        if moment.silent_ms >= LEAST_GAP_MS:
            self._broken(moment.at_s - moment.silent_ms / 1000, moment.at_s)
        for event in moment.events:
            if isinstance(event, Gap):
                self._broken(event.at_s, event.at_s + event.ms / 1000)
            elif isinstance(event, Roam):
                self._marks[int(event.at_s)].add(_ROAM)
            elif isinstance(event, Note):
                self._marks[int(event.at_s)].add(_NOTE)
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _broken(self, since: float, until: float) -> None:
        for second in range(max(int(since), 0), int(until) + 1):
            self._marks[second].add(_GAP)

    def _paint(self) -> None:
        width, height = self.size.width, self.size.height - 1
        if width < 1 or height < 1:
            return
        shown = range(max(self._second - width + 1, 0), self._second + 1)
        greatest = max((self._delays.get(second, 0.0) for second in shown), default=0.0)
        scale = next((s for s in _SCALES_MS if s >= greatest), _SCALES_MS[-1])
        self.border_title = _("delay, one column a second; at the top {ms} ms", ms=scale)
        self.border_subtitle = _("✗ gap  ◆ access point  ✎ note")
        pieces: list[Content | tuple[str, str]] = []
        for row in reversed(range(height)):
            for second in shown:
                if _GAP in self._marks.get(second, ()):
                    pieces.append((_BROKEN, "$error"))
                else:
                    eighths = round(self._delays.get(second, 0.0) / scale * height * 8)
                    # A quick answer is an answer all the same.
                    least = 1 if second in self._delays else 0
                    level = max(eighths, least) - row * 8
                    pieces.append((_BARS[min(8, max(0, level))], ""))
            pieces.append(("\n", ""))
        for second in shown:
            marks = self._marks.get(second, set())
            mark = next((each for each in (_NOTE, _ROAM, _GAP) if each in marks), " ")
            pieces.append((mark, "$error" if mark == _GAP else ""))
        self.update(Content.assemble(*pieces))
