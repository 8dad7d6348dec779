"""Text in lines that fit a width: paragraphs, headings, lists, tables."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tabulate import tabulate

_GAP = 2
# A zero-width space: tabulate leaves out rows without any text.
_BLANK = "\u200b"


def filled(text: str, width: int, indent: str = "") -> str:
    """Paragraphs wrapped; words longer than a line are broken."""
    paragraphs = text.split("\n")
    return "\n".join(
        textwrap.fill(
            line,
            width,
            initial_indent=indent if number == 0 else " " * len(indent),
            subsequent_indent=" " * len(indent),
            expand_tabs=False,
        )
        for number, line in enumerate(paragraphs)
    )


def headed(text: str, width: int, line: str = "=") -> str:
    """A heading with a line under it."""
    lines = filled(text, width).split("\n")
    return "\n".join(["", *lines, line * max(len(part) for part in lines), ""])


def bulleted(items: Sequence[str], width: int) -> str:
    """A list with a dash before each item."""
    return "\n".join(filled(item, width, "- ") for item in items)


def tabled(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[int],
    width: int,
    airy: bool = True,
) -> str:
    """A table of at most `width` columns, divided by `shares`; `airy` parts long rows.

    Cells are wrapped here: tabulate, when it wraps, turns the text "False" into "True".
    The headers go in as a row, because it makes columns wider than their headers.
    """
    free = width - _GAP * (len(shares) - 1)
    widths = [max(1, free * share // sum(shares)) for share in shares]
    cells = [[filled(cell, room) for cell, room in zip(row, widths, strict=True)] for row in rows]
    lines: list[Sequence[str]] = []
    if any(headers):
        lines.append([filled(name, room) for name, room in zip(headers, widths, strict=True)])
        lines.append(["-" * room for room in widths])
    airy = airy and any("\n" in cell for row in cells for cell in row)
    for row in cells:
        if airy and row is not cells[0]:
            lines.append([_BLANK] * len(shares))
        lines.append(row)
    return tabulate(lines, tablefmt="plain", disable_numparse=True).replace(_BLANK, "")


def paired(facts: Sequence[tuple[str, str]], width: int) -> str:
    """Labels with their values beside them."""
    return tabled(("", ""), facts, (3, 7), width, airy=False)
