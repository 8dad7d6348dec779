"""The figures of a location are the same in every format, and those of `assess --json`."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest

from readiness.language import Language
from readiness.report.blocks import Document, Picture
from readiness.report.formats import FORMATS
from readiness.report.location import data
from readiness.report.location.document import location_card, location_document
from readiness.report.location.view import LocationView
from readiness.report.plain_text import plain_view
from readiness.schemas import schema
from readiness.score.assess import assess
from tests.builders import a_visit, by_hand_not_applicable, catalogue, exact, in_json, spot
from tests.score.test_golden import golden_visit, visited

from . import house
from .formats import reading

EN = Language("en")
FORMATS_READ = ("html", "xlsx", "csv", "pdf")


@cache
def golden_view(language: str = "en") -> LocationView:
    return house.view(catalogue(), golden_visit(), language)


@cache
def golden() -> Document:
    return plain_view(location_document(golden_view()))


@cache
def pdf_said() -> str:
    """Reading a PDF takes seconds: once."""
    return reading.squeezed(reading.pdf_text(written("pdf")))


@cache
def written(name: str) -> bytes:
    return FORMATS[name].write(golden())


def assessed() -> dict[str, Any]:
    """What `assess --json` prints of the golden visit."""
    return in_json(visited())


def shown(number: int | float | str) -> str:
    return EN.number(exact(number))


@cache
def rows(name: str) -> list[list[str]]:
    """All rows of all tables of a format as texts, empty cells left out."""
    if name == "html":
        found: Any = reading.html_rows(written(name))
    elif name == "csv":
        found = reading.csv_rows(written(name))
    else:
        found = [row for sheet in reading.sheets(written(name)).values() for row in sheet]
    return [[str(cell) for cell in row if cell not in (None, "")] for row in found]


def holds(name: str, *cells: str) -> bool:
    """Whether these cells stand one after the other, in this order, in one row."""
    if name == "pdf":
        text = pdf_said()
        return reading.squeezed("".join(cells)) in text
    for row in rows(name):
        seen = iter(row)
        if all(any(cell in part for part in seen) for cell in cells):
            return True
    return False


def numbers(name: str, *ends: int | float | str) -> list[str]:
    """Scores as this format holds them: a workbook as numbers, the others as they are read."""
    if name == "xlsx":
        return [str(int(x) if (x := float(exact(end))).is_integer() else x) for end in ends]
    return [shown(end) for end in ends]


def test_the_json_holds_the_assessment_itself() -> None:
    made = json.loads(data.write(golden_view(), visited(), catalogue(), EN))
    assert made["assessment"] == assessed()
    assert Fraction(made["report"]["summary"]["ends"]["exact_point"]) == Fraction(975785, 12600)


def test_the_json_is_of_its_published_schema() -> None:
    made = data.write(golden_view(), visited(), catalogue(), EN)
    assert data.LocationReport.model_validate_json(made).assessment.visit == "visit-1"
    assert set(schema("report")["required"]) == {"assessment", "report"}


@pytest.mark.parametrize("name", FORMATS_READ)
def test_the_scores_and_their_coverage_agree(name: str) -> None:
    document = assessed()
    whole = document["location"]
    ends = numbers(name, whole["low"], whole["point"], whole["high"])
    assert ends[0] == ends[1] == ends[2]
    assert holds(name, "Whole location", *ends, "62 of 62 known (100%)")
    assert shown(whole["point"]) == "77.4"
    for domain in document["domains"]:
        title = catalogue().domains[domain["id"]].name.en
        ends = numbers(name, domain["low"], domain["point"], domain["high"])
        known = f"{domain['known']} of {domain['in_play']} known (100%)"
        assert holds(name, title, *ends, known), title


@pytest.mark.parametrize("name", FORMATS_READ)
def test_an_interval_shows_both_its_ends(name: str) -> None:
    visit = house.visit(catalogue())
    content = FORMATS[name].write(plain_view(location_document(house.view(catalogue(), visit))))
    ends = ("24.6", "52.8", "81.1")
    if name == "pdf":
        said = reading.squeezed(reading.pdf_text(content))
        assert reading.squeezed("Whole location" + "".join(ends)) in said
    elif name == "xlsx":
        whole = assess(catalogue(), visit).location
        found = [
            row
            for sheet in reading.sheets(content).values()
            for row in sheet
            if row[0] == "Whole location"
        ]
        assert [float(x) for x in (whole.low, whole.point, whole.high) if x is not None] == [
            pytest.approx(x, abs=1e-12) for x in found[0] if isinstance(x, float)
        ][:3]
    else:
        read = reading.html_rows(content) if name == "html" else reading.csv_rows(content)
        row = next(row for row in read if "Whole location" in row)
        assert [cell for cell in row if cell in ends] == list(ends)


@pytest.mark.parametrize("name", FORMATS_READ)
def test_the_level_stands_on_the_first_page(name: str) -> None:
    assert assessed()["level"] == {"low": 3, "high": 3, "reason": ""}
    if name == "html":
        assert "level 3: ready" in reading.html_text(written(name))
    else:
        assert holds(name, "level 3: ready")


@pytest.mark.parametrize("name", FORMATS_READ)
def test_every_verdict_agrees(name: str) -> None:
    words = {
        "ready": "✓ ready", "ready-with-conditions": "◐ ready with conditions",
        "undecided": "? undecided", "not-yet": "✗ not yet",
    }  # fmt: skip
    for technology in assessed()["technologies"]:
        title = catalogue().technologies[technology["id"]].name.en
        use = (
            "in use" if technology["in_use"] else "wanted" if technology["wanted"] else "not in use"
        )
        assert holds(name, title, use, words[technology["verdict"]]), title


@pytest.mark.parametrize("name", FORMATS_READ)
def test_every_need_agrees_with_its_costs(name: str) -> None:
    for need in assessed()["needs"]:
        title = catalogue().remedies[need["remedy"]].name.en
        low, high = need["cost_low"], need["cost_high"]
        costs = [str(low), str(high)] if name == "xlsx" else [f"€ {low:,}", f"€ {high:,}"]
        cells = [title, *costs] if name != "pdf" else costs
        assert holds(name, *cells), title


@pytest.mark.parametrize("name", ["html", "xlsx", "csv"])
def test_every_question_agrees(name: str) -> None:
    for question in assessed()["questions"]:
        if question["in_play"]:
            prompt = catalogue().questions[question["id"]].prompt.en
            ends = numbers(name, question["low"], question["point"], question["high"])
            assert holds(name, prompt, *ends), question["id"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_nothing_known_and_nothing_in_play_compose_in_every_format(language: str) -> None:
    about = {"spot": spot(1), "person": "person:1", "call": "call:1", "alarm": "alarm:1",
             "pair": "pair:ecd~hr", "technology": "technology:nurse-call"}  # fmt: skip
    nothing = a_visit(
        [
            by_hand_not_applicable(q.id, about.get(q.asked_of, "location"))
            for q in catalogue().questions.values()
            if q.id != "network.room-coverage"
        ],
        kind="home-care",
    )
    for visit in (house.empty_visit(catalogue()), nothing):
        view = house.view(catalogue(), visit, language)
        for document in (location_document(view), location_card(view)):
            for name, made in FORMATS.items():
                assert made.write(plain_view(document)), name


def pictures(document: Document) -> list[Picture]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Picture)]


def test_every_picture_is_well_formed_named_and_has_its_table() -> None:
    found = pictures(golden())
    assert {picture.id for picture in found} == {
        "goal-nurse-call", "goal-medication-record", "scores", "wifi", "coupling", "benchmarks",
    }  # fmt: skip
    for picture in found:
        root = ElementTree.fromstring(picture.svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        texts = [element.text for element in root.iter() if element.tag.endswith("title")]
        assert texts == [picture.title]
        assert picture.description
        assert picture.table is not None
        assert picture.table.rows
        # Every colour stands as an attribute too: a reader without style sees the same.
        for element in root.iter():
            if element.tag.rpartition("}")[2] in ("rect", "circle", "path", "text"):
                assert "fill" in element.attrib


def test_the_card_is_one_page() -> None:
    for view in (
        golden_view(),
        golden_view("nl"),
        house.view(catalogue(), house.visit(catalogue())),
    ):
        content = FORMATS["pdf"].write(plain_view(location_card(view)))
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


def test_the_first_page_of_the_report_stands_alone() -> None:
    """Level, verdicts, first measures and strengths before the contents and the chapters."""
    first = pypdf.PdfReader(io.BytesIO(written("pdf"))).pages[0].extract_text()
    for said in ("level 3: ready", "Nurse call", "not yet", "First measures", "Already strong"):
        assert said in first
