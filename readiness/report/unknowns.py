"""What stays unknown, and which technologies wait for it."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.model.assessment import Assessment
from readiness.report.words import Words


@dataclass(frozen=True)
class UnknownView:
    """A question in play without a known value. `who` can tell; `waits` need the answer."""

    domain: str
    prompt: str
    reason: str
    who: str
    waits: str


def unknowns(words: Words, assessment: Assessment) -> tuple[UnknownView, ...]:
    """Every question in play without a known value, in the order of a visit."""
    waiting: dict[str, list[str]] = {}
    for verdict in assessment.verdicts:
        for result in verdict.of("unknown", must=True):
            waiting.setdefault(result.question, []).append(verdict.technology)
    made = []
    for question in words.catalogue.questions.values():
        outcome = assessment.outcomes[question.id]
        if outcome.in_play and not outcome.known:
            domain = words.catalogue.domains[question.domain]
            made.append(
                UnknownView(
                    domain=words.language.text(domain.name),
                    prompt=words.language.text(question.prompt),
                    reason=words.seen(question, outcome.reason),
                    who=words.language.text(domain.answered_by),
                    waits=words.technologies(dict.fromkeys(waiting.get(question.id, ()))),
                )
            )
    return tuple(made)
