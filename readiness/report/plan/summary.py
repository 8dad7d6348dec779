"""The board's page: what to know when nothing else is read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from readiness.plan.told.beside import number
from readiness.plan.told.document import MeasurePart
from readiness.report.blocks import Block, Bullets, Figure, Figures, Paragraph, Section
from readiness.report.plan import lines, money, sure
from readiness.report.plan.closed import below, closing, unknown_besides, unsafe
from readiness.report.plan.decisions import tally
from readiness.report.plan.told import Told

# A line of the page holds about so many letters, one below a figure so many; so many lines fit
# one page of A4 below its title, and a heading with the room above it is as high as so many.
_LETTERS, _BESIDE, _LINES, _HEADING = 110, 31, 49, 1.4


class _Shown(NamedTuple):
    """How many lines of each kind are shown, and technologies in a line. `put_right` 0: what is
    put right is only counted, in the figures."""

    bought: int
    put_right: int
    technologies: int
    unsafe: int
    below: int


# The first that fits the page is taken; the last in any case. What stays unsafe and the next steps
# give way last: what is bought and what opens stands in full in the chapters.
_SHOWN = (
    _Shown(9, 3, 6, 4, 3),
    _Shown(9, 2, 6, 3, 3),
    _Shown(8, 2, 5, 3, 3),
    _Shown(7, 2, 5, 3, 3),
    _Shown(6, 1, 5, 3, 3),
    _Shown(5, 1, 4, 3, 3),
    _Shown(4, 1, 3, 3, 3),
    _Shown(3, 1, 2, 3, 3),
    _Shown(3, 0, 2, 3, 3),
    _Shown(3, 0, 2, 3, 2),
    _Shown(2, 0, 2, 3, 2),
    _Shown(2, 0, 2, 3, 1),
    _Shown(2, 0, 1, 3, 1),
    _Shown(1, 0, 1, 2, 1),
    _Shown(1, 0, 1, 1, 1),
)


def section(told: Told, taken: int = 0) -> Section:
    """Asked, bought, opened, left unsafe, just below the line, and how sure it all is.

    `taken`: lines of the page that something else stands on.
    """
    fitting = (_blocks(told, shown) for shown in _SHOWN)
    blocks: list[Block] = []
    for blocks in fitting:
        if taken + sum(map(_height, blocks)) <= _LINES:
            break
    title = told.language.word("For the board, on one page")
    return Section("summary", title, tuple(blocks), summary=True)


def _blocks(told: Told, shown: _Shown) -> list[Block]:
    word = told.language.word
    blocks: list[Block] = [figures(told)]
    if not told.plan.bought:
        blocks.append(Paragraph(word("Nothing: with this budget no measure opens anything.")))
    for heading, items in (
        (
            lines.heading(told),
            [
                *money.budgets(told),
                *lines.bought(told, shown.bought, by_year=len(told.plan.budget) > 1),
                *again(told),
                *tally(told),
            ],
        ),
        (word("What it opens"), lines.opened(told, shown.put_right, shown.technologies)),
        (
            word("What stays unsafe, and its price"),
            unsafe(told, shown.unsafe),
        ),
        (word("Just below the line"), below(told, shown.below)),
        (word("How sure this is"), sure.sure(told)),
    ):
        if items:
            blocks.append(Bullets(tuple(items), heading))
    return blocks


def _height(block: Block) -> float:
    """About how many lines of the page a block takes."""
    if isinstance(block, Figures):
        return 3 + max(height(one.meaning, _BESIDE) for one in block.items)
    if isinstance(block, Bullets):
        return _HEADING + sum(height(item) for item in block.items)
    return 1


def height(text: str, letters: int = _LETTERS) -> int:
    """About how many lines of the page a text takes."""
    return ceil(len(text) / letters)


def figures(told: Told) -> Figures:
    """What is spent, what opens, what stays unsafe."""
    word, plan = told.language.word, told.plan
    budget = sum(map(number, plan.budget), Fraction(0))
    spent = sum(map(number, plan.cost), Fraction(0))
    places = {one.location for one in plan.bought if one.location}
    central = sum(one.location is None for one in plan.bought)
    return Figures(
        (
            Figure(
                word("Bought"),
                told.euros(spent),
                word(
                    "asked: {budget}; measures: {count}, at locations: {places}, for a whole "
                    "organisation: {central}",
                    budget=told.euros(budget),
                    count=len(plan.bought),
                    places=len(places),
                    central=central,
                ),
            ),
            Figure(
                word("Opens"),
                str(len(plan.opened)),
                _opens(told),
                "good" if plan.opened else "plain",
            ),
            Figure(
                word("Stays unsafe"),
                str(len(plan.unsafe)),
                "; ".join([closing(told), *unknown_besides(told)]),
                "bad" if plan.unsafe else "unknown" if plan.safety_unknown else "good",
            ),
        )
    )


def _opens(told: Told) -> str:
    """How much of what opens is technology, and how much of that nobody asked for."""
    word, plan = told.language.word, told.plan
    technologies = [one for one in plan.opened if ":" not in one.technology]
    duties = len(plan.opened) - len(technologies)
    unasked = sum(one.stage == 2 for one in technologies)
    if not unasked:
        return word(
            "times a technology may be used: {technologies}; hard stops and legal duties put "
            "right: {duties}",
            technologies=len(technologies),
            duties=duties,
        )
    return word(
        "times a technology may be used: {technologies}, of which nobody uses or wants it there: "
        "{unasked}; hard stops and legal duties put right: {duties}",
        technologies=len(technologies),
        unasked=unasked,
        duties=duties,
    )


def by_kind(found: Iterable[MeasurePart]) -> list[tuple[str, list[MeasurePart]]]:
    """Measures by remedy, what costs most first."""
    kinds: dict[str, list[MeasurePart]] = {}
    for one in found:
        kinds.setdefault(one.remedy, []).append(one)

    def cost(mine: list[MeasurePart]) -> Fraction:
        return sum((number(o.once.mid) + number(o.each_year.mid) for o in mine), Fraction(0))

    return sorted(kinds.items(), key=lambda kind: (-cost(kind[1]), kind[0]))


def again(told: Told) -> list[str]:
    """What is bought though it was done before: a later visit still finds what it was to repair."""
    word = told.language.word
    return [
        word(
            "Once more: {measure}. {found}",
            measure=told.measure(one.id),
            found=told.again(one),
        )
        for one in told.plan.bought
        if one.failed_on
    ]
