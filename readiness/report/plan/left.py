"""What the plan leaves closed: what stays unsafe with its price, what is just below the line."""

from __future__ import annotations

from readiness.plan.told.document import LeftPart
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.plan.closed import below as added
from readiness.report.plan.closed import closing_range, nearest, no_step, unknown_besides, use
from readiness.report.plan.told import Told

_MOST_UNSAFE, _MOST_BELOW = 40, 20
# Steps to add, what each opens, and questions about one thing that is unknown.
_MOST_ADDED, _MOST_OPENED, _MOST_ASKED = 5, 12, 2


def unsafe(told: Told) -> Section:
    """Hard stops, legal duties and technology in use that stay closed, and what closing asks."""
    word, plan = told.language.word, told.plan
    title = word("What stays unsafe")
    if not plan.unsafe:
        said = word(
            "No hard stop, and no technology in use with a failed must, of which enough is known."
        )
        return Section("unsafe", title, (Paragraph(said), *_unknown(told)))
    blocks: list[Block] = []
    if any(one.measures for one in plan.unsafe):
        said = closing_range(told)
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
    return Section("unsafe", title, (*blocks, *_unknown(told)))


def _unknown(told: Told) -> list[Block]:
    """Safety of which too little is known, and which questions decide it."""
    word = told.language.word
    columns = (
        Column(word("What"), share=5),
        Column(word("Location"), share=3),
        Column(word("What is unknown"), share=6),
    )
    rows = []
    for one in told.plan.safety_unknown:
        asked = [f"“{told.prompt(id_)}”" for id_ in one.questions]
        rows.append(
            (
                Cell(told.goal(one.technology)),
                Cell(told.place(one.location)),
                Cell(told.some(asked, _MOST_ASKED)),
            )
        )
    caption = word("Safety that is unknown: nothing is bought for it, and no price holds it")
    return [
        block
        for besides in unknown_besides(told)
        for block in (
            Paragraph(f"{besides[:1].upper()}{besides[1:]}.", "warn"),
            Table(
                "unknown-safety", caption, columns, tuple(rows), sortable=True, most=_MOST_UNSAFE
            ),
        )
    ]


def below(told: Told) -> Section:
    """What adding to the plan would take, then everything else that stays closed."""
    word, plan = told.language.word, told.plan
    blocks: list[Block] = []
    if nearest(told):
        blocks.append(Bullets(tuple(added(told, _MOST_ADDED, _MOST_OPENED))))
    empty = no_step(told)
    caption = word(
        "Technology that is not in use yet and stays closed: what is wanted first, and within that "
        "most people per euro"
    )
    blocks.append(_table(told, "below", caption, plan.below_the_line, empty, _MOST_BELOW))
    return Section("below", word("Just below the line"), tuple(blocks))


def _table(
    told: Told, id_: str, caption: str, found: list[LeftPart], empty: str = "", most: int = 0
) -> Table:
    word = told.language.word
    columns = (
        Column(word("What"), share=4),
        Column(word("Location"), share=3),
        Column(word("Use"), share=2),
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
        Cell(use(told, one)),
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
