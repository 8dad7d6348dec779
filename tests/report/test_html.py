"""The HTML report: safe whatever people typed, whole without anything else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from readiness.model.content import Catalogue
from readiness.model.revision import Unknown
from readiness.report import html
from readiness.score.assess import assess

from . import house

HOSTILE = '</style><script>alert("1")</script><img src=x onerror=alert(2)>\' " & {{ 7*7 }} %s'


class Page(HTMLParser):
    """Every tag with its attributes, the text, and what stands in the style element."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.style = ""
        self._open = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "style":
            self.style += data
        else:
            self.text += data


@pytest.fixture(scope="module")
def written(catalogue: Catalogue) -> str:
    return html.write(house.view(catalogue, house.visit(catalogue)))


@pytest.fixture(scope="module")
def page(written: str) -> Page:
    return Page(written)


def test_nothing_can_run_and_nothing_is_loaded(page: Page) -> None:
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "img", "form"}
    assert "style" not in names
    assert not {name for name in names if name.startswith("on")}
    for tag, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "data", "action"):
            value = attributes.get(name) or "#"
            assert value.startswith("#") or (tag, value) == ("link", "data:,")
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_policy_allows_this_style_and_nothing_else(page: Page) -> None:
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_tables_are_readable_without_eyes(page: Page) -> None:
    tables = [tag for tag, _ in page.tags if tag == "table"]
    captions = [tag for tag, _ in page.tags if tag == "caption"]
    assert len(tables) == len(captions) > 10
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert ("html", {"lang": "en"}) in page.tags
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        named = attributes.get("aria-labelledby") or ""
        assert set(named.split()) <= set(ids)


def test_verdicts_come_before_hard_stops_needs_and_domains(page: Page) -> None:
    sections = [attributes.get("id") for tag, attributes in page.tags if tag == "section"]
    assert sections == [
        "summary", "technologies", "hard-stops", "needs", "domains", "spots", "questions",
        "unknown", "method",
    ]  # fmt: skip


def test_the_figures_are_those_of_the_assessment(catalogue: Catalogue, page: Page) -> None:
    assessment = assess(catalogue, house.visit(catalogue))
    low, high = assessment.location.low, assessment.location.high
    assert low is not None
    assert high is not None
    assert (round(float(low), 1), round(float(high), 1)) == (24.6, 81.1)
    assert "52.8 (24.6–81.1)" in page.text
    assert "27 of 61 known (44.3%)" in page.text
    ranges = [a for tag, a in page.tags if tag == "rect" and a.get("class") == "range"]
    assert float(ranges[0]["x"] or 0) == pytest.approx(float(low) * 3, abs=0.02)
    assert float(ranges[0]["width"] or 0) == pytest.approx(float(high - low) * 3, abs=0.02)
    assert len(ranges) == 1 + len(assessment.domains)
    assert assessment.ruler in page.text


def test_sources_and_our_own_choices_are_told(page: Page) -> None:
    assert "our choice; Network requirements for video calls with Teams, 2018 [W47]" in page.text
    assert "it is not an IGJ or NEN assessment" in page.text


def hostile_page(catalogue: Catalogue, text: str) -> str:
    location = replace(
        house.LINDEHOF, name=text, organisation=text, region=text, in_use=("mobile-record", text)
    )
    answers = [
        house.observation(catalogue, "devices.carried", "location", "2", "counted", text),
        house.given("safety.nen7510", "location", Unknown(text)),
        replace(
            house.observation(catalogue, "steering.location-budget", "location", "1"),
            correction=text,
            assessor=text,
            instrument={"server": text, "warnings": [text]},
        ),
    ]
    visit = replace(
        house.visit(catalogue, *answers, location=location), id=text, assessor=text, ruler=text
    )
    return html.write(house.view(catalogue, visit))


def test_text_from_people_is_shown_and_never_acts(catalogue: Catalogue, page: Page) -> None:
    written = hostile_page(catalogue, HOSTILE)
    hostile = Page(written)
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in page.tags}
    assert hostile.style == page.style
    assert hostile.text.count(HOSTILE) >= 10
    assert "<script>" not in written


def test_control_and_direction_marks_are_replaced(catalogue: Catalogue) -> None:
    text = Page(hostile_page(catalogue, "a\x00b\x1b[31mc\u202ed\u2066e\x85f\ud800g\nh\r\ni")).text
    assert "a\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffdf\ufffdg\nh\ni" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_very_long_text_is_kept_whole(catalogue: Catalogue) -> None:
    assert "x" * 10_000 in hostile_page(catalogue, "x" * 10_000)


def test_the_same_view_gives_the_same_bytes(catalogue: Catalogue, written: str) -> None:
    visit = house.visit(catalogue)
    turned = replace(visit, observations=tuple(reversed(visit.observations)))
    assert html.write(house.view(catalogue, turned)) == written
