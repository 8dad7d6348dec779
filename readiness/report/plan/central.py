"""What is paid once and counts everywhere."""

from __future__ import annotations

from readiness.plan.told.document import MeasurePart
from readiness.report.blocks import Cell, Column, Section, Table
from readiness.report.plan.told import Told
from readiness.terms import Mark


def section(told: Told) -> Section:
    word = told.language.word
    found = [
        (one, bought)
        for part, bought in ((told.plan.bought, True), (told.plan.not_bought, False))
        for one in part
        if one.location is None
    ]
    columns = (
        Column(word("Measure"), share=4),
        Column(word("Organisation"), share=3),
        Column(word("Bought"), "mark", 2),
        Column(word("First year"), "number", 2),
        Column(word("Lifts"), "number", 1),
    )
    title = word("For the whole organisation: paid once, counts everywhere")
    rows = tuple(_row(told, one, bought) for one, bought in found)
    caption = word("Central measures; lifts: failed musts, hard stops and legal gaps")
    table = Table("central", caption, columns, rows, word("Nothing."), sortable=True)
    return Section("central", title, (table,))


def _row(told: Told, one: MeasurePart, bought: bool) -> tuple[Cell, ...]:
    word = told.language.word
    mark = Mark("ready", "✓", word("bought"))
    if not bought:
        mark = Mark("not-applicable", "–", word("not bought"))
    return (
        Cell(one.name),
        Cell(one.organisation or "–"),
        Cell("", mark),
        told.money(told.first_year(one)[1]),
        told.count(one.lifts),
    )
