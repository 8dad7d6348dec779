"""A location's figure on a line, with sector figures as thin markers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Drawing, cut, lines

_WIDTH, _LEFT, _ROW, _TOP, _RIGHT = 720, 230, 40, 8, 40
# Each marker's words have a line of their own under the strip.
_LINE = 15


@dataclass(frozen=True)
class Strip:
    """One question: `ours`, and markers as (figure, words); `most` ends the line."""

    label: str
    ours: float
    ours_text: str
    markers: tuple[tuple[float, str], ...]
    most: float


def markers(
    id_: str, title: str, description: str, strips: Sequence[Strip], table: Table
) -> Picture:
    """One line for each question, from nought to its end."""
    height = _TOP * 2 + sum(_ROW + _LINE * len(strip.markers) for strip in strips)
    drawing = Drawing(f"pic-{id_}", _WIDTH, height, title, description)
    room = _WIDTH - _LEFT - _RIGHT
    top = float(_TOP)
    for strip in strips:
        y = top + _ROW / 2 + 6
        top += _ROW + _LINE * len(strip.markers)
        said = lines(strip.label, 12, _LEFT - 18, 3)
        for nth, line in enumerate(said):
            drawing.text(0, y + 4 + 14 * (nth - (len(said) - 1) / 2), line, 12)

        def at(figure: float, most: float = strip.most) -> float:
            return _LEFT + room * min(1.0, max(0.0, figure / most if most else 0))

        drawing.line(_LEFT, y, _LEFT + room, y, "line", 1)
        # Who stands nearer to an end of the line comes lower, so that no marker runs through
        # the words of another on its side.
        turn = _LEFT + room * 0.6
        placed = [(at(figure), words) for figure, words in strip.markers]
        placed.sort(key=lambda one: (one[0] >= turn, abs(one[0] - turn)))
        for nth, (x, words) in enumerate(placed):
            down = y + 20 + _LINE * nth
            drawing.line(x, y - 10, x, down, "quiet", 1.5)
            right = x < turn
            drawing.text(
                x + (5 if right else -5), down, cut(words, 11, room * 0.58), 11, "quiet",
                anchor="start" if right else "end",
            )  # fmt: skip
        drawing.diamond(at(strip.ours), y, 7, "accent", "paper")
        drawing.text(at(strip.ours), y - 11, strip.ours_text, 12, anchor="middle", bold=True)
    return Picture(id_, title, description, drawing.svg(), table)
