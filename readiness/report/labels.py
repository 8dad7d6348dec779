"""Headings and column names of the report: the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.language import Language


@dataclass(frozen=True)
class Labels:
    """The words around the figures, in the reader's language."""

    report: str
    location: str
    visited: str
    assessor: str
    visit: str
    summary: str
    level: str
    score: str
    coverage: str
    evidence: str
    first: str
    strong: str
    corrections: str
    corrections_note: str
    technologies: str
    technologies_note: str
    technology: str
    use: str
    verdict: str
    musts: str
    shoulds: str
    risk: str
    missing: str
    to_find_out: str
    conditions: str
    recommended: str
    in_place: str
    seen: str
    remedy: str
    why: str
    hard_stops: str
    hard_stop: str
    needs: str
    measure: str
    opens: str
    repairs: str
    cost: str
    yearly: str
    effort: str
    lead: str
    scope: str
    who: str
    assumption: str
    change_project: str
    together: str
    domains: str
    domains_note: str
    domain: str
    check: str
    share: str
    weak: str
    strong_picture: str
    spots: str
    spots_none: str
    spot: str
    zone: str
    floor: str
    ward: str
    questions: str
    question: str
    answer: str
    good: str
    outcome: str
    basis: str
    note: str
    source: str
    not_asked: str
    unknown: str
    unknown_none: str
    reason: str
    who_can_tell: str
    waits: str
    method: str
    sources: str
    source_title: str
    where: str
    subject: str
    contents: str


def labels(language: Language) -> Labels:
    """The labels in this language."""
    word = language.word
    return Labels(
        report=word("ICT readiness report"),
        location=word("Location"),
        visited=word("Visited"),
        assessor=word("Assessor"),
        visit=word("Visit id"),
        summary=word("Summary"),
        level=word("Level"),
        score=word("Score"),
        coverage=word("Coverage"),
        evidence=word("How we know"),
        first=word("Read this first"),
        strong=word("Already strong"),
        corrections=word("Corrections after closing"),
        corrections_note=word("These answers were changed after the visit was closed."),
        technologies=word("Verdict per technology"),
        technologies_note=word(
            "In use first, risks on top; then what is wanted; then what could come later."
        ),
        technology=word("Technology"),
        use=word("Use"),
        verdict=word("Verdict"),
        musts=word("Musts met"),
        shoulds=word("Recommended met"),
        risk=word("risk"),
        missing=word("What is missing"),
        to_find_out=word("Still to find out"),
        conditions=word("Conditions"),
        recommended=word("Recommended, not there yet"),
        in_place=word("Already in place"),
        seen=word("Seen"),
        remedy=word("Remedy"),
        why=word("Why"),
        hard_stops=word("Hard stops"),
        hard_stop=word("Hard stop"),
        needs=word("Needs"),
        measure=word("Measure"),
        opens=word("What it opens"),
        repairs=word("What it repairs"),
        cost=word("Cost in the first year"),
        yearly=word("of which every year"),
        effort=word("Own effort"),
        lead=word("Lead time"),
        scope=word("Where"),
        who=word("Who acts"),
        assumption=word("assumption"),
        change_project=word("a project of its own"),
        together=word("Together"),
        domains=word("Domains"),
        domains_note=word(
            "The bar runs from the lowest to the highest score that still fits; the mark is the "
            "score over what is wholly known. Answers that are partly known are in the bar only, "
            "so the mark can lie outside it."
        ),
        domain=word("Domain"),
        check=word("Check"),
        share=word("Share in the score"),
        weak=word("Weak"),
        strong_picture=word("Strong"),
        spots=word("Measured spots"),
        spots_none=word("No spots were measured."),
        spot=word("Spot"),
        zone=word("Zone"),
        floor=word("Floor"),
        ward=word("Ward"),
        questions=word("Every question"),
        question=word("Question"),
        answer=word("Answer"),
        good=word("Good is"),
        outcome=word("Outcome"),
        basis=word("How we know, and source of the threshold"),
        note=word("Note"),
        source=word("Source"),
        not_asked=word("Not asked at this visit"),
        unknown=word("What stays unknown"),
        unknown_none=word("Everything that was in play is known."),
        reason=word("Reason"),
        who_can_tell=word("Who can tell"),
        waits=word("Waits for it"),
        method=word("Method"),
        sources=word("Sources"),
        source_title=word("Title"),
        where=word("Published by or at"),
        subject=word("About"),
        contents=word("Contents"),
    )
