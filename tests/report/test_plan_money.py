"""What a plan's money is for, in which year it counts, and what stays to be paid each year."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from readiness.files import plan as plan_file
from readiness.language import Language
from readiness.plan.case import case
from readiness.plan.problem import Limits
from readiness.plan.sites import Wishes, site
from readiness.plan.solve.solver import solve
from readiness.plan.told.beside import number
from readiness.plan.told.document import Euros, OpenedPart, PlanDocument
from readiness.plan.told.documented import document
from readiness.report.plan import bought, method, money, serves, sure
from readiness.report.plan.told import Told
from tests.builders import catalogue
from tests.report.plans import four_houses, planned

CHEAP = Euros(low=10, mid=20, high=30)


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return planned(four_houses(), 60_000, vat=21)


@pytest.fixture(scope="module")
def years() -> PlanDocument:
    return planned(four_houses(), 5_000, 45_000, days=10)


def told(plan: PlanDocument) -> Told:
    return Told(plan, catalogue(), Language("en"))


def said(plan: PlanDocument) -> str:
    return " ".join(money.budgets(told(plan))).replace("\u00a0", " ")


def yearly(plan: PlanDocument, *euros: Euros) -> PlanDocument:
    """The plan with these amounts each year for the first of its measures, nothing for others."""
    nothing = Euros(low=0, mid=0, high=0)
    each = [*euros, *[nothing] * (len(plan.bought) - len(euros))]
    parts = [
        one.model_copy(update={"each_year": mine})
        for one, mine in zip(plan.bought, each, strict=True)
    ]
    return plan.model_copy(update={"bought": parts})


def test_what_stays_to_be_paid_each_year_is_told_with_its_range(plan: PlanDocument) -> None:
    two = yearly(plan, CHEAP, Euros(low=1000, mid=2000, high=3000))
    assert said(two).endswith(
        "After this plan all of this costs € 2,020 each year (€ 1,010 to € 3,030)."
    )
    sure_of_it = yearly(plan, Euros(low=9, mid=9, high=9))
    assert said(sure_of_it).endswith("After this plan all of this costs € 9 each year.")
    assert "After this plan" not in said(yearly(plan))


def test_the_document_totals_what_stays_to_be_paid_each_year() -> None:
    limits = Limits((Decimal(60_000), Decimal(60_000)), vat=Decimal(21))
    sites = [site(catalogue(), visit) for visit in four_houses()]
    made = case(catalogue(), sites, Wishes(limits, fixed_in=frozenset({"devices@iep"})))
    plan = document(made, solve(made.problem), "2026-03-12", "en", Language("en"))
    assert plan.each_year_after is not None
    for side in ("low", "mid", "high"):
        total = sum(number(getattr(one.each_year, side)) for one in plan.bought)
        assert 0 < number(getattr(plan.each_year_after, side)) == total
    (paid,) = (one for one in plan.bought if one.id == "devices@iep")
    assert plan.each_year_after == paid.each_year


def test_a_former_plan_without_that_total_is_still_read(plan: PlanDocument, tmp_path: Path) -> None:
    file = tmp_path / "former.json"
    file.write_text(plan.model_dump_json(exclude={"each_year_after"}), encoding="utf-8")
    former, _shape = plan_file.read(file)
    assert former.each_year_after is None
    assert former.bought == plan.bought


def test_the_table_by_kind_has_what_each_kind_costs_every_year(plan: PlanDocument) -> None:
    twice = plan.model_copy(update={"bought": [*plan.bought, plan.bought[0]]})
    paid = yearly(twice, *[CHEAP] * len(twice.bought))
    (table,) = (
        one for one in bought.section(told(paid)).blocks if getattr(one, "id", "") == "kinds"
    )
    at = [column.label for column in table.columns].index("Every year")  # type: ignore[union-attr]
    found = {row[0].text: (row[1].text, row[at].sort) for row in table.rows}  # type: ignore[union-attr]
    assert found[plan.bought[0].name] == ("2", 40.0)


def test_work_that_begins_before_the_year_of_its_budget_is_told(years: PlanDocument) -> None:
    first, *rest = years.bought
    early = first.model_copy(
        update={"year": 2, "start": 4, "ready": 5, "once": Euros(low=1, mid=777, high=999)}
    )
    rest = [one.model_copy(update={"year": 2, "start": 5}) for one in rest]
    moved = years.model_copy(update={"bought": [early, *rest]})
    assert "€ 777 is for work that begins in an earlier year" in said(moved)
    on_time = [one.model_copy(update={"year": 2, "start": 5}) for one in years.bought]
    assert "earlier year" not in said(years.model_copy(update={"bought": on_time}))


def test_several_years_say_in_which_budget_a_measure_counts(
    plan: PlanDocument, years: PlanDocument
) -> None:
    whole = "A measure counts whole in the budget of the year in which it is there"
    assert whole in str(method.section(told(years), "1.2.3"))
    assert whole not in str(method.section(told(plan), "1.2.3"))


def with_stages(plan: PlanDocument, *stages: tuple[int, ...]) -> PlanDocument:
    """The plan whose measures help to open goals of these stages, one tuple for each."""
    goals = {stage: f"t{stage}" for stage in (0, 1, 2)}
    opened = [
        OpenedPart(location="x", technology=goals[stage], stage=stage, people=1, year=1)  # type: ignore[arg-type]
        for stage in goals
    ]
    parts = [
        one.model_copy(update={"opens": [f"x/{goals[stage]}" for stage in mine]})
        for one, mine in zip(plan.bought, stages, strict=True)
    ]
    return plan.model_copy(update={"bought": parts, "opened": opened})


def test_what_is_spent_counts_under_the_first_kind_that_it_opens(plan: PlanDocument) -> None:
    made = plan.model_copy(update={"bought": plan.bought[:4]})
    made = with_stages(made, (2, 0), (1, 2), (2,), ())
    costs = [number(one.once.mid) + number(one.each_year.mid) for one in made.bought]
    (line,) = serves.said(told(made))
    shown = [int(one.replace(",", "")) for one in re.findall(r"€\u00a0([0-9,]+)", line)]
    for euros, cost in zip(shown, costs, strict=True):
        assert abs(euros - cost) <= 1
    assert sum(shown) == int(sum(costs) + Fraction(1, 2))
    for part in ("on safety and use", "on wishes", "on what nobody asked for", "opens nothing"):
        assert part in line
    kinds = serves.kinds(told(made))
    cells = [serves.cell(told(made), kinds[one.id]).text for one in made.bought]
    assert cells == ["safety, in use", "wanted", "not asked for", "opens nothing"]


def test_what_is_spent_by_kind_is_all_that_the_years_cost(years: PlanDocument) -> None:
    (line,) = serves.said(told(years))
    shown = [int(one.replace(",", "")) for one in re.findall(r"€\u00a0([0-9,]+)", line)]
    assert sum(shown) == sum(map(number, years.cost))
    assert line in money.budgets(told(years))[0]
    assert serves.said(told(years.model_copy(update={"bought": []}))) == []


def test_own_time_on_top_of_own_prices_is_told(plan: PlanDocument) -> None:
    on_top = "On top of your own prices comes"
    assert on_top not in sure.whose_prices(told(plan))
    found = next(one for one in plan.bought if number(one.own_time.mid))
    mine = found.model_copy(update={"own_price": True})
    others = [one for one in plan.bought if one.id != found.id]
    own = plan.model_copy(update={"bought": [mine, *others]})
    euros = f"€\u00a0{int(number(found.own_time.mid)):,}"
    assert sure.whose_prices(told(own)).endswith(f"{on_top} {euros} working time of own people.")


def test_where_everything_holds_no_others_hang_on_the_prices(plan: PlanDocument) -> None:
    assert plan.prices is not None

    def at_all_prices(always: list[str]) -> str:
        prices = plan.prices.model_copy(update={"always": always})  # type: ignore[union-attr]
        return " ".join(sure.sure(told(plan.model_copy(update={"prices": prices}))))

    ids = [one.id for one in plan.bought]
    whole, part = at_all_prices(ids), at_all_prices(ids[1:])
    assert "At low, middle and high prices alike all of this is bought." in whole
    assert "the others hang on the prices" not in whole
    assert f"alike {len(ids) - 1} of the {len(ids)} measures are bought; the others" in part
