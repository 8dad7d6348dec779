"""What the plan opens: by technology, then every verdict that changes, judged again."""

from __future__ import annotations

from readiness import terms
from readiness.plan.told.document import OpenedPart, TechnologyPart, VerdictPart
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.plan.told import Told

_MOST, _CONDITIONS = 40, 2


def section(told: Told) -> Section:
    word = told.language.word
    note = word(
        "Every location was judged again with the repairs in place; nothing is assumed to open. "
        "Open means ready, with or without conditions."
    )
    blocks: list[Block] = [Paragraph(note), _technologies(told), _verdicts(told)]
    if any(":" in one.technology for one in told.plan.opened):
        blocks.append(_lifted(told))
    title = word("What it opens, judged again with the repairs in place")
    return Section("opens", title, tuple(blocks), new_page=True)


def _technologies(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Technology"), share=5),
        Column(word("In use: open now"), share=2),
        Column(word("then"), share=2),
        Column(word("Wanted: open now"), share=2),
        Column(word("then"), share=2),
        Column(word("Elsewhere: open now"), share=2),
        Column(word("then"), share=2),
    )
    rows = tuple(_technology(told, one) for one in told.plan.technologies)
    caption = word("Locations where a technology is open, before the plan and after it")
    return Table("technologies", caption, columns, rows, word("No technology was judged."))


def _technology(told: Told, one: TechnologyPart) -> tuple[Cell, ...]:
    def cells(of: int, before: int, after: int) -> tuple[Cell, Cell]:
        if not of:
            return Cell("–", tone="faint"), Cell("–", tone="faint")
        said = [
            Cell(told.language.word("{count} of {all}", count=count, all=of), None, str(count))
            for count in (before, after)
        ]
        return said[0], Cell(
            said[1].text, None, said[1].number, None, "good" if after > before else "plain"
        )

    return (
        Cell(told.goal(one.technology)),
        *cells(one.in_use, one.in_use_open, one.in_use_open_after),
        *cells(one.wanted, one.wanted_open, one.wanted_open_after),
        *cells(one.other, one.other_open, one.other_open_after),
    )


def _verdicts(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Location"), share=3),
        Column(word("Technology"), share=4),
        Column(word("Use"), share=1),
        Column(word("Before the plan"), "mark", 2),
        Column(word("After the plan"), "mark", 2),
        Column(word("Conditions"), share=4),
    )
    # What opens in use comes first, what becomes undecided last.
    ordered = sorted(
        told.plan.verdicts,
        key=lambda one: (
            one.after not in ("ready", "ready-with-conditions"),
            not one.in_use,
            not one.wanted,
            told.place(one.location),
            one.technology,
        ),
    )
    rows = tuple(_verdict(told, one) for one in ordered)
    caption = word("Every verdict that the plan changes")
    empty = word("No verdict changes.")
    return Table("verdicts", caption, columns, rows, empty, sortable=True, most=_MOST)


def _verdict(told: Told, one: VerdictPart) -> tuple[Cell, ...]:
    word = told.language.word
    use = word("in use") if one.in_use else word("wanted") if one.wanted else "–"
    return (
        Cell(told.place(one.location)),
        Cell(told.goal(one.technology)),
        Cell(use),
        Cell("", terms.verdict(told.language, one.before)),
        Cell("", terms.verdict(told.language, one.after)),
        Cell(told.some([f"“{told.prompt(id_)}”" for id_ in one.conditions], _CONDITIONS) or "–"),
    )


def _lifted(told: Told) -> Table:
    word = told.language.word
    by: dict[str, list[OpenedPart]] = {}
    for one in told.plan.opened:
        if ":" in one.technology:
            by.setdefault(one.technology, []).append(one)
    rows = tuple(
        (
            Cell(told.goal(technology)),
            told.count(len(mine)),
            Cell(told.places((one.location for one in mine), 24)),
        )
        for technology, mine in sorted(by.items(), key=lambda it: (-len(it[1]), it[0]))
    )
    columns = (
        Column(word("What is put right"), share=4),
        Column(word("Locations"), "number", 1),
        Column(word("Where"), share=5),
    )
    return Table("lifted", word("Hard stops lifted and legal duties met"), columns, rows)
