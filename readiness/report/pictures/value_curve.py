"""Value against budget: a line for each stage, told apart by its dashes and its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Colour, Drawing, cut, width_of

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 390, 66, 24, 92, 52
_LEGEND, _STEPS = 18, 4
_STYLES: tuple[tuple[Colour, str], ...] = (("ink", ""), ("accent", "7 4"), ("quiet", "2 3"))


@dataclass(frozen=True)
class Line:
    """`points`: budget and value, by budget."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


def value_curve(
    id_: str,
    title: str,
    description: str,
    lines: Sequence[Line],
    here: Tick,
    widest: float,
    ticks: tuple[Sequence[Tick], Sequence[Tick]],
    names: tuple[str, str],
    table: Table,
) -> Picture:
    """At most three lines. `here` is the plan's own budget; `ticks` and `names` are those of
    the budget and of the value."""
    drawing = Drawing(f"pic-{id_}", _WIDTH, _HEIGHT, title, description)
    across, up = ticks
    highest = max([tick.at for tick in up] or [1.0]) or 1.0
    bottom, room = _HEIGHT - _BOTTOM, _WIDTH - _LEFT - _RIGHT

    def x(budget: float) -> float:
        return _LEFT + room * budget / (widest or 1.0)

    def y(value: float) -> float:
        return bottom - (bottom - _TOP) * value / highest

    for tick in up:
        drawing.line(_LEFT, y(tick.at), _WIDTH - _RIGHT, y(tick.at), "line", 1, "2 3")
        drawing.text(_LEFT - 8, y(tick.at) + 4, tick.label, 11, "quiet", anchor="end")
    for tick in across:
        drawing.line(x(tick.at), bottom, x(tick.at), bottom + 5, "quiet")
        half = width_of(tick.label, 11) / 2
        middle = min(x(tick.at), _WIDTH - half)
        drawing.text(middle, bottom + 18, tick.label, 11, "quiet", anchor="middle")
    drawing.line(_LEFT, bottom, _WIDTH - _RIGHT, bottom, "quiet")
    drawing.text(_WIDTH - _RIGHT, _HEIGHT - 8, names[0], 11, "quiet", anchor="end")
    drawing.text(_LEFT - 8, _TOP - 14, names[1], 11, "quiet", anchor="end")
    _here(drawing, here, x(here.at), bottom)
    for number, line in enumerate(lines):
        _line(drawing, number, [(x(b), y(v)) for b, v in line.points])
        _legend(drawing, number, line.label)
    return Picture(id_, title, description, drawing.svg(), table)


def _here(drawing: Drawing, here: Tick, x: float, bottom: float) -> None:
    drawing.line(x, _TOP - 4, x, bottom, "signal", 1.5, "6 3")
    wide = width_of(here.label, 11)
    right = x + 6 + wide <= _WIDTH
    drawing.text(x + 6 if right else x - 6, _TOP + 6, here.label, 11, "signal",
                 anchor="start" if right else "end")  # fmt: skip


def _line(drawing: Drawing, number: int, points: Sequence[tuple[float, float]]) -> None:
    colour, dashes = _STYLES[number]
    for (x1, y1), (x2, y2) in pairwise(points):
        drawing.line(x1, y1, x2, y2, colour, 2, dashes)
    for x, y in points:
        _point(drawing, number, x, y)


def _point(drawing: Drawing, number: int, x: float, y: float) -> None:
    """A dot, a diamond or a hollow square: told apart without any colour."""
    colour = _STYLES[number][0]
    if number == 0:
        drawing.circle(x, y, 4, colour, "paper")
    elif number == 1:
        drawing.diamond(x, y, 5.5, colour, "paper")
    else:
        drawing.rect(x - 3.5, y - 3.5, 7, 7, "paper", colour, thick=1.5)


def _legend(drawing: Drawing, number: int, label: str) -> None:
    y = 10 + _LEGEND * number
    colour, dashes = _STYLES[number]
    drawing.line(0, y, 34, y, colour, 2, dashes)
    _point(drawing, number, 17, y)
    drawing.text(42, y + 4, cut(label, 12, _WIDTH - 50), 12)
