"""Value against budget: what less money would leave out and what more would add."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, log10

from readiness.plan.told.beside import number
from readiness.plan.told.document import PointPart
from readiness.report.blocks import Block, Cell, Column, Paragraph, Picture, Section, Table
from readiness.report.pictures.value_curve import Line, Tick, value_curve
from readiness.report.plan.told import Told, written
from readiness.terms import Mark

_STAGES = (0, 1, 2)


def section(told: Told) -> Section:
    word, plan = told.language.word, told.plan
    title = word("Value against budget")
    if len(plan.curve) < 2:
        said = word("There is no curve: the budget is nothing, or there was no time to make it.")
        return Section("curve", title, (Paragraph(said, "faint"),))
    note = word(
        "Value: the people at a location, counted for everything that opens there and for each "
        "year that it is open, with the organisation's own weights. Safety always goes first, so "
        "what is wanted or nice can go down where more money makes something safe."
    )
    blocks: list[Block] = [Paragraph(note), _picture(told)]
    gap = max(number(point.gap) for point in plan.curve)
    if gap:
        said = word(
            "Each point reaches at least {share} of the best there is at its budget.",
            share=told.percent(Fraction(int((1 - gap) * 1000), 1000), 1),
        )
        blocks.append(Paragraph(said, "faint"))
    return Section("curve", title, tuple(blocks), new_page=True)


def _picture(told: Told) -> Picture:
    word, points = told.language.word, told.plan.curve
    asked = next((point for point in points if point.asked), points[-1])
    lines = [
        Line(
            told.stage(stage),
            tuple((float(number(p.budget)), float(_value(p, stage))) for p in points),
        )
        for stage in _STAGES
        if any(_value(point, stage) for point in points)
    ]
    highest = max((_value(p, s) for p in points for s in _STAGES), default=Fraction(0))
    widest = number(points[-1].budget)
    title = word("Value of the best plan at each budget")
    description = word(
        "{count} budgets from {least} to {most}. With {asked}, the budget of this plan, {opened} "
        "things open; with {most} it is {last}. The lines are told apart by their dashes and "
        "points.",
        count=len(points),
        least=told.euros(points[0].budget),
        most=told.euros(points[-1].budget),
        asked=told.euros(asked.budget),
        opened=_opened(asked),
        last=_opened(points[-1]),
    )
    return value_curve(
        "value-curve",
        title,
        description,
        lines,
        Tick(
            float(number(asked.budget)), word("this plan: {euros}", euros=told.euros(asked.budget))
        ),
        float(widest),
        (
            [Tick(float(at), told.euros(at)) for at in _round(widest) if at <= widest],
            [Tick(float(at), told.language.number(at)) for at in _round(highest)],
        ),
        (word("budget over all years"), word("value")),
        _table(told, points),
    )


def _table(told: Told, points: list[PointPart]) -> Table:
    word = told.language.word
    columns = (
        Column(word("Budget"), share=3),
        Column(word("Spent"), "number", 2),
        Column(word("Measures"), "number", 2),
        Column(word("Opens"), "number", 1),
        *(
            Column(word("Value: {stage}", stage=told.stage(stage)), "number", 2)
            for stage in _STAGES
        ),
    )
    rows = []
    for point in points:
        mark = Mark("ready", "►", word("this plan")) if point.asked else None
        rows.append(
            (
                Cell(told.euros(point.budget), mark, written(number(point.budget))),
                told.money(point.cost),
                told.count(point.measures),
                told.count(_opened(point)),
                *(told.figure(_exact(point, stage)) for stage in _STAGES),
            )
        )
    return Table("value-curve-figures", word("Value of the best plan at each budget"), columns,
                 tuple(rows))  # fmt: skip


def _value(point: PointPart, stage: int) -> Fraction:
    return number(_exact(point, stage))


def _exact(point: PointPart, stage: int) -> int | float | str:
    return next((one.value for one in point.stages if one.stage == stage), 0)


def _opened(point: PointPart) -> int:
    return sum(one.opened for one in point.stages)


def _round(highest: Fraction) -> list[Fraction]:
    """Some four round amounts from 0 up to this one or a little above it."""
    if highest <= 0:
        return [Fraction(0)]
    scale = Fraction(10) ** (ceil(log10(float(highest))) - 2)
    step = next(s * scale for s in (1, 2, 5, 10, 20, 25, 50, 100) if s * scale * 5 >= highest)
    return [step * n for n in range(ceil(highest / step) + 1)]
