"""How sure a plan is, in the words of its report: no more is said than is proven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.plan.told.document import PlanDocument
from readiness.report.formats import FORMATS
from tests.builders import catalogue
from tests.report.formats import reading
from tests.report.plans import four_houses, planned, reported

NOT_SEARCHED = "Whether the same could open for less money was not searched to the end."


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return planned(four_houses(), 60_000)


def page(plan: PlanDocument) -> str:
    return reading.html_text(FORMATS["html"].write(reported(plan)))


def test_a_plan_within_a_gap_is_not_called_proven(plan: PlanDocument) -> None:
    said = page(plan.model_copy(update={"gap": 0.0187}))
    assert "This plan reaches at least 98.13% of the best possible." in said
    assert "that is proven" not in said
    assert "Proven" not in said


def test_a_search_that_ran_out_of_time_says_so(plan: PlanDocument) -> None:
    said = page(plan.model_copy(update={"gap": 0.2575, "ended_by": "time"}))
    assert "The search was stopped early: this plan reaches at least 74.25%" in said


def test_a_cost_that_was_not_searched_to_the_end_is_said(plan: PlanDocument) -> None:
    assert plan.cost_ended_by == "gap"
    assert NOT_SEARCHED not in page(plan)
    assert NOT_SEARCHED in page(plan.model_copy(update={"cost_ended_by": "time"}))


def test_several_years_say_how_far_a_kind_may_stay_below_its_best(plan: PlanDocument) -> None:
    said = "a kind may stay up to 1 % below its own best"
    assert said not in page(plan)
    assert said in page(planned(four_houses(), 5_000, 45_000, days=10))


def test_vat_is_said_once(plan: PlanDocument) -> None:
    assert page(plan).count("without VAT") == 1
    assert page(planned(four_houses(), 60_000, vat=21)).count("21 % VAT") == 1


def test_what_stays_unsafe_names_each_euro_once(plan: PlanDocument) -> None:
    """The amounts on the board's page add up to what closing all of it costs."""
    import re

    from readiness.language import Language
    from readiness.report.plan.closed import unsafe
    from readiness.report.plan.told import Told

    nothing = planned(four_houses(), 0)
    said = " ".join(unsafe(Told(nothing, catalogue(), Language("en"))))
    named = [int(one.replace(",", "")) for one in re.findall(r"€\u00a0([0-9,]+)", said)]
    assert named
    assert sum(named) == nothing.unsafe_cost.mid


def test_what_is_added_to_the_plan_comes_by_stage_and_says_for_whom() -> None:
    from readiness.language import Language
    from readiness.report.plan.closed import below, nearest
    from readiness.report.plan.told import Told

    plan = planned(four_houses(), 0)
    # What is cheaper but less urgent comes after all that is unsafe.
    more = {1: "pager", 2: "robot"}
    less = [
        plan.unsafe[0].model_copy(update={"stage": stage, "technology": name, "short": 1})
        for stage, name in more.items()
    ]
    told = Told(plan.model_copy(update={"below_the_line": less}), catalogue(), Language("en"))
    found = nearest(told)
    assert [one.stage for one in found] == [*[0] * (len(found) - 2), 1, 2]
    assert len(found) > 3
    said = below(told, len(found))
    # How it is to be read is said once.
    assert [one for one in said if "may choose otherwise" in one] == [said[-1]]
    for one, line in zip(found, said, strict=False):
        assert "added to this plan it would take €" in line
        use = {1: "wanted there", 2: "nobody asked for it there"}.get(one.stage, "in use there")
        assert f"({'to put right' if ':' in one.technology else use})" in line


def test_over_several_years_the_year_is_told_and_what_cant_be_carried_is_left_out() -> None:
    from readiness.language import Language
    from readiness.report.plan.closed import below, nearest
    from readiness.report.plan.told import Told

    plan = planned(four_houses(), 0, 0)
    told = Told(plan, catalogue(), Language("en"))
    assert "added to this plan in year" in below(told)[0]
    stopped = [
        one.model_copy(update={"short": None, "year": None, "stopped_by": "hands"})
        for one in plan.unsafe
    ]
    tired = replace(told, plan=plan.model_copy(update={"unsafe": stopped}))
    assert all(one.stage for one in nearest(tired))
    assert "in no year can ICT and the team carry it beside the plan" in page(tired.plan)


def test_no_amount_of_nothing_is_named_after_what_is_unknown() -> None:
    from readiness.language import Language
    from readiness.report.plan.closed import unsafe
    from readiness.report.plan.told import Told

    plan = planned(four_houses(), 0)
    first = next(one for one in plan.unsafe if one.measures and not one.undecided)
    again = first.model_copy(update={"technology": "zz", "undecided": True})
    both = plan.model_copy(update={"unsafe": [first, again]})
    said = unsafe(Told(both, catalogue(), Language("en")))
    assert said[1].endswith("zz; first find out what is unknown, then with the same money")
    assert not any("€\u00a00" in one for one in said)
