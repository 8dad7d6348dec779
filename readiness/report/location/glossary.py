"""The words of the field that this report uses, explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from readiness.model.catalogue import Term
from readiness.report.words import Words


@dataclass(frozen=True)
class TermView:
    id: str
    term: str
    explanation: str


def glossary(words: Words, view: object) -> tuple[TermView, ...]:
    """The terms that stand somewhere in the view, in alphabetical order."""
    text = "\n".join(_texts(view)).casefold()
    found = [term for term in words.catalogue.glossary.values() if _used(words, term, text)]
    made = [
        TermView(term.id, words.language.text(term.term), words.language.text(term.explanation))
        for term in found
    ]
    return tuple(sorted(made, key=lambda one: one.term.casefold()))


def _used(words: Words, term: Term, text: str) -> bool:
    forms = (words.language.text(term.term), *term.forms)
    return any(
        re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text) is not None for form in forms
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for one in fields(value):
            # The bytes of a picture aren't words.
            if one.name != "picture":
                yield from _texts(getattr(value, one.name))
