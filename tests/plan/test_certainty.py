"""What is fixed in and can't be paid at high prices is set free there, and told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from readiness.model.sentence import Refused
from readiness.plan.problem import Goal, Limits, Measure, Money, Obstacle, Problem
from readiness.plan.solve.certainty import over_prices

D = Decimal


def three(budget: int) -> Problem:
    """Each 1,000 euros in the middle; at high prices 1,000, 1,500 and 2,000."""
    high = {"a": 1000, "b": 1500, "c": 2000}
    return Problem(
        tuple(
            Measure(one, one, "L", Money(D(900), D(1000), D(most)), lifts=frozenset({f"o{one}"}))
            for one, most in high.items()
        ),
        tuple(Obstacle(f"o{one}", "L", "must", "q", "t") for one in high),
        tuple(Goal(f"g{one}", "L", "t", 1, D(10), frozenset({f"o{one}"})) for one in high),
        Limits((D(budget),)),
    )


def test_what_can_be_paid_at_high_prices_stays_fixed_in() -> None:
    problem = replace(three(4500), fixed_in=frozenset({"a", "b", "c"}))
    certainty = over_prices(problem)
    assert certainty.freed == frozenset()
    assert certainty.high.measures == {"a", "b", "c"}


def test_the_dearest_is_set_free_until_the_rest_can_be_paid() -> None:
    problem = replace(three(3000), fixed_in=frozenset({"a", "b", "c"}))
    certainty = over_prices(problem)
    assert certainty.mid.measures == {"a", "b", "c"}
    assert certainty.freed == {"c"}
    assert certainty.high.measures == {"a", "b"}
    assert certainty.flips == {"c"}


def test_what_cannot_be_paid_at_middle_prices_is_refused() -> None:
    with pytest.raises(Refused, match="is fixed in, but can't be paid"):
        over_prices(replace(three(2000), fixed_in=frozenset({"a", "b", "c"})))
