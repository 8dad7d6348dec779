"""Leverage: one repair, many doors."""

from __future__ import annotations

from collections.abc import Sequence

from readiness import terms
from readiness.compare.leverage import Lever, Reach
from readiness.report.blocks import Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told

# Where nobody asked for it, these names are enough to see what it is about.
_MOST_OTHERS = 6


def section(told: Told) -> Section:
    """Every repair with what it opens, and what it brings nearer."""
    word = told.language.word
    rows = tuple(_row(told, lever) for lever in told.comparison.levers)
    columns = (
        Column(word("Repair"), share=4),
        Column(word("Opens"), "number", 2),
        Column(word("of which in use or wanted"), "number", 2),
        Column(word("Which technology, where"), share=7),
        Column(word("One of several"), "number", 2),
        Column(word("Brings nearer"), share=4),
    )
    note = word(
        "Opens: the technology has no failed necessary condition left there after this one "
        "repair. One of several: the repair takes away one reason, and others remain. Technology "
        "in use or wanted comes first."
    )
    caution = word(
        "A question's first measure counts as its repair. Where something is still to be found "
        "out, the technology becomes undecided before it can become ready."
    )
    empty = word("No technology waits for a repair.")
    title = word("Leverage: what one repair opens")
    caption = word("Every repair, the one that opens most first")
    table = Table("leverage", caption, columns, rows, empty, sortable=True)
    return Section("leverage", title, (Paragraph(note), table, Paragraph(caution, "faint")))


def _row(told: Told, lever: Lever) -> tuple[Cell, ...]:
    scope = told.catalogue.remedies[lever.remedy].scope
    name = told.remedy(lever.remedy)
    if scope == "organisation":
        name = f"{name} ({terms.scope(told.language, scope)})"
    return (
        Cell(name),
        told.count(lever.opened),
        told.count(lever.opened_asked_for),
        Cell(_where(told, lever.opens)),
        told.count(lever.eased),
        Cell(_nearer(told, lever.eases)),
    )


def _where(told: Told, reaches: Sequence[Reach]) -> str:
    """Technology by technology: where in use, where wanted, where else."""
    word = told.language.word
    lines = []
    for reach in reaches:
        others = told.places(reach.neither, _MOST_OTHERS)
        parts = [
            word("in use at {places}", places=told.places(reach.in_use)) if reach.in_use else "",
            word("wanted at {places}", places=told.places(reach.wanted)) if reach.wanted else "",
            word("also at {places}", places=others) if others else "",
        ]
        line = f"{told.technology(reach.technology)}: {'; '.join(filter(None, parts))}"
        if reach.then_unknown:
            still = word("still to find out at {count}", count=len(reach.then_unknown))
            line += f" ({still})"
        lines.append(line)
    return "\n".join(lines) or "–"


def _nearer(told: Told, reaches: Sequence[Reach]) -> str:
    parts = [f"{told.technology(reach.technology)} ({reach.count})" for reach in reaches]
    return told.language.listed(parts) or "–"


def first(told: Told, lever: Lever) -> str:
    """One sentence for the summary."""
    asked = [reach for reach in lever.opens if reach.asked_for] or list(lever.opens)
    count = sum(reach.asked_for for reach in asked) or sum(reach.count for reach in asked)
    if count == 1:
        return told.language.word(
            "{repair}: makes {technology} possible at one location.",
            repair=told.remedy(lever.remedy),
            technology=told.technology(asked[0].technology),
        )
    return told.language.word(
        "{repair}: makes a technology possible {count} times, among them {technologies}.",
        repair=told.remedy(lever.remedy),
        count=count,
        technologies=tuple(told.technology(reach.technology) for reach in asked[:4]),
    )
