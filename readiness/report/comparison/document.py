"""The whole comparison as a document, for every format."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from readiness import terms
from readiness.compare.comparison import Comparison
from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.report import loosened
from readiness.report.blocks import Document, HouseStyle, Section
from readiness.report.comparison import (
    coverage,
    decided,
    dots,
    heat,
    leverage,
    method,
    organisations,
    questions,
    spread,
    summary,
    together,
    trends,
)
from readiness.report.comparison.told import Told
from readiness.report.glossary import with_glossary
from readiness.report.plain_text import plain_view


def comparison_document(
    catalogue: Catalogue,
    comparison: Comparison,
    language: Language,
    made_at: datetime,
    program_version: str,
    by_organisation: bool = False,
    house: HouseStyle | None = None,
    decisions: Collection[Decided] = (),
) -> Document:
    """The comparison in the reader's language.

    `catalogue` is the content that all visits were scored with. `by_organisation`: the
    organisations beside each other; then no location is named. `decisions`: those on measures,
    each shown where it belongs to a compared location.

    Raises:
        ValueError: the comparison was made with other content.
    """
    if comparison.ruler != catalogue.ruler:
        raise ValueError(f"the comparison was made with ruler {comparison.ruler}")
    told = Told(catalogue, comparison, language)
    word = language.word
    sections = _of_organisations(told) if by_organisation else _of_locations(told, decisions)
    count = len(comparison.organisations.shown if by_organisation else comparison.places)
    title = (
        (word("{count} organisations", count=count) if count != 1 else word("One organisation"))
        if by_organisation
        else word("{count} locations", count=count)
        if count != 1
        else told.place(comparison.places[0].location)
    )
    made = Document(
        id="comparison",
        language=language.code,
        kind=word("Comparison"),
        title=title,
        subtitle=word("Where locations are strong, and what they can do together"),
        facts=_facts(told),
        cautions=_cautions(told),
        sections=(*sections, *_loosened(told), method.section(told, program_version)),
        made=f"{language.day(made_at.date())} {made_at:%H:%M}",
        fictional=any(place.location.fictional for place in comparison.places),
        house=house or HouseStyle(),
    )
    return plain_view(with_glossary(made, catalogue, language))


def _of_locations(told: Told, decisions: Collection[Decided]) -> tuple[Section, ...]:
    found = (
        summary.section(told),
        heat.domains(told),
        heat.technologies(told),
        leverage.section(told),
        decided.section(told, decisions),
        together.weak_points(told),
        together.learning(told),
        dots.section(told),
        spread.section(told),
        trends.section(told),
        questions.section(told),
        questions.sector(told),
        coverage.section(told),
        coverage.left_out(told),
    )
    return tuple(section for section in found if section is not None)


def _of_organisations(told: Told) -> tuple[Section, ...]:
    return summary.of_organisations(told), *organisations.sections(told)


def _loosened(told: Told) -> tuple[Section, ...]:
    found = loosened.section(loosened.told(told.catalogue, told.language), told.language)
    return () if found is None else (found,)


def _facts(told: Told) -> tuple[tuple[str, str], ...]:
    word, filters = told.language.word, told.comparison.filters
    day = told.language.day
    pairs = (
        (word("Day of the comparison"), day(told.comparison.day)),
        (word("Organisation"), filters.organisation),
        (word("Region"), filters.region),
        (word("Kind"), terms.kind(told.language, filters.kind) if filters.kind else ""),
        (word("Visits from"), day(filters.since) if filters.since else ""),
        (word("Visits until"), day(filters.until) if filters.until else ""),
        (word("Judged on"), day(filters.as_of) if filters.as_of else ""),
    )
    return tuple((label, value) for label, value in pairs if value)


def _cautions(told: Told) -> tuple[str, ...]:
    word, comparison = told.language.word, told.comparison
    said = []
    if any(place.location.fictional for place in comparison.places):
        said.append(word("Made up for the demo: no such location exists."))
    still_open = sum(not place.visit.closed for place in comparison.places)
    if still_open:
        said.append(word("Visits that are still open: {count}.", count=still_open))
    return (*said, *loosened.cautions(told.catalogue, told.language))
