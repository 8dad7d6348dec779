"""The verdict on each technology, with what is missing and what is still to find out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from readiness import answers, terms
from readiness.model.assessment import (
    VERDICT_ORDER,
    Assessment,
    Outcome,
    RequirementResult,
    Verdict,
)
from readiness.model.profile import Requirement
from readiness.model.subject import LOCATION
from readiness.report.words import Words
from readiness.terms import Mark

Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True)
class RequirementView:
    """One must or should: what is asked, why, what was seen, what repairs it.

    `prompt` is the question that shows it, with the subject where it asks for one, `remedy` the
    measure that helps, `kind` the word for must or should.
    """

    question: str
    condition: str
    kind: str
    why: str
    seen: str
    prompt: str
    remedy: str
    sources: str


@dataclass(frozen=True)
class TechnologyView:
    """One technology. `conditions` keep it from "ready", or come with buying it."""

    id: str
    name: str
    summary: str
    use: str
    chosen: bool
    wanted: bool
    risk: bool
    mark: Mark
    meaning: str
    musts: str
    shoulds: str
    failed: tuple[RequirementView, ...]
    unknown: tuple[RequirementView, ...]
    conditions: tuple[RequirementView, ...]
    recommended: tuple[RequirementView, ...]
    met: tuple[RequirementView, ...]


def technologies(words: Words, assessment: Assessment) -> tuple[TechnologyView, ...]:
    """All technologies: in use first with risks on top, then wanted, then the others."""
    ordered = sorted(assessment.verdicts, key=_order)
    return tuple(_technology(words, verdict, assessment.outcomes) for verdict in ordered)


def _order(verdict: Verdict) -> tuple[int, int]:
    group = 0 if verdict.in_use else 1 if verdict.wanted else 2
    if verdict.state in VERDICT_ORDER:
        return group, VERDICT_ORDER.index(verdict.state)
    return group, len(VERDICT_ORDER)


def _technology(words: Words, verdict: Verdict, outcomes: Outcomes) -> TechnologyView:
    word = words.language.word
    technology = words.catalogue.technologies[verdict.technology]
    results = verdict.requirements
    use = word("in use") if verdict.in_use else word("not in use")
    if verdict.wanted:
        use = word("wanted")
    named = {r.number for r in results if r.number in verdict.conditions}
    named |= {r.number for r in results if r.state == "condition" or r.weak_share}

    def views(some: Iterable[RequirementResult]) -> tuple[RequirementView, ...]:
        return tuple(_view(words, one, outcomes[one.question]) for one in some)

    return TechnologyView(
        id=verdict.technology,
        name=words.language.text(technology.name),
        summary=words.language.text(technology.summary),
        use=use,
        chosen=verdict.in_use or verdict.wanted,
        wanted=verdict.wanted,
        risk=verdict.risk,
        mark=terms.verdict(words.language, verdict.state),
        meaning=_meaning(words, verdict),
        musts=_met(words, results, must=True),
        shoulds=_met(words, results, must=False),
        failed=views(verdict.of("failed", must=True)),
        unknown=views(verdict.of("unknown", must=True)),
        conditions=views([r for r in results if r.number in named]),
        recommended=views([r for r in verdict.of("failed", must=False) if r.number not in named]),
        met=views([r for r in results if r.state == "met" and r.number not in named]),
    )


def _meaning(words: Words, verdict: Verdict) -> str:
    word = words.language.word
    match verdict.state:
        case "ready":
            return word("Everything this technology can't do without is there.")
        case "ready-with-conditions":
            return word("What it can't do without is there; first settle the conditions below.")
        case "undecided":
            return word("Nothing found against it, but not enough is known yet to say it is safe.")
        case "not-yet" if verdict.in_use:
            return word("In use while something it can't do without is missing: a risk.")
        case "not-yet":
            return word("Possible once what is missing below has been put right.")
    return word("None of its musts applies at this location.")


def _met(words: Words, results: Iterable[RequirementResult], must: bool) -> str:
    counted = [r for r in results if r.must == must and r.state in ("met", "failed", "unknown")]
    if not counted:
        return "–"
    return words.language.word(
        "{count} of {total}", count=sum(r.state == "met" for r in counted), total=len(counted)
    )


def _requirement(words: Words, result: RequirementResult) -> Requirement:
    technology = words.catalogue.technologies[result.technology]
    return technology.requirements[result.number][1]


def _view(words: Words, result: RequirementResult, outcome: Outcome) -> RequirementView:
    language = words.language
    requirement = _requirement(words, result)
    question = words.catalogue.questions[result.question]
    seen = words.seen(question, result.reason)
    if question.asked_of == "spot" and result.state in ("met", "failed"):
        seen = language.word(
            "{seen} good enough, {share} is needed",
            seen=seen,
            share=language.percent(Fraction(requirement.share)),
        )
    elif outcome.known and any(clause.on == "score" for clause in requirement.clauses):
        seen = language.word("{seen}; score {score}", seen=seen, score=outcome.point)
    if result.weak_share and result.state == "met":
        seen = language.word(
            "{seen}: too few rooms to be sure that three quarters have it", seen=seen
        )
    return RequirementView(
        question=question.id,
        condition=language.text(requirement.condition),
        kind=language.word("must") if result.must else language.word("recommended"),
        why=language.text(requirement.reason),
        seen=seen,
        prompt=answers.asked(language, words.catalogue, question, result.about or LOCATION),
        remedy=words.remedy(result.question),
        sources=words.tags(requirement.sources),
    )
