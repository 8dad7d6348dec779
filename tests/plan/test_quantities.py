"""How much a location needs comes from its visit, and says so."""

from __future__ import annotations

from decimal import Decimal

from readiness.model.visit import Visit
from readiness.plan.case import Case, case
from readiness.plan.problem import Limits, Money
from readiness.plan.quantities import OwnPrice, Quantity, price
from readiness.plan.sites import Wishes, site
from readiness.plan.solve.greedy import greedy
from tests.builders import GOOD_ROOM, a_visit, catalogue, rooms, said

WEAK_ROOM = GOOD_ROOM | {"network.signal": "-80"}


def made(visit: Visit, **wishes: object) -> Case:
    limits = Limits(budget=(Decimal(100_000),))
    return case(catalogue(), [site(catalogue(), visit)], Wishes(limits=limits, **wishes))  # type: ignore[arg-type]


def quantity(remedy: str, visit: Visit) -> Quantity:
    return made(visit).offers[f"{remedy}@lindehof"].quantity


def test_access_points_follow_from_the_rooms_without_an_adequate_connection() -> None:
    visit = a_visit(rooms((4, GOOD_ROOM), (8, WEAK_ROOM)), client_rooms=12)
    found = quantity("access-points", visit)
    # All eight must be repaired, and one access point serves four rooms.
    assert (found.units, found.origin) == (2, "our-choice")


def test_rooms_that_were_not_measured_count_in_proportion() -> None:
    visit = a_visit(rooms((4, GOOD_ROOM), (8, WEAK_ROOM)), client_rooms=40)
    # 8 of 12 weak is 27 of 40 rooms.
    assert quantity("access-points", visit).units == 7


def test_every_zone_without_good_reach_gets_one() -> None:
    items = [item.id for item in catalogue().questions["network.zone-reach"].items]  # type: ignore[union-attr]
    given = ",".join(f"{item}={'none' if n < 3 else 'good'}" for n, item in enumerate(items))
    found = quantity("access-points", a_visit(said("network.zone-reach", given)))
    assert (found.units, found.origin) == (3, "our-choice")


def test_devices_are_those_that_are_short() -> None:
    found = quantity("devices", a_visit(said("devices.per-carer", "4/10", "shift:day")))
    assert (found.units, found.origin) == (6, "seen")
    assert str(found.why) == "6 devices short on the busiest shift"


def test_people_on_the_staff_list_follow_from_the_places_in_the_roster() -> None:
    visit = a_visit(
        said("people.technology-training", "0"), carers_day=8, carers_evening=5, carers_night=2
    )
    found = quantity("learning-path", visit)
    assert (found.units, found.origin) == (45, "our-choice")


def test_what_a_visit_cannot_show_is_an_assumption() -> None:
    found = quantity("power-supply", a_visit(said("network.power-backup", "0")))
    assert (found.units, found.origin) == (3, "assumption")


def test_a_measure_of_the_organisation_is_paid_once_and_lifts_everywhere() -> None:
    from dataclasses import replace

    one = a_visit(said("helpdesk.hours", "40"), wanted=("bed-sensor",))
    two = replace(one, id="visit-2", location=replace(one.location, id="beuk", name="Beuk"))
    limits = Limits(budget=(Decimal(100_000),))
    found = case(
        catalogue(), [site(catalogue(), visit) for visit in (one, two)], Wishes(limits=limits)
    )
    (offer,) = (o for o in found.offers.values() if o.remedy.id == "wider-helpdesk")
    assert (offer.measure.location, offer.quantity.units) == (None, 1)
    assert {found.problem.obstacle[id_].location for id_ in offer.measure.lifts} == {
        "lindehof",
        "beuk",
    }


def test_an_organisation_that_is_written_in_two_ways_is_one() -> None:
    from dataclasses import replace

    one = a_visit(
        said("helpdesk.hours", "40"), wanted=("bed-sensor",), organisation="Stichting Zorg"
    )
    there = replace(one.location, id="beuk", name="Beuk", organisation="stichting zorg")
    two = replace(one, id="visit-2", location=there)
    limits = Limits(budget=(Decimal(100_000),))
    found = case(
        catalogue(), [site(catalogue(), visit) for visit in (one, two)], Wishes(limits=limits)
    )
    (offer,) = (o for o in found.offers.values() if o.remedy.id == "wider-helpdesk")
    assert {found.problem.obstacle[id_].location for id_ in offer.measure.lifts} == {
        "lindehof",
        "beuk",
    }
    plan = greedy(replace(found.problem, fixed_in=frozenset({offer.measure.id})))
    assert all("wider-helpdesk" in found.remedies_at(plan, id_) for id_ in found.sites)


def test_two_organisations_that_begin_alike_each_pay_for_themselves() -> None:
    from dataclasses import replace

    long = "Stichting Zorggroep voor de Ouderenzorg in de Kop van Noord-Holland"
    alike = ((f"{long}, Oost", f"{long}, West"), ("Забота", "Дом"), ("Zorg", "Zorg+"),
             ("Zorg é", "Zorg e"), ("Organisation", ""))  # fmt: skip
    for names in alike:
        one = a_visit(said("helpdesk.hours", "40"), wanted=("bed-sensor",), organisation=names[0])
        there = replace(one.location, id="beuk", name="Beuk", organisation=names[1])
        two = replace(one, id="visit-2", location=there)
        limits = Limits(budget=(Decimal(100_000),))
        sites = [site(catalogue(), visit) for visit in (one, two)]
        found = case(catalogue(), sites, Wishes(limits=limits))
        offers = [o for o in found.offers.values() if o.remedy.id == "wider-helpdesk"]
        assert sorted(o.organisation for o in offers) == sorted(names)


def test_own_days_say_whether_a_measure_is_big() -> None:
    visit = a_visit(said("network.segmentation", "0"))

    def big(days: str) -> bool:
        own = {"segment-network": OwnPrice(days=Decimal(days))}
        return made(visit, prices=own).problem.measure["segment-network@lindehof"].big

    assert (big("10"), big("11")) == (False, True)


def test_own_prices_replace_assumptions_and_say_so() -> None:
    remedy = catalogue().remedies["access-points"]
    assumed = price(catalogue(), remedy)
    assert (assumed.once, assumed.own) == (Money(Decimal(600), Decimal(900), Decimal(1200)), False)
    mine = price(catalogue(), remedy, OwnPrice(once=Money(*[Decimal(1000)] * 3)))
    assert (mine.once.mid, mine.days, mine.own) == (Decimal(1000), Decimal("0.75"), True)


def test_hours_of_others_than_ict_are_euros_and_those_of_ict_days() -> None:
    ict = price(catalogue(), catalogue().remedies["segment-network"])
    assert (ict.days, ict.hours.mid) == (Decimal(10), Decimal(0))
    # 3 days of 8 hours at 65 euros.
    other = price(catalogue(), catalogue().remedies["goals-and-quarterly-talk"])
    assert (other.days, other.hours.mid) == (Decimal(0), Decimal(1560))


def test_vat_is_added_to_what_is_bought_alike() -> None:
    visit = a_visit(said("devices.per-carer", "4/10", "shift:day"))
    problem = made(visit).problem
    assert problem.once("devices@lindehof") == Decimal("2850.00")
    limits = Limits(budget=(Decimal(100_000),), vat=Decimal(21))
    found = case(catalogue(), [site(catalogue(), visit)], Wishes(limits=limits)).problem
    assert found.once("devices@lindehof") == Decimal("3448.50")
    assert found.year("devices@lindehof") == Decimal("1089.00")


PROCEDURE = "outage-procedure@lindehof"


def procedure(vat: int = 21, **wishes: object) -> Case:
    """The outage procedure: 1,250 bought, and 4.5 days of 8 hours at 65 euros."""
    visit = a_visit(said("safety.outage-procedure", "0"))
    limits = Limits(budget=(Decimal(100_000),), vat=Decimal(vat))
    return case(catalogue(), [site(catalogue(), visit)], Wishes(limits=limits, **wishes))  # type: ignore[arg-type]


def test_own_peoples_time_carries_no_vat() -> None:
    problem = procedure().problem
    assert problem.time(PROCEDURE) == Decimal("2340.00")
    assert problem.once(PROCEDURE) == Decimal("1512.50") + Decimal(2340)
    assert problem.first_year(PROCEDURE) == problem.once(PROCEDURE)
    assert problem.once(PROCEDURE, "low") == Decimal("605.00") + Decimal(1560)


def test_an_own_price_for_each_unit_leaves_the_hours_beside_it() -> None:
    own = OwnPrice(once=Money(Decimal(2000), Decimal(2500), Decimal(3000)))
    problem = procedure(prices={"outage-procedure": own}).problem
    assert problem.once(PROCEDURE) == Decimal(3025) + Decimal(2340)
    assert problem.time(PROCEDURE) == Decimal(2340)


def test_an_own_price_in_all_is_all_of_it() -> None:
    total = Money(*[Decimal(2500)] * 3)
    for vat, paid in ((0, Decimal(2500)), (21, Decimal(3025))):
        found = procedure(vat, totals={PROCEDURE: total})
        assert found.problem.once(PROCEDURE) == paid
        assert found.problem.time(PROCEDURE) == 0
        assert found.offers[PROCEDURE].own


def test_time_is_rounded_half_up_to_cents() -> None:
    from dataclasses import replace

    problem = procedure().problem
    (measure,) = (one for one in problem.measures if one.id == PROCEDURE)
    odd = replace(measure, once=Money(*[Decimal(1)] * 3), time=Money(*[Decimal("0.125")] * 3))
    odd_problem = replace(problem, measures=(odd,))
    assert odd_problem.time(PROCEDURE) == Decimal("0.13")
    assert odd_problem.once(PROCEDURE) == Decimal("1.34")
