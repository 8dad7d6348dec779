"""What can be bought: each remedy at a location, or once for the whole organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from readiness.model.catalogue import Remedy
from readiness.model.content import Catalogue
from readiness.model.ids import organisation_id
from readiness.plan.problem import (
    FREE,
    SIDES,
    Measure,
    Money,
)
from readiness.plan.quantities import Price, Quantity, price, quantity, together
from readiness.plan.repairs import Repair
from readiness.plan.sites import Site, Wishes, lifts_of

_WEEKS_A_MONTH = Fraction(52, 12)


@dataclass(frozen=True)
class Offer:
    """A measure with how its figures came about. `own`: its price is the organisation's."""

    measure: Measure
    remedy: Remedy
    unit: Price
    quantity: Quantity
    organisation: str
    own: bool


def offers_of(catalogue: Catalogue, sites: Mapping[str, Site], wishes: Wishes) -> list[Offer]:
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
                local.append(_offer(catalogue, remedy, one, units, lifts_of(one, repair), wishes))
    for _, parts in sorted(central.items()):
        remedy = catalogue.remedies[parts[0][1].remedy]
        organisation = parts[0][0].location.organisation
        units = together(
            remedy, [quantity(catalogue, remedy, s.visit, r, s.faults) for s, r in parts]
        )
        lifts = frozenset().union(*(lifts_of(one, repair) for one, repair in parts))
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
    return f"{remedy}@{organisation_id(where)}"


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
