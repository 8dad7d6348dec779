"""What management decided on the measures here, and how much of it is there."""

from __future__ import annotations

from readiness.language import Language
from readiness.report import decided
from readiness.report.blocks import Paragraph, Section
from readiness.report.location.view import LocationView


def decisions(view: LocationView) -> Section | None:
    if not view.decisions:
        return None
    language = Language(view.language)
    return Section(
        "decided",
        language.word("What was decided"),
        (Paragraph(view.decided), decided.table(view.decisions, language)),
    )
