"""Scores on a line from 0 to 100: a bar from lowest to highest, a dot where it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Drawing, cut, lines

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 720, 210, 118, 34, 26


@dataclass(frozen=True)
class Row:
    """`low`, `high` and `point` from 0 to 100; None where there is nothing to score."""

    label: str
    low: float | None
    high: float | None
    point: float | None
    text: str
    strong: bool = False


def intervals(
    id_: str, title: str, description: str, rows: Sequence[Row], table: Table | None = None
) -> Picture:
    """One line for each row."""
    height = _TOP + _ROW * len(rows) + 8
    drawing = Drawing(f"pic-{id_}", _WIDTH, height, title, description)
    room = _WIDTH - _LEFT - _RIGHT

    def at(score: float) -> float:
        return _LEFT + room * score / 100

    for tick in (0, 30, 50, 70, 100):
        drawing.line(at(tick), _TOP - 4, at(tick), height - 8, "line", 1, "2 3" if tick else "")
        drawing.text(at(tick), _TOP - 9, str(tick), 11, "quiet", anchor="middle")
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        said = lines(row.label, 12.5, _LEFT - 14, 2)
        for nth, line in enumerate(said):
            drawing.text(0, y + 4.5 + 14 * (nth - (len(said) - 1) / 2), line, 12.5, bold=row.strong)
        drawing.line(at(0), y, at(100), y, "line", 1)
        if row.low is None or row.high is None:
            drawing.text(at(0) + 4, y + 4, "–", 12, "quiet")
        else:
            drawing.rect(
                at(row.low), y - 6, max(2, at(row.high) - at(row.low)), 12, "tint", "accent",
                round_=3,
            )  # fmt: skip
            if row.point is not None:
                drawing.circle(at(row.point), y, 5, "ink", "paper", 1.5)
        drawing.text(_WIDTH, y + 4.5, cut(row.text, 12, _RIGHT - 8), 12, anchor="end", bold=True)
    return Picture(id_, title, description, drawing.svg(), table)
