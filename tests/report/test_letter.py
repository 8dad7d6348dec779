"""The letter that announces a visit: times from the location's size, no names, safe text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.report.blocks import Checklist, Document, Paragraph, Table
from readiness.report.formats import FORMATS
from readiness.report.letter.compose import compose
from readiness.report.letter.view import LetterView, letter_view
from readiness.report.plain_text import plain_view
from tests.report import house

DAY, MADE = date(2026, 11, 24), date(2026, 11, 2)


def letter(catalogue: Catalogue, location: Location, language: str = "en") -> LetterView:
    return letter_view(catalogue, location, DAY, Language(language), MADE)


def paragraphs(document: Document) -> list[str]:
    return [b.text for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]


def test_the_time_grows_with_the_rooms_to_measure(catalogue: Catalogue) -> None:
    small = letter(catalogue, replace(house.LINDEHOF, client_rooms=6))
    assert (small.spots, small.duration) == (6, "about 3 hours, half a working day")
    large = letter(catalogue, replace(house.LINDEHOF, client_rooms=120))
    assert (large.spots, large.duration) == (36, "about 4 hours, half a working day")
    huge = letter(catalogue, replace(house.LINDEHOF, client_rooms=400))
    assert (huge.spots, huge.duration) == (120, "about 7 hours")


def test_a_location_whose_rooms_are_not_known_gets_the_rule_instead_of_a_number(
    catalogue: Catalogue,
) -> None:
    view = letter(catalogue, replace(house.LINDEHOF, client_rooms=None))
    assert any("three in ten rooms, ten at least" in text for text in paragraphs(compose(view)))


def test_home_care_is_asked_for_its_offices_instead_of_rooms(catalogue: Catalogue) -> None:
    view = letter(catalogue, replace(house.LINDEHOF, client_rooms=None, kind="home-care"))
    assert any("where your teams work" in text for text in paragraphs(compose(view)))


def test_everybody_needed_is_a_role_with_a_purpose_and_a_time(catalogue: Catalogue) -> None:
    document = compose(letter(catalogue, house.LINDEHOF))
    (table,) = (b for s in document.sections for b in s.blocks if isinstance(b, Table))
    assert len(table.rows) == 6
    assert all(cell.text for row in table.rows for cell in row)


def test_what_to_lay_ready_can_be_ticked_off(catalogue: Catalogue) -> None:
    document = compose(letter(catalogue, house.LINDEHOF))
    (ticks,) = (b for s in document.sections for b in s.blocks if isinstance(b, Checklist))
    assert len(ticks.items) == 8


def test_a_letter_to_a_location_that_was_made_up_says_so(catalogue: Catalogue) -> None:
    document = compose(letter(catalogue, replace(house.LINDEHOF, fictional=True)))
    assert document.fictional
    assert document.cautions == ("Fictional: this location and its figures were made up.",)


def test_hostile_names_stand_literally_in_every_format(catalogue: Catalogue) -> None:
    name = "<script>alert(1)</script> =1+1 | \u202eevil \x07"
    document = plain_view(compose(letter(catalogue, replace(house.LINDEHOF, name=name))))
    html = FORMATS["html"].write(document).decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 | \ufffdevil \ufffd" in html
    text = FORMATS["text"].write(document).decode()
    assert "<script>alert(1)</script> =1+1 | \ufffdevil \ufffd" in " ".join(text.split())
    assert FORMATS["pdf"].write(document).startswith(b"%PDF")
