"""Whom a chapter is written for: the language of the view, and a few cells made alike."""

from __future__ import annotations

from collections.abc import Callable

from readiness.language import Language
from readiness.report.blocks import Cell, Tone
from readiness.report.location.view import LocationView
from readiness.terms import Mark

Word = Callable[..., str]
# Marks by state: the tone that goes with them; a symbol and a word always stand beside it.
_TONES: dict[str, Tone] = {
    "ready": "good",
    "pass": "good",
    "clear": "good",
    "better": "good",
    "adequate": "good",
    "ready-with-conditions": "warn",
    "partial": "warn",
    "not-yet": "bad",
    "fail": "bad",
    "raised": "bad",
    "worse": "bad",
    "weak": "bad",
    "no-link": "bad",
    "undecided": "unknown",
    "unknown": "unknown",
    "lost": "warn",
    "not-applicable": "faint",
}


def word_of(view: LocationView) -> Word:
    """The words in the language of the view."""
    return Language(view.language).word


def marked(mark: Mark, text: str = "", link: str = "") -> Cell:
    """A judgement with its tone."""
    return Cell(text, mark, tone=_TONES.get(mark.state, "plain"), link=link)


def labelled(label: str, text: str) -> str:
    """A label before what it is about."""
    return f"{label}: {text}"


def figure(text: str, exact: str = "") -> Cell:
    """A number as it is shown, with the exact one behind it."""
    return Cell(text or "–", number=exact)
