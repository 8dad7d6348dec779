"""Long tables for those who read page by page: the first rows, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readiness.language import Language
from readiness.report.blocks import Aside, Block, Document, Paragraph, Picture, Table


def shortened(document: Document) -> Document:
    """The document with no table longer than it says; a sentence under it tells of the rest."""
    language = Language(document.language)
    return replace(
        document,
        sections=tuple(
            replace(one, blocks=tuple(_blocks(one.blocks, language))) for one in document.sections
        ),
    )


def _blocks(blocks: tuple[Block, ...], language: Language) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Aside):
            yield replace(block, blocks=tuple(_blocks(block.blocks, language)))
        elif isinstance(block, Table) and _long(block):
            yield _cut(block)
            yield _rest(block, language)
        elif isinstance(block, Picture) and block.table is not None and _long(block.table):
            yield replace(block, table=_cut(block.table))
            yield _rest(block.table, language)
        else:
            yield block


def _long(table: Table) -> bool:
    return 0 < table.most < len(table.rows)


def _cut(table: Table) -> Table:
    return replace(table, rows=table.rows[: table.most])


def _rest(table: Table, language: Language) -> Paragraph:
    said = language.word(
        "{caption}: these are the first {shown} of {count}. The XLSX and CSV files of this report "
        "hold all of them.",
        caption=table.caption,
        shown=table.most,
        count=len(table.rows),
    )
    return Paragraph(said, "faint")
