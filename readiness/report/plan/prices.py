"""How sure the plan is of its prices: what is bought whatever they are, and what flips."""

from __future__ import annotations

from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.plan.told.document import AtPricesPart
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.plan import sure
from readiness.report.plan.told import Told
from readiness.terms import Mark

_MOST = 20


def section(told: Told) -> Section:
    word, plan = told.language.word, told.plan
    title = word("If prices turn out otherwise")
    if plan.prices is None:
        said = word("There was no time to plan with low and with high prices.")
        return Section("prices", title, (Paragraph(said, "faint"),))
    said = word(
        "The same plan was made with every price at the low and at the high end of its range. The "
        "plan at high prices holds whatever happens: it can be paid in any case."
    )
    blocks: list[Block] = [Paragraph(said)]
    blocks += [Paragraph(one, "warn") for one in sure.too_dear(told)]
    blocks += [_three(told), _flips(told)]
    return Section("prices", title, tuple(blocks))


def _three(told: Told) -> Table:
    word, prices = told.language.word, told.plan.prices
    assert prices is not None
    columns = (
        Column(word("Prices"), share=3),
        Column(word("Measures"), "number", 2),
        Column(word("Spent"), "number", 2),
        *(Column(word("Opens: {stage}", stage=told.stage(s)), "number", 2) for s in range(3)),
    )
    rows = tuple(
        _row(told, label, one)
        for label, one in (
            (word("all low"), prices.low),
            (word("middle, this plan"), prices.mid),
            (word("all high"), prices.high),
        )
    )
    return Table("three-prices", word("The plan at low, middle and high prices"), columns, rows)


def _row(told: Told, label: str, one: AtPricesPart) -> tuple[Cell, ...]:
    return (
        Cell(label),
        told.count(one.measures),
        told.money(sum(map(number, one.cost), Fraction(0))),
        *(told.count(opened) for opened in one.opened),
    )


def _flips(told: Told) -> Table:
    word, prices = told.language.word, told.plan.prices
    assert prices is not None
    columns = (
        Column(word("Measure"), share=6),
        Column(word("Prices low"), "mark", 2),
        Column(word("Middle"), "mark", 2),
        Column(word("Prices high"), "mark", 2),
    )
    # What this plan buys and high prices take out matters most.
    ordered = sorted(prices.flips, key=lambda one: (not (one.mid and not one.high), not one.mid,
                                                    told.measure(one.measure)))  # fmt: skip
    rows = tuple(
        (Cell(told.measure(one.measure)), *(_mark(told, b) for b in (one.low, one.mid, one.high)))
        for one in ordered
    )
    caption = word("Choices that flip: bought at some prices and not at others")
    empty = word("No choice flips: the same is bought at low, middle and high prices.")
    return Table("flips", caption, columns, rows, empty, sortable=True, most=_MOST)


def _mark(told: Told, bought: bool) -> Cell:
    word = told.language.word
    if bought:
        return Cell("", Mark("ready", "✓", word("bought")))
    return Cell("", Mark("not-applicable", "–", word("not bought")))
