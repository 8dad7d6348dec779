"""How the report was made: scoring in short, ruler, version, sources, what it isn't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from readiness.model.assessment import Assessment
from readiness.report.words import Words


@dataclass(frozen=True)
class SourceView:
    tag: str
    title: str
    where: str


@dataclass(frozen=True)
class Method:
    """`facts` are pairs of label and value."""

    scoring: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    disclaimer: str
    sources: tuple[SourceView, ...]


def method(words: Words, assessment: Assessment, made_at: datetime, program_version: str) -> Method:
    """How this report was made."""
    word, language = words.language.word, words.language
    made = f"{language.day(made_at.date())} {made_at:%H:%M} {made_at.tzname() or ''}".strip()
    return Method(
        scoring=(
            word(
                "Each question gives a score from 0 to 100, by a curve or a table. A check is "
                "the mean of its questions, where a necessary one counts twice; a domain is the "
                "mean of its checks; the location is the weighted mean of its domains."
            ),
            word(
                "What isn't known counts neither as good nor as bad: it makes the interval "
                "wider, from 0 at worst to 100 at best. Coverage is what is known of what is in "
                "play."
            ),
            word(
                "A technology is ready when all its musts are met and at least 70 % of what is "
                "recommended; a failed must means not yet, an unknown one means undecided."
            ),
            word(
                "There is a level from 70 % coverage. A hard stop keeps it at 1, whatever the mean."
            ),
            word(
                "Needs within a class stand in order of (musts opened + hard stops lifted) × "
                "people ÷ cost. People are beds and carers on the busiest shift; working days "
                "count at {rate} an hour. Without beds and carers there is no such order.",
                rate=language.euros(words.catalogue.assumptions.hourly_rate),
            ),
            word("Numbers are shown rounded to 0.1; the rules see them unrounded."),
        ),
        facts=(
            (word("Ruler"), assessment.ruler),
            (word("Kit version"), program_version),
            (word("Report made"), made),
            (word("Visit id"), words.visit.id),
        ),
        disclaimer=word(
            "This report supports preparation; it is not an IGJ or NEN assessment. Prices, days "
            "and lead times of measures are assumptions."
        ),
        sources=_sources(words),
    )


def _sources(words: Words) -> tuple[SourceView, ...]:
    """Every source behind a question or a requirement, once."""
    used = {tag for question in words.catalogue.questions.values() for tag in question.sources}
    for technology in words.catalogue.technologies.values():
        used |= {tag for _, requirement in technology.requirements for tag in requirement.sources}
    return tuple(
        SourceView(tag=tag, title=words.language.text(source.title), where=source.where)
        for tag, source in words.catalogue.sources.items()
        if tag in used
    )
