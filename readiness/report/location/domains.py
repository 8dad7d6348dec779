"""The domains: score as an interval, coverage, share in the whole, weak and strong."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.model.assessment import Assessment, Tally
from readiness.model.printed.assessment import exact
from readiness.report.location.summary import Bar, bar
from readiness.report.words import Score, Words


@dataclass(frozen=True)
class CheckRow:
    id: str
    name: str
    score: str
    ends: Score
    coverage: str
    exact_coverage: str


@dataclass(frozen=True)
class DomainView:
    """`share` is what the domain counts for in the location's score."""

    id: str
    name: str
    score: str
    ends: Score
    coverage: str
    exact_coverage: str
    share: str
    bar: Bar | None
    weak: str
    strong: str
    checks: tuple[CheckRow, ...]


def domains(words: Words, assessment: Assessment) -> tuple[DomainView, ...]:
    """All domains in the order of a visit."""
    shares = {part.of: part.share for part in assessment.location.contributions}
    checks = {tally.id: tally for tally in assessment.checks}
    made = []
    for tally in assessment.domains:
        domain = words.catalogue.domains[tally.id]
        share = "–"
        if not domain.scored:
            share = words.language.word("shown, not counted")
        elif tally.id in shares:
            share = words.language.percent(shares[tally.id], 1)
        made.append(
            DomainView(
                id=tally.id,
                name=words.language.text(domain.name),
                score=words.score(tally.low, tally.high, tally.point),
                ends=words.scored(tally.low, tally.high, tally.point),
                coverage=words.coverage(tally),
                exact_coverage=str(exact(tally.coverage)),
                share=share,
                bar=bar(words, tally),
                weak=words.language.text(domain.weak),
                strong=words.language.text(domain.strong),
                checks=tuple(
                    _row(words, checks[check.id])
                    for check in words.catalogue.checks.values()
                    if check.domain == tally.id
                ),
            )
        )
    return tuple(made)


def _row(words: Words, tally: Tally) -> CheckRow:
    return CheckRow(
        id=tally.id,
        name=words.language.text(words.catalogue.checks[tally.id].name),
        score=words.score(tally.low, tally.high, tally.point),
        ends=words.scored(tally.low, tally.high, tally.point),
        coverage=words.coverage(tally),
        exact_coverage=str(exact(tally.coverage)),
    )
