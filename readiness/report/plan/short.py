"""The plan on a screen to a screen and a half: for a person at a terminal.

What is bought stands with where and when, alike measures of a quarter in one line. Everything
else is in the whole report; the last line says how to get it.
"""

from __future__ import annotations

from readiness.plan.told.document import BoughtPart
from readiness.report.blocks import Block, Bullets, Paragraph, Section
from readiness.report.plan import sure
from readiness.report.plan.closed import below, unsafe
from readiness.report.plan.decisions import tally
from readiness.report.plan.summary import again, figures, opened, years
from readiness.report.plan.told import Told, listed_first

# Bought: a line or two each.
_MOST_BOUGHT, _MOST_OPENED, _MOST, _PLACES = 8, 2, 3, 2


def section(told: Told) -> Section:
    """Figures, what is bought where and when, what stays unsafe, how sure it is."""
    word = told.language.word
    bought = [*_bought(told), *again(told), *years(told)] if told.plan.bought else []
    bought += tally(told)
    blocks: list[Block] = [figures(told)]
    if not told.plan.bought:
        blocks.append(Paragraph(word("Nothing: with this budget no measure opens anything.")))
    for heading, items in (
        (_heading(told), bought),
        (word("What it opens"), listed_first(opened(told), _MOST_OPENED, told, below=False)),
        (
            word("What stays unsafe, and its price"),
            listed_first(unsafe(told), _MOST, told, below=False),
        ),
        (word("Just below the line"), below(told, 1)),
        (word("How sure this is"), sure.briefly(told)),
    ):
        if items:
            blocks.append(Bullets(tuple(items), heading))
    return Section("summary", word("For the board, in short"), tuple(blocks), summary=True)


def rest(told: Told) -> Paragraph:
    """How to get everything else."""
    return Paragraph(
        told.language.word("Everything else: --format text prints it, --to DIR writes a page.")
    )


def _heading(told: Told) -> str:
    if len(told.plan.budget) == 1:
        return told.language.word("What is bought, where, and when it is there")
    return told.language.word(
        "What is bought, where, when it is there, and what it costs in its first year"
    )


def _bought(told: Told) -> list[str]:
    """Measures of one kind that are there after the same quarter in one line, the soonest first;
    of too many lines the dearest, and the rest counted in measures."""
    groups: dict[tuple[int, str], list[BoughtPart]] = {}
    for one in told.bought:
        groups.setdefault((one.ready, one.remedy), []).append(one)
    dearest = sorted(groups, key=lambda key: (-told.together(groups[key])[1], key))
    shown = sorted(dearest[:_MOST_BOUGHT], key=lambda key: (key[0], dearest.index(key)))
    said = [_line(told, key[0], groups[key]) for key in shown]
    rest = [one for key in dearest[_MOST_BOUGHT:] for one in groups[key]]
    if len(rest) == 1:
        said.append(told.language.word("and 1 more measure, {euros}", euros=_euros(told, rest)))
    elif rest:
        said.append(
            told.language.word(
                "and {count} more measures, {euros}",
                count=len(rest),
                euros=_euros(told, rest),
            )
        )
    return said


def _line(told: Told, ready: int, mine: list[BoughtPart]) -> str:
    named = list(dict.fromkeys(told.where(one) for one in mine))
    where = told.language.listed(named)
    if len(named) > _PLACES:
        where = told.language.word("{names} and {count} more", names=named[0], count=len(named) - 1)
    return told.language.word(
        "after {quarter}: {measure}, {where}, {euros}",
        quarter=told.quarter(ready),
        measure=mine[0].name,
        where=where,
        euros=_euros(told, mine),
    )


def _euros(told: Told, mine: list[BoughtPart]) -> str:
    return told.euros(told.together(mine)[1])
