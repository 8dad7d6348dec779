"""A dot plot of more locations than a page has lines: a column each, in the order of names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from readiness.report.blocks import Picture
from readiness.report.pictures.dots import Dot
from readiness.report.pictures.drawing import Drawing, cut, width_of

_WIDTH, _LEFT, _RIGHT, _HIGH, _TOP = 720, 30, 84, 150, 22
# A name beside its dot; more of them than this hide the others.
_MOST_NAMES = 6
_NAME, _LINE = 150, 12


def crowd(
    id_: str,
    title: str,
    description: str,
    rows: Sequence[Dot],
    named: Collection[int],
    median: tuple[float, str] | None = None,
) -> Picture:
    """The score from bottom to top, the locations from left to right as they are given.

    `named`: the rows whose name stands beside the dot, as far as there is room.
    """
    drawing = Drawing(f"pic-{id_}", _WIDTH, _TOP + _HIGH + 22, title, description)
    room = _WIDTH - _LEFT - _RIGHT
    step = room / max(1, len(rows))

    def x(number: int) -> float:
        return _LEFT + step * (number + 0.5)

    def y(score: float) -> float:
        return _TOP + _HIGH * (1 - score / 100)

    for tick in (0, 30, 50, 70, 100):
        drawing.line(_LEFT, y(tick), _LEFT + room, y(tick), "line", 1, "2 3" if tick else "")
        drawing.text(_LEFT - 6, y(tick) + 4, str(tick), 11, "quiet", anchor="end")
    _letters(drawing, rows, x)
    known = [(n, row) for n, row in enumerate(rows) if row.low is not None and row.high is not None]
    drawing.strokes([(x(n), y(row.low or 0), x(n), y(row.high or 0)) for n, row in known], "quiet")
    if median is not None:
        at = y(median[0])
        drawing.line(_LEFT, at, _LEFT + room, at, "accent", 1.5, "6 3")
        drawing.text(_WIDTH, at + 4, cut(median[1], 11, _RIGHT - 6), 11, "accent", anchor="end")
    radius = max(1.3, min(3.5, step * 0.7))
    for open_ in (True, False):
        spots = [
            (x(n), y(row.point)) for n, row in known if row.point is not None and row.open == open_
        ]
        if spots:
            drawing.spots(spots, radius, "paper" if open_ else "accent", "ink" if open_ else None)
    _names(drawing, rows, named, x, y)
    return Picture(id_, title, description, drawing.svg())


def _letters(drawing: Drawing, rows: Sequence[Dot], x: Callable[[int], float]) -> None:
    """Under the first location of each initial that letter."""
    last, free = "", 0.0
    for number, row in enumerate(rows):
        initial = row.label[:1].upper()
        if initial != last and x(number) >= free:
            drawing.text(x(number), _TOP + _HIGH + 16, initial, 11, "quiet", anchor="middle")
            free = x(number) + 12
        last = initial


def _names(
    drawing: Drawing,
    rows: Sequence[Dot],
    named: Collection[int],
    x: Callable[[int], float],
    y: Callable[[float], float],
) -> None:
    """The names of some beside their dots, where none stands yet."""
    taken: list[tuple[float, float, float]] = []
    for number in sorted(named):
        point = rows[number].point
        if point is None or len(taken) >= _MOST_NAMES:
            continue
        text = cut(rows[number].label, 11, _NAME)
        width = width_of(text, 11)
        right = x(number) + 5 + width <= _WIDTH - _RIGHT
        begin = x(number) + 5 if right else x(number) - 5 - width
        line = y(point) + 4
        if any(
            abs(line - at) < _LINE and begin < end and start < begin + width
            for at, start, end in taken
        ):
            continue
        taken.append((line, begin, begin + width))
        drawing.text(begin, line, text, 11)
