"""Hostile texts stand literally in every format and do nothing in any."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from readiness.plain import plain
from readiness.report.formats import FORMATS
from readiness.report.formats.font import fitted

from .. import documents
from . import reading

NAMES = list(documents.HOSTILE)


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {name: made.write(documents.hostile()) for name, made in FORMATS.items()}


@pytest.fixture(scope="module")
def read(written: dict[str, bytes]) -> dict[str, str]:
    cells = [
        str(cell)
        for rows in reading.sheets(written["xlsx"]).values()
        for row in rows
        for cell in row
    ]
    return {
        "html": reading.html_text(written["html"]),
        "md": reading.html_text(reading.md_page(written["md"])),
        "text": written["text"].decode(),
        "csv": "\n".join(cell for row in reading.csv_rows(written["csv"]) for cell in row),
        "xlsx": "\n".join(cells),
        "pdf": reading.pdf_body(written["pdf"]),
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_", ["html", "md", "csv", "xlsx", "text", "pdf"])
def test_it_stands_there_literally(read: dict[str, str], format_: str, name: str) -> None:
    text = plain(documents.HOSTILE[name])
    if format_ == "pdf":
        # What the letters lack is replaced, and named at the top.
        text = fitted(text, {})
    if format_ in ("html", "csv", "xlsx"):
        assert text in read[format_]
    else:
        assert reading.squeezed(text) in reading.squeezed(read[format_])


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_of_pdf_finds_it_too(written: dict[str, bytes], name: str) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    # Between the lines at the top and the foot of every page, in points.
    between = ["-x", "0", "-y", "50", "-W", "595", "-H", "742"]
    made = subprocess.run(
        ["pdftotext", *between, "-raw", "-nopgbrk", "-", "-"],
        input=written["pdf"],
        capture_output=True,
    )
    text = fitted(plain(documents.HOSTILE[name]), {})
    assert reading.squeezed(text) in reading.squeezed(made.stdout.decode())


def test_a_page_has_no_element_of_theirs(written: dict[str, bytes]) -> None:
    page = written["html"].decode()
    tags = reading.html_tags(written["html"])
    assert not tags & {"img", "iframe", "object", "embed", "form", "input", "base"}
    assert page.count("<script>") == 1
    assert "javascript:alert(1)'>" not in page
    assert not reading.html_tags(reading.md_page(written["md"])) & {"script", "img", "a", "svg"}


def test_a_workbook_holds_no_formula_and_no_link(written: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(io.BytesIO(written["xlsx"])) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_csv_gives_what_looks_like_a_formula_its_prefix(written: dict[str, bytes]) -> None:
    cells = [cell for row in reading.csv_rows(written["csv"]) for cell in row]
    assert f"'{documents.HOSTILE['formula']}" in cells
    assert f"'{documents.HOSTILE['minus']}" in cells
    assert f"'{documents.HOSTILE['at']}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("format_", ["html", "md", "text", "csv"])
def test_no_control_character_is_left(written: dict[str, bytes], format_: str) -> None:
    text = written[format_].decode("utf-8-sig")
    assert not [c for c in text if ord(c) < 32 and c not in "\r\n"]
    assert not set("\u202e\u2067\u200f\x7f") & set(text)
    assert "bel\ufffd esc\ufffd[31m" in text.replace("\\[", "[")


def test_the_pdf_names_the_characters_that_its_letters_lack(read: dict[str, str]) -> None:
    told = reading.squeezed(read["pdf"])
    assert "U+1F600(20×)" in told
    assert reading.squeezed("The letters of this PDF lack some characters") in told


def test_text_is_never_wider_than_a_terminal(written: dict[str, bytes]) -> None:
    assert max(len(line) for line in written["text"].decode().split("\n")) <= 80
