"""The plan on a screen to a screen and a half: for a person at a terminal.

What is bought stands with where and when, alike measures of a quarter in one line. Everything
else is in the whole report; the last line says how to get it.
"""

from __future__ import annotations

from readiness.report.blocks import Block, Bullets, Paragraph, Section
from readiness.report.plan import lines, sure
from readiness.report.plan.closed import below, unsafe
from readiness.report.plan.decisions import tally
from readiness.report.plan.money import years
from readiness.report.plan.summary import again, figures
from readiness.report.plan.told import Told

# Bought: a line or two each. Technologies: in one line.
_MOST_BOUGHT, _MOST_PUT_RIGHT, _TECHNOLOGIES, _MOST = 6, 1, 3, 3


def section(told: Told) -> Section:
    """Figures, what is bought where and when, what stays unsafe, how sure it is."""
    word = told.language.word
    bought: list[str] = []
    if told.plan.bought:
        bought = [*lines.bought(told, _MOST_BOUGHT), *again(told), *years(told)]
    bought += tally(told)
    blocks: list[Block] = [figures(told)]
    if not told.plan.bought:
        blocks.append(Paragraph(word("Nothing: with this budget no measure opens anything.")))
    for heading, items in (
        (lines.heading(told), bought),
        (word("What it opens"), lines.opened(told, _MOST_PUT_RIGHT, _TECHNOLOGIES)),
        (word("What stays unsafe, and its price"), unsafe(told, _MOST)),
        (word("Just below the line"), below(told, 1, 1)),
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
