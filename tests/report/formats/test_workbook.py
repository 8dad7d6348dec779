"""The workbook as a spreadsheet program shows it: nothing cut, nothing over something else."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from readiness.report.blocks import Cell, Column, Document, Paragraph, Section, Table
from readiness.report.formats import xlsx

from .. import documents

LONG = "A necessary condition that takes more than one line to say in full. " * 3


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    rows = (
        (Cell("Beuk"), Cell("62.4", number="312/5"), Cell("40%", number="2/5"), Cell(LONG)),
        (Cell("Els"), Cell("70", number="70"), Cell("100%", number="1"), Cell("short")),
    )
    columns = (Column("Location"), Column("Score"), Column("Known"), Column("What is open"))
    table = Table("figures", "Figures", columns, rows)
    sections = (Section("s", "Figures", (Paragraph(LONG), table)),)
    document: Document = replace(documents.every_block(), sections=sections)
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(document)))


def test_a_row_is_as_high_as_its_wrapped_text(book: openpyxl.Workbook) -> None:
    sheet = book["Figures"]
    long, short = (sheet.row_dimensions[row].height for row in (3, 4))
    assert long == 60
    assert short is None
    overview = book.worksheets[0]
    (row,) = (c.row for r in overview.iter_rows() for c in r if c.value == LONG)
    assert overview.row_dimensions[row].height == 45


def test_a_heading_runs_on_instead_of_being_wrapped(book: openpyxl.Workbook) -> None:
    title = book.worksheets[0]["A1"]
    assert str(title.value).startswith("ICT readiness of a location: ")
    assert not title.alignment.wrap_text


def test_numbers_are_shown_with_one_decimal_and_held_whole(book: openpyxl.Workbook) -> None:
    sheet = book["Figures"]
    cells = {
        (cell.value, cell.number_format)
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    }
    assert cells == {(62.4, "0.0"), (0.4, "0%"), (70, "General"), (1, "0%")}
