"""What goes with the report of a visit: the to-do list, the draft to check, its sheet."""

from __future__ import annotations

from readiness.office.asked import Asked
from readiness.office.followed import followed
from readiness.report.blocks import Document
from readiness.report.fact_check.insert import with_fact_check
from readiness.report.fact_check.sheet import remark_sheet, sheet_files
from readiness.report.todo.files import todo_files
from readiness.report.todo.of_visit import todo_view
from readiness.report.words import Words


def todo_list(asked: Asked) -> dict[str, bytes]:
    """The files of the to-do list by name; its calendar begins on the day that is asked for."""
    start = asked.start or asked.made_at.date()
    location = asked.kit.location(asked.visit.location.id)
    view = todo_view(
        _words(asked),
        asked.kit.assess(asked.visit),
        start,
        asked.made_at,
        followed(asked.kit, location).values(),
    )
    return todo_files(view, house=asked.kit.house)


def fact_checked(asked: Asked, document: Document) -> Document:
    """The report with its fact check: room for remarks in a draft, else what came of them."""
    assessment, held = asked.kit.assess(asked.visit), asked.kit.remarks.of(asked.visit)
    return with_fact_check(document, _words(asked), assessment, held, asked.draft)


def remark_sheets(asked: Asked) -> dict[str, bytes]:
    """The sheet that goes with the last draft, as files by name."""
    assessment, held = asked.kit.assess(asked.visit), asked.kit.remarks.of(asked.visit)
    made = asked.language.day(asked.made_at.date())
    return sheet_files(remark_sheet(_words(asked), assessment, held, made, asked.kit.house))


def _words(asked: Asked) -> Words:
    return Words(asked.kit.catalogue_of(asked.visit), asked.visit, asked.language)
