"""The view model of the report of one visit: plain display data for every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from readiness.language import Language
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.visit import Visit
from readiness.report.domains import DomainView, domains
from readiness.report.hard_stops import HardStops, hard_stops
from readiness.report.labels import Labels, labels
from readiness.report.method import Method, method
from readiness.report.needs import Needs, needs
from readiness.report.plain_text import plain_view
from readiness.report.questions import DomainQuestions, questions
from readiness.report.spots import Spots, spots
from readiness.report.summary import Summary, summary
from readiness.report.technologies import TechnologyView, technologies
from readiness.report.title import Title, title
from readiness.report.unknowns import UnknownView, unknowns
from readiness.report.words import Words


@dataclass(frozen=True)
class LocationView:
    """Everything a report of one visit shows, in the reader's language.

    Every text is safe to show: no control characters but the newline, no marks that
    turn the reading direction.
    """

    language: str
    labels: Labels
    title: Title
    summary: Summary
    technologies: tuple[TechnologyView, ...]
    hard_stops: HardStops
    needs: Needs
    domains: tuple[DomainView, ...]
    spots: Spots | None
    questions: tuple[DomainQuestions, ...]
    unknowns: tuple[UnknownView, ...]
    method: Method


def location_view(
    catalogue: Catalogue,
    visit: Visit,
    assessment: Assessment,
    language: Language,
    made_at: datetime,
    program_version: str,
) -> LocationView:
    """The view of one visit.

    `catalogue` is the content that `assessment` was made with.

    Raises:
        ValueError: the assessment is of another visit or made with other content.
    """
    if assessment.visit != visit.id:
        raise ValueError(f"the assessment is of visit {assessment.visit}, not of {visit.id}")
    if assessment.ruler != catalogue.ruler:
        raise ValueError(f"the assessment was made with ruler {assessment.ruler}")
    words = Words(catalogue, visit, language)
    return plain_view(
        LocationView(
            language=language.code,
            labels=labels(language),
            title=title(words, assessment),
            summary=summary(words, assessment),
            technologies=technologies(words, assessment),
            hard_stops=hard_stops(words, assessment),
            needs=needs(words, assessment),
            domains=domains(words, assessment),
            spots=spots(words, assessment),
            questions=questions(words, assessment),
            unknowns=unknowns(words, assessment),
            method=method(words, assessment, made_at, program_version),
        )
    )
