"""A calendar of measures: a bar for each, over quarters; what pauses is drawn hollow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Colour, Drawing, cut, lines, width_of

_WIDTH, _LEFT, _ROW, _HEAD, _TOP = 720, 236, 34, 24, 40


@dataclass(frozen=True)
class Bar:
    """One measure: from its first to its last day, worked on in `months` (their first days).

    `group` is the heading it stands under; `heavy` bars are dark, and their label says why.
    """

    group: str
    label: str
    start: date
    end: date
    months: Collection[date]
    heavy: bool

    @property
    def pauses(self) -> bool:
        """Whether nothing is worked on in a part of it, which is drawn hollow."""
        return len(set(self.months)) <= _month(self.end) - _month(self.start)


def calendar(
    id_: str,
    title: str,
    description: str,
    quarters: Sequence[tuple[tuple[int, int], str]],
    peak: Collection[int],
    bars: Sequence[Bar],
    table: Table | None = None,
) -> Picture:
    """`quarters`: year and number of each with its name, without a gap; `peak`: the months
    that are shaded."""
    groups = list(dict.fromkeys(bar.group for bar in bars))
    height = _TOP + _ROW * len(bars) + _HEAD * len(groups) + 8
    drawing = Drawing(f"pic-{id_}", _WIDTH, height, title, description)
    (year, number), count = quarters[0][0], len(quarters) * 3
    first = year * 12 + (number - 1) * 3
    step = (_WIDTH - _LEFT) / count

    def at(month: int) -> float:
        return _LEFT + step * (month - first)

    for month in range(first, first + count):
        if month % 12 + 1 in peak:
            drawing.rect(at(month), _TOP - 8, step, height - _TOP + 2, "soft")
    _heads(drawing, quarters, step * 3, height)
    y = float(_TOP)
    for group in groups:
        drawing.text(0, y + 15, cut(group, 11.5, _LEFT - 10), 11.5, "quiet", bold=True)
        drawing.line(0, y + 21, _WIDTH, y + 21, "line")
        y += _HEAD
        for bar in (bar for bar in bars if bar.group == group):
            said = lines(bar.label, 12, _LEFT - 12, 2)
            for nth, line in enumerate(said):
                drawing.text(0, y + 21 + 14 * (nth - (len(said) - 1) / 2), line, 12)
            _bar(drawing, bar, at, y + _ROW / 2, step)
            y += _ROW
    return Picture(id_, title, description, drawing.svg(), table)


def _heads(
    drawing: Drawing, quarters: Sequence[tuple[tuple[int, int], str]], wide: float, height: float
) -> None:
    """Quarters with a line before each; the year where it begins, or where names are too wide."""
    short = any(width_of(name, 11) > wide - 4 for _quarter, name in quarters)
    for place, ((year, number), name) in enumerate(quarters):
        x = _LEFT + wide * place
        drawing.line(x, _TOP - 14, x, height - 6, "line", 1)
        if short and (place == 0 or number == 1):
            drawing.text(x + 3, 10, str(year), 11, "quiet", bold=True)
        text = str(number) if short else name
        drawing.text(x + wide / 2, 22, text, 11, "quiet", anchor="middle")


def _bar(drawing: Drawing, bar: Bar, at: Callable[[int], float], y: float, step: float) -> None:
    """Full in the months that are worked on, hollow between them."""
    fill: Colour = "accent" if bar.heavy else "tint"
    left, right = at(_month(bar.start)) + 1, at(_month(bar.end) + 1) - 1
    drawing.rect(left, y - 7, right - left, 14, "paper", "accent", round_=2, dashed=True)
    run: list[int] = []
    for month in [*sorted(map(_month, bar.months)), -1]:
        if run and month != run[-1] + 1:
            wide = step * len(run) - 2
            drawing.rect(at(run[0]) + 1, y - 7, wide, 14, fill, "accent", round_=2)
            run = []
        run.append(month)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
