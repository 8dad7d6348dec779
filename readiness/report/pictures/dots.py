"""A dot plot: locations in the order of their names, each with a dot and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Drawing, cut

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 720, 200, 130, 20, 28


@dataclass(frozen=True)
class Dot:
    """`low`, `high` and `point` from 0 to 100; None where there is nothing to score.

    `open`: too little is known to trust the dot; it is drawn hollow.
    """

    label: str
    low: float | None
    high: float | None
    point: float | None
    text: str
    open: bool = False


def dots(
    id_: str,
    title: str,
    description: str,
    rows: Sequence[Dot],
    table: Table,
    median: tuple[float, str] | None = None,
) -> Picture:
    """One line for each location; `median` is drawn through all of them, with its label."""
    height = _TOP + _ROW * len(rows) + (24 if median else 8)
    drawing = Drawing(f"pic-{id_}", _WIDTH, height, title, description)
    room = _WIDTH - _LEFT - _RIGHT
    bottom = _TOP + _ROW * len(rows)

    def at(score: float) -> float:
        return _LEFT + room * score / 100

    for tick in (0, 30, 50, 70, 100):
        drawing.line(at(tick), _TOP - 4, at(tick), bottom, "line", 1, "2 3" if tick else "")
        drawing.text(at(tick), _TOP - 10, str(tick), 11, "quiet", anchor="middle")
    if median is not None:
        drawing.line(at(median[0]), _TOP - 4, at(median[0]), bottom + 6, "accent", 1.5, "6 3")
        drawing.text(at(median[0]), bottom + 18, median[1], 11, "accent", anchor="middle")
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        drawing.text(0, y + 4, cut(row.label, 12, _LEFT - 10), 12)
        drawing.text(_WIDTH, y + 4, cut(row.text, 11, _RIGHT - 8), 11, "quiet", anchor="end")
        if row.low is None or row.high is None:
            drawing.text(at(0) + 4, y + 4, "–", 12, "quiet")
            continue
        # The ends of the interval have a stop, so that it reads without its colour.
        drawing.line(at(row.low), y, at(row.high), y, "quiet", 1.5)
        for end in (row.low, row.high):
            drawing.line(at(end), y - 4, at(end), y + 4, "quiet", 1.5)
        if row.point is not None:
            fill = ("paper", "ink", 1.5) if row.open else ("accent", "paper", 1.0)
            drawing.circle(at(row.point), y, 5, *fill)  # type: ignore[arg-type]
    return Picture(id_, title, description, drawing.svg(), table)
