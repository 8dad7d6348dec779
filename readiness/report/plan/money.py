"""What each year of a plan takes, and what it may come to if prices turn out otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.plan.told.document import MeasurePart
from readiness.report.plan import own_time, serves
from readiness.report.plan.told import Told

_QUARTERS = 4


def years(told: Told) -> list[str]:
    """What each year takes, what it is for, and what it may come to."""
    return [*_each_year(told), *serves.said(told), *_range(told)]


def budgets(told: Told) -> list[str]:
    """The same with all years in one item, for a page that has few lines."""
    return [" ".join([*_each_year(told), *serves.said(told)]), *_range(told)]


def every_year(found: Iterable[MeasurePart]) -> tuple[Fraction, Fraction, Fraction]:
    """What these cost together in each later year: low, middle, high."""
    ends = [(one.each_year.low, one.each_year.mid, one.each_year.high) for one in found]
    low, mid, high = (sum((number(end[at]) for end in ends), Fraction(0)) for at in range(3))
    return low, mid, high


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
    """Own people's time, what all may come to, and what other years have to do with it."""
    word, plan = told.language.word, told.plan
    if not plan.bought:
        return []
    low, mid, high = told.together(plan.bought)
    range_ = word(
        "The first years of these measures come to {low} at the least and {high} at the most.",
        low=told.euros(low),
        high=told.euros(high),
    )
    first = [range_, *_above(told)]
    other_years = [*_paid_on(told, mid), *_begun_before(told), *_afterwards(told)]
    if len(plan.budget) == 1:
        items = [[*first, *other_years]]
    else:
        items = [first, other_years]
    return [*own_time.said(told), *(" ".join(item) for item in items if item)]


def _paid_on(told: Told, first_years: Fraction) -> list[str]:
    """What the plan's later years pay for what was bought in an earlier one."""
    spent = sum(map(number, told.plan.cost), Fraction(0))
    if spent <= first_years:
        return []
    return [
        told.language.word(
            "Of what is spent {euros} pays the later years of what was bought before.",
            euros=told.rest(spent, first_years),
        )
    ]


def _begun_before(told: Told) -> list[str]:
    """What stands in the budget of a later year than that in which work on it begins."""
    once = (
        number(one.once.mid)
        for one in told.plan.bought
        if (one.start - 1) // _QUARTERS + 1 < one.year
    )
    euros = sum(once, Fraction(0))
    if not euros:
        return []
    return [
        told.language.word(
            "{euros} is for work that begins in an earlier year: a measure counts in the year "
            "in which it is there.",
            euros=told.euros(euros),
        )
    ]


def _afterwards(told: Told) -> list[str]:
    """What stays to be paid when the plan's years are over."""
    word = told.language.word
    low, mid, high = every_year(told.plan.bought)
    if not high:
        return []
    if low == high:
        return [word("After this plan all of this costs {mid} each year.", mid=told.euros(mid))]
    return [
        word(
            "After this plan all of this costs {mid} each year ({low} to {high}).",
            mid=told.euros(mid),
            low=told.euros(low),
            high=told.euros(high),
        )
    ]


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
