"""How sure a plan is: what is proven, whose prices it stands on, what is unknown."""

from __future__ import annotations

from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.report.plan.counts import own_weights
from readiness.report.plan.told import Told

_MOST_NAMED = 3


def sure(told: Told) -> list[str]:
    """The proof, the prices, the VAT, and what is made up."""
    word, plan = told.language.word, told.plan
    said = briefly(told)
    if plan.prices is not None and plan.bought:
        always = set(plan.prices.always)
        held = sum(one.id in always for one in plan.bought)
        said.append(_at_any_price(told, held))
    if plan.find_out:
        said.append(
            word(
                "Nothing is bought for a verdict that is undecided; answers to find out: {count}.",
                count=len(plan.find_out),
            )
        )
    return said


def _at_any_price(told: Told, held: int) -> str:
    """How many of the measures are bought whatever the prices turn out to be."""
    word, count = told.language.word, len(told.plan.bought)
    if held == count:
        return word("At low, middle and high prices alike all of this is bought.")
    return word(
        "At low, middle and high prices alike {held} of the {count} measures are bought; the "
        "others hang on the prices.",
        held=held,
        count=count,
    )


def briefly(told: Told) -> list[str]:
    """The proof, the prices and the VAT."""
    found = [proof(told), *cost(told), " ".join((whose_prices(told), vat(told))), *too_dear(told)]
    if told.plan.fixed_in or told.plan.fixed_out:
        said = told.language.word(
            "Within what was asked or decided: bought in any case {fixed_in}, left out in any case "
            "{fixed_out}.",
            fixed_in=len(told.plan.fixed_in),
            fixed_out=len(told.plan.fixed_out),
        )
        found.insert(1, said)
    found += own_weights(told)
    if told.plan.left_out:
        count = len(told.plan.left_out)
        found.append(told.language.word("Locations that are left out: {count}.", count=count))
    return found


def proof(told: Told) -> str:
    """How far from the best there is the plan may be, in plain words."""
    word, plan = told.language.word, told.plan
    if plan.ended_by == "gap" and not number(plan.gap):
        return word("No better plan exists within this budget: that is proven.")
    share = told.percent(reached(told), 2)
    if plan.ended_by == "gap":
        return word("This plan reaches at least {share} of the best possible.", share=share)
    return word(
        "The search was stopped early: this plan reaches at least {share} of the best possible. "
        "More time (--time) makes that more precise.",
        share=share,
    )


def cost(told: Told) -> list[str]:
    """That the same might be had for less; nothing where that is ruled out, or said already."""
    plan = told.plan
    if plan.cost_ended_by == "gap" or plan.ended_by != "gap" or not plan.bought:
        return []
    return [
        told.language.word(
            "Whether the same could open for less money was not searched to the end."
        )
    ]


def too_dear(told: Told) -> list[str]:
    """What is bought in any case and high prices can't pay."""
    if told.plan.prices is None or not told.plan.prices.freed:
        return []
    named = [told.measure(id_) for id_ in told.plan.prices.freed]
    if len(named) > _MOST_NAMED:
        more = len(named) - _MOST_NAMED
        named = [*named[:_MOST_NAMED], told.language.word("{count} more", count=more)]
    return [
        told.language.word(
            "If all prices turn out high, the budget can't pay everything that is bought in any "
            "case: {measures} would have to be dropped or paid from elsewhere.",
            measures=told.language.listed(named),
        )
    ]


def reached(told: Told) -> Fraction:
    """The share of the best that is proven to be reached; rounded down, never more."""
    return Fraction(int((1 - number(told.plan.gap)) * 10_000), 10_000)


def vat(told: Told) -> str:
    word, percent = told.language.word, number(told.plan.vat)
    if percent:
        return word(
            "All amounts hold {vat} % VAT, but for working time of own people: it has none.",
            vat=percent,
        )
    return word(
        "All amounts are without VAT, which care can mostly not reclaim; --vat 21 adds it "
        "everywhere."
    )


def whose_prices(told: Told) -> str:
    """Whether prices are assumptions or the organisation's own, and what comes on top of those."""
    return " ".join([_whose(told), *_on_top(told)])


def _on_top(told: Told) -> list[str]:
    """Own people's time that was added to the organisation's own prices."""
    mine = (number(one.own_time.mid) for one in told.plan.bought if one.own_price)
    euros = sum(mine, Fraction(0))
    if not euros:
        return []
    return [
        told.language.word(
            "On top of your own prices comes {euros} working time of own people.",
            euros=told.euros(euros),
        )
    ]


def _whose(told: Told) -> str:
    """Whether prices are assumptions or the organisation's own."""
    word = told.language.word
    own = sum(one.own_price for one in told.plan.bought)
    count = len(told.plan.bought)
    if count and own == count:
        return word("The prices of all that is bought are the organisation's own.")
    if own:
        return word(
            "Of the prices of what is bought {own} are the organisation's own and {rest} are "
            "assumptions. The technologies themselves are not in them.",
            own=own,
            rest=count - own,
        )
    return word(
        "Prices are assumptions, except those marked as your own (prices.toml or --price). "
        "The technologies themselves are not in them."
    )
