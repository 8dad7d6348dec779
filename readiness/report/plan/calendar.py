"""When each measure is worked on: a picture by quarters, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from readiness.plan.told.beside import number
from readiness.plan.told.document import BoughtPart
from readiness.report.blocks import Block, Cell, Column, Paragraph, Picture, Section, Table
from readiness.report.pictures.calendar import Bar, calendar
from readiness.report.plan.summary import by_kind
from readiness.report.plan.told import Told
from readiness.report.todo.project_calendar import PEAK

# More bars than this aren't read one by one: then a bar is a kind of measure.
_MOST_BARS = 20
_MOST_ROWS = 20


def section(told: Told) -> Section | None:
    if not told.plan.bought:
        return None
    word, plan = told.language.word, told.plan
    blocks: list[Block] = [_picture(told), _quarters(told)]
    if plan.ict_days_a_quarter is None:
        said = word(
            "Every measure begins as early as it can; nothing big runs in the first quarter of a "
            "year. --ict-days says how many working days ICT has in a quarter."
        )
    else:
        said = word(
            "ICT has {days} working days a quarter for all locations together, a team at most "
            "{projects} change projects at once; nothing big runs in the first quarter of a year.",
            days=number(plan.ict_days_a_quarter),
            projects=word("any number of")
            if plan.projects_at_once is None
            else plan.projects_at_once,
        )
    blocks.append(Paragraph(said, "faint"))
    return Section("calendar", word("Calendar"), tuple(blocks), new_page=True)


def _picture(told: Told) -> Picture:
    word, bought = told.language.word, told.plan.bought
    each = len(bought) <= _MOST_BARS
    last = max(one.ready for one in bought)
    title = word("Calendar of the plan by quarter")
    description = word(
        "{count} measures from {first} to the end of {last}; each bar runs from the quarter in "
        "which work begins to the quarter after which it is there. The shaded months are January "
        "and February.",
        count=len(bought),
        first=told.quarter(min(one.start for one in bought)),
        last=told.quarter(last),
    )
    if not each:
        description += " " + word(
            "A bar is all measures of one kind, the big ones apart; the table holds each of them."
        )
    bars = [_bar(told, told.where(one), one.name, [one]) for one in _placed(told)] if each else [
        _bar(
            told,
            word("at locations") if mine[0].location else word("for a whole organisation"),
            word("{measure} ({count}×)", measure=mine[0].name, count=len(mine)),
            mine,
        )
        for remedy, _all in by_kind(bought)
        for mine in _by_size(one for one in bought if one.remedy == remedy)
    ]  # fmt: skip
    if any(bar.pauses for bar in bars):
        description += " " + word("A dashed part is a pause.")
    if any(bar.heavy for bar in bars):
        description += " " + word("◆ and dark: a big measure.")
    quarters = [told.first_of(number) for number in range(1, last + 1)]
    return calendar(
        "plan-calendar",
        title,
        description,
        [
            ((day.year, (day.month + 2) // 3), told.quarter(at))
            for at, day in enumerate(quarters, 1)
        ],
        PEAK,
        bars,
        _table(told),
    )


def _placed(told: Told) -> list[BoughtPart]:
    return sorted(told.plan.bought, key=lambda one: (told.where(one), one.start, one.id))


def _by_size(found: Iterable[BoughtPart]) -> list[list[BoughtPart]]:
    """The big ones, then the others, without an empty part: one dark bar for both would show big
    work where there is none."""
    held = list(found)
    parts = [one for one in held if one.big], [one for one in held if not one.big]
    return [part for part in parts if part]


def _worked(told: Told, one: BoughtPart) -> list[int]:
    """The quarters in which it is worked on: what is big stands still in the first of a year."""
    return [at for at in range(one.start, one.ready + 1) if not (one.big and _is_first(told, at))]


def _is_first(told: Told, quarter: int) -> bool:
    """Whether a quarter of the plan is the first of a year of the calendar."""
    return told.first_of(quarter).month == 1


def _bar(told: Told, group: str, label: str, mine: list[BoughtPart]) -> Bar:
    """The bar of measures that are all big, or none of them."""
    start = told.first_of(min(one.start for one in mine))
    end = told.first_of(max(one.ready for one in mine) + 1) - timedelta(days=1)
    worked = {n for one in mine for n in _worked(told, one)}
    months = [_month(told.first_of(n), add) for n in sorted(worked) for add in range(3)]
    heavy = any(one.big for one in mine)
    return Bar(group, f"◆ {label}" if heavy else label, start, end, months, heavy)


def _month(first: date, add: int) -> date:
    months = first.year * 12 + first.month - 1 + add
    return date(months // 12, months % 12 + 1, 1)


def _table(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Measure"), share=4),
        Column(word("Where"), share=3),
        Column(word("Begins"), share=2),
        Column(word("There after"), share=2),
        Column(word("ICT days"), "number", 1),
    )
    rows = tuple(
        (
            Cell(one.name),
            Cell(told.where(one)),
            Cell(told.quarter(one.start), sort=float(one.start)),
            Cell(told.quarter(one.ready), sort=float(one.ready)),
            told.figure(one.days),
        )
        for one in sorted(told.plan.bought, key=lambda one: (one.start, one.ready, one.id))
    )
    caption = word("Calendar of the plan by quarter")
    return Table("plan-calendar-figures", caption, columns, rows, sortable=True, most=_MOST_ROWS)


def _quarters(told: Told) -> Table:
    """How much begins, is worked on and is there, quarter by quarter."""
    word, bought = told.language.word, told.plan.bought
    columns = (
        Column(word("Quarter"), share=2),
        Column(word("Begin"), "number"),
        Column(word("Worked on"), "number"),
        Column(word("There after it"), "number"),
    )
    rows = tuple(
        (
            Cell(told.quarter(at)),
            told.count(sum(one.start == at for one in bought)),
            told.count(sum(at in _worked(told, one) for one in bought)),
            told.count(sum(one.ready == at for one in bought)),
        )
        for at in range(1, max(one.ready for one in bought) + 1)
    )
    return Table("quarters", word("Measures in each quarter"), columns, rows)
