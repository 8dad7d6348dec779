"""What each year of a plan takes, and what it may come to if prices turn out otherwise."""

from __future__ import annotations

from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.report.plan import own_time
from readiness.report.plan.told import Told


def years(told: Told) -> list[str]:
    """What each year takes, and the range of what is bought."""
    return [*_each_year(told), *_range(told)]


def budgets(told: Told) -> list[str]:
    """The same with all years in one item."""
    return [" ".join(_each_year(told)), *_range(told)]


def _each_year(told: Told) -> list[str]:
    return [
        told.language.word(
            "Year {year}: {spent} of {budget}; {left} is left.",
            year=year,
            spent=told.euros(spent),
            budget=told.euros(given),
            left=told.rest(given, spent),
        )
        for year, (spent, given) in enumerate(zip(told.plan.cost, told.plan.budget, strict=True), 1)
    ]


def _range(told: Told) -> list[str]:
    """Own people's time, what is paid for former years, and what all may come to."""
    word, plan = told.language.word, told.plan
    if not plan.bought:
        return []
    said = own_time.said(told)
    low, mid, high = told.together(plan.bought)
    spent = sum(map(number, plan.cost), Fraction(0))
    if spent > mid:
        said.append(
            word(
                "Of what is spent {euros} pays the later years of what was bought before.",
                euros=told.rest(spent, mid),
            )
        )
    range_ = word(
        "The first years of these measures come to {low} at the least and {high} at the most.",
        low=told.euros(low),
        high=told.euros(high),
    )
    return [*said, " ".join([range_, *_above(told)])]


def _above(told: Told) -> list[str]:
    """By how much the budget is too small for this plan if every price is at its highest."""
    word, plan = told.language.word, told.plan
    short = {
        year: over
        for year, given in enumerate(map(number, plan.budget), 1)
        if (over := _highest(told, year) - given) > 0
    }
    if not short:
        return []
    euros = told.euros(sum(short.values(), Fraction(0)))
    if len(plan.budget) == 1:
        return [word("That highest amount is {euros} above the budget.", euros=euros)]
    return [
        word(
            "With every price at its highest this plan is {euros} above the budget, in year "
            "{years}.",
            euros=euros,
            years=told.language.listed(list(map(str, short))),
        )
    ]


def _highest(told: Told, year: int) -> Fraction:
    """What a year costs with every price at its highest."""
    once = (one.once.high for one in told.plan.bought if one.year == year)
    each = (one.each_year.high for one in told.plan.bought if one.year <= year)
    return sum(map(number, (*once, *each)), Fraction(0))
