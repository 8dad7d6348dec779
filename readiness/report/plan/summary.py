"""The board's page: what to know when nothing else is read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from readiness.plan.beside import number
from readiness.plan.document import LeftPart, MeasurePart, OpenedPart
from readiness.report.blocks import Block, Bullets, Figure, Figures, Paragraph, Section
from readiness.report.plan import sure
from readiness.report.plan.told import HARD_STOP, LEGAL, Told, listed_first

# What fits one page beside the figures.
_MOST = 3


def section(told: Told) -> Section:
    """Asked, bought, opened, left unsafe, just below the line, and how sure it all is."""
    word = told.language.word
    blocks: list[Block] = [_figures(told)]
    for heading, items in (
        (word("What is bought"), [*years(told), *listed_first(_kinds(told), _MOST, told)]),
        (word("What it opens"), listed_first(_opened(told), _MOST, told)),
        (word("What stays unsafe, and its price"), listed_first(_unsafe(told), _MOST, told)),
        (word("Just below the line"), _next(told)),
        (word("How sure this is"), sure.sure(told)),
    ):
        if items:
            blocks.append(Bullets(tuple(items), heading))
    if not told.plan.bought:
        blocks.insert(1, Paragraph(word("Nothing: with this budget no measure opens anything.")))
    return Section("summary", word("For the board, on one page"), tuple(blocks), summary=True)


def _figures(told: Told) -> Figures:
    word, plan = told.language.word, told.plan
    budget = sum(map(number, plan.budget), Fraction(0))
    spent = sum(map(number, plan.cost), Fraction(0))
    duties = sum(":" in one.technology for one in plan.opened)
    places = {one.location for one in plan.bought if one.location}
    central = sum(one.location is None for one in plan.bought)
    mid = plan.unsafe_cost.mid
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
                word("closing all of that costs {euros} in the first year", euros=told.euros(mid))
                if plan.unsafe
                else word("nothing of which enough is known"),
                "bad" if plan.unsafe else "good",
            ),
        )
    )


def years(told: Told) -> list[str]:
    """What each year takes, and the range of what is bought."""
    word, plan = told.language.word, told.plan
    said = [
        word(
            "Year {year}: {spent} of {budget}; {left} is left.",
            year=year,
            spent=told.euros(spent),
            budget=told.euros(given),
            left=told.euros(number(given) - number(spent)),
        )
        for year, (spent, given) in enumerate(zip(plan.cost, plan.budget, strict=True), 1)
    ]
    if plan.bought:
        low, _mid, high = told.together(plan.bought)
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


def _opened(told: Told) -> list[str]:
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


def _unsafe(told: Told) -> list[str]:
    """What stays closed by what it is, most places first, with what closing it asks."""
    word = told.language.word
    groups: dict[str, list[LeftPart]] = {}
    for one in told.plan.unsafe:
        groups.setdefault(one.technology, []).append(one)
    said = []
    for technology, mine in sorted(groups.items(), key=lambda it: (-len(it[1]), it[0])):
        goal, where = told.goal(technology), told.places([one.location for one in mine], 2)
        if any(one.measures for one in mine):
            said.append(
                word(
                    "At {where}: {goal}; {euros} more",
                    goal=goal,
                    where=where,
                    euros=told.euros(told.costs(mine)),
                )
            )
        else:
            said.append(
                word("At {where}: {goal}; first find out what is unknown", goal=goal, where=where)
            )
    return said


def nearest(told: Told) -> list[LeftPart]:
    """What the next euros would do: what can be bought for, by stage, then by what it is short."""
    found = [
        one
        for one in (*told.plan.unsafe, *told.plan.below_the_line)
        if one.measures and not one.undecided
    ]
    return sorted(
        found,
        key=lambda one: (not number(one.short), number(one.short), one.stage, -number(one.people)),
    )


def _next(told: Told) -> list[str]:
    word = told.language.word
    found = nearest(told)[:2]
    if not found:
        return [word("Nothing: everything that money can open is open.")]
    return [next_step(told, one) for one in found]


def next_step(told: Told, one: LeftPart) -> str:
    """What opening this would take on top of the plan."""
    word = told.language.word
    values = {
        "goal": told.goal(one.technology),
        "place": told.place(one.location),
        "measures": told.names(one.measures),
    }
    if number(one.short):
        return word(
            "{euros} more budget would open {goal} at {place}: {measures}.",
            euros=told.euros(one.short),
            **values,
        )
    return word(
        "{goal} at {place} could be paid in its first year from what is left ({measures}), but not "
        "in the years after it, or not in the time of ICT and the team.",
        **values,
    )
