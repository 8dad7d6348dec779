"""The location report as a document, and its one page for the location manager."""

from __future__ import annotations

from dataclasses import replace

from readiness.language import Language
from readiness.report import loosened
from readiness.report.blocks import Block, Document, HouseStyle, Section, Table
from readiness.report.location.sections import (
    benchmarks,
    coupling,
    decisions,
    measures,
    record,
    scores,
    since,
    spots,
    themes,
    unknown,
    verdicts,
)
from readiness.report.location.sections.first_page import first_page
from readiness.report.location.sections.reader import word_of
from readiness.report.location.view import LocationView


def location_document(view: LocationView, house: HouseStyle | None = None) -> Document:
    """The whole report: the first page stands alone, the chapters say why."""
    sections = [
        first_page(view),
        since.since(view),
        *verdicts.verdicts(view),
        verdicts.hard_stops(view),
        *measures.measures(view),
        decisions.decisions(view),
        scores.scores(view),
        spots.spots(view),
        coupling.coupling(view),
        unknown.unknown(view),
        benchmarks.benchmarks(view),
        themes.themes(view),
        loosened.section(view.loosened, Language(view.language)),
        record.facts(view),
        record.corrections(view),
        record.questions(view),
        *record.method(view),
    ]
    return _document(view, "location", sections, house)


def location_card(view: LocationView, house: HouseStyle | None = None) -> Document:
    """One page for the location manager: verdicts and first things, nothing else."""
    page = first_page(view)
    # Links to chapters that a single page doesn't have lead nowhere.
    blocks = tuple(_unlinked(block) for block in page.blocks)
    return _document(view, "card", [replace(page, blocks=blocks)], house)


def _unlinked(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(tuple(replace(cell, link="") for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _document(
    view: LocationView, id_: str, sections: list[Section | None], house: HouseStyle | None
) -> Document:
    word, title = word_of(view), view.title
    kind = word("ICT readiness report") if id_ == "location" else word("ICT readiness in one page")
    facts = [
        (word("Visited"), f"{title.day} ({title.status})"),
        (word("Assessor"), title.assessor),
        (word("Visit id"), title.visit),
    ]
    facts += title.short
    return Document(
        id=id_,
        language=view.language,
        kind=kind,
        title=title.location,
        subtitle=title.day,
        facts=tuple(facts),
        cautions=title.cautions,
        sections=tuple(section for section in sections if section is not None),
        made=dict(view.method.facts).get(word("Report made"), ""),
        draft=title.draft,
        fictional=title.fictional,
        house=house or HouseStyle(),
    )
