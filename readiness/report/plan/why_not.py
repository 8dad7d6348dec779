"""What is not bought, and why not: one sentence each."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Section, Table
from readiness.report.plan.told import Told

_MOST = 20


def section(told: Told) -> Section:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=3),
        Column(word("Where"), share=2),
        Column(word("First year"), "number", 2),
        Column(word("Why not"), share=6),
    )
    rows = tuple(
        (
            Cell(one.name),
            Cell(told.where(one)),
            told.money(told.first_year(one)[1]),
            Cell(told.why(one)),
        )
        for one in told.plan.not_bought
    )
    caption = word("Every measure on offer that is not bought")
    empty = word("Nothing: everything on offer is bought.")
    table = Table("why-not", caption, columns, rows, empty, sortable=True, most=_MOST)
    return Section("why-not", word("What is not bought, and why not"), (table,))
