"""What must be repaired, in the order in which money does most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from readiness.model.assessment import Gap, HardStopResult, Need, NeedClass, Outcome, Verdict
from readiness.model.catalogue import Remedy
from readiness.model.content import Catalogue
from readiness.model.location import Location

_CLASSES: tuple[NeedClass, ...] = ("need-now", "need-condition", "nice")


def gaps(
    outcomes: Mapping[str, Outcome],
    verdicts: Sequence[Verdict],
    stops: Sequence[HardStopResult],
) -> dict[str, Gap]:
    """Every question with something to repair: outcome, failed must or hard stop."""
    raised = {stop.question for stop in stops if stop.state == "raised"}
    failed: dict[str, list[tuple[str, int]]] = {}
    for verdict in verdicts:
        for result in verdict.of("failed", must=True):
            failed.setdefault(result.question, []).append((result.technology, result.number))
    found = {}
    for question, outcome in outcomes.items():
        weak = outcome.in_play and outcome.state in ("partial", "fail")
        if weak or question in raised or question in failed:
            found[question] = Gap(
                question=question,
                outcome=weak,
                hard_stop=question in raised,
                musts=tuple(failed.get(question, ())),
            )
    return found


def needs(
    catalogue: Catalogue,
    location: Location,
    found: Mapping[str, Gap],
    verdicts: Sequence[Verdict],
) -> tuple[Need, ...]:
    """One need a remedy, by class, then by what it opens for how many people per euro.

    A question's first remedy repairs it; the others are alternatives.
    """
    state = {verdict.technology: verdict for verdict in verdicts}
    by_remedy: dict[str, list[Gap]] = {}
    for gap in found.values():
        by_remedy.setdefault(catalogue.questions[gap.question].remedies[0], []).append(gap)
    made = [
        _need(catalogue, catalogue.remedies[remedy], location, mine, state)
        for remedy, mine in by_remedy.items()
    ]
    return tuple(sorted(made, key=lambda n: (_CLASSES.index(n.class_), -n.weight, n.remedy)))


def _need(
    catalogue: Catalogue,
    remedy: Remedy,
    location: Location,
    mine: Sequence[Gap],
    verdicts: Mapping[str, Verdict],
) -> Need:
    technologies = {technology for gap in mine for technology, _ in gap.musts}
    legal = any(catalogue.questions[gap.question].legal for gap in mine)
    class_: NeedClass = "nice"
    if legal or any(g.hard_stop for g in mine) or any(verdicts[t].in_use for t in technologies):
        class_ = "need-now"
    elif any(verdicts[t].wanted for t in technologies):
        class_ = "need-condition"
    musts = sum(len(gap.musts) for gap in mine)
    stops = sum(gap.hard_stop for gap in mine)
    days = remedy.effort.mid * remedy.units
    hours = days * catalogue.assumptions.hours_a_day * catalogue.assumptions.hourly_rate
    low, mid, high = (
        (getattr(remedy.once, side) + getattr(remedy.year, side)) * remedy.units
        for side in ("low", "mid", "high")
    )
    people = (location.beds or 0) + (location.busiest[1] if location.busiest else 0)
    cost = max(Fraction(1), Fraction(mid) + Fraction(hours))
    return Need(
        remedy=remedy.id,
        class_=class_,
        scope=remedy.scope,
        gaps=tuple(mine),
        musts_opened=musts,
        hard_stops_lifted=stops,
        people=people,
        cost_low=Decimal(low),
        cost_mid=Decimal(mid),
        cost_high=Decimal(high),
        days_mid=days,
        weight=Fraction((musts + stops) * people) / cost,
    )
