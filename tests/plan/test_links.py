"""What a remedy needs and excludes in the content holds between the measures of a plan."""

from __future__ import annotations

from decimal import Decimal

from readiness.model.content import Catalogue
from readiness.plan.case import Case, case
from readiness.plan.problem import Limits
from readiness.plan.sites import Wishes, site
from readiness.plan.solve.solver import solve
from tests.builders import a_visit, catalogue, said

PLACE = "lindehof"


def with_links(remedy: str, **links: tuple[str, ...]) -> Catalogue:
    whole = catalogue()
    changed = whole.remedies[remedy].model_copy(update=links)
    return whole.model_copy(update={"remedies": {**whole.remedies, remedy: changed}})


def made(content: Catalogue) -> Case:
    visit = a_visit(
        said("network.power-backup", "0"), said("helpdesk.hours", "40"), wanted=("bed-sensor",)
    )
    limits = Limits(budget=(Decimal(1_000_000),))
    return case(content, [site(content, visit)], Wishes(limits=limits))


def test_without_links_in_the_content_nothing_waits_for_anything() -> None:
    found = made(catalogue())
    assert found.offers[f"power-supply@{PLACE}"].measure.needs == ()
    assert found.offers[f"power-supply@{PLACE}"].measure.excludes == ()


def test_what_a_remedy_needs_is_a_measure_at_its_location_or_of_the_organisation() -> None:
    found = made(with_links("power-supply", needs=("wider-helpdesk",)))
    (central,) = (o.measure.id for o in found.offers.values() if o.remedy.id == "wider-helpdesk")
    assert found.problem.measure[f"power-supply@{PLACE}"].needs == (central,)


def test_what_needs_nothing_that_is_on_offer_needs_nothing() -> None:
    found = made(with_links("power-supply", needs=("fibre-failover",)))
    assert f"fibre-failover@{PLACE}" not in found.offers
    assert found.problem.measure[f"power-supply@{PLACE}"].needs == ()


def test_what_excludes_another_is_never_bought_with_it() -> None:
    found = made(with_links("power-supply", excludes=("wider-helpdesk",)))
    (central,) = (o.measure.id for o in found.offers.values() if o.remedy.id == "wider-helpdesk")
    assert found.problem.measure[f"power-supply@{PLACE}"].excludes == (central,)
    chosen = solve(found.problem).measures
    assert not {central, f"power-supply@{PLACE}"} <= chosen
