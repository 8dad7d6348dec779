"""Value against budget: what less money would leave out and what more would add."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, log10

from readiness.plan.told.beside import number
from readiness.plan.told.document import PointPart
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Picture, Section, Table
from readiness.report.pictures.value_curve import Line, Tick, value_curve
from readiness.report.plan.counts import whole_years
from readiness.report.plan.told import Told, written
from readiness.terms import Mark

_STAGES = (0, 1, 2)
# What is near to the best; a share that a gap always leaves, to divide by.
_NEAR, _LEAST = Fraction(1, 100), Fraction(1, 10**6)


def section(told: Told) -> Section:
    word, plan = told.language.word, told.plan
    title = word("Value against budget")
    if len(plan.curve) < 2:
        said = word("There is no curve: the budget is nothing, or there was no time to make it.")
        return Section("curve", title, (Paragraph(said, "faint"),))
    note = [
        word(
            "Value: the people at a location, counted for everything that opens there and for each "
            "year that it is open, with the organisation's own weights."
        ),
        whole_years(told),
        *_falls(told),
    ]
    heading = word("How sure the points are; of a later kind, with what the earlier ones reach")
    blocks: tuple[Block, ...] = (
        Paragraph(" ".join(note)),
        _picture(told),
        Bullets(tuple(_sure(told)), heading),
    )
    return Section("curve", title, blocks, new_page=True)


def _falls(told: Told) -> list[str]:
    """Why a line goes down where more may be spent; nothing where none does.

    It is the order of the kinds where not even the bound at the larger budget, which holds for
    plans that do as well for the earlier kinds, comes up to the value at the smaller one.
    """
    falls = [
        _value(after, stage) / max(1 - _gap(after, stage), _LEAST) < _value(before, stage)
        for stage in _STAGES
        for before, after in pairwise(told.plan.curve)
        if _value(after, stage) < _value(before, stage)
    ]
    if not falls:
        return []
    if all(falls):
        return [
            told.language.word(
                "An earlier kind always goes first, so a later one goes down where more money "
                "opens more of the earlier one."
            )
        ]
    return [
        told.language.word(
            "Where a line goes down, an earlier kind takes the money or no better plan was found "
            "in time; which of the two it is, is not known everywhere."
        )
    ]


def _sure(told: Told) -> list[str]:
    """How near to the best the points are, by stage."""
    word, points, said = told.language.word, told.plan.curve, []
    for stage in _STAGES:
        if not any(_value(point, stage) for point in points):
            continue
        gaps = [_gap(point, stage) for point in points]
        near = sum(gap <= _NEAR for gap in gaps)
        values = {
            "stage": told.stage(stage),
            "share": told.percent(Fraction(int((1 - max(gaps)) * 1000), 1000), 1),
        }
        if not max(gaps):
            said.append(
                word(
                    "{stage}: no better plan exists at any of these budgets", stage=values["stage"]
                )
            )
        elif near in (0, len(gaps)):
            said.append(
                word(
                    "{stage}: each point reaches at least {share} of the best at its budget",
                    **values,
                )
            )
        else:
            said.append(
                word(
                    "{stage}: {near} of the {all} points are within 1 % of the best at their "
                    "budget; the least sure of the others reaches at least {share} of it",
                    near=near,
                    all=len(gaps),
                    **values,
                )
            )
    return said


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
    title = word("Value of the best plan that was found at each budget")
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
    caption = word("Value of the best plan that was found at each budget")
    return Table("value-curve-figures", caption, columns, tuple(rows))


def _value(point: PointPart, stage: int) -> Fraction:
    return number(_exact(point, stage))


def _gap(point: PointPart, stage: int) -> Fraction:
    return next((number(one.gap) for one in point.stages if one.stage == stage), Fraction(0))


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
