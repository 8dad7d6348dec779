"""What nobody knows to be safe: named beside the plan, asked for first, and never bought for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from readiness.model.visit import Visit
from readiness.plan.case import Case, case
from readiness.plan.problem import Limits
from readiness.plan.sites import Wishes, site
from readiness.plan.told.document import PlanDocument
from tests.builders import catalogue, said
from tests.compare import houses
from tests.report.plans import NEN, OUTAGE, planned


def made(*visits: Visit) -> Case:
    sites = [site(catalogue(), one) for one in visits]
    return case(catalogue(), sites, Wishes(Limits((Decimal(1000),))))


def house(name: str, outage: str = "") -> Visit:
    seen = [said(OUTAGE, outage)] if outage else []
    return houses.visit(name, *seen, in_use=("mobile-record",), beds=60, carers_day=8)


@pytest.fixture(scope="module")
def held() -> Case:
    return made(house("Beuk"), house("Els", "0"), house("Iep", "3"))


def unknown(held: Case, place: str) -> dict[str, tuple[str, ...]]:
    return {
        one.goal.technology: one.questions
        for one in held.safety_unknown
        if one.goal.location == place
    }


def test_a_house_where_nothing_was_asked_is_not_safe(held: Case) -> None:
    found = unknown(held, "beuk")
    assert found[f"hard-stop:{OUTAGE}"] == (OUTAGE,)
    assert found[f"legal:{OUTAGE}"] == (OUTAGE,)
    assert found[f"legal:{NEN}"] == (NEN,)
    assert len(found["mobile-record"]) > 1


def test_what_is_known_to_fail_or_to_be_in_order_is_not_unknown(held: Case) -> None:
    for place in ("els", "iep"):
        assert not any(name.endswith(OUTAGE) for name in unknown(held, place))
    # In use with a failed must: unsafe, whatever else is unknown.
    assert "mobile-record" not in unknown(held, "els")


def test_none_of_it_is_given_to_the_search(held: Case) -> None:
    goals = {goal.id for goal in held.problem.goals}
    assert held.safety_unknown
    assert goals.isdisjoint(one.goal.id for one in held.safety_unknown)
    assert all(goal.obstacles for goal in held.problem.goals)


def test_its_questions_are_to_find_out_before_all_else(held: Case) -> None:
    for one in held.safety_unknown:
        for question in one.questions:
            # A question of several subjects, such as shifts, is several answers.
            assert any(
                one.goal.technology in found.technologies and found.stage == 0
                for found in held.find_out
                if (found.location, found.question) == (one.goal.location, question)
            )
    (outage,) = (o for o in held.find_out if (o.location, o.question) == ("beuk", OUTAGE))
    # 68 people, each for a stop and a duty; the record waits for many more answers.
    assert outage.weight > 2 * 68
    assert {f"hard-stop:{OUTAGE}", f"legal:{OUTAGE}"} <= set(outage.opens)


def test_the_document_names_it_and_a_former_one_without_it_is_read() -> None:
    document = planned([house("Beuk"), house("Els", "0")], 1000)
    named = {(one.location, one.technology) for one in document.safety_unknown}
    assert ("beuk", f"hard-stop:{OUTAGE}") in named
    assert named.isdisjoint((one.location, one.technology) for one in document.unsafe)
    former = document.model_dump(mode="json")
    del former["safety_unknown"]
    for one in former["verdicts"]:
        del one["conditions"]
    assert PlanDocument.model_validate(former).safety_unknown == []
