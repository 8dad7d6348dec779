"""Every other document than the location report: hostile text stands in it and does nothing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from readiness.compare.comparison import Comparison, LeftOut, compare
from readiness.compare.documented import document as in_json
from readiness.language import Language
from readiness.model.decision import Decided
from readiness.model.fact_check import Draft, FactCheck, Remark, Reply
from readiness.model.location import Location
from readiness.model.sentence import Sentence
from readiness.plain import plain
from readiness.report.blocks import Document, HouseStyle
from readiness.report.comparison.document import comparison_document
from readiness.report.fact_check.insert import with_fact_check
from readiness.report.fact_check.sheet import remark_sheet
from readiness.report.formats import FORMATS
from readiness.report.formats.font import fitted
from readiness.report.letter.compose import compose as letter
from readiness.report.letter.view import letter_view
from readiness.report.location.document import location_card, location_document
from readiness.report.plain_text import plain_view
from readiness.report.todo import calendar_file
from readiness.report.todo.compose import compose as to_do
from readiness.report.todo.of_visit import todo_view
from readiness.report.todo.view import TodoView
from readiness.report.words import Words
from readiness.score.assess import assess
from tests.builders import catalogue, said
from tests.compare import houses

from . import house
from .documents import HOSTILE
from .formats import reading
from .test_location_hostile import hostile_visit

MADE_AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
OUTAGE = "safety.outage-procedure"
# What no text may hold: controls but line ends, and marks that turn the reading direction.
ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def compared(texts: Sequence[str]) -> Comparison:
    """Locations by each of these names, three at an organisation; one is left out."""
    given = []
    for number, text in enumerate(texts):
        facts: dict[str, Any] = {
            "organisation": text,
            "region": text,
            "in_use": ("mobile-record", text),
        }
        first = houses.visit("Beuk", said(OUTAGE, "3"), on=date(2025, 3, 3), **facts)
        for nth in range(3):
            visit = houses.visit(f"h{number}-{nth}", said(OUTAGE, "0"), **facts)
            location = replace(visit.location, name=text)
            earlier = [replace(first, location=location, id=text)] if nth == 0 else []
            given.append(houses.compared(*earlier, replace(visit, location=location)))
    out = Location(id="x", name=texts[0])
    reason = Sentence("{why}", why=texts[0])
    left_out = [LeftOut(out, texts[0], "2026-01-01", reason, True)]
    return compare(catalogue(), given, left_out, houses.DAY)


def comparison(texts: Sequence[str]) -> Document:
    decided = [
        Decided(f"outage-procedure@h{n}-0", "yes", text, "board", "2026-01-02T10:00:00Z")
        for n, text in enumerate(texts)
    ]
    return comparison_document(
        catalogue(),
        compared(texts),
        Language("nl"),
        MADE_AT,
        texts[0],
        house=HouseStyle(organisation=texts[0]),
        decisions=decided,
    )


def organisations(texts: Sequence[str]) -> Document:
    return comparison_document(
        catalogue(), compared(texts), Language("en"), MADE_AT, "1.2.3", by_organisation=True
    )


def announced(text: str) -> Document:
    place = replace(house.LINDEHOF, name=text, organisation=text, in_use=(text,), wanted=(text,))
    view = letter_view(
        catalogue(), place, date(2026, 11, 24), Language("nl"), date(2026, 11, 2), contact=text
    )
    return plain_view(letter(view))


def listed(text: str) -> TodoView:
    visit = hostile_visit(text)
    words = Words(catalogue(), visit, Language("nl"))
    return todo_view(words, assess(catalogue(), visit), date(2026, 2, 10), MADE_AT)


def card(text: str) -> Document:
    return plain_view(location_card(house.view(catalogue(), hostile_visit(text), "nl")))


def checked(text: str) -> FactCheck:
    findings = {1: "fact:beds", 2: "question:devices.carried", 3: f"question:{text}"}
    draft = Draft("d", "2025-11-22T10:00:00Z", findings, frozenset(), {"beds": 60})
    reply = Reply(True, text, "2025-11-25T10:00:00Z")
    asked = Remark(2, findings[2], text, "location-manager", "2025-11-24T10:00:00Z", "r", reply)
    return FactCheck((draft,), (asked, replace(asked, number=1, finding="fact:beds", reply=None)))


def fact_check(text: str, draft: bool) -> Document:
    """The chapter about it; the rest of the report has a test of its own."""
    visit = hostile_visit(text)
    report = location_document(house.view(catalogue(), visit))
    words = Words(catalogue(), visit, Language("en"))
    assessment = assess(catalogue(), visit)
    made = with_fact_check(report, words, assessment, checked(text), draft)
    chapter = tuple(one for one in made.sections if one.id == "fact-check")
    return plain_view(replace(made, sections=chapter))


def sheet(text: str) -> Document:
    visit = hostile_visit(text)
    words = Words(catalogue(), visit, Language("en"))
    return remark_sheet(words, assess(catalogue(), visit), checked(text), "25 Nov 2025")


# Each of a location with the text in its name, its answers and what was said about it.
MADE: dict[str, Callable[[str], Document]] = {
    "letter": announced,
    "to-do list": lambda text: plain_view(to_do(listed(text))),
    "card": card,
    "draft": lambda text: fact_check(text, True),
    "final report": lambda text: fact_check(text, False),
    "sheet of remarks": sheet,
}
# All texts in one document.
TOGETHER: dict[str, Callable[[Sequence[str]], Document]] = {
    "comparison": comparison,
    "organisations": organisations,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", MADE)
def test_it_stands_there_literally_in_every_format_and_never_acts(kind: str, name: str) -> None:
    document = MADE[kind](HOSTILE[name])
    for format_, made in FORMATS.items():
        # Paper takes longest: three texts that its own language would act on.
        if format_ != "pdf" or name in ("typst", "direction", "long"):
            literal(format_, made.write(document), document, kind, [HOSTILE[name]])


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", TOGETHER)
def test_locations_beside_each_other_keep_their_names_and_nothing_acts(
    kind: str, format_: str
) -> None:
    texts = list(HOSTILE.values())
    document = TOGETHER[kind](texts)
    literal(format_, FORMATS[format_].write(document), document, kind, texts)


def literal(
    format_: str, content: bytes, document: Document, kind: str, texts: Sequence[str]
) -> None:
    """Each text can be read back, and what was written holds nothing that acts."""
    # A column may shorten what is longer than a name; the beginning always stands.
    shown = [reading.squeezed(plain(text))[:60] for text in texts]
    if format_ == "pdf":
        assert b"/JavaScript" not in content
        assert b"/Launch" not in content
        shown = [reading.squeezed(fitted(plain(text), {}))[:60] for text in texts]
        read = reading.squeezed(reading.pdf_body(content))
    elif format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        every = [c for one in book.worksheets for row in one.iter_rows() for c in row]
        assert not [cell for cell in every if cell.data_type == "f"]
        assert not [c for c in every if c.hyperlink and c.hyperlink.target]
        read = "\n".join(reading.squeezed(str(cell.value)) for cell in every)
    elif format_ == "html":
        # A shape of our own pictures, and what a cut name is set in.
        assert reading.html_tags(content) <= _tags(kind) | {"strong", "path"}
        read = reading.squeezed(reading.html_text(content))
    else:
        text = content.decode("utf-8-sig")
        assert not ACTING.search(text)
        if format_ == "csv":
            cells = [cell for row in reading.csv_rows(content, _comma(document)) for cell in row]
            assert not [cell for cell in cells if _calculates(cell)]
            text = "\n".join(cells)
        elif format_ == "md":
            page = reading.md_page(content)
            assert not reading.html_tags(page) & {"script", "img", "a", "svg", "iframe"}
            text = reading.html_text(page)
        read = reading.squeezed(text)
    assert [one for one in shown if one not in read] == []


_CLEAN: dict[str, set[str]] = {}


def _tags(kind: str) -> set[str]:
    """The elements of the same document without anything hostile in it."""
    if kind not in _CLEAN:
        clean = MADE[kind]("De Beuk") if kind in MADE else TOGETHER[kind](["De Beuk"])
        _CLEAN[kind] = reading.html_tags(FORMATS["html"].write(clean))
    return _CLEAN[kind]


def _comma(document: Document) -> str:
    return ";" if document.language == "nl" else ","


def _calculates(cell: str) -> bool:
    """A cell that a spreadsheet would take for a formula: a number may begin with a minus."""
    return cell[:1] in "=+-@\t\r" and cell != "" and not re.fullmatch(r"[-+]?[0-9.,/ %]*", cell)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_calendar_file_holds_it_as_text_and_gets_no_line_of_its_own(name: str) -> None:
    view = listed(f"{HOSTILE[name]}\r\nBEGIN:VALARM\r\nACTION:AUDIO")
    made = calendar_file.write(view)
    calendar = Calendar.from_ical(made)
    assert {component.name for component in calendar.walk()} == {"VCALENDAR", "VTODO", "VEVENT"}
    assert b"\nBEGIN:VALARM" not in made
    assert not ACTING.search(made.decode().replace("\r\n ", ""))
    places = {str(component.get("location")) for component in calendar.walk("VTODO")}
    assert len(places) == 1
    (place,) = places
    assert reading.squeezed(plain(HOSTILE[name]))[:60] in reading.squeezed(place)


def test_the_json_of_a_comparison_stays_json() -> None:
    texts = list(HOSTILE.values())
    told = in_json(compared(texts), catalogue(), Language("en"))
    names = {plain(one["name"]) for one in json.loads(told.model_dump_json())["locations"]}
    assert names == {plain(text) for text in texts}
