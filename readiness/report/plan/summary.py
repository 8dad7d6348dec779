"""The board's page: what to know when nothing else is read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from readiness.plan.told.beside import number
from readiness.plan.told.document import MeasurePart, OpenedPart
from readiness.report.blocks import Block, Bullets, Figure, Figures, Paragraph, Section
from readiness.report.plan import own_time, sure
from readiness.report.plan.closed import below, unsafe
from readiness.report.plan.decisions import tally
from readiness.report.plan.told import HARD_STOP, LEGAL, Told, listed_first

# What fits one page beside the figures.
_MOST = 3


def section(told: Told) -> Section:
    """Asked, bought, opened, left unsafe, just below the line, and how sure it all is."""
    word = told.language.word
    blocks: list[Block] = [figures(told)]
    for heading, items in (
        (
            word("What is bought"),
            [*years(told), *listed_first(_kinds(told), _MOST, told), *again(told), *tally(told)],
        ),
        (word("What it opens"), listed_first(opened(told), _MOST, told)),
        (word("What stays unsafe, and its price"), listed_first(unsafe(told), _MOST, told)),
        (word("Just below the line"), below(told)),
        (word("How sure this is"), sure.sure(told)),
    ):
        if items:
            blocks.append(Bullets(tuple(items), heading))
    if not told.plan.bought:
        blocks.insert(1, Paragraph(word("Nothing: with this budget no measure opens anything.")))
    return Section("summary", word("For the board, on one page"), tuple(blocks), summary=True)


def figures(told: Told) -> Figures:
    """What is spent, what opens, what stays unsafe."""
    word, plan = told.language.word, told.plan
    budget = sum(map(number, plan.budget), Fraction(0))
    spent = sum(map(number, plan.cost), Fraction(0))
    duties = sum(":" in one.technology for one in plan.opened)
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
                word(
                    "times a technology may be used: {technologies}; hard stops and legal duties "
                    "put right: {duties}",
                    technologies=len(plan.opened) - duties,
                    duties=duties,
                ),
                "good" if plan.opened else "plain",
            ),
            Figure(
                word("Stays unsafe"),
                str(len(plan.unsafe)),
                _closing(told) if plan.unsafe else word("nothing of which enough is known"),
                "bad" if plan.unsafe else "good",
            ),
        )
    )


def _closing(told: Told) -> str:
    """What closing all that stays unsafe costs, and of how much of it something is unknown."""
    word, plan = told.language.word, told.plan
    euros = told.euros(plan.unsafe_cost.mid)
    unknown = sum(one.undecided for one in plan.unsafe)
    if not unknown:
        return word("closing all of that costs {euros} in the first year", euros=euros)
    return word(
        "closing all of that costs {euros} in the first year; something to find out first: "
        "{unknown}",
        euros=euros,
        unknown=unknown,
    )


def years(told: Told) -> list[str]:
    """What each year takes, how much of it is own people's time, and the range."""
    word, plan = told.language.word, told.plan
    said = [
        word(
            "Year {year}: {spent} of {budget}; {left} is left.",
            year=year,
            spent=told.euros(spent),
            budget=told.euros(given),
            left=told.rest(given, spent),
        )
        for year, (spent, given) in enumerate(zip(plan.cost, plan.budget, strict=True), 1)
    ]
    said += own_time.said(told)
    if plan.bought:
        low, mid, high = told.together(plan.bought)
        spent = sum(map(number, plan.cost), Fraction(0))
        if spent > mid:
            said.append(
                word(
                    "Of what is spent {euros} pays the later years of what was bought before.",
                    euros=told.rest(spent, mid),
                )
            )
        said.append(
            word(
                "The first years of these measures come to {low} at the least and {high} at the "
                "most.",
                low=told.euros(low),
                high=told.euros(high),
            )
        )
    return said


def by_kind(found: Iterable[MeasurePart]) -> list[tuple[str, list[MeasurePart]]]:
    """Measures by remedy, what costs most first."""
    kinds: dict[str, list[MeasurePart]] = {}
    for one in found:
        kinds.setdefault(one.remedy, []).append(one)

    def cost(mine: list[MeasurePart]) -> Fraction:
        return sum((number(o.once.mid) + number(o.each_year.mid) for o in mine), Fraction(0))

    return sorted(kinds.items(), key=lambda kind: (-cost(kind[1]), kind[0]))


def _kinds(told: Told) -> list[str]:
    return [
        told.language.word(
            "{measure}: {where}, {euros}",
            measure=mine[0].name,
            where=_wheres(told, mine),
            euros=told.euros(told.together(mine)[1]),
        )
        for _remedy, mine in by_kind(told.plan.bought)
    ]


def _wheres(told: Told, mine: list[MeasurePart]) -> str:
    if len(mine) > 2 and all(one.location for one in mine):
        return told.language.word("at {count} locations", count=len(mine))
    return told.language.listed(list(dict.fromkeys(told.where(one) for one in mine)))


def again(told: Told) -> list[str]:
    """What is bought though it was done before: a later visit still finds what it was to repair."""
    word = told.language.word
    return [
        word(
            "Once more: {measure}. It was done, but the visit of {day} still finds what it was to "
            "repair.",
            measure=told.measure(one.id),
            day=told.day(one.failed_on),
        )
        for one in told.plan.bought
        if one.failed_on
    ]


def opened(told: Told) -> list[str]:
    """By stage, then what opens at most locations."""
    word = told.language.word
    groups: dict[tuple[int, str], list[OpenedPart]] = {}
    for one in told.plan.opened:
        groups.setdefault((one.stage, one.technology), []).append(one)
    ordered = sorted(groups.items(), key=lambda it: (it[0][0], -len(it[1]), it[0][1]))
    said = []
    for (stage, technology), mine in ordered:
        where = told.places([one.location for one in mine], 2)
        goal = told.goal(technology)
        if technology.partition(":")[0] in (HARD_STOP, LEGAL):
            said.append(word("Put right at {where}: {goal}", goal=goal, where=where))
        elif stage == 0:
            said.append(word("Safe again at {where}: {goal}", goal=goal, where=where))
        elif stage == 1:
            said.append(word("Opens as wanted at {where}: {goal}", goal=goal, where=where))
        else:
            said.append(word("Opens besides at {where}: {goal}", goal=goal, where=where))
    return said
