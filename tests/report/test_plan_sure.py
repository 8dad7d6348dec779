"""How sure a plan is, in the words of its report: no more is said than is proven."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.plan.told.beside import beside, of_document
from readiness.plan.told.document import PlanDocument, ReachedPart
from readiness.report.formats import FORMATS
from readiness.report.plan.document import Former
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
    loose, strict = "a kind may stay up to 1 % below its own best", "No amount of a later kind"
    alone, coupled = page(plan), page(planned(four_houses(), 5_000, 45_000, days=10))
    assert (loose in alone, strict in alone) == (False, True)
    assert (loose in coupled, strict in coupled) == (True, False)


def with_points(plan: PlanDocument, *points: tuple[tuple[int, float], ...]) -> PlanDocument:
    """The plan with a curve of these points: value and gap of each stage."""
    curve = [
        plan.curve[0].model_copy(
            update={
                "budget": 1000 * number,
                "asked": number == 1,
                "stages": [
                    ReachedPart(stage=stage, value=value, opened=1, gap=gap)  # type: ignore[arg-type]
                    for stage, (value, gap) in enumerate(stages)
                ],
            }
        )
        for number, stages in enumerate(points, 1)
    ]
    return plan.model_copy(update={"curve": curve})


EARLIER = "so a later one goes down where more money"
UNKNOWN = "which of the two it is, is not known everywhere"


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((((10, 0), (50, 0), (0, 0)), ((20, 0), (50, 0), (0, 0))), ""),
        ((((10, 0), (50, 0), (0, 0)), ((20, 0), (30, 0), (0, 0))), EARLIER),
        # At best 40: it is below 50 in any case.
        ((((10, 0), (50, 0), (0, 0)), ((20, 0), (30, 0.25), (0, 0))), EARLIER),
        # At best 60: a plan that was not found may reach more than the smaller budget did.
        ((((10, 0), (50, 0), (0, 0)), ((20, 0), (30, 0.5), (0, 0))), UNKNOWN),
        ((((10, 0), (50, 0), (0, 0)), ((20, 0), (30, 1), (0, 0))), UNKNOWN),
    ],
)
def test_a_line_that_goes_down_is_put_down_to_safety_only_where_that_is_known(
    plan: PlanDocument, points: tuple[tuple[tuple[int, float], ...], ...], said: str
) -> None:
    shown = page(with_points(plan, *points))
    assert [one for one in (EARLIER, UNKNOWN) if one in shown] == [said] * bool(said)


def test_the_curve_says_stage_by_stage_how_sure_its_points_are(plan: PlanDocument) -> None:
    shown = page(
        with_points(plan, ((9, 0), (9, 0.004), (9, 0.781)), ((9, 0), (9, 0.002), (9, 0.01)))
    )
    assert "safety and technology in use: no better plan exists at any of these" in shown
    assert "technology that is wanted: each point reaches at least 99.6%" in shown
    assert "nice to have: 1 of the 2 points are within 1 % of the best at their" in shown
    assert "the least sure of the others reaches at least 21.9%" in shown


def test_a_year_that_counts_whole_is_said(plan: PlanDocument) -> None:
    assert page(plan).count("A year counts whole when a measure is there by its end.") == 2


def test_own_weights_are_told_and_written(plan: PlanDocument) -> None:
    weights = {"mobile-record": Decimal("0.25"), "ai-assistance": Decimal(1)}
    own = planned(four_houses(), 60_000, weights=weights)
    assert (own.weights, plan.weights) == ({"mobile-record": 0.25}, {})
    shown = page(own)
    said = "Own weights: Mobile client record at the bedside (0.25). All other technology counts"
    assert shown.count(said) == 2
    assert "Own weights" not in page(plan)
    changed = beside(of_document(plan), of_document(own))
    document = reported(own, former=Former(plan, changed))
    page_beside = reading.html_text(FORMATS["html"].write(document))
    assert "The former plan had other own weights" in page_beside


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
    said = " ".join(unsafe(Told(nothing, catalogue(), Language("en")), 99))
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
        plan.unsafe[0].model_copy(
            update={"stage": stage, "technology": name, "short": 1, "measures": [name]}
        )
        for stage, name in more.items()
    ]
    told = Told(plan.model_copy(update={"below_the_line": less}), catalogue(), Language("en"))
    found = nearest(told)
    assert [one.stage for one in found] == [*[0] * (len(found) - 2), 1, 2]
    assert len(found) > 3
    said = below(told, len(found), 99)
    # How it is to be read is said once.
    assert [one for one in said if "may choose otherwise" in one] == [said[-1]]
    for one, line in zip(found, said, strict=False):
        assert "added to this plan it would take €" in line
        for goal in one.opens:
            use = {1: "wanted there", 2: "nobody asked for it there"}.get(goal.stage)
            assert told.goal(goal.technology) in line
            assert (use or ("to put right" if ":" in goal.technology else "in use there")) in line
    # Of few lines each stage has its first.
    assert ["pager" in line for line in below(told, 3)[:3]] == [False, True, False]
    assert "robot" in below(told, 3)[2]


def test_one_purchase_is_one_step_with_all_that_it_opens() -> None:
    from readiness.language import Language
    from readiness.report.plan.closed import below, nearest
    from readiness.report.plan.told import Told

    plan = planned(four_houses(), 0)
    first = next(one for one in plan.unsafe if one.short is not None and not one.undecided)
    more = first.model_copy(update={"stage": 1, "technology": "pager"})
    dear = more.model_copy(
        update={"technology": "robot", "short": 9e9, "measures": [*first.measures, "zz"]}
    )
    unknown = more.model_copy(update={"technology": "maybe", "undecided": True})
    made = plan.model_copy(update={"unsafe": [first], "below_the_line": [more, dear, unknown]})
    told = Told(made, catalogue(), Language("en"))
    small, large = nearest(told)
    assert [one.technology for one in small.opens] == [first.technology, "pager"]
    # What is bought for the robot opens the others as well.
    assert [one.technology for one in large.opens] == [first.technology, "pager", "robot"]
    said = below(told, 3, 3)
    assert len(said) == 3
    assert "pager (wanted there); added to this plan" in said[0]
    assert "pager and 1 more" not in said[0]


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
    said = unsafe(Told(both, catalogue(), Language("en")), 2)
    assert said[1].endswith("zz; first find out what is unknown, then with the same money")
    assert not any("€\u00a00" in one for one in said)
