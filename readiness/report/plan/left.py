"""What the plan leaves closed: what stays unsafe with its price, what is just below the line."""

from __future__ import annotations

from readiness.plan.told.document import LeftPart
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.plan.closed import below as added
from readiness.report.plan.closed import nearest
from readiness.report.plan.told import Told

_MOST_UNSAFE, _MOST_BELOW, _MOST_ADDED = 40, 20, 3


def unsafe(told: Told) -> Section:
    """Hard stops, legal duties and technology in use that stay closed, and what closing asks."""
    word, plan = told.language.word, told.plan
    title = word("What stays unsafe")
    if not plan.unsafe:
        said = word(
            "No hard stop, and no technology in use with a failed must, of which enough is known."
        )
        return Section("unsafe", title, (Paragraph(said),))
    blocks: list[Block] = []
    if any(one.measures for one in plan.unsafe):
        said = word(
            "Closing all of this costs {mid} in the first year ({low} to {high}).",
            mid=told.euros(plan.unsafe_cost.mid),
            low=told.euros(plan.unsafe_cost.low),
            high=told.euros(plan.unsafe_cost.high),
        )
        unknown = sum(one.undecided for one in plan.unsafe)
        if unknown:
            said += " " + word(
                "Of these with something unknown, to find out first: {count}.", count=unknown
            )
        blocks.append(Paragraph(said, "warn"))
    blocks.append(
        _table(
            told, "unsafe", word("What stays unsafe, and its price"), plan.unsafe, most=_MOST_UNSAFE
        )
    )
    return Section("unsafe", title, tuple(blocks))


def below(told: Told) -> Section:
    """What adding to the plan would take, then everything else that stays closed."""
    word, plan = told.language.word, told.plan
    blocks: list[Block] = []
    if nearest(told):
        blocks.append(Bullets(tuple(added(told, _MOST_ADDED))))
    empty = word("Nothing: everything that money alone can open is open.")
    caption = word("Technology that is not in use yet and stays closed, most people per euro first")
    blocks.append(_table(told, "below", caption, plan.below_the_line, empty, _MOST_BELOW))
    return Section("below", word("Just below the line"), tuple(blocks))


def _table(
    told: Told, id_: str, caption: str, found: list[LeftPart], empty: str = "", most: int = 0
) -> Table:
    word = told.language.word
    columns = (
        Column(word("What"), share=4),
        Column(word("Location"), share=3),
        Column(word("People"), "number", 1),
        Column(word("Would cost"), "number", 2),
        Column(word("What it still needs"), share=5),
    )
    rows = tuple(_row(told, one) for one in found)
    return Table(id_, caption, columns, rows, empty, sortable=True, most=most)


def _row(told: Told, one: LeftPart) -> tuple[Cell, ...]:
    cost = told.money(one.cost) if one.measures else Cell("–")
    return (
        Cell(told.goal(one.technology)),
        Cell(told.place(one.location)),
        told.figure(one.people),
        cost,
        Cell(_needs(told, one)),
    )


def _needs(told: Told, one: LeftPart) -> str:
    word = told.language.word
    if one.barred:
        return word(
            "nothing on offer repairs {questions}, where too much is unknown",
            questions=told.language.listed([f"“{told.prompt(id_)}”" for id_ in one.barred]),
        )
    if one.undecided and not one.measures:
        return word("nothing more to buy, but first find out what is unknown about it")
    if one.undecided:
        return word(
            "{measures}, but first find out what is unknown about it",
            measures=told.names(one.measures),
        )
    if one.stopped_by == "hands":
        return word(
            "{measures}, but in no year can ICT and the team carry it beside the plan",
            measures=told.names(one.measures),
        )
    if one.stopped_by == "choice":
        return word(
            "{measures}, but that was fixed out or can't go together with what is in the plan",
            measures=told.names(one.measures),
        )
    return told.names(one.measures)
