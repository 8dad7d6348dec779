"""What stays unknown, and what the answer would decide."""

from __future__ import annotations

from dataclasses import dataclass

from readiness import terms
from readiness.model.assessment import Assessment
from readiness.model.printed.assessment import exact
from readiness.report.words import Words
from readiness.score.stake import Stake, stakes


@dataclass(frozen=True)
class UnknownView:
    """A question in play without a known value. `who` can tell; `waits` need the answer.

    `decides`: what would be settled by it; `points`: how much of the interval of the
    location's score is its.
    """

    question: str
    domain: str
    prompt: str
    reason: str
    who: str
    waits: str
    decides: tuple[str, ...]
    points: str
    exact_points: str


def unknowns(words: Words, assessment: Assessment) -> tuple[UnknownView, ...]:
    """Every question in play without a known value, the most deciding first."""
    waiting: dict[str, list[str]] = {}
    for verdict in assessment.verdicts:
        for result in verdict.of("unknown", must=True):
            waiting.setdefault(result.question, []).append(verdict.technology)
    chosen = {v.technology for v in assessment.verdicts if v.in_use or v.wanted}
    made = []
    for stake in stakes(words.catalogue, assessment):
        question = words.catalogue.questions[stake.question]
        domain = words.catalogue.domains[question.domain]
        outcome = assessment.outcomes[question.id]
        made.append(
            UnknownView(
                question=question.id,
                domain=words.language.text(domain.name),
                prompt=words.language.text(question.prompt),
                reason=words.seen(question, outcome.reason),
                who=words.language.text(domain.answered_by),
                waits=words.technologies(dict.fromkeys(waiting.get(question.id, ()))),
                decides=tuple(_decides(words, stake, chosen)),
                points=words.language.number(stake.width),
                exact_points=str(exact(stake.width)),
            )
        )
    return tuple(made)


def _decides(words: Words, stake: Stake, chosen: set[str]) -> list[str]:
    word = words.language.word
    made = []
    # What is in use or wanted is named; the others are counted.
    alone = [technology for technology in stake.alone if technology in chosen]
    if alone:
        made.append(word("alone: {technologies}", technologies=words.technologies(alone)))
    together = [technology for technology in stake.together if technology in chosen]
    if together:
        made.append(
            word("with other answers: {technologies}", technologies=words.technologies(together))
        )
    others = len(stake.alone) + len(stake.together) - len(alone) - len(together)
    if others:
        made.append(word("verdicts on technology that isn't wanted now: {count}", count=others))
    if stake.hard_stop:
        made.append(word("whether a hard stop holds"))
    if stake.moves_level:
        made.append(
            word(
                "the level: {worst} at worst, {best} at best",
                worst=terms.level_span(words.language, stake.worst),
                best=terms.level_span(words.language, stake.best),
            )
        )
    return made
