"""The planning problem of an organisation, from its last visits and the content's remedies.

A site is a location with its last visit, judged. What is wrong there becomes obstacles, the
technologies and hard stops that wait for them goals, and the remedies measures: at a location,
or bought once for the whole organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from readiness.model.assessment import Assessment, Verdict
from readiness.model.catalogue import Remedy
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.model.ids import slug
from readiness.model.location import Location
from readiness.model.visit import Visit
from readiness.plan.problem import (
    FREE,
    SIDES,
    Goal,
    Limits,
    Measure,
    Money,
    Obstacle,
    Plan,
    Problem,
    Stage,
)
from readiness.plan.quantities import OwnPrice, Price, Quantity, price, quantity, together
from readiness.plan.repairs import Fault, Repair, faults, repaired_visit, repairs
from readiness.plan.unknowns import FindOut, UnknownMust, worth_finding_out
from readiness.score.assess import assess

_WEEKS_A_MONTH = Fraction(52, 12)
HARD_STOP, LEGAL = "hard-stop", "legal"


@dataclass(frozen=True)
class Site:
    """A location as its last visit found it, with what is wrong and what repairs it.

    `done` are the remedies that have been carried out since: the visit counts as if they were
    seen there.
    """

    location: Location
    visit: Visit
    assessment: Assessment
    faults: tuple[Fault, ...]
    repairs: tuple[Repair, ...]
    done: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """Clients and carers that the location reaches: beds and the busiest shift, at least 1."""
        facts = self.visit.location
        return max(1, (facts.beds or 0) + (facts.busiest[1] if facts.busiest else 0))


def site(catalogue: Catalogue, visit: Visit, done: Sequence[str] = ()) -> Site:
    """The site of this visit, judged on the visit's own day."""
    judged = assess(catalogue, visit)
    found = faults(catalogue, judged)
    if done:
        visit = repaired_visit(catalogue, visit, found, done)
        judged = assess(catalogue, visit)
        found = faults(catalogue, judged)
    return Site(
        location=visit.location,
        visit=visit,
        assessment=judged,
        faults=found,
        repairs=repairs(catalogue, visit, found),
        done=tuple(done),
    )


@dataclass(frozen=True)
class Wishes:
    """What a plan is asked for besides its limits.

    `weights` by technology (1 where none is given), `prices` by remedy, `totals` the price
    once in all by measure, own people's time included; `fixed_in` and `fixed_out` are ids of
    measures.
    """

    limits: Limits
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    prices: Mapping[str, OwnPrice] = field(default_factory=dict)
    totals: Mapping[str, Money] = field(default_factory=dict)
    fixed_in: frozenset[str] = frozenset()
    fixed_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offer:
    """A measure with how its figures came about. `own`: its price is the organisation's."""

    measure: Measure
    remedy: Remedy
    unit: Price
    quantity: Quantity
    organisation: str
    own: bool


@dataclass(frozen=True)
class Case:
    """A problem with all that explains it. `weights`: the organisation's own, by technology.
    `decided`: the decisions that the plan keeps to, by measure; None where it keeps to none."""

    catalogue: Catalogue
    sites: Mapping[str, Site]
    problem: Problem
    offers: Mapping[str, Offer]
    find_out: tuple[FindOut, ...]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    decided: Mapping[str, Decided] | None = None

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

    @cached_property
    def unrepaired(self) -> frozenset[str]:
        """The obstacles that no measure lifts: the rest of their answer is unknown."""
        return frozenset(id_ for id_, by in self.problem.lifted_by.items() if not by)


def case(catalogue: Catalogue, sites: Sequence[Site], wishes: Wishes) -> Case:
    """The problem of these sites."""
    held = {one.location.id: one for one in sorted(sites, key=lambda one: one.location.id)}
    offers = {offer.measure.id: offer for offer in _offers(catalogue, held, wishes)}
    obstacles = {
        id_: obstacle for one in held.values() for id_, obstacle in _obstacles(one).items()
    }
    goals = [goal for one in held.values() for goal in _goals(one, wishes)]
    unknowns = [must for one in held.values() for must in _unknowns(one, wishes)]
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
    )


# -- what is wrong -----------------------------------------------------------------------


def obstacle_id(location: str, fault: Fault) -> str:
    """The obstacle that a fault is, or is a part of."""
    what = fault.technology or (LEGAL if fault.kind == "gap" else HARD_STOP)
    return f"{location}/{fault.question}/{what}"


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


def _lifts(one: Site, repair: Repair) -> frozenset[str]:
    """The obstacles that are wholly gone with this repair."""
    whole: dict[str, bool] = {}
    for fault in one.faults:
        id_ = obstacle_id(one.location.id, fault)
        whole[id_] = whole.get(id_, True) and fault in repair.lifted
    return frozenset(id_ for id_, gone in whole.items() if gone)


# -- what can be opened --------------------------------------------------------------------


def stage_of(verdict: Verdict) -> Stage:
    return 0 if verdict.in_use else 1 if verdict.wanted else 2


def _goals(one: Site, wishes: Wishes) -> list[Goal]:
    location = one.location.id
    made = [
        goal
        for verdict in one.assessment.verdicts
        if (goal := _goal(one, verdict, wishes)).obstacles
    ]
    for fault in one.faults:
        if fault.kind == "must":
            continue
        name = f"{LEGAL if fault.kind == 'gap' else HARD_STOP}:{fault.question}"
        made.append(
            Goal(
                id=f"{location}/{name}",
                location=location,
                technology=name,
                stage=0,
                weight=Decimal(one.people),
                obstacles=frozenset({obstacle_id(location, fault)}),
            )
        )
    return made


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


def _unknowns(one: Site, wishes: Wishes) -> list[UnknownMust]:
    return [
        UnknownMust(_goal(one, verdict, wishes), result.question, result.reason)
        for verdict in one.assessment.verdicts
        for result in verdict.of("unknown", must=True)
    ]


# -- what can be bought --------------------------------------------------------------------


def _offers(catalogue: Catalogue, sites: Mapping[str, Site], wishes: Wishes) -> list[Offer]:
    local: list[Offer] = []
    # By id: an organisation that is written in two ways, with and without a capital, is one.
    central: dict[str, list[tuple[Site, Repair]]] = {}
    for one in sites.values():
        for repair in one.repairs:
            remedy = catalogue.remedies[repair.remedy]
            if remedy.scope == "organisation":
                id_ = measure_id(remedy.id, one.location.organisation)
                central.setdefault(id_, []).append((one, repair))
            else:
                units = quantity(catalogue, remedy, one.visit, repair, one.faults)
                local.append(_offer(catalogue, remedy, one, units, _lifts(one, repair), wishes))
    for _, parts in sorted(central.items()):
        remedy = catalogue.remedies[parts[0][1].remedy]
        organisation = parts[0][0].location.organisation
        units = together(
            remedy, [quantity(catalogue, remedy, s.visit, r, s.faults) for s, r in parts]
        )
        lifts = frozenset().union(*(_lifts(one, repair) for one, repair in parts))
        local.append(_offer(catalogue, remedy, organisation, units, lifts, wishes))
    # What lifts nothing opens nothing: it isn't on offer.
    kept = [offer for offer in local if offer.measure.lifts]
    return _linked(sorted(kept, key=lambda offer: offer.measure.id))


def _linked(offers: list[Offer]) -> list[Offer]:
    """The offers with what each needs and excludes at its own location, or centrally.

    What a remedy needs and isn't on offer there has nothing to repair: it is there already.
    """
    ids = {offer.measure.id for offer in offers}

    def links(offer: Offer, remedies: Sequence[str]) -> tuple[str, ...]:
        named = {measure_id(remedy, offer.organisation) for remedy in remedies}
        if offer.measure.location is not None:
            named |= {f"{remedy}@{offer.measure.location}" for remedy in remedies}
        return tuple(sorted(named & ids))

    return [
        replace(
            offer,
            measure=replace(
                offer.measure,
                needs=links(offer, offer.remedy.needs),
                excludes=links(offer, offer.remedy.excludes),
            ),
        )
        for offer in offers
    ]


def measure_id(remedy: str, where: Site | str) -> str:
    """The id of a remedy at a site, or of an organisation as a whole."""
    if isinstance(where, Site):
        return f"{remedy}@{where.location.id}"
    return f"{remedy}@{slug(where) if where else 'organisation'}"


def _offer(
    catalogue: Catalogue,
    remedy: Remedy,
    where: Site | str,
    units: Quantity,
    lifts: frozenset[str],
    wishes: Wishes,
) -> Offer:
    given = wishes.prices.get(remedy.id)
    unit = price(catalogue, remedy, given)
    id_ = measure_id(remedy.id, where)
    total = wishes.totals.get(id_)
    days = unit.days * units.units
    own_days = None if given is None else given.days
    effort = (remedy.effort.mid if own_days is None else own_days) * units.units
    big = remedy.change_project or effort > catalogue.assumptions.big_days
    measure = Measure(
        id=id_,
        remedy=remedy.id,
        location=where.location.id if isinstance(where, Site) else None,
        once=total or _times(unit.once, units.units),
        year=_times(unit.year, units.units),
        days=days,
        lead_months=max(1, int(-(-Fraction(remedy.lead_weeks.mid) // _WEEKS_A_MONTH))),
        lifts=lifts,
        big=big,
        change_project=remedy.change_project,
        # A price in all is all of it.
        time=FREE if total else _times(unit.hours, units.units),
    )
    return Offer(
        measure=measure,
        remedy=remedy,
        unit=unit,
        quantity=units,
        organisation=where.location.organisation if isinstance(where, Site) else where,
        own=unit.own or total is not None,
    )


def _times(money: Money, units: int) -> Money:
    return Money(*(money.at(side) * units for side in SIDES))


def with_limits(made: Case, limits: Limits) -> Case:
    """The same case with other limits: everything that was judged is kept."""
    return replace(made, problem=replace(made.problem, limits=limits))
