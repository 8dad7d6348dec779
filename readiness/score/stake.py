"""What the answers that are still missing would decide: verdicts, hard stops, the level.

Found by scoring the visit again with one question at its worst and at its best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from readiness.model.assessment import Assessment, HardStopResult, Level, Outcome, Tally
from readiness.model.content import Catalogue
from readiness.score.level import level
from readiness.score.tally import of_outcomes, of_tallies

_WORST, _BEST = Fraction(0), Fraction(100)


@dataclass(frozen=True)
class Stake:
    """What one question without a known value would decide.

    `alone`: technologies whose verdict hangs on this answer only; `together`: on this and
    other ones. `hard_stop`: whether it would raise or clear one. `width`: how many points of
    the location's interval are its. `worst` and `best`: the level once it is known.
    """

    question: str
    alone: tuple[str, ...]
    together: tuple[str, ...]
    hard_stop: bool
    width: Fraction
    worst: Level
    best: Level

    @property
    def moves_level(self) -> bool:
        """Whether the level at worst differs from the level at best."""
        return (self.worst.low, self.worst.high) != (self.best.low, self.best.high)


def stakes(catalogue: Catalogue, assessment: Assessment) -> tuple[Stake, ...]:
    """For every question in play without a known value, the most deciding first."""
    chosen = {v.technology for v in assessment.verdicts if v.in_use or v.wanted}
    made = [
        _stake(catalogue, assessment, outcome)
        for outcome in assessment.outcomes.values()
        if outcome.in_play and not outcome.known
    ]
    return tuple(
        sorted(
            made,
            key=lambda s: (
                -len(chosen & {*s.alone}),
                not s.hard_stop,
                -len(chosen & {*s.together}),
                not s.moves_level,
                -len(s.alone) - len(s.together),
                -s.width,
            ),
        )
    )


def _stake(catalogue: Catalogue, assessment: Assessment, outcome: Outcome) -> Stake:
    alone: list[str] = []
    together: list[str] = []
    for verdict in assessment.verdicts:
        if verdict.state == "undecided":
            waits_for = {r.question for r in verdict.of("unknown", must=True)}
            if outcome.question in waits_for:
                (alone if len(waits_for) == 1 else together).append(verdict.technology)
    scored = _Rescored(catalogue, assessment)
    return Stake(
        question=outcome.question,
        alone=tuple(alone),
        together=tuple(together),
        hard_stop=any(
            s.question == outcome.question and s.state == "unknown" for s in assessment.hard_stops
        ),
        width=scored.width(outcome),
        worst=scored.level(outcome, _WORST),
        best=scored.level(outcome, _BEST),
    )


class _Rescored:
    """The assessment with one question's score replaced: only what lies above it changes."""

    def __init__(self, catalogue: Catalogue, assessment: Assessment) -> None:
        self.catalogue = catalogue
        self.assessment = assessment

    def width(self, outcome: Outcome) -> Fraction:
        """Points of the location's interval that come from this question."""
        question = self.catalogue.questions[outcome.question]
        share = Fraction(1)
        for tallies, above, part in (
            (self.assessment.checks, question.check, outcome.question),
            (self.assessment.domains, question.domain, question.check),
            ((self.assessment.location,), "location", question.domain),
        ):
            tally = next(t for t in tallies if t.id == above)
            found = [c.share for c in tally.contributions if c.of == part]
            share *= found[0] if found else 0
        return share * (outcome.high - outcome.low)

    def level(self, outcome: Outcome, score: Fraction) -> Level:
        """The level when this question had this score, its hard stop raised at 0."""
        catalogue, assessment = self.catalogue, self.assessment
        question = catalogue.questions[outcome.question]
        score = min(max(score, outcome.low), outcome.high)
        outcomes: Mapping[str, Outcome] = {
            **assessment.outcomes,
            outcome.question: replace(outcome, low=score, high=score, point=score),
        }
        asked = catalogue.checks[question.check].questions.values()
        check = of_outcomes(question.check, [(outcomes[q.id], q.weight) for q in asked])
        checks = {tally.id: tally for tally in assessment.checks} | {check.id: check}
        domain = of_tallies(
            question.domain,
            [(checks[c.id], 1) for c in catalogue.checks.values() if c.domain == question.domain],
        )
        domains: list[Tally] = [domain if t.id == domain.id else t for t in assessment.domains]
        with_domain = list(zip(catalogue.domains.values(), domains, strict=True))
        location = of_tallies("location", [(t, d.weight) for d, t in with_domain if d.scored])
        stops = [
            HardStopResult(s.question, "clear" if score > outcome.low else "raised")
            if s.question == outcome.question and s.state == "unknown"
            else s
            for s in assessment.hard_stops
        ]
        return level(location, with_domain, stops)
