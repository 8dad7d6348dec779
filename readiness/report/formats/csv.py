"""A document as one CSV file: its tables one after the other, each row with where it stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from readiness.report.blocks import Aside, Block, Bullets, Document, Paragraph, Picture, Table
from readiness.report.formats.outline import as_table, chapters, headline, shown
from readiness.report.formats.wording import Wording, wording

# What spreadsheets take for a formula, after OWASP "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A negative figure (-67 dBm) calculates nothing.
_NUMBER = re.compile(r"-\d+([.,]\d+)?")


def write(document: Document) -> bytes:
    """UTF-8 with a mark, so that a spreadsheet reads it as such; `;` where the comma is a
    decimal sign. A table with figures has a column with the exact ones."""
    words = wording(document)
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";" if words.comma else ",", lineterminator="\r\n")
    for row in _rows(document, words):
        writer.writerow([_harmless(text) for text in row])
    return made.getvalue().encode("utf-8-sig")


def _rows(document: Document, words: Wording) -> Iterator[Sequence[str]]:
    yield (words.section, words.table)
    for label, value in (
        (document.kind, document.title),
        ("", document.subtitle),
        ("", words.status),
        *document.facts,
        *(("!", caution) for caution in document.cautions),
        (words.made, document.made),
    ):
        if value:
            yield (headline(document)[:80], "", label, value)
    for chapter in chapters(document):
        yield ()
        yield from _blocks(chapter.section.title, chapter.section.blocks, words)


def _blocks(place: str, blocks: Sequence[Block], words: Wording) -> Iterator[Sequence[str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield (place, "", block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield (place, block.heading, item)
        elif isinstance(block, Aside):
            yield from _blocks(f"{place} – {block.heading}", block.blocks, words)
        else:
            if isinstance(block, Picture):
                yield (place, block.title, block.description)
            found = as_table(block, words)
            if found is not None:
                yield ()
                yield from _table(place, found, words)


def _table(place: str, table: Table, words: Wording) -> Iterator[Sequence[str]]:
    def said(number: str) -> str:
        # A Dutch spreadsheet reads 52.8 as a date.
        return number.replace(".", ",") if words.comma else number

    exact = [any(row[at].number for row in table.rows) for at in range(len(table.columns))]
    head = [words.section, words.table]
    for column, figures in zip(table.columns, exact, strict=True):
        head += [column.label, f"{column.label} ({words.exact})"] if figures else [column.label]
    yield head
    if not table.rows:
        yield (place, table.caption, table.empty)
    for row in table.rows:
        told = [place, table.caption]
        for cell, figures in zip(row, exact, strict=True):
            told += [shown(cell), said(cell.number)] if figures else [shown(cell)]
        yield told


def _harmless(text: str) -> str:
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
