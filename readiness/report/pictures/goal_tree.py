"""A goal tree: from a technology through what is still open to what opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Colour, Drawing, lines

_WIDTH, _GAP = 720, 8
# Box heights by lines of text.
_LINES = {1: 38, 2: 38, 3: 52}
_COLUMNS = ((0.0, 150.0), (182.0, 270.0), (484.0, 236.0))
_SIZE = 12


@dataclass(frozen=True)
class Branch:
    """One open must and the step that opens it; equal steps are drawn once.

    `missing`: seen and not good enough; else it is not known yet.
    """

    must: str
    symbol: str
    step: str
    missing: bool


def goal_tree(
    id_: str,
    title: str,
    description: str,
    goal: str,
    branches: Sequence[Branch],
    table: Table,
) -> Picture:
    """Left the technology, in the middle its open musts, right the steps."""
    steps = list(dict.fromkeys(branch.step for branch in branches))
    musts = [f"{branch.symbol} {branch.must}" for branch in branches]
    most = max(
        [len(_said(text, _COLUMNS[1][1])) for text in musts]
        + [len(_said(text, _COLUMNS[2][1])) for text in steps]
        + [1]
    )
    rows = max(len(branches), len(steps), 1)
    height = rows * (_LINES[most] + _GAP) + _GAP
    drawing = Drawing(f"pic-{id_}", _WIDTH, height, title, description)
    musts_at = _places(len(branches), height)
    steps_at = dict(zip(steps, _places(len(steps), height), strict=True))
    (goal_x, goal_wide), (must_x, must_wide), (step_x, step_wide) = _COLUMNS
    for branch, y in zip(branches, musts_at, strict=True):
        colour: Colour = "signal" if branch.missing else "quiet"
        drawing.curve(goal_x + goal_wide, height / 2, must_x, y, "quiet")
        drawing.curve(must_x + must_wide, y, step_x, steps_at[branch.step], colour)
    _box(drawing, goal_x, height / 2, goal_wide, goal, "tint", "accent", bold=True)
    for branch, must, y in zip(branches, musts, musts_at, strict=True):
        fill: Colour = "blush" if branch.missing else "soft"
        edge: Colour = "signal" if branch.missing else "quiet"
        _box(drawing, must_x, y, must_wide, must, fill, edge, dashed=not branch.missing)
    for step, y in steps_at.items():
        _box(drawing, step_x, y, step_wide, step, "paper", "accent")
    return Picture(id_, title, description, drawing.svg(), table)


def _said(text: str, width: float, bold: bool = False) -> list[str]:
    """The text in lines that fit a box of this width."""
    return lines(text, _SIZE * (1.1 if bold else 1), width - 16, 3)


def _places(count: int, height: float) -> list[float]:
    """The middles of so many boxes, spread over the height."""
    return [height * (number + 0.5) / count for number in range(count)]


def _box(
    drawing: Drawing,
    x: float,
    middle: float,
    width: float,
    text: str,
    fill: Colour,
    edge: Colour,
    *,
    bold: bool = False,
    dashed: bool = False,
) -> None:
    said = _said(text, width, bold)
    tall = _LINES[max(1, len(said))]
    drawing.rect(x, middle - tall / 2, width, tall, fill, edge, round_=4, dashed=dashed)
    for number, line in enumerate(said):
        y = middle + 4 + 14 * (number - (len(said) - 1) / 2)
        drawing.text(x + 8, y, line, _SIZE, bold=bold)
