"""Names and notes that people typed appear literally in every format and act in none."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from readiness.language import Language
from readiness.model.revision import Known, Observation, Unknown
from readiness.model.subject import Subject
from readiness.model.value import Coupling
from readiness.model.visit import Visit
from readiness.plain import plain
from readiness.report.formats import FORMATS
from readiness.report.formats.font import fitted
from readiness.report.location import data
from readiness.report.location.document import location_document
from readiness.report.location.view import LocationView
from readiness.report.plain_text import plain_view
from readiness.score.assess import assess
from tests.builders import catalogue

from . import house
from .documents import HOSTILE
from .formats import reading


def hostile_visit(text: str) -> Visit:
    """The text wherever a person can type: names, notes, reasons, spots, systems, devices."""
    location = replace(
        house.LINDEHOF, name=text, organisation=text, region=text, in_use=("mobile-record", text)
    )
    download = house.observation(
        catalogue(), "network.download", "spot:1/W/client-room/x", "4", "measured", text
    )
    place = Subject("spot", f"1/{text.replace('/', '_')}/client-room/{text.replace('/', '_')}")
    pair = house.observation(catalogue(), "coupling.matrix", "pair:ecd~hr", "0", "document", text)
    answers: list[Observation] = [
        house.observation(catalogue(), "devices.carried", "location", "2", "counted", text),
        house.given("safety.nen7510", "location", Unknown(text)),
        replace(
            house.observation(catalogue(), "steering.location-budget", "location", "1"),
            correction=text,
            assessor=text,
            instrument={"server": text, "warnings": [text]},
        ),
        replace(download, subject=place),
        replace(
            pair,
            subject=Subject("pair", f"ecd~{text.replace('~', '_')}"),
            answer=Known(Coupling(0)),
        ),
    ]
    visit = house.visit(catalogue(), *answers, location=location)
    return replace(visit, id=text, assessor=text, ruler=text)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_", ["html", "md", "csv", "xlsx", "text", "pdf"])
def test_text_from_people_is_shown_and_never_acts(name: str, format_: str) -> None:
    view = house.view(catalogue(), hostile_visit(HOSTILE[name]))
    content = FORMATS[format_].write(plain_view(location_document(view)))
    shown = reading.squeezed(view.title.location)[:200]
    assert shown
    if format_ == "html":
        clean = FORMATS["html"].write(
            plain_view(location_document(house.view(catalogue(), house.visit(catalogue()))))
        )
        assert reading.html_tags(content) <= reading.html_tags(clean) | {"strong"}
        assert shown in reading.squeezed(reading.html_text(content))
    elif format_ == "pdf":
        assert b"/JavaScript" not in content
        # What the letters lack is replaced, and named at the top.
        text = reading.squeezed(reading.pdf_body(content))
        assert reading.squeezed(fitted(plain(view.title.location), {})) in text
        assert reading.squeezed(fitted(_note(view), {})) in text
    elif format_ == "xlsx":
        cells = [c for s in reading.sheets(content).values() for row in s for c in row]
        assert any(shown in reading.squeezed(str(cell)) for cell in cells)
    else:
        text = content.decode("utf-8-sig")
        if format_ == "csv":
            cells = [cell for row in reading.csv_rows(content) for cell in row]
            assert any(shown in reading.squeezed(cell) for cell in cells)
        elif format_ == "md":
            assert shown in reading.squeezed(reading.html_text(reading.md_page(content)))
        else:
            assert shown in reading.squeezed(text)
        assert not re.search(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text
        )


def _note(view: LocationView) -> str:
    """The note beside the answer about devices, as the view holds it."""
    (asked,) = (
        question
        for domain in view.questions
        for check in domain.checks
        for question in check.questions
        if question.id == "devices.carried"
    )
    return plain(asked.answers[0].note)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_json_stays_json(name: str) -> None:
    visit = hostile_visit(HOSTILE[name])
    assessment = assess(catalogue(), visit)
    language = Language("nl")
    view = house.view(catalogue(), visit, "nl")
    made = json.loads(data.write(view, assessment, catalogue(), language))
    assert made["report"]["title"]["location"] == view.title.location


def test_a_note_of_ten_thousand_signs_is_kept_whole() -> None:
    view = house.view(catalogue(), hostile_visit("x" * 10_000))
    for name in ("html", "csv", "md"):
        content = FORMATS[name].write(plain_view(location_document(view))).decode("utf-8-sig")
        assert "x" * 10_000 in content
