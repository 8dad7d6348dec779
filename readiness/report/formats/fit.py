"""What fits a page of paper: how wide columns are, how high rows, which tables lie sideways."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.blocks import Aside, Block, Bullets, Cell, Paragraph, Picture, Table
from readiness.report.formats import font

# A4 within its margins, upright and on its side, in points.
UPRIGHT_PT, SIDEWAYS_PT, HIGH_PT = 504, 751, 640
# More columns than this are read on a page on its side.
_SIDEWAYS = 9
# Unless their cells are as short as this many columns of figures are.
_DENSE = 18
# Rows of at most this many lines are given their height; that halves the time and the memory
# of laying them out. What could be higher finds its own.
_GIVEN_LINES = 4
# What document.typ sets: sizes of letters, the room that a cell keeps beside its text.
_SIZE_PT = {False: 8.2, True: 7.2}
_INSET_PT = {False: 4.0, True: 2.5}


def glance(cell: Cell) -> str:
    """What stands in a cell that is seen at a glance: the symbol, and the figure."""
    return cell.text if cell.mark is None else f"{cell.mark.symbol} {cell.text}".strip()


def given_lines(texts: Sequence[str], bold: Sequence[bool], free: Sequence[float]) -> int:
    """How many lines the highest of these texts takes at most; 0: that can't be told.

    `free`: the room of each, in sizes of its letters.
    """
    most = 1
    for text, heavy, room in zip(texts, bold, free, strict=True):
        lines = text.count("\n") + 1
        if lines == 1 and _known(text) and font.width(text, heavy) <= room:
            continue
        space = font.width(" ", heavy)
        for line in text.split("\n"):
            used = -1.0
            for word in line.split(" "):
                width = font.width(word, heavy)
                # It is parted by a hyphen, or hangs over its edge.
                if width > room or not _known(word):
                    return 0
                # A hyphen may bring part of a word to the line before: never one line more.
                if used >= 0 and used + space + width > room:
                    lines, used = lines + 1, width
                else:
                    used = width if used < 0 else used + space + width
            if lines > _GIVEN_LINES:
                return 0
        most = max(most, lines)
    return most if most <= _GIVEN_LINES else 0


def _known(text: str) -> bool:
    """Whether a text is written from left to right, in letters whose width is known."""
    return all(" " <= letter < "\u0530" or "\u2010" <= letter < "\u2800" for letter in text)


def points(table: Table, width: float) -> list[float]:
    """How wide each column is."""
    whole = sum(column.share for column in table.columns)
    return [width * column.share / whole for column in table.columns]


def free_of(columns: Sequence[float], small: bool) -> list[float]:
    """What columns of these widths leave to their texts, in sizes of the letters."""
    return [(width - 2 * _INSET_PT[small]) / _SIZE_PT[small] for width in columns]


def too_wide(table: Table) -> bool:
    """Whether a table must be read on a page on its side."""
    if len(table.columns) <= _SIDEWAYS:
        return False
    if not table.heat or len(table.columns) > _DENSE:
        return True
    free = free_of(points(table, UPRIGHT_PT), small=True)
    return any(
        font.width(glance(cell)) > room
        for row in table.rows
        for cell, room in zip(row[1:], free[1:], strict=True)
    )


def runs(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """The blocks in runs that share a page upright or on its side; a text goes with the table
    that follows it."""
    made: list[tuple[bool, list[Block]]] = []
    texts: list[Block] = []
    for block in blocks:
        texts.append(block)
        if isinstance(block, Paragraph | Bullets) and block is not blocks[-1]:
            continue
        sideways = _sideways([block])
        if isinstance(block, Paragraph | Bullets) and made:
            sideways = made[-1][0]
        if made and made[-1][0] == sideways:
            made[-1][1].extend(texts)
        else:
            made.append((sideways, texts))
        texts = []
    return made


def _sideways(blocks: Sequence[Block]) -> bool:
    """Whether a table among these is too wide for a page that stands upright."""
    for block in blocks:
        table = block.table if isinstance(block, Picture) else block
        if isinstance(table, Table) and table.rows and too_wide(table):
            return True
        if isinstance(block, Aside) and block.paper and _sideways(block.blocks):
            return True
    return False


def about_lines(cell: Cell, room: int) -> int:
    """About how many lines a cell takes."""
    marked = 0 if cell.mark is None else len(cell.mark.word) + 3
    return sum(1 + (len(line) + marked) // room for line in cell.text.split("\n"))
