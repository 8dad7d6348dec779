"""The whole judgement: a visit and a catalogue in, an assessment out. Pure."""

from __future__ import annotations

from datetime import date

from readiness.model.assessment import Assessment
from readiness.model.catalogue import Question
from readiness.model.content import Catalogue
from readiness.model.visit import Visit
from readiness.score.level import hard_stops, level
from readiness.score.need import gaps, needs
from readiness.score.outcome import outcome
from readiness.score.scene import Scene, names
from readiness.score.tally import of_outcomes, of_tallies
from readiness.score.verdict import verdict


def in_play(catalogue: Catalogue, visit: Visit, question: Question) -> bool:
    """Core questions, those that a technology in use or wanted names, all when extended."""
    if question.core or visit.extended:
        return True
    chosen = (*visit.location.in_use, *visit.location.wanted)
    return any(names(catalogue, technology, question.id) for technology in chosen)


def assess(catalogue: Catalogue, visit: Visit, as_of: date | None = None) -> Assessment:
    """Everything that follows from the visit.

    `as_of`: answers older than their `valid_months` on that day count as unknown;
    without it they are judged on the day of the visit.
    """
    scene = Scene(catalogue, visit, visit.by_question(), as_of or visit.date)
    judged = {
        question.id: outcome(scene, question, in_play(catalogue, visit, question))
        for question in catalogue.questions.values()
    }
    outcomes = {id_: made for id_, (made, _) in judged.items()}
    readings = {id_: found for id_, (_, found) in judged.items()}
    checks = tuple(
        of_outcomes(check.id, [(outcomes[q.id], q.weight) for q in check.questions.values()])
        for check in catalogue.checks.values()
    )
    domains = tuple(
        of_tallies(
            domain.id,
            [
                (tally, 1)
                for check, tally in zip(catalogue.checks.values(), checks, strict=True)
                if check.domain == domain.id
            ],
        )
        for domain in catalogue.domains.values()
    )
    with_domain = list(zip(catalogue.domains.values(), domains, strict=True))
    location = of_tallies("location", [(t, d.weight) for d, t in with_domain if d.scored])
    stops = hard_stops(scene, readings)
    verdicts = tuple(verdict(scene, t, readings) for t in catalogue.technologies.values())
    return Assessment(
        visit=visit.id,
        ruler=catalogue.ruler,
        in_play=location.in_play,
        known=location.known,
        location=location,
        level=level(location, with_domain, stops),
        hard_stops=stops,
        domains=domains,
        checks=checks,
        outcomes=outcomes,
        verdicts=verdicts,
        needs=needs(catalogue, visit.location, gaps(outcomes, verdicts, stops), verdicts),
    )
