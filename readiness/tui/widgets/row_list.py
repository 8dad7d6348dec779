"""A list of very many rows with a cursor: only the rows in sight are told and drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readiness.plain import plain


@dataclass(frozen=True)
class Column:
    """A column of `width` cells, or one that takes its share `grow` of what is left."""

    title: str
    width: int = 0
    grow: int = 0
    right: bool = False


@dataclass(frozen=True)
class Row:
    """A row by its id; `cells` tells it when it is drawn. A heading has no id: the cursor skips
    it."""

    id: str
    cells: Callable[[], tuple[str, ...]]
    dim: bool = False

    @classmethod
    def head(cls, text: str) -> Row:
        return cls("", lambda: (text,))


class RowList(ScrollView, can_focus=True):
    """Rows under a line of titles; posts `Highlighted` when the cursor moves, `Chosen` on Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(False)", show=False),
        Binding("end", "end(True)", show=False),
        Binding("enter", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--titles",
        "row-list--cursor",
        "row-list--head",
        "row-list--dim",
        "row-list--row",
    }
    DEFAULT_CSS = """
    RowList { height: 1fr; background: $background; }
    RowList { overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowList > .row-list--titles { color: $text-muted; background: $panel; }
    RowList > .row-list--cursor { background: $panel-lighten-2; text-style: bold; }
    RowList:focus > .row-list--cursor { background: $primary; color: $text; text-style: bold; }
    RowList > .row-list--head { text-style: bold; color: $accent; background: $background; }
    RowList > .row-list--dim { color: $text-muted; background: $background; }
    RowList > .row-list--row { color: $foreground; background: $background; }
    """

    class Highlighted(Message):
        def __init__(self, id_: str) -> None:
            super().__init__()
            self.id = id_

    class Chosen(Highlighted):
        pass

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Row] = ()
        self._told: dict[int, tuple[str, ...]] = {}
        self._cursor = 0

    @property
    def chosen(self) -> str:
        """The id of the row under the cursor; empty where there is none."""
        return self._rows[self._cursor].id if self._cursor < len(self._rows) else ""

    def show(self, columns: Sequence[Column], rows: Sequence[Row], at: str = "") -> None:
        """Shows these rows; the cursor stands at the id `at`, at its place where that is
        gone, and at the first row where `at` is empty."""
        self._columns, self._rows = columns, rows
        self._told = {}
        self.virtual_size = Size(0, len(rows) + 1)
        place = next((n for n, row in enumerate(rows) if at and row.id == at), None)
        self._place((self._cursor if at else 0) if place is None else place)
        self.refresh()

    def _place(self, wanted: int, step: int = 1) -> None:
        """The cursor at this row, or at the nearest one that is no heading."""
        last = len(self._rows) - 1
        wanted = max(0, min(wanted, last))
        order = [*range(wanted, last + 1), *range(wanted, -1, -1)]
        if step < 0:
            order = [*range(wanted, -1, -1), *range(wanted, last + 1)]
        self._cursor = next((n for n in order if self._rows[n].id), 0)
        # Headings right above the row come into sight with it.
        top = self._cursor
        while top > 0 and not self._rows[top - 1].id:
            top -= 1
        self.scroll_to_region(
            Region(0, top, 1, self._cursor - top + 2), animate=False, force=True, immediate=True
        )
        self.refresh()
        self.post_message(self.Highlighted(self.chosen))

    def action_move(self, step: int) -> None:
        self._place(self._cursor + step, step)

    def action_page(self, step: int) -> None:
        self._place(self._cursor + step * max(1, self.size.height - 2), step)

    def action_end(self, last: bool) -> None:
        self._place(len(self._rows) if last else 0, -1 if last else 1)

    def action_choose(self) -> None:
        if self.chosen:
            self.post_message(self.Chosen(self.chosen))

    # -- drawing -----------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            titles = [column.title for column in self._columns]
            return self._strip(titles, width, "row-list--titles")
        number = self.scroll_offset.y + y - 1
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        if number not in self._told:
            self._told[number] = row.cells()
        cells = self._told[number]
        if not row.id:
            return self._line(_fitted(f" {plain(cells[0])}", width, False), width, "row-list--head")
        style = "row-list--dim" if row.dim else "row-list--row"
        if number == self._cursor:
            style = "row-list--cursor"
        return self._strip(cells, width, style)

    def _strip(self, cells: Sequence[str], width: int, style: str) -> Strip:
        parts = [
            _fitted(plain(cell), size, column.right)
            for cell, column, size in zip(cells, self._columns, self._widths(width), strict=True)
        ]
        return self._line(" " + " ".join(parts), width, style)

    def _line(self, text: str, width: int, style: str) -> Strip:
        drawn: Style = self.get_component_rich_style(style)
        return Strip([Segment(set_cell_size(text, width), drawn)], width)

    def _widths(self, width: int) -> list[int]:
        fixed = sum(column.width for column in self._columns)
        room = max(0, width - fixed - len(self._columns) - 1)
        shares = sum(column.grow for column in self._columns) or 1
        return [column.width or room * column.grow // shares for column in self._columns]


def _fitted(text: str, width: int, right: bool) -> str:
    """The text in exactly `width` cells; what is cut ends in three dots."""
    text = text.replace("\n", " ")
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)) + "…" if width else ""
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
