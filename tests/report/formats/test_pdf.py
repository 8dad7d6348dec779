"""The PDF: tagged, with an outline and words for its pictures, and no glyph missing."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from readiness.report.blocks import HouseStyle, Paragraph, Section
from readiness.report.formats import pdf
from readiness.report.formats.font import characters, fitted

from .. import documents
from . import reading


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.write(documents.every_block("nl"))))


def elements(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every element of the structure that a screen reader follows."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if not isinstance(one, pypdf.generic.DictionaryObject):
            continue
        yield one
        kids = one.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += kids if isinstance(kids, list) else [kids]


def test_it_says_what_it_is(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "ICT readiness of a location: De Lindehof"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_it_has_an_outline_of_its_sections(reader: pypdf.PdfReader) -> None:
    titles = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
    assert titles == ["Summary", "Scores", "Heat"]


def test_every_picture_is_told_in_words_and_every_table_has_its_headings(
    reader: pypdf.PdfReader,
) -> None:
    found = list(elements(reader))
    alternatives = [str(one["/Alt"]) for one in found if "/Alt" in one]
    told = "Wi-Fi per floor. One zone is good, one fair, one weak, one not known."
    assert told in alternatives
    kinds = [one.get("/S") for one in found]
    assert kinds.count("/Table") == 4
    assert kinds.count("/TH") >= 4 + 2 + 2 + 11
    assert {"/H1", "/H2", "/H3", "/L", "/P"} <= set(kinds)


def test_the_summary_stands_alone_on_the_first_page(reader: pypdf.PdfReader) -> None:
    first, second = (reader.pages[number].extract_text() for number in (0, 1))
    assert "Three strengths" in first
    assert "Scores" not in first
    assert second.lstrip().startswith("fictief") or "Inhoud" in second
    assert "pagina 1 / 4" in first


def test_headings_of_a_table_return_on_every_page() -> None:
    content = pdf.write(documents.long(120))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 4
    assert all("Question" in page and "Verdict" in page for page in pages[:-1])


def test_no_row_is_cut_between_two_pages() -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf.write(documents.long(200)))).pages
    for page in pages:
        text = reading.squeezed(page.extract_text())
        # Each row of the table has its question, the end of its answer and its figure.
        assert text.count(".question") == text.count("countedtwice.") / 2


def test_only_the_vendored_letters_are_used(reader: pypdf.PdfReader) -> None:
    fonts = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert fonts == {"DejaVuSansCondensed", "DejaVuSansCondensed-Bold"}


def test_the_letters_have_every_sign_that_reports_use() -> None:
    signs = "✓✗◐○?–—…≥≤→←×€·•☐−½ĳÏëïéèüöäá’“”„\u00a0\u200b\ufffd"
    assert characters().issuperset(signs)
    missing: dict[str, int] = {}
    assert fitted("Jansen 日 日 😀", missing) == "Jansen \ufffd \ufffd \ufffd"
    assert missing == {"日": 2, "😀": 1}


def test_bytes_do_not_depend_on_the_clock_or_the_process() -> None:
    code = (
        "import sys, hashlib; from tests.report import documents; "
        "from readiness.report.formats import pdf; "
        "print(hashlib.sha256(pdf.write(documents.every_block())).hexdigest())"
    )
    zones = ("UTC", "Pacific/Auckland")
    made = {
        subprocess.run(
            [sys.executable, "-c", code], env={"TZ": zone, "PYTHONHASHSEED": str(number)},
            capture_output=True, text=True, check=True,
        ).stdout
        for number, zone in enumerate(zones)
    }  # fmt: skip
    assert len(made) == 1


def test_a_logo_is_shown_with_the_name_of_its_organisation() -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    house = HouseStyle("Zorg Fictief", logo=logo, logo_kind="svg")
    content = pdf.write(replace(documents.every_block(), house=house))
    alternatives = [
        one.get("/Alt") for one in elements(pypdf.PdfReader(io.BytesIO(content))) if "/Alt" in one
    ]
    assert "Zorg Fictief" in alternatives


def test_a_section_that_only_heads_others_keeps_its_title() -> None:
    role = Section("role", "For the location manager", ())
    under = Section("now", "Needed now", (Paragraph("Practise the outage."),), level=2)
    document = replace(documents.every_block(), sections=(role, under))
    made = pypdf.PdfReader(io.BytesIO(pdf.write(document)))
    text = "\n".join(page.extract_text() for page in made.pages)
    assert text.index("For the location manager") < text.index("Needed now")
    (first, *_) = made.outline
    assert first.title == "For the location manager"
