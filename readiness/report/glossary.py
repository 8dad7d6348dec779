"""The words of the field that a report uses, explained in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from readiness.language import Language
from readiness.model.catalogue import Term
from readiness.model.content import Catalogue
from readiness.report.blocks import Cell, Column, Document, Section, Table

# What of a document nobody reads: names of its parts, figures, the shapes of a drawing.
_UNREAD = frozenset(("id", "kind", "tone", "link", "state", "number", "svg", "house", "language"))


@dataclass(frozen=True)
class TermView:
    id: str
    term: str
    explanation: str


def explained(catalogue: Catalogue, language: Language, said: object) -> tuple[TermView, ...]:
    """The terms that stand somewhere in what is said, in alphabetical order.

    `said` is a document, or parts of one. A term stands there as itself or in one of its
    forms, as a word of its own: what is inflected or compounded is a form in the content.
    """
    # Tables of many locations say the same thousands of times.
    text = "\n".join(dict.fromkeys(_texts(said))).casefold()
    made = [
        TermView(term.id, language.text(term.term), language.text(term.explanation))
        for term in catalogue.glossary.values()
        if _used(language, term, text)
    ]
    return tuple(sorted(made, key=lambda one: one.term.casefold()))


def section(terms: tuple[TermView, ...], language: Language) -> Section | None:
    """The chapter with all of them; None where there is nothing to explain."""
    if not terms:
        return None
    word = language.word
    rows = tuple((Cell(term.term), Cell(term.explanation)) for term in terms)
    columns = (Column(word("Word")), Column(word("What it means"), share=3))
    caption = word("The words of the field that stand in this report")
    return Section("glossary", word("Glossary"), (Table("glossary", caption, columns, rows),))


def with_glossary(document: Document, catalogue: Catalogue, language: Language) -> Document:
    """The document with the terms that it uses explained at its end."""
    found = section(explained(catalogue, language, document), language)
    return document if found is None else replace(document, sections=(*document.sections, found))


def _used(language: Language, term: Term, text: str) -> bool:
    forms = (language.text(term.term), *term.forms)
    return any(
        re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text) is not None
        for form in forms
        # Looking for a piece of text is much faster than for a word.
        if form.casefold() in text
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        # Wherever a line ends, a term of two words is still one.
        yield " ".join(value.split())
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _UNREAD:
                yield from _texts(getattr(value, one.name))
