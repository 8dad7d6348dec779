"""A floor on a grid of 40 by 20 cells: its picture in shades, the spots, and a cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from readiness.language import _

COLUMNS, ROWS = 40, 20
Cell = tuple[int, int]


def percent(cell: Cell) -> tuple[Decimal, Decimal]:
    """The middle of a cell, in percent from the left and from the top."""
    column, row = cell
    return Decimal(2 * column + 1) * 50 / COLUMNS, Decimal(2 * row + 1) * 50 / ROWS


def cell_of(x: Decimal, y: Decimal) -> Cell:
    """The cell that a place in percent lies in."""
    return min(COLUMNS - 1, int(x * COLUMNS / 100)), min(ROWS - 1, int(y * ROWS / 100))


class PlanGrid(Static, can_focus=True):
    """Arrow keys move the cursor; Shift with an arrow moves it five cells."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("shift+left", "move(-5, 0)", show=False),
        Binding("shift+right", "move(5, 0)", show=False),
        Binding("shift+up", "move(0, -5)", show=False),
        Binding("shift+down", "move(0, 5)", show=False),
    ]
    DEFAULT_CSS = """
    PlanGrid { width: 40; height: 20; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.cursor: Cell = (COLUMNS // 2, ROWS // 2)
        self._shades: Sequence[str] = ()
        self._spots: Mapping[Cell, str] = {}

    def show_floor(self, shades: Sequence[str], spots: Mapping[Cell, str]) -> None:
        """`shades`: rows of the picture, empty for none; `spots`: a sign by cell."""
        self._shades, self._spots = shades, spots
        self._paint()

    def move_to(self, cell: Cell) -> None:
        self.cursor = cell
        self._paint()

    def action_move(self, columns: int, rows: int) -> None:
        column, row = self.cursor
        self.move_to(
            (min(COLUMNS - 1, max(0, column + columns)), min(ROWS - 1, max(0, row + rows)))
        )

    def _paint(self) -> None:
        pieces: list[Content | tuple[str, str]] = []
        for row in range(ROWS):
            for column in range(COLUMNS):
                at = (column, row)
                shade = self._shades[row][column] if self._shades else "·"
                sign = self._spots.get(at, shade)
                style = "bold $accent" if at in self._spots else "$text-muted"
                if at == self.cursor:
                    sign, style = self._spots.get(at, "+"), "bold reverse $accent"
                pieces.append((sign, style))
            pieces.append(("\n", ""))
        self.update(Content.assemble(*pieces))
        x, y = percent(self.cursor)
        self.tooltip = _("{x} % from the left, {y} % from the top", x=x, y=y)
