"""The same figures stand in every format."""

from __future__ import annotations

import pytest

from readiness.report.formats import FORMATS

from .. import documents
from . import reading

HEAT_ROW = ["Locatie 002 De Lindehof", "0.7", "2.0", "3.3", "4.6", "5.9"]


def test_each_format_has_its_name() -> None:
    assert {name: made.suffix for name, made in FORMATS.items()} == {
        "html": ".html",
        "pdf": ".pdf",
        "xlsx": ".xlsx",
        "csv": ".csv",
        "md": ".md",
        "text": ".txt",
    }


def test_a_page_holds_the_figures_in_tables() -> None:
    rows = reading.html_rows(FORMATS["html"].write(documents.every_block()))
    assert ["Network", "62.4 (48–77.2)", "30", "✓ ready"] in rows
    assert ["Devices", "33.3", "20", "◐ ready with conditions two open"] in rows
    assert ["Safety", "-67.5", "35", "✗ not yet"] in rows
    heat = next(row for row in rows if row[0] == HEAT_ROW[0])
    assert [cell.split()[-1] for cell in heat[1:6]] == HEAT_ROW[1:]
    # Symbol and figure are seen, the word is heard.
    assert heat[1].split() == ["◐ready", "with", "conditions", "0.7"]


def test_the_pdf_holds_the_figures() -> None:
    text = reading.pdf_text(FORMATS["pdf"].write(documents.every_block()))
    for line in (
        "Network 62.4 (48–77.2) 30 ✓ ready",
        "Devices 33.3 20 ◐ ready with conditions two open",
        "People – 15 ? undecided",
        "Safety -67.5 35 ✗ not yet",
        "Locatie 002 De Lindehof ◐ 0.7 ✗ 2.0 ? 3.3 ✓ 4.6 ◐ 5.9",
    ):
        assert reading.squeezed(line) in reading.squeezed(text)


def test_the_workbook_holds_numbers_and_keeps_exact_fractions_beside_them() -> None:
    sheets = reading.sheets(FORMATS["xlsx"].write(documents.every_block()))
    scores = sheets["Score of each domain, as an int"]
    assert scores[1] == [
        "Domain",
        "Score",
        "Score (as a number)",
        "Score (exact)",
        "Share",
        "Verdict",
    ]
    assert scores[2] == ["Network", "62.4 (48–77.2)", 62.4, "62.4", 30, "✓ ready"]
    devices = ["Devices", "33.3", pytest.approx(100 / 3), "100/3", 20]
    assert scores[3] == [*devices, "◐ ready with conditions two open"]
    assert scores[5][1:3] == ["-67.5", -67.5]
    heat = sheets["Domains by location"]
    assert heat[3][:5] == [HEAT_ROW[0], "◐ ready with conditions 0.7", 0.7, "✗ not yet 2.0", 2]


@pytest.mark.parametrize(("language", "delimiter", "point"), [("en", ",", "."), ("nl", ";", ",")])
def test_csv_names_the_section_and_the_table_of_each_row(
    language: str, delimiter: str, point: str
) -> None:
    content = FORMATS["csv"].write(documents.every_block(language))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = reading.csv_rows(content, delimiter)
    place = ["Scores", "Score of each domain, as an interval"]
    exact = f"62{point}4"
    assert [*place, "Network", "62.4 (48–77.2)", exact, "30", "30", "✓ ready"] in rows
    assert [*place, "Safety", "-67.5", f"-67{point}5", "35", "35", "✗ not yet"] in rows
    assert ["To do", "", "Replace access points", "", "Q2 2026"] in rows


def test_markdown_holds_the_figures_in_tables_and_the_actions_as_boxes() -> None:
    content = FORMATS["md"].write(documents.every_block())
    rows = reading.html_rows(reading.md_page(content))
    assert ["Network", "62.4 (48–77.2)", "30", "✓ ready"] in rows
    assert ["Safety", "-67.5", "35", "✗ not yet"] in rows
    assert b"\n- [ ] Replace access points\n  - Owner: " in content


def test_text_holds_the_figures_in_lines_of_80_columns() -> None:
    content = FORMATS["text"].write(documents.every_block()).decode()
    assert max(len(line) for line in content.split("\n")) <= 80
    assert "Safety                    -67.5         35            ✗ not yet\n" in content
    assert "\nLocatie 002 De Lindehof\n  Network 1: ◐ ready with conditions 0.7\n" in content
    assert "\n[ ] Replace access points\n      Owner: ______" in content


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_says_that_a_document_is_fictional_and_a_draft(name: str) -> None:
    said = "fictional: made up for the demo · draft"
    content = FORMATS[name].write(documents.every_block())
    if name == "pdf":
        # On every page.
        assert reading.pdf_text(content).count(said) == 4
    elif name == "xlsx":
        sheets = reading.sheets(content).values()
        assert all(any(said in str(cell) for row in rows for cell in row) for rows in sheets)
    else:
        assert said in content.decode()


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    first = FORMATS[name].write(documents.every_block())
    assert FORMATS[name].write(documents.every_block()) == first
    assert FORMATS[name].write(documents.every_block("nl")) != first


def test_a_document_of_three_hundred_rows_keeps_every_row() -> None:
    document = documents.long(300)
    page = reading.html_rows(FORMATS["html"].write(document))
    assert [row[2] for row in page[1:]] == [f"{n}.5" for n in range(300)]
    text = reading.squeezed(reading.pdf_text(FORMATS["pdf"].write(document)))
    assert all(f"{n + 1}.question" in text for n in range(300))
