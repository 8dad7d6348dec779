"""Several years with ICT's days, projects at a team, the peak and lead times."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.model.sentence import Refused
from readiness.plan.problem import Goal, Limits, Measure, Money, Obstacle, Plan, Problem
from readiness.plan.solve.board import window
from readiness.plan.solve.greedy import greedy
from readiness.plan.solve.solver import Effort, solve
from tests.plan.carried import best_over_years, fault_of, small_years
from tests.plan.instances import large, money

D = Decimal
EXACT = Effort(gap=0.0, seconds=60)


def value(plan: Plan) -> tuple[Decimal, ...]:
    return (plan.value(0), plan.value(1), plan.value(2))


def medium() -> Problem:
    """Too large for a proof to the last unit."""
    return large(20, 8, 14, years=3, capacity=True, seed=4)


@pytest.mark.parametrize("tens", range(15))
def test_over_years_the_plan_is_that_of_brute_force_and_can_be_carried_out(tens: int) -> None:
    for seed in range(tens * 10, tens * 10 + 10):
        problem = small_years(seed)
        best = best_over_years(problem)
        assert best is not None
        plan, quick = solve(problem, EXACT), greedy(problem)
        assert (value(plan), sum(plan.cost)) == best, seed
        assert plan.gap == 0, seed
        assert [plan.ended_by, plan.cost_ended_by] == ["gap", "gap"], seed
        assert value(quick) <= value(plan)
        assert (fault_of(problem, plan), fault_of(problem, quick)) == ("", ""), seed


@pytest.mark.parametrize("tens", range(4))
def test_over_years_what_is_fixed_in_and_out_is_that_of_brute_force(tens: int) -> None:
    refused = 0
    for seed in range(500 + tens * 10, 510 + tens * 10):
        made = small_years(seed)
        measures = tuple(replace(one, needs=(), excludes=()) for one in made.measures)
        problem = replace(
            made, measures=measures, fixed_in=frozenset({"m3"}), fixed_out=frozenset({"m1"})
        )
        best = best_over_years(problem)
        if best is None:
            with pytest.raises(Refused):
                solve(problem, EXACT)
            refused += 1
            continue
        plan = solve(problem, EXACT)
        assert value(plan) == best[0], seed
        # With nothing to open, what is fixed in comes as early as it fits.
        assert not plan.stages or sum(plan.cost) == best[1], seed
        assert fault_of(problem, plan) == "", seed
    assert refused < 10


def test_a_larger_plan_can_be_carried_out_at_every_moment() -> None:
    problem = medium()
    seen: list[Plan] = []
    plan = solve(problem, Effort(0.01, 4), usable=seen.append)
    assert [fault_of(problem, one) for one in seen] == [""] * len(seen)
    assert fault_of(problem, plan) == ""
    assert all(one.bound >= one.value for one in plan.stages)
    assert value(plan) >= value(greedy(problem))


def test_nothing_waits_for_what_nothing_holds_up() -> None:
    """Each measure a quarter or more earlier in its year: every one breaks something."""
    moved = 0
    for problem in (*(small_years(seed) for seed in range(40)), medium()):
        plan = solve(problem, Effort(0.01, 20))
        for number, one in enumerate(plan.chosen):
            for ready in range(one.year * 4, one.ready):
                quarters = window(problem, problem.measure[one.measure], ready)
                if not quarters:
                    continue
                earlier = replace(one, start=quarters[0], ready=ready)
                chosen = (*plan.chosen[:number], earlier, *plan.chosen[number + 1 :])
                assert fault_of(problem, replace(plan, chosen=chosen)), earlier
                moved += 1
    assert moved > 5


def test_stopped_at_its_first_usable_plan_it_can_be_carried_out() -> None:
    problem, stop = medium(), threading.Event()
    plan = solve(problem, Effort(0.0001, 60), stop, lambda plan: stop.set())
    assert plan.ended_by == "stopped"
    assert plan.chosen
    assert fault_of(problem, plan) == ""


def test_what_is_fixed_in_finds_room_where_one_after_another_has_none() -> None:
    # The cheap one comes first in the order of ids, and would take the room of the dear one.
    def bought(id_: str, euros: int) -> Measure:
        price = Money(*[D(euros)] * 3)
        return Measure(id_, id_, "L", price, lifts=frozenset({f"o-{id_}"}))

    measures = (bought("a", 10), bought("b", 50))
    problem = Problem(
        measures,
        tuple(Obstacle(f"o-{one.id}", "L", "must", "q") for one in measures),
        tuple(
            Goal(f"g-{one.id}", "L", one.id, 0, D(5), frozenset({f"o-{one.id}"}))
            for one in measures
        ),
        Limits((D(50), D(10))),
        fixed_in=frozenset({"a", "b"}),
    )
    plan = solve(problem, EXACT)
    assert {one.measure: one.year for one in plan.chosen} == {"a": 1, "b": 0}
    assert fault_of(problem, plan) == ""
    with pytest.raises(Refused):
        solve(replace(problem, limits=Limits((D(50), D(9)))), EXACT)


_PRINTED = """
from readiness.plan.solve.solver import Effort, solve
from tests.plan.instances import large, money
plan = solve(large({what}), Effort({gap}, 120))
assert plan.ended_by == "gap", plan.stages
print(plan)
"""


@pytest.mark.parametrize(
    ("what", "gap"),
    [
        ("25, seed=6", 0.001),
        ("3, 4, 8, years=2, capacity=True, seed=4", 0.01),
        # Stage after stage, in the strict order.
        ("20, years=2, capacity=True", 0.01),
        # All stages at once.
        ("300, 6, 14, years=2, capacity=True, seed=2", 0.15),
    ],
)
def test_another_process_makes_the_same_plan(what: str, gap: float) -> None:
    def printed(hashed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _PRINTED.format(what=what, gap=gap)],
            env={**os.environ, "PYTHONHASHSEED": hashed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    # A set prints in another order; a plan holds only what has an order of its own.
    assert printed("1") == printed("2")


def test_a_project_of_the_organisation_is_one_of_each_of_its_teams() -> None:
    """Three at a team at once, wherever they come from; another organisation's don't count."""

    def made(of: Mapping[str, str]) -> Problem:
        blocked = {
            id_: Obstacle(f"{place}/{id_}", place, "must", "q", "t") for id_, place in of.items()
        }
        measures = tuple(
            Measure(id_, id_, None if "central" in id_ else place, money(100), lead_months=3,
                    lifts=frozenset({f"{place}/{id_}"}), change_project=True)
            for id_, place in of.items()
        )  # fmt: skip
        goals = tuple(
            Goal(f"g-{id_}", one.location, "t", 0, Decimal(1), frozenset({one.id}))
            for id_, one in blocked.items()
        )
        limits = Limits((Decimal(1000), Decimal(0)), projects_at_once=3)
        return Problem(measures, tuple(blocked.values()), goals, limits)

    here = {"a": "A", "b": "A", "c": "A", "central-d": "A"}
    ready = [one.ready for one in solve(made(here)).chosen]
    assert sorted(ready) == [0, 0, 0, 1]
    elsewhere = {f"central-{place}": place for place in "ABCDE"}
    assert [one.ready for one in solve(made(elsewhere)).chosen] == [0] * 5
