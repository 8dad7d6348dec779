"""A document as Markdown, as GitHub and most wikis read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Checklist,
    Document,
    Facts,
    Figures,
    Paragraph,
    Picture,
    Table,
)
from readiness.report.formats.outline import as_table, chapters, headline, shown
from readiness.report.formats.shortened import shortened
from readiness.report.formats.wording import Wording, wording

_SPECIAL = re.compile(r"[\\`*_\[\]|~$@!]")
# What begins a heading, a list, a quote, a rule or a block of code at the start of a line.
_START = re.compile(r"^([ \t]*)(?:([-+=#:])|(\d+)([.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"(?i)\b(www)\.|(:)//")
_ROOM = 40
# To write on by hand.
_LINE = "_" * 20
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def write(document: Document) -> bytes:
    """The document. Texts stand as they are: no mark-up, HTML or link in them works."""
    document = shortened(document)
    words = wording(document)
    return ("\n\n".join(part for part in _parts(document, words) if part) + "\n").encode()


def literal(text: str) -> str:
    """A text whose characters all show; its lines stay lines."""
    made = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = _SPECIAL.sub(r"\\\g<0>", made)
    made = _ADDRESS.sub(lambda m: rf"{m.group(1)}\." if m.group(1) else r"\://", made)
    made = _START.sub(_escaped_start, made)
    # Blanks at the start of a line would be a block of code.
    made = _INDENT.sub(lambda found: "&nbsp;" * len(found.group()), made)
    return "<br>".join(made.split("\n"))


def _escaped_start(found: re.Match[str]) -> str:
    blank, sign, number, end = found.groups()
    return rf"{blank}\{sign}" if sign else rf"{blank}{number}\{end}"


def _parts(document: Document, words: Wording) -> Iterator[str]:
    yield f"# {literal(headline(document))}"
    yield literal(document.subtitle)
    if words.status:
        yield f"**{literal(words.status)}**"
    yield "\n".join(f"> - {literal(caution)}" for caution in document.cautions)
    if document.facts:
        yield _facts(document.facts)
    for chapter in chapters(document):
        yield f"{'#' * (chapter.level + 1)} {literal(chapter.section.title)}"
        yield from _blocks(chapter.section.blocks, chapter.level + 2, words)
    yield f"{words.made} {literal(document.made)}"


def _blocks(blocks: Sequence[Block], level: int, words: Wording) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            flagged = block.tone in ("warn", "bad")
            yield f"> **!** {literal(block.text)}" if flagged else literal(block.text)
        elif isinstance(block, Bullets):
            if block.heading:
                yield f"**{literal(block.heading)}**"
            yield "\n".join(
                f"{f'{at}.' if block.ordered else '-'} {literal(item)}"
                for at, item in enumerate(block.items, 1)
            )
        elif isinstance(block, Facts):
            yield _facts(block.pairs)
        elif isinstance(block, Checklist):
            yield "\n".join(_action(action, pairs) for action, pairs in block.items)
        elif isinstance(block, Aside):
            yield f"{'#' * min(level, 6)} {literal(block.heading)}"
            yield from _blocks(block.blocks, level + 1, words)
        else:
            yield from _figures(block, words)


def _figures(block: Table | Picture | Figures, words: Wording) -> Iterator[str]:
    if isinstance(block, Picture):
        yield f"**{literal(block.title)}** {literal(block.description)}"
    table = as_table(block, words)
    if table is not None:
        yield f"*{literal(table.caption)}*" if table.caption else ""
        yield _table(table) if table.rows else literal(table.empty)


def _facts(pairs: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- {literal(label)}: {literal(value)}" for label, value in pairs)


def _action(action: str, pairs: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"\n  - {literal(label)}: {literal(value or _LINE)}" for label, value in pairs)
    return f"- [ ] {literal(action)}{told}"


def _table(table: Table) -> str:
    """Columns as wide as their cells, so that the source reads as a table too; a long cell
    widens nothing (tabulate pads every cell to the longest one)."""
    lines = [[literal(column.label) for column in table.columns]]
    lines += [[literal(shown(cell)) for cell in row] for row in table.rows]
    rooms = [min(_ROOM, max(len(line[at]) for line in lines)) for at in range(len(lines[0]))]
    rule = [
        "-" * max(2, room - 1) + (":" if column.kind == "number" else "-")
        for column, room in zip(table.columns, rooms, strict=True)
    ]
    return "\n".join(
        "| " + " | ".join(cell.ljust(room) for cell, room in zip(line, rooms, strict=True)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )
