"""What it takes to add something to a plan as it stands, over its years, and how that is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from readiness.plan.left import left
from readiness.plan.problem import Bought, Goal, Limits, Measure, Money, Obstacle, Plan, Problem
from readiness.plan.solve.added import Added, Room
from readiness.plan.solve.curve import below_the_line
from readiness.plan.solve.solver import solve
from readiness.plan.why import Reasons
from tests.plan.instances import money

D = Decimal


def waiting(*measures: Measure, location: str = "Linde", technology: str = "pager") -> Problem:
    """One technology that waits for all that these lift, and a budget of nothing."""
    lifted = sorted(frozenset[str]().union(*(one.lifts for one in measures)))
    return Problem(
        measures=measures,
        obstacles=tuple(Obstacle(one, location, "must", "q", technology) for one in lifted),
        goals=(Goal("g", location, technology, 0, D(40), frozenset(lifted)),),
        limits=Limits((D(0),)),
    )


def bare(problem: Problem) -> Plan:
    return Plan((), (), (D(0),) * problem.limits.horizon_years, (), "gap")


def over_years(*budget: int, days: int | None = None) -> Problem:
    """A licence of 1,000 once and 500 a year; four days of ICT."""
    licence = Measure("licence", "r", "Linde", money(1000), money(500), D(4), 1, frozenset({"a"}))
    limits = Limits(tuple(D(one) for one in budget), None if days is None else D(days))
    return replace(waiting(licence), limits=limits)


def test_a_later_years_running_costs_count() -> None:
    room = Room(over_years(1400, 200), bare(over_years(1400, 200)))
    # 100 in the first year and 300 in the second; begun in the second it would lack 1,300.
    assert room.adding(("licence",)) == Added(0, D(400))


def test_the_year_that_takes_least_is_told() -> None:
    problem = over_years(1400, 200, 1450)
    assert Room(problem, bare(problem)).adding(("licence",)) == Added(2, D(50))
    (one,) = below_the_line(problem, bare(problem))
    assert (one.short, one.year) == (D(50), 2)
    more = replace(problem, limits=replace(problem.limits, budget=(D(1400), D(200), D(1500))))
    assert solve(more).chosen == (Bought("licence", 2, 8, 8),)


def test_where_ict_has_no_days_no_budget_adds_it() -> None:
    problem = over_years(0, 0, days=1)
    busy = Measure("busy", "r", "Els", money(1), days=D(8), lead_months=24)
    problem = replace(problem, measures=(*problem.measures, busy))
    plan = Plan((Bought("busy", 1, 0, 7),), (), (D(0), D(1)), (), "gap")
    limits = replace(problem.limits, budget=(D(0), D(1)))
    problem = replace(problem, limits=limits)
    assert Room(problem, plan).adding(("licence",)) == "hands"
    (one,) = left(problem, plan)
    assert one.adding == "hands"
    (below,) = below_the_line(problem, plan)
    assert below.short is None


def test_what_was_fixed_out_is_named_only_where_nothing_else_opens_it() -> None:
    cheap = Measure("cheap", "r", "Linde", money(10), lifts=frozenset({"a"}))
    dear = Measure("dear", "r", "Linde", money(90), lifts=frozenset({"a"}))
    problem = replace(waiting(cheap, dear), fixed_out=frozenset({"cheap"}))
    (one,) = left(problem, bare(problem))
    assert (one.measures, one.adding) == (("dear",), Added(0, D(90)))
    none = replace(problem, fixed_out=frozenset({"cheap", "dear"}))
    (one,) = left(none, bare(none))
    assert (one.measures, one.adding) == (("cheap",), "choice")


def test_the_plan_keeps_what_it_holds_while_it_is_looked_at() -> None:
    problem = over_years(1400, 200)
    room = Room(problem, bare(problem))
    assert room.adding(("licence",)) == room.adding(("licence",))
    assert not room.board.bought


def reason(problem: Problem, measure: str, **people: int) -> str:
    people = people or {"Linde": 40}
    plan = bare(problem) if not any(problem.limits.budget) else solve(problem)
    return str(Reasons(problem, plan, people).why(measure))


def lifting(name: str, euros: Decimal | int = 10) -> Measure:
    price = Money(D(euros), D(euros), D(euros))
    return Measure(name, "r", "Linde", price, lifts=frozenset({f"lifts {name}"}))


def test_of_many_others_the_first_are_named_and_the_rest_counted() -> None:
    problem = waiting(*(lifting(name) for name in ("a", "b", "c", "d, e", "f")))
    assert reason(problem, "f") == (
        "It opens nothing before these are done too: a, b, c and 1 more. With them, pager at Linde "
        "would cost 50 more than is left."
    )
    assert "too: b; c; d, e and 1 more." in reason(problem, "a")


def test_what_it_opens_by_itself_goes_before_what_it_opens_with_others() -> None:
    problem = waiting(lifting("a"), lifting("b"))
    robot = Goal("h", "Linde", "robot", 2, D(40), frozenset({"lifts a"}))
    problem = replace(problem, goals=(*problem.goals, robot))
    assert reason(problem, "a") == ("It would open robot at Linde, but costs 10 more than is left.")


def test_a_duty_is_put_right_and_doesnt_open() -> None:
    problem = waiting(lifting("a"), technology="legal:q")
    assert reason(problem, "a") == (
        "It would put legal:q right at Linde, but costs 10 more than is left."
    )
    paid = replace(problem, limits=Limits((D(10),)))
    assert reason(paid, "a") == "It puts legal:q right at Linde, for 40 people."


def test_half_a_euro_goes_up_in_every_sentence() -> None:
    assert "costs 223 more" in reason(waiting(lifting("a", D("222.5"))), "a")


def test_people_count_once_and_without_own_weights() -> None:
    made = waiting(lifting("a"))
    goals = [
        Goal(f"{place}/{name}", place, name, 0, D(weight), frozenset({"lifts a"}))
        for place, name, weight in (
            ("Linde", "pager", 40), ("Linde", "robot", 400), ("Els", "pager", 30),
        )
    ]  # fmt: skip
    problem = replace(made, goals=tuple(goals), limits=Limits((D(10),)))
    assert reason(problem, "a", Linde=40, Els=30) == (
        "3 improvements wait for it, first robot at Linde; they are for 70 people in all."
    )


def test_what_the_plan_repairs_already_isnt_needed_for_what_stays_closed() -> None:
    first, other = lifting("a"), replace(lifting("z", 90), lifts=frozenset({"lifts a"}))
    problem = waiting(first, other, lifting("dear", 9000))
    robot = Goal("h", "Linde", "robot", 1, D(40), frozenset({"lifts a"}))
    problem = replace(problem, goals=(*problem.goals, robot), limits=Limits((D(100),)))
    assert reason(problem, "z") == "What it repairs, other measures of the plan repair already."
