"""Systems in a circle, with a line for each pair that is needed, by its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Colour, Drawing, lines, width_of

_WIDTH, _RADIUS, _SIDE = 720, 150, 190
# A line in the legend, before its words.
_DASH = 40
# Line by state: thin dots where people type, thick and whole where it runs by itself.
_STYLES: tuple[tuple[Colour, float, str], ...] = (
    ("signal", 2, "2 4"),
    ("signal", 2, "9 5"),
    ("accent", 2.5, ""),
    ("accent", 4.5, ""),
)
_UNKNOWN: tuple[Colour, float, str] = ("quiet", 1.5, "1 5")


@dataclass(frozen=True)
class Line:
    """One pair: its two systems, `state` counted from the worst and None where unknown."""

    one: str
    other: str
    state: int | None


def coupling(
    id_: str,
    title: str,
    description: str,
    systems: Sequence[str],
    pairs: Sequence[Line],
    legend: Sequence[str],
    table: Table,
) -> Picture:
    """`legend`: the words for each state from the worst, then for unknown."""
    # Few systems make a small circle; two stand beside each other.
    radius = min(_RADIUS, 40 + 16 * len(systems))
    start = pi if len(systems) == 2 else -pi / 2
    middle = 40 if len(systems) == 2 else radius + 34
    words = [_key(legend, number) for number in range(len(legend))]
    step = 24 if all(len(said) == 1 for said in words) else 36
    key = step * ((len(legend) + 1) // 2)
    drawing = Drawing(f"pic-{id_}", _WIDTH, 2 * middle + key + 12, title, description)
    places = {}
    for number, name in enumerate(systems):
        turn = 2 * pi * number / len(systems) + start
        places[name] = (_WIDTH / 2 + radius * cos(turn), middle + radius * sin(turn), turn)
    for pair in pairs:
        x1, y1, _ = places[pair.one]
        x2, y2, _ = places[pair.other]
        colour, thick, dashes = _style(pair.state)
        drawing.line(x1, y1, x2, y2, colour, thick, dashes)
    # Numbers lie on top of all lines, a third of the way so that crossings don't hide them.
    for pair in pairs:
        x1, y1, _ = places[pair.one]
        x2, y2, _ = places[pair.other]
        x, y = x1 + (x2 - x1) * 0.36, y1 + (y2 - y1) * 0.36
        said = "?" if pair.state is None else str(pair.state)
        drawing.circle(x, y, 8.5, "paper", _style(pair.state)[0], 1.2)
        drawing.text(x, y + 4, said, 11, anchor="middle", bold=True)
    for name, (x, y, turn) in places.items():
        drawing.circle(x, y, 6, "ink", "paper", 1.5)
        _name(drawing, name, x, y, turn)
    for number, said_in in enumerate(words):
        colour, thick, dashes = _style(_state(legend, number))
        x = 10 + (number % 2) * _WIDTH / 2
        y = 2 * middle + 14 + step * (number // 2)
        drawing.line(x, y - 4, x + _DASH, y - 4, colour, thick, dashes)
        for row, line in enumerate(said_in):
            drawing.text(x + _DASH + 8, y + 14 * row, line, 12)
    return Picture(id_, title, description, drawing.svg(), table)


def _state(legend: Sequence[str], number: int) -> int | None:
    return number if number < len(legend) - 1 else None


def _key(legend: Sequence[str], number: int) -> list[str]:
    """The words beside one kind of line, in at most two lines."""
    state = _state(legend, number)
    mark = "?" if state is None else str(state)
    return lines(f"{mark} {legend[number]}", 12, _WIDTH / 2 - 10 - _DASH - 8, 2)


def _style(state: int | None) -> tuple[Colour, float, str]:
    return _UNKNOWN if state is None else _STYLES[min(state, len(_STYLES) - 1)]


def _name(drawing: Drawing, name: str, x: float, y: float, turn: float) -> None:
    """The system's name outside the circle, above and below it in the middle."""
    said = lines(name, 12, _SIDE - 20, 2)
    if abs(cos(turn)) < 0.15:
        widest = max((width_of(line, 12) for line in said), default=0)
        x = min(max(x, widest / 2), _WIDTH - widest / 2)
        top = y - 12 - 14 * (len(said) - 1) if sin(turn) < 0 else y + 22
        for number, line in enumerate(said):
            drawing.text(x, top + 14 * number, line, 12, anchor="middle")
        return
    right = cos(turn) > 0
    for number, line in enumerate(said):
        drawing.text(
            x + (12 if right else -12),
            y + 4 + 14 * (number - (len(said) - 1) / 2),
            line,
            12,
            anchor="start" if right else "end",
        )
