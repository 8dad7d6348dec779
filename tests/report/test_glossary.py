"""Every word of the field that a report uses is explained in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.language import Language
from readiness.office import visit_report
from readiness.office.compared import compared
from readiness.paths import Home
from readiness.report.blocks import Document, Table
from readiness.report.comparison.document import comparison_document
from readiness.report.formats import FORMATS
from readiness.report.location.document import location_document
from readiness.report.todo.compose import compose
from readiness.report.todo.of_visit import todo_view
from readiness.report.words import Words

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    opened = Kit(Home(Path(tmp_path_factory.mktemp("demo"))))
    opened.add_demo(6, 3)
    yield opened
    opened.close_store()


def explained(document: Document) -> set[str]:
    for section in document.sections:
        if section.id == "glossary":
            (table,) = section.blocks
            assert isinstance(table, Table)
            return {row[0].text for row in table.rows}
    return set()


def used(kit: Kit, document: Document) -> set[str]:
    """The terms that a reader meets in the plain text, wherever they stand."""
    language = Language(document.language)
    text = FORMATS["text"].write(document).decode()
    text = " ".join(text.split("\nGlossary\n")[0].split("\nWoordenlijst\n")[0].split()).casefold()
    return {
        language.text(term.term)
        for term in kit.catalogue.glossary.values()
        for form in (language.text(term.term), *term.forms)
        if re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text)
    }


def documents(kit: Kit, code: str) -> Iterator[Document]:
    language = Language(code)
    for header in kit.visits()[:6]:
        visit = kit.visit(header.id)
        asked = visit_report.Asked(kit, visit, language, MADE_AT, "1")
        yield location_document(asked.view())
        words = Words(kit.catalogue, visit, language)
        yield compose(todo_view(words, kit.assess(visit), date(2026, 12, 1), MADE_AT))
    made = compared(kit, date(2026, 11, 25))
    yield comparison_document(made.catalogue, made.comparison, language, MADE_AT, "1")


@pytest.mark.parametrize("code", ["nl", "en"])
def test_what_is_used_is_explained(kit: Kit, code: str) -> None:
    seen: set[str] = set()
    for document in documents(kit, code):
        found = used(kit, document)
        assert found <= explained(document)
        seen |= found
    assert {"NEN 7510", "jitter"} <= seen
    assert len(seen) > 35


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("Zijn de accesspoints vervangen?", "accesspoint"),
        ("Eén harde stop", "harde stop"),
        ("volgens NEN 7510 (2024)", "NEN 7510"),
        ("alle koppelingen", "koppeling"),
        ("drie proefalarmen", "proefalarm"),
        ("met voorrang voor spraak en alarm", "voorrang (QoS)"),
    ],
)
def test_an_inflected_word_finds_its_term(kit: Kit, said: str, term: str) -> None:
    from readiness.report.blocks import Paragraph
    from readiness.report.glossary import explained as terms

    found = terms(kit.catalogue, Language("nl"), Paragraph(said))
    assert term in {one.term for one in found}


def test_ids_and_drawings_are_no_words(kit: Kit) -> None:
    from readiness.report.blocks import Picture
    from readiness.report.glossary import explained as terms

    picture = Picture("coupling", "A picture", "Nothing", "<svg>jitter</svg>")
    assert terms(kit.catalogue, Language("en"), picture) == ()
