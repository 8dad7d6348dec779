"""The findings by theme of the Inspectorate's framework for e-health."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from readiness import terms
from readiness.model.assessment import Assessment
from readiness.model.catalogue import IgjTheme, Question
from readiness.report.words import Words
from readiness.terms import Mark


@dataclass(frozen=True)
class Finding:
    """Something to repair: its question, what it came to, what was seen and what helps."""

    question: str
    prompt: str
    mark: Mark
    seen: str
    remedy: str


@dataclass(frozen=True)
class Theme:
    """`in_order`: questions of this theme that are in order, of those that are known."""

    id: str
    name: str
    in_order: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Themes:
    themes: tuple[Theme, ...]
    disclaimer: str


def themes(words: Words, assessment: Assessment) -> Themes:
    """All five themes, each with its findings in the order of a visit."""
    word = words.language.word
    gaps = {gap.question for need in assessment.needs for gap in need.gaps}
    made = []
    for theme in get_args(IgjTheme):
        mine = [q for q in words.catalogue.questions.values() if theme_of(words, q) == theme]
        outcomes = [assessment.outcomes[q.id] for q in mine]
        known = [o for o in outcomes if o.in_play and o.known]
        made.append(
            Theme(
                id=theme,
                name=terms.igj(words.language, theme),
                in_order=word(
                    "{count} of {total}",
                    count=sum(o.state == "pass" for o in known),
                    total=len(known),
                ),
                findings=tuple(_finding(words, assessment, q) for q in mine if q.id in gaps),
            )
        )
    return Themes(
        themes=tuple(made),
        disclaimer=word(
            "The themes are those of the framework that the Health and Youth Care Inspectorate "
            "uses for e-health. This arranges the findings for a talk about them; it is not an "
            "IGJ or NEN assessment and says nothing about what the Inspectorate would find."
        ),
    )


def theme_of(words: Words, question: Question) -> IgjTheme:
    """The question's own theme, else that of its domain."""
    return question.igj or words.catalogue.domains[question.domain].igj


def _finding(words: Words, assessment: Assessment, question: Question) -> Finding:
    outcome = assessment.outcomes[question.id]
    state = outcome.state
    mark = terms.outcome(words.language, state)
    if state == "pass":
        # In order on the whole, and not enough for a technology.
        mark = Mark("partial", "◐", words.language.word("not enough everywhere"))
    if words.hidden(question):
        mark = Mark("unknown", "·", words.hidden_words)
    return Finding(
        question=question.id,
        prompt=words.prompt(question.id),
        mark=mark,
        seen=words.seen(question, outcome.actual) if outcome.actual.template else "",
        remedy=words.remedy(question.id),
    )
