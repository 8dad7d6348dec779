"""Amounts, prices and weights as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from readiness.model.sentence import Refused
from readiness.plan.problem import Money
from readiness.tui.planning import trial
from readiness.tui.planning.scale import Scale

TEN = Scale(top=Decimal(600_000), step=Decimal(10_000))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25000", "25000"),
        ("25.000", "25000"),
        ("25,000", "25000"),
        ("€ 1.250.000,50", "1250000.50"),
        ("1,250,000.50", "1250000.50"),
        ("12,5", "12.5"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_in_either_notation(typed: str, amount: str) -> None:
    assert trial.euros(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-5", "1e9", "25k", "1.2.3", "12 euro", "٣", "9" * 40])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no amount in euros"):
        trial.euros(typed)


def test_more_than_a_plan_takes_is_refused() -> None:
    with pytest.raises(Refused, match="can't be planned with"):
        trial.euros("2.000.000.000")


def test_a_price_is_one_amount_or_a_lowest_and_a_highest() -> None:
    assert trial.price(" ") is None
    assert trial.price("900") == Money(Decimal(900), Decimal(900), Decimal(900))
    assert trial.price("9.000 – 15.000") == Money(Decimal(9000), Decimal(12000), Decimal(15000))
    with pytest.raises(Refused, match="lowest price is above the highest"):
        trial.price("15-9")
    for typed in ("-500", "500-"):
        with pytest.raises(Refused, match=f"'{typed}' is no amount in euros"):
            trial.price(typed)


@pytest.mark.parametrize("typed", ["", "-1", "1001", "nan", "1e2", "twice"])
def test_what_is_no_weight_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no weight"):
        trial.weight(typed)


def test_a_weight_may_have_a_comma() -> None:
    assert trial.weight("0,5") == Decimal("0.5")


@pytest.mark.parametrize(
    ("budget", "steps", "big", "then"),
    [
        (150_000, 1, False, 160_000),
        (150_000, -1, True, 100_000),
        (155_500, 1, False, 160_000),
        (155_500, -1, False, 150_000),
        (5_000, -1, True, 0),
        (0, -1, False, 0),
        (600_000, 1, True, 650_000),
    ],
)
def test_steps_go_to_round_amounts(budget: int, steps: int, big: bool, then: int) -> None:
    assert TEN.moved(Decimal(budget), steps, big) == then


def test_the_same_key_frees_a_measure_that_is_fixed() -> None:
    begin = trial.Trial(Decimal(0))
    inside = begin.turned("a@b", True)
    assert (inside.fix, inside.without) == ({"a@b"}, frozenset())
    outside = inside.turned("a@b", False)
    assert (outside.fix, outside.without) == (frozenset(), {"a@b"})
    assert outside.turned("a@b", False) == begin
