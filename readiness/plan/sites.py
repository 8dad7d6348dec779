"""Where a plan can do something, each place judged by its last visit, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.visit import Visit
from readiness.plan.problem import (
    Limits,
    Money,
)
from readiness.plan.quantities import OwnPrice
from readiness.plan.repairs import Fault, Repair, faults, repaired_visit, repairs
from readiness.score.assess import assess

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


def obstacle_id(location: str, fault: Fault) -> str:
    """The obstacle that a fault is, or is a part of."""
    what = fault.technology or (LEGAL if fault.kind == "gap" else HARD_STOP)
    return f"{location}/{fault.question}/{what}"


def lifts_of(one: Site, repair: Repair) -> frozenset[str]:
    """The obstacles that are wholly gone with this repair."""
    whole: dict[str, bool] = {}
    for fault in one.faults:
        id_ = obstacle_id(one.location.id, fault)
        whole[id_] = whole.get(id_, True) and fault in repair.lifted
    return frozenset(id_ for id_, gone in whole.items() if gone)


# -- what can be opened --------------------------------------------------------------------
