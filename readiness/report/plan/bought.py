"""What is bought: by kind, then every measure with where, when, its cost and why."""

from __future__ import annotations

from readiness.plan.told.document import BoughtPart, MeasurePart
from readiness.report.blocks import Aside, Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.plan import own_time, serves
from readiness.report.plan.money import every_year, years
from readiness.report.plan.summary import by_kind
from readiness.report.plan.told import Told

# A page of paper each.
_MOST, _MOST_PRICES = 30, 15


def section(told: Told) -> Section:
    word, plan = told.language.word, told.plan
    title = word("What is bought, in this order")
    if not plan.bought:
        said = word("Nothing: with this budget no measure opens anything.")
        return Section("bought", title, (Paragraph(said),), new_page=True)
    blocks: list[Block] = [Bullets(tuple(years(told)))]
    if len(by_kind(plan.bought)) < len(plan.bought):
        blocks.append(_kinds(told))
    # Folded on a screen, where a phone shows every row below the other.
    why = word("Why each is bought")
    blocks += [
        _measures(told),
        Aside(why, (_why(told),)),
        Aside(_prices_title(told), (_prices(told),)),
    ]
    return Section("bought", title, tuple(blocks), new_page=True)


def _kinds(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=4),
        Column(word("Times"), "number"),
        Column(word("First year"), "number", 2),
        Column(word("Lowest"), "number", 2),
        Column(word("Highest"), "number", 2),
        Column(word("Every year"), "number", 2),
        Column(word("ICT days"), "number"),
    )
    rows = []
    for _remedy, mine in by_kind(told.plan.bought):
        low, mid, high = told.together(mine)
        rows.append(
            (
                Cell(mine[0].name),
                told.count(len(mine)),
                told.money(mid),
                told.money(low),
                told.money(high),
                told.money(every_year(mine)[1]),
                told.days(mine),
            )
        )
    return Table("kinds", word("What is bought, by kind"), columns, tuple(rows), sortable=True)


def _measures(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=4),
        Column(word("Where"), share=3),
        Column(word("First year"), "number", 2),
        Column(word("Every year"), "number", 2),
        Column(word("ICT days"), "number", 1),
        Column(word("Begins"), share=2),
        Column(word("There after"), share=2),
        Column(word("Kind"), share=2),
    )
    kinds = serves.kinds(told)
    rows = tuple(_row(told, one, kinds[one.id]) for one in told.bought)
    caption = word("Every measure, in the order in which it is done")
    return Table("measures", caption, columns, rows, sortable=True, most=_MOST)


def _row(told: Told, one: BoughtPart, kind: int) -> tuple[Cell, ...]:
    return (
        Cell(one.name),
        Cell(told.where(one)),
        told.money(told.first_year(one)[1]),
        told.money(one.each_year.mid),
        told.figure(one.days),
        Cell(told.quarter(one.start), sort=float(one.start)),
        Cell(told.quarter(one.ready), sort=float(one.ready)),
        serves.cell(told, kind),
    )


def _why(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=3),
        Column(word("Where"), share=2),
        Column(word("Helps to open"), share=4),
        Column(word("Why"), share=5),
    )
    rows = tuple(
        (Cell(one.name), Cell(told.where(one)), Cell(told.opens(one)), Cell(told.why(one)))
        for one in told.bought
    )
    caption = word("What each opens, and why it was chosen")
    return Table("why", caption, columns, rows, most=_MOST)


def _prices_title(told: Told) -> str:
    return told.language.word("Prices, quantities and lead times of what is bought")


def _prices(told: Told) -> Table:
    """How the cost of each measure is made up."""
    caption = told.language.word("Low, middle and high price of what is bought")
    word = told.language.word
    columns = (
        Column(word("Measure"), share=4),
        Column(word("Where"), share=3),
        Column(word("Units"), "number", 1),
        Column(word("Counted how"), share=5),
        Column(word("Once"), "number", 2),
        Column(word("First year, low"), "number", 2),
        Column(word("First year, high"), "number", 2),
        Column(word("Months"), "number", 2),
        Column(word("Price"), share=3),
    )
    rows = tuple(_price(told, one) for one in told.bought)
    return Table("prices-bought", caption, columns, rows, sortable=True, most=_MOST_PRICES)


def _price(told: Told, one: MeasurePart) -> tuple[Cell, ...]:
    low, _mid, high = told.first_year(one)
    return (
        Cell(one.name),
        Cell(told.where(one)),
        told.count(one.units),
        Cell(one.units_why),
        told.money(one.once.mid),
        told.money(low),
        told.money(high),
        told.count(one.months),
        Cell(own_time.whose_price(told, one)),
    )
