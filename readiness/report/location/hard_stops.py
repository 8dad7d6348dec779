"""The hard stops: findings that cap the level at 1, whatever the mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readiness import terms
from readiness.model.assessment import Assessment
from readiness.report.words import Words
from readiness.terms import Mark

_SHOWN: tuple[Literal["raised", "unknown"], ...] = ("raised", "unknown")


@dataclass(frozen=True)
class HardStopView:
    """One that is raised or can't be ruled out: `prompt` is the question that tells."""

    question: str
    mark: Mark
    text: str
    seen: str
    prompt: str
    remedy: str


@dataclass(frozen=True)
class HardStops:
    """`note` says how many were looked at and don't hold."""

    stops: tuple[HardStopView, ...]
    note: str


def hard_stops(words: Words, assessment: Assessment) -> HardStops:
    """Hard stops that are raised, then those not known yet."""
    word = words.language.word
    total = len(assessment.hard_stops)
    clear = sum(stop.state == "clear" for stop in assessment.hard_stops)
    if not total:
        note = word("No hard stop can hold at this location.")
    elif clear == total:
        note = word("No hard stop holds: all {total} were looked at.", total=total)
    else:
        note = word("Looked at and clear: {clear} of {total}.", clear=clear, total=total)
    made = []
    for state in _SHOWN:
        for stop in assessment.hard_stops:
            question = words.catalogue.questions[stop.question]
            if stop.state != state or question.hard_stop is None:
                continue
            outcome = assessment.outcomes[stop.question]
            seen = outcome.actual if state == "raised" else outcome.reason
            made.append(
                HardStopView(
                    question=question.id,
                    mark=terms.hard_stop(words.language, state),
                    text=words.language.text(question.hard_stop.text),
                    seen=words.seen(question, seen) if seen.template else "",
                    prompt=words.language.text(question.prompt),
                    remedy=words.remedy(stop.question),
                )
            )
    return HardStops(stops=tuple(made), note=note)
