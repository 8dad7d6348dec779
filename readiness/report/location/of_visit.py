"""The report of a visit, made from what it came to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from readiness.language import Language
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.model.visit import Visit
from readiness.report import decided, loosened
from readiness.report.glossary import explained
from readiness.report.location.benchmarks import benchmarks
from readiness.report.location.coupling import coupling
from readiness.report.location.document import location_document
from readiness.report.location.domains import domains
from readiness.report.location.goals import goals
from readiness.report.location.hard_stops import hard_stops
from readiness.report.location.method import method
from readiness.report.location.needs import needs
from readiness.report.location.questions import questions
from readiness.report.location.since import Earlier, since
from readiness.report.location.spots import spots
from readiness.report.location.summary import summary
from readiness.report.location.technologies import technologies
from readiness.report.location.themes import themes
from readiness.report.location.title import title
from readiness.report.location.unknowns import unknowns
from readiness.report.location.view import LocationView
from readiness.report.location.wifi import PlanPicture, wifi
from readiness.report.plain_text import plain_view
from readiness.report.words import Words


def location_view(
    catalogue: Catalogue,
    visit: Visit,
    assessment: Assessment,
    language: Language,
    made_at: datetime,
    program_version: str,
    earlier: Earlier | None = None,
    plans: Mapping[str, PlanPicture] | None = None,
    decisions: Collection[Decided] = (),
) -> LocationView:
    """The view of one visit.

    `catalogue` is the content that `assessment` was made with; `earlier` the last visit
    before this one; `plans` the pictures of the floors that have one; `decisions` those on
    measures here and for the whole organisation.

    Raises:
        ValueError: the assessment is of another visit or made with other content.
    """
    if assessment.visit != visit.id:
        raise ValueError(f"the assessment is of visit {assessment.visit}, not of {visit.id}")
    if assessment.ruler != catalogue.ruler:
        raise ValueError(f"the assessment was made with ruler {assessment.ruler}")
    words = Words(catalogue, visit, language)
    verdicts = technologies(words, assessment)
    measured = spots(words, assessment)
    view = LocationView(
        language=language.code,
        title=title(words, assessment),
        summary=summary(words, assessment),
        since=since(words, assessment, earlier),
        technologies=verdicts,
        hard_stops=hard_stops(words, assessment),
        needs=needs(words, assessment),
        goals=goals(words, verdicts),
        domains=domains(words, assessment),
        wifi=wifi(words, measured, plans or {}),
        spots=measured,
        coupling=coupling(words, assessment),
        unknowns=unknowns(words, assessment),
        benchmarks=benchmarks(words, assessment),
        themes=themes(words, assessment),
        questions=questions(words, assessment),
        method=method(words, assessment, made_at, program_version),
        loosened=loosened.told(catalogue, language),
        decisions=decided.views(decisions, catalogue, language),
        decided=decided.tally(decisions, language),
    )
    # What the chapters say around the view is explained as well; they are made from it.
    said = location_document(view)
    return plain_view(replace(view, glossary=explained(catalogue, language, said)))
