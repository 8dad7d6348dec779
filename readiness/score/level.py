"""Levels 0 to 4 and the hard stops that cap them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from readiness.model.assessment import HardStopResult, Level, Tally
from readiness.model.catalogue import Domain
from readiness.model.sentence import Sentence
from readiness.score.reading import Readings
from readiness.score.requirement import agreed, on_reading
from readiness.score.scene import Scene

LEAST_COVERAGE = Fraction(7, 10)
_CAP = 1


def hard_stops(scene: Scene, readings: Mapping[str, Readings]) -> tuple[HardStopResult, ...]:
    """Every hard stop that can hold at this location, and whether it does."""
    found: list[HardStopResult] = []
    in_use = scene.visit.location.in_use
    alarms = any(t in in_use and p.alarm for t, p in scene.catalogue.technologies.items())
    for question in scene.catalogue.questions.values():
        stop = question.hard_stop
        if stop is None or not scene.applies(question):
            continue
        seen = readings[question.id]
        if stop.where == "alarm" and not alarms:
            continue
        states = [] if seen.by_hand else [on_reading(stop.when, r) for r in seen.all]
        state = agreed(states)
        found.append(
            HardStopResult(
                question.id,
                {"met": "raised", "failed": "clear", "unknown": "unknown"}[state],  # type: ignore[arg-type]
            )
        )
    return tuple(found)


def level(
    location: Tally,
    domains: Sequence[tuple[Domain, Tally]],
    stops: Sequence[HardStopResult],
) -> Level:
    """The level from the lows and from the highs.

    A hard stop caps both at 1; one that isn't known yet caps the low side only.
    """
    if not location.in_play:
        return Level(None, None, Sentence("nothing is in play, so there is nothing to score"))
    if location.coverage < LEAST_COVERAGE:
        return Level(
            None,
            None,
            Sentence(
                "{known} of {in_play} questions are known; a level needs 70 %",
                known=location.known,
                in_play=location.in_play,
            ),
        )
    if not any(d.basic and t.in_play for d, t in domains):
        return Level(None, None, Sentence("no basic domain is in play; a level needs them"))
    scored = [(d, t) for d, t in domains if d.scored and t.low is not None and t.high is not None]
    low = _level([(d, t.low or Fraction(0)) for d, t in scored])
    high = _level([(d, t.high or Fraction(0)) for d, t in scored])
    states = {stop.state for stop in stops}
    if "raised" in states:
        low, high = min(low, _CAP), min(high, _CAP)
    elif "unknown" in states:
        low = min(low, _CAP)
    return Level(low, high)


def _level(scores: Sequence[tuple[Domain, Fraction]]) -> int:
    basic = [score for domain, score in scores if domain.basic]
    other = [score for domain, score in scores if not domain.basic]
    if not all(score >= 30 for score in basic):
        return 0
    if not all(score >= 50 for score in basic):
        return 1
    if not (all(score >= 70 for score in basic) and all(score >= 50 for score in other)):
        return 2
    return 4 if all(score >= 85 for score in [*basic, *other]) else 3
