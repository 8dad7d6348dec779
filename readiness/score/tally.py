"""From outcomes to the scores of checks, domains and the location."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from readiness.model.assessment import Contribution, Outcome, Tally


@dataclass(frozen=True)
class _Part:
    of: str
    weight: int
    low: Fraction
    high: Fraction
    point: Fraction | None
    known: int
    in_play: int


def _tally(id_: str, parts: list[_Part]) -> Tally:
    """The weighted mean of lows, of highs and of known points, with its contributions."""
    known, in_play = sum(p.known for p in parts), sum(p.in_play for p in parts)
    total = sum(part.weight for part in parts)
    if not total:
        return Tally(id_, None, None, None, known, in_play, ())
    pointed = sum(part.weight for part in parts if part.point is not None)
    contributions = tuple(
        Contribution(
            of=part.of,
            share=Fraction(part.weight, total),
            point_share=None if part.point is None else Fraction(part.weight, pointed),
            low=part.low,
            high=part.high,
            point=part.point,
        )
        for part in parts
    )
    return Tally(
        id=id_,
        low=sum((c.low_part for c in contributions), Fraction(0)),
        high=sum((c.high_part for c in contributions), Fraction(0)),
        point=sum((c.point_part for c in contributions), Fraction(0)) if pointed else None,
        known=known,
        in_play=in_play,
        contributions=contributions,
    )


def of_outcomes(id_: str, outcomes: Iterable[tuple[Outcome, int]]) -> Tally:
    """A check: its outcomes in play, each with its weight."""
    return _tally(
        id_,
        [
            _Part(o.question, weight, o.low, o.high, o.point, int(o.known), 1)
            for o, weight in outcomes
            if o.in_play
        ],
    )


def of_tallies(id_: str, tallies: Iterable[tuple[Tally, int]]) -> Tally:
    """A domain or the location: what is in play below it, each with its weight."""
    return _tally(
        id_,
        [
            _Part(t.id, weight, t.low, t.high, t.point, t.known, t.in_play)
            for t, weight in tallies
            if t.low is not None and t.high is not None
        ],
    )
