"""What changed against a former plan."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from readiness.plan.problem import STAGES
from readiness.plan.told.beside import Beside, Shape
from readiness.plan.told.document import PlanDocument
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.plan.told import Told, listed_first, written

_MOST, _FEW = 20, 3


def section(told: Told, found: Beside, former: PlanDocument) -> Section:
    """`former` gives the names of what only the former plan knows."""
    word = told.language.word
    blocks: list[Block] = [Paragraph(said, "warn") for said in _cautions(told, found, former)]
    if found.nothing:
        blocks.append(Paragraph(word("The same is bought, in the same years, and opens the same.")))
    blocks += [
        _figures(told, found),
        _bought(told, found, former),
        _opened(told, found),
    ]
    if found.moved:
        blocks.append(_moved(told, found))
    return Section(
        "beside",
        word("What changed against the plan of {day}", day=told.day(former.day)),
        tuple(blocks),
        new_page=True,
    )


def _cautions(told: Told, found: Beside, former: PlanDocument) -> list[str]:
    word, said = told.language.word, []
    if former.weights != told.plan.weights:
        said.append(
            word("The former plan had other own weights: its value can't be set beside this one.")
        )
    if found.former.ruler != found.now.ruler:
        said.append(
            word("The former plan was judged with another ruler: verdicts may differ by it.")
        )
    if found.former.vat != found.now.vat:
        said.append(word("The former plan had another VAT: its euros can't be set beside these."))
    if found.former.locations != found.now.locations:
        said.append(
            word(
                "The former plan was about {former} locations, this one is about {now}.",
                former=found.former.locations,
                now=found.now.locations,
            )
        )
    years = len(found.former.budget), len(found.now.budget)
    if years[0] != years[1]:
        said.append(
            word(
                "The former plan was of {former} years, this one is of {now}: budget, money and "
                "value are those of all its years together.",
                former=years[0],
                now=years[1],
            )
        )
    return said


def in_short(told: Told, found: Beside, former: PlanDocument) -> Section:
    """The figures, and of what is bought and opens more and less the first few."""
    word, name = told.language.word, _namer(told, former)
    goals = {
        goal: f"{told.goal(goal[1])} ({told.place(goal[0])})"
        for goal in (*found.opens_more, *found.opens_less, *found.open_already)
    }
    said = [
        f"{label} ({len(names)}): {'; '.join(listed_first(names, _FEW, told))}"
        for label, names in (
            (word("Bought now"), [name(id_) for id_ in found.bought_more]),
            (word("No longer bought"), [name(id_) for id_ in found.bought_less]),
            (word("Carried out since"), [name(id_) for id_ in found.there]),
            (word("Opens now"), [goals[one] for one in found.opens_more]),
            (word("No longer opens"), [goals[one] for one in found.opens_less]),
            (word("Open already"), [goals[one] for one in found.open_already]),
        )
        if names
    ]
    if found.moved:
        said.append(
            word(
                "Bought in both, in another year or for another price: {count}",
                count=len(found.moved),
            )
        )
    if not said:
        said = [word("The same is bought, in the same years, and opens the same.")]
    return Section(
        "beside",
        word("What changed against the plan of {day}", day=told.day(former.day)),
        (
            *(Paragraph(one, "warn") for one in _cautions(told, found, former)),
            _figures(told, found, whole=False),
            Bullets(tuple(said)),
        ),
    )


def _namer(told: Told, former: PlanDocument) -> Callable[[str], str]:
    """The words for a measure of either plan."""
    names = {one.id: one.name for one in (*former.bought, *former.not_bought)}

    def name(id_: str) -> str:
        if id_ in told.measures or id_ not in names:
            return told.measure(id_)
        return f"{names[id_]} ({told.place(id_.partition('@')[2])})"

    return name


def _figures(told: Told, found: Beside, whole: bool = True) -> Table:
    """Both plans; not `whole`, without what the lists below count already and without values that
    are the same."""
    word = told.language.word
    columns = (
        Column(word("What"), share=4),
        Column(word("Former plan"), "number", 2),
        Column(word("This plan"), "number", 2),
        Column(word("Difference"), "number", 2),
    )
    measures = len(found.former.bought), len(found.now.bought)
    rows = [
        _euros(told, word("Budget"), sum(found.former.budget), sum(found.now.budget)),
        _euros(told, word("Spent"), sum(found.former.cost), sum(found.now.cost)),
        *([_counts(told, word("Measures"), *measures)] if whole else []),
        _counts(told, word("Opens"), len(found.former.opened), len(found.now.opened)),
        _counts(told, word("Stays unsafe"), found.former.unsafe[0], found.now.unsafe[0]),
        _euros(
            told, word("Price of what stays unsafe"), found.former.unsafe[1], found.now.unsafe[1]
        ),
    ]
    for stage in STAGES:
        before, now = found.stage(stage)
        if whole or before != now:
            label = word("Value: {stage}", stage=told.stage(stage))
            rows.append(_values(told, label, before, now))
    return Table("beside-figures", word("The two plans in figures"), columns, tuple(rows))


def _euros(told: Told, label: str, before: Fraction | int, now: Fraction | int) -> tuple[Cell, ...]:
    before, now = Fraction(before), Fraction(now)
    return Cell(label), told.money(before), told.money(now), _signed(told, now - before, True)


def _counts(told: Told, label: str, before: int, now: int) -> tuple[Cell, ...]:
    return (
        Cell(label),
        told.count(before),
        told.count(now),
        _signed(told, Fraction(now - before)),
    )


def _values(told: Told, label: str, before: Fraction, now: Fraction) -> tuple[Cell, ...]:
    ends = [
        Cell(told.language.number(one), None, written(one), float(one)) for one in (before, now)
    ]
    return Cell(label), *ends, _signed(told, now - before)


def _signed(told: Told, change: Fraction, euros: bool = False) -> Cell:
    size = told.euros(abs(change)) if euros else told.language.number(abs(change))
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return Cell(f"{sign}{size}", None, written(change), float(change))


def _bought(told: Told, found: Beside, former: PlanDocument) -> Table:
    word, name = told.language.word, _namer(told, former)
    shapes = found.former, found.now
    columns = (
        Column(word("Change"), share=2),
        Column(word("Measure"), share=6),
        Column(word("Price before"), "number", 2),
        Column(word("Price now"), "number", 2),
    )
    rows = tuple(
        (Cell(label), Cell(name(id_)), *(_price(told, shape, id_) for shape in shapes))
        for label, ids in (
            (word("bought now"), found.bought_more),
            (word("no longer bought"), found.bought_less),
            (word("carried out since"), found.there),
        )
        for id_ in ids
    )
    empty = word("The same measures are bought.")
    caption = word("What is bought more and less, with its price in the first year")
    return Table("beside-bought", caption, columns, rows, empty, sortable=True, most=_MOST)


def _price(told: Told, shape: Shape, id_: str) -> Cell:
    """The price of a measure in a plan; a dash where it was not on offer."""
    euros = shape.prices.get(id_)
    return Cell("–") if euros is None else told.money(euros)


def _opened(told: Told, found: Beside) -> Table:
    word = told.language.word
    columns = (
        Column(word("Change"), share=2),
        Column(word("What"), share=4),
        Column(word("Location"), share=3),
        Column(word("Kind"), share=3),
    )
    rows = tuple(
        (
            Cell(label),
            Cell(told.goal(technology)),
            Cell(told.place(location)),
            Cell(told.stage(shape.opened[location, technology][0])),
        )
        for label, goals, shape in (
            (word("opens now"), found.opens_more, found.now),
            (word("no longer opens"), found.opens_less, found.former),
            (word("open already"), found.open_already, found.former),
        )
        for location, technology in goals
    )
    empty = word("The same opens.")
    caption = word("What opens more and less")
    return Table("beside-opened", caption, columns, rows, empty, sortable=True, most=_MOST)


def _moved(told: Told, found: Beside) -> Table:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=5),
        Column(word("Year before"), "number", 1),
        Column(word("Year now"), "number", 1),
        Column(word("Price before"), "number", 2),
        Column(word("Price now"), "number", 2),
    )
    rows = tuple(
        (
            Cell(told.measure(one.measure)),
            *(told.count(year + 1) for year in one.year),
            *(told.money(euros) for euros in one.euros),
        )
        for one in found.moved
    )
    caption = word("Bought in both, in another year or for another price")
    return Table("beside-moved", caption, columns, rows, sortable=True, most=_MOST)
