"""A document as a workbook: an overview, then a sheet for each table, figures as numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from readiness.report.blocks import Aside, Block, Bullets, Cell, Document, Paragraph, Picture, Table
from readiness.report.formats import theme
from readiness.report.formats.outline import as_table, chapters, headline, shown, tables
from readiness.report.formats.wording import Wording, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What Excel takes in one cell, in a sheet's name and in a header.
_LONGEST, _NAME, _HEADER = 32_767, 31, 80
# More digits than a number of a workbook holds.
_DIGITS = 15
# The overview's columns, in letters; those after the third belong to its small tables.
_OVERVIEW, _OTHERS = (34, 70, 60), (20, 12)
# The height of a line and of the highest row, in points. Not every program makes a row as
# high as its wrapped text: the next row's text then lies over it.
_LINE, _HIGHEST, _TITLE = 15, 409, 24
# Room beside the letters: most are narrower than the digits that a column's width counts, but
# a word that doesn't fit goes to the next line whole.
_AIR = 1.0
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
# XML 1.0 can't hold these.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TONES = {"good": "good-soft", "warn": "warn-soft", "bad": "bad-soft"}


def write(document: Document) -> bytes:
    """The whole workbook; the same document gives the same bytes."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    made = io.BytesIO()
    book = Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": _safe(headline(document))[:250],
            "company": _safe(document.house.organisation)[:250],
            # A document says itself when it was made.
            "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    _Writer(document, book).write()
    book.close()
    return made.getvalue()


@dataclass(frozen=True)
class _Column:
    """A column of a sheet: of the table's column `at` the text, the number or the exact text."""

    label: str
    at: int
    shows: str
    width: float


class _Writer:
    def __init__(self, document: Document, book: Workbook) -> None:
        self._document = document
        self._words: Wording = wording(document)
        self._book = book
        self._light, _ = theme.palettes(document.house)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def write(self) -> None:
        overview = self._sheet(self._words.overview)
        for column, width in enumerate(_OVERVIEW):
            overview.set_column(column, column, width)
        overview.set_column(len(_OVERVIEW), len(_OVERVIEW) + _OTHERS[1], _OTHERS[0])
        sheets: list[tuple[str, Table, str]] = []
        for chapter in chapters(self._document):
            for table in tables(chapter.section.blocks, self._words):
                if table.columns and table.id and table.rows:
                    name = self._name(table.caption or chapter.section.title)
                    sheets.append((name, table, chapter.section.title))
        named = {id(table): name for name, table, _ in sheets}
        overview.set_row(0, _TITLE)
        for row, cells in enumerate(self._overview(named)):
            # A heading runs on over the empty cells beside it.
            alone = len(cells) < 2
            for column, (text, look) in enumerate(cells):
                own = look if alone else look | {"text_wrap": True}
                overview.write_string(row, column, _safe(text), self._look(valign="top", **own))
            if not alone:
                widths = (*_OVERVIEW, *(_OTHERS[0] for _ in cells[len(_OVERVIEW) :]))
                self._high(overview, row, [text for text, _ in cells], widths)
        for name, table, section in sheets:
            self._table(name, table, section)

    # -- the overview ---------------------------------------------------------------

    def _overview(self, named: dict[int, str]) -> Iterator[Sequence[tuple[str, dict[str, Any]]]]:
        document, words = self._document, self._words
        bold: dict[str, Any] = {"bold": True}
        signal = {"bold": True, "font_color": self._light["signal"]}
        title = {"bold": True, "font_size": 16}
        yield ((headline(document), title),)
        for text, look in ((document.subtitle, {}), (words.status, signal)):
            if text:
                yield ((text, look),)
        for caution in document.cautions:
            yield (("!", signal), (caution, {}))
        for label, value in (*document.facts, (words.made, document.made)):
            yield ((label, {"font_color": self._light["quiet"]}), (value, {}))
        for chapter in chapters(document):
            yield ()
            yield ((chapter.section.title, bold | {"font_size": 13, "bottom": 1}),)
            yield from self._told(chapter.section.blocks, named)

    def _told(
        self, blocks: Sequence[Block], named: dict[int, str]
    ) -> Iterator[Sequence[tuple[str, dict[str, Any]]]]:
        for block in blocks:
            if isinstance(block, Paragraph):
                flag = "!" if block.tone in ("warn", "bad") else ""
                yield ((flag, {}), (block.text, {}))
            elif isinstance(block, Bullets):
                for number, item in enumerate(block.items, 1):
                    mark = f"{number}." if block.ordered else "•"
                    yield (((block.heading if number == 1 else "") or mark, {}), (item, {}))
            elif isinstance(block, Aside):
                yield ((block.heading, {"bold": True}),)
                yield from self._told(block.blocks, named)
            else:
                if isinstance(block, Picture):
                    yield ((block.title, {"bold": True}), (block.description, {}))
                table = as_table(block, self._words)
                if table is None:
                    continue
                if id(table) in named:
                    yield ((self._words.sheet, {}), (named[id(table)], {}), (table.caption, {}))
                    continue
                if not table.rows:
                    yield ((table.caption, {}), (table.empty, {}))
                for row in table.rows:
                    yield [(shown(cell), {}) for cell in row]

    # -- tables ---------------------------------------------------------------------

    def _table(self, name: str, table: Table, section: str) -> None:
        sheet = self._sheet(name, named=True)
        columns = list(self._columns(table))
        status = f" – {self._words.status}" if self._words.status else ""
        sheet.write_string(
            0, 0, _safe(f"{section}: {table.caption}{status}"), self._look(bold=True)
        )
        head = self._look(
            bold=True, text_wrap=True, valign="top", bottom=1, bg_color=self._light["soft"]
        )
        for column, one in enumerate(columns):
            sheet.set_column(column, column, one.width)
            sheet.write_string(1, column, _safe(one.label), head)
        widths = [one.width for one in columns]
        self._high(sheet, 1, [one.label for one in columns], widths)
        for row, cells in enumerate(table.rows, 2):
            for column, one in enumerate(columns):
                self._cell(sheet, row, column, cells[one.at], one.shows)
            texts = [shown(cells[one.at]) if one.shows == "text" else "" for one in columns]
            self._high(sheet, row, texts, widths)
        sheet.freeze_panes(2, 1)
        sheet.autofilter(1, 0, len(table.rows) + 1, len(columns) - 1)
        sheet.repeat_rows(1)

    @staticmethod
    def _high(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Makes a row as high as the highest of its wrapped texts."""
        lines = max(
            sum(max(1, ceil(len(line) * _AIR / width)) for line in text.split("\n"))
            for text, width in zip(texts, widths[: len(texts)], strict=True)
        )
        if lines > 1:
            sheet.set_row(row, min(_HIGHEST, lines * _LINE))

    def _columns(self, table: Table) -> Iterator[_Column]:
        for at, column in enumerate(table.columns):
            cells = [row[at] for row in table.rows]
            longest = max(max(len(line) for line in shown(c).split("\n")) for c in cells)
            width = min(60.0, max(9.0, longest * 1.05 + 2, min(len(column.label), 24) + 4))
            numbers = any(cell.number for cell in cells)
            plain = numbers and all(self._is_its_number(cell) for cell in cells)
            if not plain:
                yield _Column(column.label, at, "text", width)
            if numbers:
                label = column.label if plain else f"{column.label} ({self._words.number})"
                yield _Column(label, at, "number", 12)
                if any(cell.number and not _ends(cell.number) for cell in cells):
                    yield _Column(f"{column.label} ({self._words.exact})", at, "exact", 16)

    def _is_its_number(self, cell: Cell) -> bool:
        """Whether a cell's text is its number in the reader's notation, and nothing more."""
        if not cell.number:
            return shown(cell) in ("", "–")
        said = cell.text.replace(",", ".") if self._words.comma else cell.text
        return cell.mark is None and said == cell.number and _ends(cell.number)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, shows: str) -> None:
        look: dict[str, Any] = {"valign": "top"}
        if cell.tone in _TONES:
            look["bg_color"] = self._light[_TONES[cell.tone]]
        if shows == "number" and cell.number:
            number = Fraction(cell.number)
            look |= {"align": "right", "indent": 1}
            # As everywhere one decimal is shown; the cell holds them all.
            if cell.text.endswith("%"):
                look["num_format"] = "0%"
            elif number.denominator != 1:
                look["num_format"] = "0.0"
            sheet.write_number(row, column, float(number), self._look(**look))
            return
        text = {"text": shown(cell), "exact": cell.number, "number": ""}[shows]
        sheet.write_string(row, column, _safe(text), self._look(text_wrap=True, **look))

    # -- sheets ---------------------------------------------------------------------

    def _sheet(self, name: str, named: bool = False) -> Worksheet:
        sheet = self._book.add_worksheet(name if named else self._name(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        # In a header & starts a code.
        title = _safe(headline(self._document))[:_HEADER].replace("&", "&&")
        status = self._words.status.replace("&", "&&")
        sheet.set_header(f"&L{title}&R{status}")
        sheet.set_footer(f"&L{_safe(self._document.made)[:_HEADER].replace('&', '&&')}&R&P / &N")
        return sheet

    def _name(self, wanted: str) -> str:
        """A name that Excel takes, not yet given; Excel tells no capitals apart."""
        base = _FORBIDDEN.sub(" ", _safe(wanted)).strip()[:_NAME].strip() or self._words.table
        if base.lower() == "history":
            base = f"{base} "[:_NAME].strip() + "."
        name, number = base, 1
        while name.lower() in self._names:
            number += 1
            tail = f" {number}"
            name = base[: _NAME - len(tail)] + tail
        self._names.add(name.lower())
        return name

    def _look(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _ends(number: str) -> bool:
    """Whether a workbook holds the number exactly as it is written."""
    return "/" not in number and len(Decimal(number).as_tuple().digits) <= _DIGITS


def _safe(text: str) -> str:
    """A text that a cell can hold. What Excel would cut off is cut here, with an ellipsis."""
    text = _CONTROL.sub("\ufffd", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
