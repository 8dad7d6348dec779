"""What is asked of a plan on the screen, and how amounts are typed there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from readiness.model.decision import Decided
from readiness.model.sentence import refuse
from readiness.office.planned import MOST_EUROS, MOST_YEARS, Asked
from readiness.office.typed import euros_in
from readiness.plan.problem import Money

_NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")


@dataclass(frozen=True)
class Trial:
    """A budget for each year, and what is tried: measures in and out by id, own weights by
    technology, own prices once in all by measure, VAT in percent (None: the price list's).
    `decided`: the decisions that the plan starts from; None where it starts from none."""

    budget: Decimal
    years: int = 1
    fix: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    prices: Mapping[str, Money] = field(default_factory=dict)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    decided: Mapping[str, Decided] | None = None
    vat: Decimal | None = None

    def asked(self) -> Asked:
        return Asked(
            budget=(self.budget,),
            years=self.years,
            fix=tuple(sorted(self.fix)),
            without=tuple(sorted(self.without)),
            prices=self.prices,
            weights=self.weights,
            vat=self.vat,
            from_decisions=self.decided is not None,
        )

    def differs_in_budget_alone(self, other: Trial) -> bool:
        """Whether nothing but the euros a year is otherwise."""
        return replace(other, budget=self.budget) == self

    @property
    def tried(self) -> bool:
        """Whether anything is tried besides budget and years."""
        tried = self.fix or self.without or self.prices or self.weights
        return bool(tried) or self.vat is not None

    def plain(self) -> Trial:
        """The same budget and years with nothing tried."""
        return Trial(self.budget, self.years, decided=self.decided)

    def turned(self, measure: str, bought: bool) -> Trial:
        """The measure fixed in (`bought`) or out; free again where it was fixed so already."""
        mine, other = (self.fix, self.without) if bought else (self.without, self.fix)
        mine, other = mine ^ {measure}, other - {measure}
        fix, without = (mine, other) if bought else (other, mine)
        return replace(self, fix=fix, without=without)

    def next_years(self, step: int) -> Trial:
        """A year more or less, where a plan can look that far."""
        return replace(self, years=min(MOST_YEARS, max(1, self.years + step)))

    def within(self, measures: Collection[str], technologies: Collection[str]) -> Trial:
        """The same without what is tried of other measures and technologies than these."""
        return replace(
            self,
            fix=self.fix & set(measures),
            without=self.without & set(measures),
            prices={id_: held for id_, held in self.prices.items() if id_ in measures},
            weights={id_: held for id_, held in self.weights.items() if id_ in technologies},
        )

    @property
    def about(self) -> frozenset[str]:
        """The measures and technologies of which something is tried."""
        return self.fix | self.without | self.prices.keys() | self.weights.keys()

    def priced(self, measure: str, money: Money | None) -> Trial:
        """With this price of the measure once in all, or with that of the price list."""
        prices = {id_: held for id_, held in self.prices.items() if id_ != measure}
        return replace(self, prices={**prices, measure: money} if money else prices)

    def weighed(self, technology: str, weight: Decimal) -> Trial:
        """With this weight for the technology; 1 is what it is without one."""
        weights = {id_: held for id_, held in self.weights.items() if id_ != technology}
        return replace(self, weights=weights if weight == 1 else {**weights, technology: weight})


def euros(text: str) -> Decimal:
    """An amount as people type it: 25000, 25.000, € 25,000.50.

    Raises:
        Refused: it is no amount, or more than a plan takes.
    """
    amount = euros_in(text)
    if amount is None:
        raise refuse(
            "'{given}' is no amount in euros. Type such as 25000 or 25.000; nothing was changed.",
            given=text[:40],
        )
    if amount > MOST_EUROS:
        raise refuse(
            "A budget of {amount} euros can't be planned with; give an amount from 0 to {most}.",
            amount=int(amount),
            most=MOST_EUROS,
        )
    return amount


def price(text: str) -> Money | None:
    """A price, or the lowest and the highest with a dash between; None for nothing typed.

    Raises:
        Refused: it is neither.
    """
    if not text.strip():
        return None
    low, dash, high = text.replace("–", "-").partition("-")
    if dash and not (low.strip() and high.strip()):
        # A minus in front, or nothing after it: what was typed is told whole.
        euros(text)
    ends = euros(low), euros(high if dash else low)
    if ends[0] > ends[1]:
        raise refuse(
            "The lowest price is above the highest; type the lowest first. Nothing was changed."
        )
    return Money(ends[0], (ends[0] + ends[1]) / 2, ends[1])


def vat(text: str) -> Decimal | None:
    """A percentage from 0 to 100; None for nothing typed.

    Raises:
        Refused: it is none.
    """
    given = text.strip().removesuffix("%").strip()
    if not given:
        return None
    if _NUMBER.fullmatch(given):
        found = Decimal(given.replace(",", "."))
        if found <= 100:
            return found
    raise refuse(
        "'{given}' is no VAT; type a percentage from 0 to 100, such as 21. Nothing was changed.",
        given=given[:40],
    )


def weight(text: str) -> Decimal:
    """A weight from 0 to 1000.

    Raises:
        Refused: it is none.
    """
    given = text.strip()
    if _NUMBER.fullmatch(given):
        found = Decimal(given.replace(",", "."))
        if found <= 1000:
            return found
    raise refuse(
        "'{given}' is no weight; type a number from 0 to 1000, such as 2 or 0.5. Nothing was "
        "changed.",
        given=given[:40],
    )
