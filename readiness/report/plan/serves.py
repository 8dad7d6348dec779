"""Which kind of goal a plan's money is for: safety, what is wanted, or what nobody asked for.

What helps to open goals of several kinds counts under the first of them, as the plan weighs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.report.blocks import Cell
from readiness.report.plan.told import Told

# Bought in any case, and opens nothing; the kinds below it are the stages of a plan.
_NOTHING = 3


def said(told: Told) -> list[str]:
    """What is spent over all years, by kind; the amounts add up to all of it."""
    parts, before = [], Fraction(0)
    for kind, euros in sorted(_spent(told).items()):
        # What is shown of each is what it adds to the rounded whole.
        parts.append(_part(told, kind, told.rest(before + euros, before)))
        before += euros
    if not parts:
        return []
    return [told.language.word("Spent: {parts}.", parts=told.language.listed(parts))]


def method(told: Told) -> str:
    """How money is counted by kind."""
    return told.language.word(
        "What is spent on a measure counts under the first kind that it helps to open."
    )


def kinds(told: Told) -> Mapping[str, int]:
    """The first kind that each measure helps to open, by id."""
    stages = {f"{one.location}/{one.technology}": one.stage for one in told.plan.opened}
    return {
        one.id: min((stages[goal] for goal in one.opens if goal in stages), default=_NOTHING)
        for one in told.plan.bought
    }


def cell(told: Told, kind: int) -> Cell:
    """A kind in a word or two."""
    word = told.language.word
    names = (word("safety, in use"), word("wanted"), word("not asked for"), word("opens nothing"))
    return Cell(names[kind], sort=float(kind))


def _part(told: Told, kind: int, euros: str) -> str:
    word = told.language.word
    if kind == 0:
        return word("{euros} on safety and use", euros=euros)
    if kind == 1:
        return word("{euros} on wishes", euros=euros)
    if kind == 2:
        return word("{euros} on what nobody asked for", euros=euros)
    return word("{euros} on what opens nothing", euros=euros)


def _spent(told: Told) -> Mapping[int, Fraction]:
    """Euros by kind, of all the plan's years; what costs nothing is left out."""
    found: dict[int, Fraction] = {}
    mine, years = kinds(told), len(told.plan.budget)
    for one in told.plan.bought:
        paid = number(one.once.mid) + number(one.each_year.mid) * (years - one.year + 1)
        if paid:
            found[mine[one.id]] = found.get(mine[one.id], Fraction(0)) + paid
    return found
