"""The report of a visit: its documents, its files."""

from __future__ import annotations

from collections.abc import Callable

from readiness.office import around_visit
from readiness.office.asked import Asked
from readiness.report.formats import FORMATS
from readiness.report.location import data
from readiness.report.location.document import location_card, location_document
from readiness.report.plain_text import plain_view

_CARD_FORMATS = ("html", "pdf")


# What a visit can be reported as besides the formats of its whole report: each gives the
# files by name. A new kind is one line here.
KINDS: dict[str, Callable[[Asked], dict[str, bytes]]] = {
    "json": lambda asked: {
        f"readiness-{asked.visit.id}.json": data.write(
            asked.view(),
            asked.kit.assess(asked.visit),
            asked.kit.catalogue_of(asked.visit),
            asked.language,
        )
    },
    "card": lambda asked: card_files(asked),
    "todo": around_visit.todo_list,
}


def names() -> tuple[str, ...]:
    """Everything that `report --format` takes."""
    return (*FORMATS, *KINDS)


def files(asked: Asked, chosen: list[str]) -> dict[str, bytes]:
    """The files of these formats and kinds, by name.

    Raises:
        Refused: the visit can't be scored here.
    """
    made: dict[str, bytes] = {}
    formats = [name for name in chosen if name in FORMATS]
    if formats:
        report = location_document(asked.view(), asked.kit.house)
        document = plain_view(around_visit.fact_checked(asked, report))
        draft = "-draft" if asked.draft else ""
        for name in formats:
            file = f"readiness-{asked.visit.id}{draft}{FORMATS[name].suffix}"
            made[file] = FORMATS[name].write(document)
    for name in chosen:
        if name in KINDS:
            made |= KINDS[name](asked)
    return made | (around_visit.remark_sheets(asked) if asked.draft else {})


def card_files(asked: Asked) -> dict[str, bytes]:
    """The one page for the location manager."""
    document = plain_view(location_card(asked.view(), asked.kit.house))
    return {
        f"card-{asked.visit.id}{FORMATS[name].suffix}": FORMATS[name].write(document)
        for name in _CARD_FORMATS
    }
