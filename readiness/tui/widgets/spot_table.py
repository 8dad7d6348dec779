"""The spots of a visit as a table: done and to do, with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.text import Text
from textual import events
from textual.widgets import DataTable

from readiness.language import _, active
from readiness.measured.devices import CROSS_CHECKED, cross_checks
from readiness.model.revision import Known, Observation
from readiness.model.subject import Subject
from readiness.model.value import NoLink, Number
from readiness.model.visit import Visit

# Question, heading and width in characters of each figure: these are never cut.
_FIGURES = (
    ("network.download", "↓ Mbit/s", 8),
    ("network.upload", "↑ Mbit/s", 8),
    ("network.latency", "ms", 5),
    ("network.jitter", "±ms", 5),
    ("network.loss", "%", 4),
    ("network.signal", "dBm", 4),
)
_MARK = 2
_SCROLLBAR = 2


class SpotTable(DataTable[Text]):
    """A row for each spot: a mark, floor and ward, zone, name, figures.

    The names give way where the screen is narrow; the figures don't.
    """

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._rows: list[tuple[list[str], bool]] = []
        self._drawn_at = -1

    def fill(self, visit: Visit, spots: Sequence[Subject], measured: frozenset[Subject]) -> None:
        """Shows these spots, in this order; those that aren't measured yet are dim."""
        self._rows = [(_cells(visit, spot, spot in measured), spot in measured) for spot in spots]
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._drawn_at:
            self._draw()

    def _draw(self) -> None:
        row = self.cursor_row
        self._drawn_at = self.size.width
        names = [_("place"), _("zone"), _("name")]
        heads = ["", *names, *(head for _id, head, _width in _FIGURES)]
        figures = [width for _id, _head, width in _FIGURES]
        room = (self.size.width or self.app.size.width) - _SCROLLBAR - len(heads)
        widest = [
            max(len(line[column]) for line in [heads, *(cells for cells, _done in self._rows)])
            for column in (1, 2, 3)
        ]
        widths = [_MARK, *_narrowed(widest, room - _MARK - sum(figures)), *figures]
        self.clear(columns=True)
        for head, width in zip(heads, widths, strict=True):
            self.add_column(_fitted(head, width, head not in ("", *names)), width=width + 1)
        for cells, done in self._rows:
            style = "" if done else "dim"
            self.add_row(
                *(
                    _fitted(cell, width, column > len(names), style)
                    for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
                )
            )
        if self._rows:
            self.move_cursor(row=min(row, len(self._rows) - 1))


def _cells(visit: Visit, spot: Subject, done: bool) -> list[str]:
    floor, ward, zone, name = spot.place
    held = [visit.about(question, spot) for question, _head, _width in _FIGURES]
    tried = any(held)
    checked = any(cross_checks(visit, question, spot) for question in CROSS_CHECKED)
    mark = ("✓" if done else "?" if tried else "○") + ("▯" if checked else "")
    place = " · ".join(part for part in (floor, ward) if part != "-") or "–"
    return [mark, place, active().zone(zone), name, *map(_figure, held)]


def _figure(held: Sequence[Observation]) -> str:
    """A figure in few characters; "geen" where there is no network; · where nothing is known."""
    if not held:
        return "·"
    answer = held[-1].answer
    if isinstance(answer, Known) and isinstance(answer.value, Number):
        amount = Fraction(answer.value.amount)
        more = "≥" if held[-1].instrument.get("at_least") is True else ""
        return more + active().number(amount, 1 if abs(amount) < 100 else 0)
    if isinstance(answer, Known) and isinstance(answer.value, NoLink):
        return _("none")
    return "?"


def _narrowed(widest: Sequence[int], room: int) -> list[int]:
    """The widths, the widest ones cut until all fit."""
    widths = list(widest)
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    return widths


def _fitted(text: str, width: int, right: bool, style: str = "") -> Text:
    made = Text(text.rjust(width) if right else text, style=style, no_wrap=True)
    made.truncate(width, overflow="ellipsis")
    return made
