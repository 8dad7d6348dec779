"""A document as PDF for paper and for screen readers: tagged (PDF/UA-1), with an outline.

The texts go to typst as data, never as its markup, and only the vendored letters are used:
the same document gives the same bytes on any laptop.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from readiness import paths
from readiness.report.blocks import Document
from readiness.report.formats import font, theme
from readiness.report.formats.outline import chapters, headline
from readiness.report.formats.sheet import Sheet
from readiness.report.formats.shortened import shortened
from readiness.report.formats.wording import wording

if TYPE_CHECKING:
    import typst

# No clock: a document says itself when it was made.
_TIMESTAMP = 0
_NAMED = 12


def write(document: Document) -> bytes:
    """The whole PDF."""
    import typst

    return typst.compile(
        (paths.content_folder("reports") / "document.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(_data(shortened(document)), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=_TIMESTAMP,
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font.folder())]
    )


def _data(document: Document) -> dict[str, Any]:
    """Everything that stands in the PDF, as plain data."""
    words = wording(document)
    light, _ = theme.palettes(document.house)
    found = chapters(document)
    sheet = Sheet({c.section.id: c.anchor for c in reversed(found)}, light, words)
    logo = list(document.house.logo) if document.house.logo_kind else []
    made: dict[str, Any] = {
        "language": document.language,
        "colours": light,
        "family": font.FAMILY,
        "headline": sheet.text(headline(document)),
        "running": sheet.brief(headline(document)),
        "kind": sheet.text(document.kind),
        "title": sheet.text(document.title),
        "subtitle": sheet.text(document.subtitle),
        "house": sheet.brief(document.house.organisation),
        "logo": {"bytes": logo, "kind": document.house.logo_kind} if logo else None,
        "status": words.status,
        "facts": sheet.pairs(document.facts),
        "made": sheet.brief(f"{words.made} {document.made}"),
        "contents": words.contents,
        "page": words.page,
        "summary": [sheet.chapter(c) for c in found if c.section.summary],
        "chapters": [sheet.chapter(c) for c in found if not c.section.summary],
    }
    cautions = [sheet.text(caution) for caution in document.cautions]
    if sheet.missing:
        cautions.append(words.not_in_font.format(characters=_named(sheet.missing)))
    return made | {"cautions": cautions}


def _named(missing: dict[str, int]) -> str:
    """The characters by their numbers in Unicode, with how often each was met."""
    named = [f"U+{ord(character):04X} ({count}×)" for character, count in sorted(missing.items())]
    return ", ".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")
