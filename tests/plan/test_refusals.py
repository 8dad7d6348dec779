"""What can't be planned is refused with one sentence that says what to change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.model.sentence import Refused
from readiness.plan.problem import FREE, Goal, Limits, Measure, Money, Obstacle, Problem
from readiness.plan.solve.solver import solve
from tests.plan.instances import money

D = Decimal


def problem() -> Problem:
    return Problem(
        measures=(
            Measure("a", "r", "L", money(1000), lifts=frozenset({"o"})),
            Measure("b", "r", "L", money(500), needs=("a",)),
            Measure("c", "r", "L", money(500), excludes=("a",)),
        ),
        obstacles=(Obstacle("o", "L", "must", "q", "t"),),
        goals=(Goal("g", "L", "t", 1, D(10), frozenset({"o"})),),
        limits=Limits((D(2000),)),
    )


def changed(**measure: object) -> Problem:
    first, *rest = problem().measures
    return replace(problem(), measures=(replace(first, **measure), *rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (replace(problem(), limits=Limits((D(-1),))), "less than nothing"),
        (replace(problem(), limits=Limits((D("NaN"),))), "less than nothing"),
        (replace(problem(), limits=Limits(())), "at least one year"),
        (replace(problem(), limits=Limits((D(1),) * 11)), "at most 10 years"),
        (replace(problem(), limits=Limits((D(1),), vat=D(-21))), "VAT"),
        (replace(problem(), limits=Limits((D(1),), D(-3))), "ICT's days"),
        (replace(problem(), fixed_in=frozenset({"zz"})), "There is no measure zz"),
        (changed(needs=("zz",)), "There is no measure zz"),
        (changed(needs=("b",)), "wait for each other"),
        (changed(once=FREE), "a price of nothing"),
        (changed(once=Money(D(-5), D(0), D(5))), "The price of a"),
        (changed(once=Money(D(9), D(5), D(7))), "The price of a"),
        (changed(time=Money(D(-5), D(0), D(5))), "The price of a"),
        (changed(lifts=frozenset({"zz"})), "a would lift zz"),
        (changed(id="b"), "b is listed twice"),
        (
            replace(problem(), fixed_in=frozenset("a"), fixed_out=frozenset("a")),
            "both in and out",
        ),
        (replace(problem(), fixed_in=frozenset("b"), fixed_out=frozenset("a")), "needs it"),
        (replace(problem(), fixed_in=frozenset("bc")), "a and c exclude each other"),
        (
            replace(problem(), fixed_in=frozenset("b"), limits=Limits((D(1400),))),
            "b is fixed in, but can't be paid",
        ),
    ],
)
def test_what_is_absurd_gets_a_sentence(given: Problem, said: str) -> None:
    with pytest.raises(Refused, match=said):
        solve(given)


def test_a_measure_that_only_takes_days_may_be_planned() -> None:
    plan = solve(changed(once=FREE, days=D(3)))
    assert plan.measures == {"a"}
    assert plan.cost == (D(0),)


def test_a_measure_that_only_takes_own_peoples_time_is_paid_from_the_budget() -> None:
    given = changed(once=FREE, time=Money(D(3), D(4), D(5)))
    assert solve(given).cost == (D(4),)


def test_a_budget_of_nothing_gives_a_plan_of_nothing() -> None:
    plan = solve(replace(problem(), limits=Limits((D(0),))))
    assert plan.chosen == ()
    assert plan.gap == 0
