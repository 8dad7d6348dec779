"""Locations that the plan says nothing about, and why."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Section, Table
from readiness.report.plan.told import Told

_MOST = 40


def section(told: Told) -> Section | None:
    if not told.plan.left_out:
        return None
    word = told.language.word
    rows = tuple((Cell(told.place(one.location)), Cell(one.reason)) for one in told.plan.left_out)
    columns = (Column(word("Location"), share=2), Column(word("Why"), share=5))
    table = Table("left-out", word("Not planned for"), columns, rows, most=_MOST)
    return Section("left-out", word("Left out"), (table,))
