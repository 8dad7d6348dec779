"""The planning problem of an organisation, from its last visits and the content's remedies.

What is wrong at its sites becomes obstacles, the technologies and hard stops that wait for them
goals, and the remedies that are on offer measures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from readiness.model.assessment import Assessment, Verdict
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.plan.offers import Offer, measure_id, offers_of
from readiness.plan.problem import (
    Goal,
    Limits,
    Obstacle,
    Plan,
    Problem,
    Stage,
)
from readiness.plan.repairs import Fault, repaired_visit
from readiness.plan.sites import HARD_STOP, LEGAL, Site, Wishes, obstacle_id
from readiness.plan.unknowns import (
    FindOut,
    UnknownMust,
    UnknownSafety,
    safety_unknown,
    worth_finding_out,
)
from readiness.score.assess import assess


@dataclass(frozen=True)
class Case:
    """A problem with all that explains it. `weights`: the organisation's own, by technology.
    `decided`: the decisions that the plan keeps to, by measure; None where it keeps to none.
    `safety_unknown`: what is no goal, since nothing is known to be wrong with it, yet may be."""

    catalogue: Catalogue
    sites: Mapping[str, Site]
    problem: Problem
    offers: Mapping[str, Offer]
    find_out: tuple[FindOut, ...]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    decided: Mapping[str, Decided] | None = None
    safety_unknown: tuple[UnknownSafety, ...] = ()

    def remedies_at(self, plan: Plan, location: str) -> frozenset[str]:
        """The remedies of a plan that work at a location, central ones included."""
        organisation = self.sites[location].location.organisation
        chosen = (self.offers[one.measure] for one in plan.chosen)
        return frozenset(
            offer.remedy.id
            for offer in chosen
            if offer.measure.location == location
            or offer.measure.id == measure_id(offer.remedy.id, organisation)
        )

    def after(self, plan: Plan, location: str) -> Assessment:
        """The location judged again with the plan's repairs in place."""
        held = self.sites[location]
        remedies = self.remedies_at(plan, location)
        visit = repaired_visit(self.catalogue, held.visit, held.faults, remedies)
        return assess(self.catalogue, visit)


def case(catalogue: Catalogue, sites: Sequence[Site], wishes: Wishes) -> Case:
    """The problem of these sites."""
    held = {one.location.id: one for one in sorted(sites, key=lambda one: one.location.id)}
    offers = {offer.measure.id: offer for offer in offers_of(catalogue, held, wishes)}
    obstacles = {
        id_: obstacle for one in held.values() for id_, obstacle in _obstacles(one).items()
    }
    goals = [goal for one in held.values() for goal in _goals(one, wishes)]
    unknowns = [must for one in held.values() for must in _unknowns(catalogue, one, wishes)]
    return Case(
        catalogue=catalogue,
        sites=held,
        problem=Problem(
            measures=tuple(offer.measure for offer in offers.values()),
            obstacles=tuple(obstacles.values()),
            goals=tuple(goals),
            limits=wishes.limits,
            fixed_in=wishes.fixed_in,
            fixed_out=wishes.fixed_out,
        ),
        offers=offers,
        find_out=worth_finding_out(unknowns),
        weights=wishes.weights,
        safety_unknown=safety_unknown(unknowns),
    )


def _obstacles(one: Site) -> dict[str, Obstacle]:
    return {
        obstacle_id(one.location.id, fault): Obstacle(
            id=obstacle_id(one.location.id, fault),
            location=one.location.id,
            kind=fault.kind,
            question=fault.question,
            technology=fault.technology,
        )
        for fault in one.faults
    }


def stage_of(verdict: Verdict) -> Stage:
    return 0 if verdict.in_use else 1 if verdict.wanted else 2


def _goals(one: Site, wishes: Wishes) -> list[Goal]:
    made = [
        goal
        for verdict in one.assessment.verdicts
        if (goal := _goal(one, verdict, wishes)).obstacles
    ]
    for fault in one.faults:
        if fault.kind == "must":
            continue
        kind = LEGAL if fault.kind == "gap" else HARD_STOP
        obstacles = frozenset({obstacle_id(one.location.id, fault)})
        made.append(_duty(one, kind, fault.question, obstacles))
    return made


def _duty(one: Site, kind: str, question: str, obstacles: frozenset[str]) -> Goal:
    """A hard stop or a legal duty at a location."""
    name = f"{kind}:{question}"
    return Goal(
        id=f"{one.location.id}/{name}",
        location=one.location.id,
        technology=name,
        stage=0,
        weight=Decimal(one.people),
        obstacles=obstacles,
        undecided=not obstacles,
    )


def _goal(one: Site, verdict: Verdict, wishes: Wishes) -> Goal:
    return Goal(
        id=f"{one.location.id}/{verdict.technology}",
        location=one.location.id,
        technology=verdict.technology,
        stage=stage_of(verdict),
        weight=one.people * wishes.weights.get(verdict.technology, Decimal(1)),
        obstacles=frozenset(
            obstacle_id(one.location.id, Fault(r.question, "must", r.technology, r.number))
            for r in verdict.of("failed", must=True)
        ),
        undecided=bool(verdict.of("unknown", must=True)),
    )


def _unknowns(catalogue: Catalogue, one: Site, wishes: Wishes) -> list[UnknownMust]:
    """What isn't known of technologies, hard stops and legal duties at a location."""
    outcomes = one.assessment.outcomes
    found = [
        UnknownMust(
            _goal(one, verdict, wishes), result.question, result.reason, str(result.about or "")
        )
        for verdict in one.assessment.verdicts
        for result in verdict.of("unknown", must=True)
    ]
    duties = [(HARD_STOP, s.question) for s in one.assessment.hard_stops if s.state == "unknown"]
    duties += [
        (LEGAL, id_)
        for id_, outcome in outcomes.items()
        if catalogue.questions[id_].legal
        and outcome.in_play
        and outcome.state in ("unknown", "error")
    ]
    found += [
        UnknownMust(_duty(one, kind, id_, frozenset()), id_, outcomes[id_].reason)
        for kind, id_ in duties
    ]
    return found


def with_limits(made: Case, limits: Limits) -> Case:
    """The same case with other limits: everything that was judged is kept."""
    return replace(made, problem=replace(made.problem, limits=limits))
