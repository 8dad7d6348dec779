"""Why a measure is in the plan or not, what is just below the line, what prices change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.plan.problem import Goal, Limits, Measure, Money, Obstacle, Problem
from readiness.plan.solve.certainty import over_prices
from readiness.plan.solve.curve import below_the_line, curve
from readiness.plan.solve.solver import solve
from readiness.plan.why import Reasons
from tests.plan.instances import large, money

D = Decimal
PEOPLE = {"Linde": 80}


@pytest.fixture
def problem() -> Problem:
    """Two thousand euros: bedside opens at Linde, pager needs two repairs, the rest waits."""
    return Problem(
        measures=(
            Measure("wifi", "wifi", "Linde", money(1500), lifts=frozenset({"coverage"})),
            Measure("phones", "phones", "Linde", money(300), lifts=frozenset({"devices"})),
            Measure("dear", "dear", "Linde", money(4000), lifts=frozenset({"server"})),
            Measure("first", "first", "Linde", money(900), lifts=frozenset({"one"})),
            Measure("second", "second", "Linde", money(800), lifts=frozenset({"two"})),
            Measure("other", "other", "Linde", money(9000), lifts=frozenset({"coverage"})),
            Measure("never", "never", "Linde", money(10), lifts=frozenset({"stuck"})),
            Measure("unsure", "unsure", "Linde", money(10), lifts=frozenset({"unknown"})),
            Measure("idle", "idle", "Linde", money(10)),
            Measure("against", "against", "Linde", money(10), excludes=("wifi",)),
        ),
        obstacles=tuple(
            Obstacle(name, "Linde", "must", "q", "t")
            for name in (
                "coverage", "devices", "server", "one", "two", "stuck", "nobody", "unknown",
            )
        ),
        goals=(
            Goal("g1", "Linde", "bedside", 0, D(80), frozenset({"coverage", "devices"})),
            Goal("g2", "Linde", "pager", 1, D(40), frozenset({"one", "two"})),
            Goal("g3", "Linde", "camera", 1, D(30), frozenset({"server"})),
            Goal("g4", "Linde", "robot", 1, D(30), frozenset({"stuck", "nobody"})),
            Goal("g5", "Linde", "sensor", 1, D(30), frozenset({"unknown"}), undecided=True),
        ),
        limits=Limits((D(2000),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("wifi", "Together with phones it opens bedside at Linde, for 80 people."),
        ("dear", "It would open camera at Linde, but costs 3800 more than is left."),
        (
            "first",
            "It opens nothing before these are done too: second. With them, pager at Linde would "
            "cost 1500 more than is left.",
        ),
        ("other", "What it repairs, other measures of the plan repair already."),
        (
            "never",
            "It opens nothing: robot at Linde has another obstacle that no measure lifts.",
        ),
        (
            "unsure",
            "sensor at Linde needs it, but something else about that is still unknown, and "
            "nothing is bought for that: first find it out.",
        ),
        ("idle", "Nothing that counts waits for what it repairs."),
        ("against", "It can't go together with wifi, which is in the plan."),
    ],
)
def test_each_measure_has_its_reason(problem: Problem, measure: str, said: str) -> None:
    assert str(Reasons(problem, solve(problem), PEOPLE).why(measure)) == said


def test_what_was_fixed_says_so(problem: Problem) -> None:
    fixed = replace(problem, fixed_in=frozenset({"idle"}), fixed_out=frozenset({"wifi"}))
    reasons = Reasons(fixed, solve(fixed), PEOPLE)
    assert str(reasons.why("idle")) == "It was fixed in: it is bought whatever it opens."
    assert "fixed out" in str(reasons.why("wifi"))


def test_what_is_needed_and_opens_nothing_itself_names_what_needs_it(problem: Problem) -> None:
    measures = (*problem.measures, Measure("cable", "cable", "Linde", money(50)))
    wired = tuple(replace(m, needs=("cable",)) if m.id == "wifi" else m for m in measures)
    needing = replace(problem, measures=wired)
    reasons = Reasons(needing, solve(needing), PEOPLE)
    assert str(reasons.why("cable")) == "wifi, which is in the plan, can't do without it."


def test_money_without_hands_says_so(problem: Problem) -> None:
    measures = tuple(replace(m, days=D(5)) for m in problem.measures)
    limits = Limits((D(10000),), ict_days_a_quarter=D(3))
    busy = replace(problem, measures=measures, limits=limits)
    reasons = Reasons(busy, solve(busy), PEOPLE)
    assert str(reasons.why("dear")) == (
        "It would open camera at Linde, but in no year can ICT and the team carry it beside the "
        "plan."
    )


def test_every_measure_of_a_large_plan_has_a_reason() -> None:
    problem = large(10, seed=4)
    people = {goal.location: 10 for goal in problem.goals}
    reasons = Reasons(problem, solve(problem), people)
    assert all(str(reasons.why(measure.id)) for measure in problem.measures)


def test_just_below_the_line_is_what_the_next_euros_open(problem: Problem) -> None:
    below = below_the_line(problem, solve(problem))
    assert [(one.goal, one.measures, one.cost, one.short) for one in below] == [
        ("g2", ("first", "second"), D(1700), D(1500)),
        ("g3", ("dear",), D(4000), D(3800)),
    ]
    more = replace(problem, limits=Limits((D(3500),)))
    assert "g2" in solve(more).goals


def test_more_budget_never_opens_less(problem: Problem) -> None:
    points = list(curve(large(12, 8, 14, seed=1)))
    values = [tuple(point.plan.value(stage) for stage in (0, 1, 2)) for point in points]
    assert len(points) == 10
    assert points[0].budget == 0
    assert points[0].plan.chosen == ()
    assert values == sorted(values)


def test_the_plan_that_holds_can_be_paid_at_high_prices_and_the_flips_are_named() -> None:
    problem = Problem(
        measures=(
            Measure("sure", "r", "L", Money(D(100), D(100), D(100)), lifts=frozenset({"a"})),
            Measure("unsure", "r", "L", Money(D(500), D(900), D(2000)), lifts=frozenset({"b"})),
        ),
        obstacles=(Obstacle("a", "L", "must", "q", "t"), Obstacle("b", "L", "must", "q", "t")),
        goals=(
            Goal("ga", "L", "t", 1, D(10), frozenset({"a"})),
            Goal("gb", "L", "u", 1, D(10), frozenset({"b"})),
        ),
        limits=Limits((D(1000),)),
    )
    certainty = over_prices(problem)
    assert certainty.always == {"sure"}
    assert certainty.flips == {"unsure"}
    assert certainty.high.measures == {"sure"}
