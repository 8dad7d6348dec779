"""What a plan changes and what lies around it, put into its documented shape: verdicts before
and after, other budgets, other prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from readiness.model.assessment import Verdict, VerdictState
from readiness.model.printed.assessment import exact
from readiness.plan.case import Case
from readiness.plan.problem import STAGES, Plan
from readiness.plan.solve.certainty import Certainty
from readiness.plan.told.document import (
    AtPricesPart,
    FlipPart,
    PlacePart,
    PointPart,
    PricesPart,
    ReachedPart,
    TechnologyPart,
    VerdictPart,
)
from readiness.plan.told.outlook import Outlook

if TYPE_CHECKING:
    from readiness.compare.comparison import LeftOut

OPEN = ("ready", "ready-with-conditions")
_NOTHING = ("not-applicable",)


def places(case: Case, left_out: Sequence[LeftOut]) -> list[PlacePart]:
    """The locations that are planned for, and those that are left out."""
    planned = [one.location for one in case.sites.values()]
    rest = {one.location.id: one.location for one in left_out if one.location.id not in case.sites}
    return [
        PlacePart(id=one.id, name=one.name, organisation=one.organisation, fictional=one.fictional)
        for one in (*planned, *rest.values())
    ]


def curve(case: Case, plan: Plan, found: Outlook) -> list[PointPart]:
    """The points by budget; the plan's own is marked."""
    asked = sum(case.problem.limits.budget, Decimal(0))
    return [
        PointPart(
            budget=exact(point.budget),
            cost=exact(sum(point.plan.cost, Decimal(0))),
            measures=len(point.plan.chosen),
            stages=[
                ReachedPart(
                    stage=stage,
                    value=exact(point.plan.value(stage)),
                    opened=_opened(case, point.plan, stage),
                    gap=exact(round(_gap(point.plan, stage), 6)),
                )
                for stage in STAGES
            ],
            gap=exact(round(point.plan.gap, 6)),
            asked=point.budget == asked,
        )
        for point in found.points
    ]


def prices(case: Case, found: Certainty | None) -> PricesPart | None:
    if found is None:
        return None

    def at(plan: Plan) -> AtPricesPart:
        return AtPricesPart(
            cost=[exact(amount) for amount in plan.cost],
            opened=[_opened(case, plan, stage) for stage in STAGES],
            measures=len(plan.chosen),
        )

    return PricesPart(
        low=at(found.low),
        mid=at(found.mid),
        high=at(found.high),
        always=sorted(found.always),
        flips=[
            FlipPart(
                measure=id_,
                low=id_ in found.low.measures,
                mid=id_ in found.mid.measures,
                high=id_ in found.high.measures,
            )
            for id_ in sorted(found.flips)
        ],
        freed=sorted(found.freed),
    )


def _gap(plan: Plan, stage: int) -> Decimal:
    """Of a stage with nothing to open nothing is missed."""
    return next((one.gap for one in plan.stages if one.stage == stage), Decimal(0))


def _opened(case: Case, plan: Plan, stage: int) -> int:
    return sum(case.problem.goal[one.goal].stage == stage for one in plan.opened)


def verdicts(case: Case, plan: Plan) -> Iterator[VerdictPart]:
    """Every verdict that changes, judged again with the repairs in place."""
    for location, held in case.sites.items():
        if not case.remedies_at(plan, location):
            continue
        after = {one.technology: one for one in case.after(plan, location).verdicts}
        for before in held.assessment.verdicts:
            then = after[before.technology]
            if then.state != before.state:
                yield VerdictPart(
                    location=location,
                    technology=before.technology,
                    in_use=before.in_use,
                    wanted=before.wanted,
                    before=before.state,
                    after=then.state,
                    conditions=_conditions(then),
                )


def _conditions(verdict: Verdict) -> list[str]:
    """The questions of what keeps it from ready without conditions, each once."""
    asked = {one.number: one.question for one in verdict.requirements}
    return list(dict.fromkeys(asked[number] for number in verdict.conditions))


def technologies(
    case: Case, after: Mapping[tuple[str, str], VerdictState]
) -> Iterator[TechnologyPart]:
    """By technology; `after` holds the verdicts that change, by location and technology."""
    by: dict[str, list[tuple[str, Verdict]]] = {}
    for location, one in case.sites.items():
        for verdict in one.assessment.verdicts:
            if verdict.state not in _NOTHING:
                by.setdefault(verdict.technology, []).append((location, verdict))
    for technology, found in by.items():
        counts = dict.fromkeys((f"{kind}{end}" for kind in _KINDS for end in _ENDS), 0)
        for location, verdict in found:
            kind = "in_use" if verdict.in_use else "wanted" if verdict.wanted else "other"
            then = after.get((location, technology), verdict.state)
            counts[kind] += 1
            counts[f"{kind}_open"] += verdict.state in OPEN
            counts[f"{kind}_open_after"] += then in OPEN
        yield TechnologyPart(technology=technology, **counts)


_KINDS = ("in_use", "wanted", "other")
_ENDS = ("", "_open", "_open_after")
