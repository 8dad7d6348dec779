"""What every writer needs to know of a document: its order, its headings, its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.report.blocks import (
    Aside,
    Block,
    Cell,
    Checklist,
    Column,
    Document,
    Facts,
    Figures,
    Picture,
    Section,
    Table,
)
from readiness.report.formats.wording import Wording

_ODD = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Chapter:
    """A section in its place: `level` never skips one, `anchor` is unique and plain."""

    section: Section
    level: int
    anchor: str


def chapters(document: Document) -> tuple[Chapter, ...]:
    """The sections, those of the summary first, as a reader and a screen reader expect them."""
    ordered = sorted(document.sections, key=lambda section: not section.summary)
    made: list[Chapter] = []
    taken: set[str] = set()
    level = 0
    for section in ordered:
        level = min(section.level, level + 1)
        made.append(Chapter(section, level, unique(section.id, taken)))
    return tuple(made)


def anchors(found: tuple[Chapter, ...]) -> dict[str, str]:
    """The anchor of each section id; of two sections with one id the first."""
    made: dict[str, str] = {}
    for chapter in found:
        made.setdefault(chapter.section.id, chapter.anchor)
    return made


def unique(id_: str, taken: set[str]) -> str:
    """A plain name for an id, never the same twice; `taken` grows."""
    base = _ODD.sub("-", id_).strip("-")[:60] or "part"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def shown(cell: Cell) -> str:
    """A cell as text: symbol and word of its mark, then its own text."""
    if cell.mark is None:
        return cell.text
    return f"{cell.mark} {cell.text}".strip()


def headline(document: Document) -> str:
    """What the document is called where there is one line for it."""
    return f"{document.kind}: {document.title}"


def tables(blocks: tuple[Block, ...], words: Wording) -> Iterator[Table]:
    """Every block that holds figures, as a table, however deep it lies."""
    for block in blocks:
        if isinstance(block, Aside):
            yield from tables(block.blocks, words)
        else:
            found = as_table(block, words)
            if found is not None:
                yield found


def as_table(block: Block, words: Wording) -> Table | None:
    """A block as rows and columns; None for text."""
    if isinstance(block, Table):
        return block
    if isinstance(block, Picture):
        return block.table
    if isinstance(block, Facts):
        return _pairs(words, tuple((label, value, "") for label, value in block.pairs))
    if isinstance(block, Figures):
        return _pairs(words, tuple((one.label, one.value, one.meaning) for one in block.items))
    if isinstance(block, Checklist):
        return _actions(block, words)
    return None


def _pairs(words: Wording, triples: tuple[tuple[str, str, str], ...]) -> Table:
    columns = [Column(words.label), Column(words.value)]
    meant = any(meaning for _, _, meaning in triples)
    if meant:
        columns.append(Column(words.meaning))
    rows = tuple(tuple(Cell(text) for text in row[: 3 if meant else 2]) for row in triples)
    return Table("", "", tuple(columns), rows)


def _actions(block: Checklist, words: Wording) -> Table:
    labels = list(dict.fromkeys(label for _, pairs in block.items for label, _ in pairs))
    rows = []
    for action, pairs in block.items:
        of_label: dict[str, str] = {}
        for label, value in pairs:
            # One label twice: both values stand in its column.
            of_label[label] = f"{of_label[label]}\n{value}" if label in of_label else value
        rows.append((Cell(action), *(Cell(of_label.get(label, "")) for label in labels)))
    columns = (Column(words.action, share=2), *(Column(label) for label in labels))
    return Table("", "", columns, tuple(rows))
