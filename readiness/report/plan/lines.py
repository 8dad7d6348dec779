"""What is bought and what opens in a line each: for the board's page and for a terminal."""

from __future__ import annotations

from collections import Counter

from readiness.plan.told.document import BoughtPart
from readiness.report.plan.told import HARD_STOP, LEGAL, Told, listed_first

# Names of places in one line.
_PLACES = 2


def heading(told: Told) -> str:
    """What the lines of `bought` say."""
    if len(told.plan.budget) == 1:
        return told.language.word("What is bought, where, and when it is there")
    return told.language.word(
        "What is bought, where, when it is there, and what it costs in its first year"
    )


def bought(told: Told, most: int, by_year: bool = False) -> list[str]:
    """Measures of one kind that are there after the same quarter, or are bought in the same year,
    in one line, the soonest first; of more than `most` lines the dearest, and the rest counted in
    measures."""
    groups: dict[tuple[int, str], list[BoughtPart]] = {}
    for one in told.bought:
        groups.setdefault((one.year if by_year else one.ready, one.remedy), []).append(one)
    dearest = sorted(groups, key=lambda key: (-told.together(groups[key])[1], key))
    shown = sorted(dearest[:most], key=lambda key: (key[0], dearest.index(key)))
    said = [_line(told, groups[key], by_year) for key in shown]
    rest = [one for key in dearest[most:] for one in groups[key]]
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


def _line(told: Told, mine: list[BoughtPart], by_year: bool) -> str:
    word = told.language.word
    named = list(dict.fromkeys(told.where(one) for one in mine))
    where = told.language.listed(named)
    if len(named) > _PLACES:
        where = word("{names} and {count} more", names=named[0], count=len(named) - 1)
    values = {
        "quarter": told.quarter(max(one.ready for one in mine)),
        "measure": mine[0].name,
        "where": where,
        "euros": _euros(told, mine),
    }
    if by_year:
        return word(
            "year {year}, done after {quarter}: {measure}, {where}, {euros}",
            year=mine[0].year,
            **values,
        )
    return word("after {quarter}: {measure}, {where}, {euros}", **values)


def _euros(told: Told, mine: list[BoughtPart]) -> str:
    return told.euros(told.together(mine)[1])


def opened(told: Told, put_right: int, technologies: int) -> list[str]:
    """So many lines of what is put right, what is so at most locations first (0: none at all); then
    a line for each stage with so many of the technologies that open, and how often each does."""
    return [
        *(listed_first(_put_right(told), put_right, told) if put_right else ()),
        *_technologies(told, technologies),
    ]


def _put_right(told: Told) -> list[str]:
    places: dict[str, list[str]] = {}
    for one in told.plan.opened:
        if one.technology.partition(":")[0] in (HARD_STOP, LEGAL):
            places.setdefault(one.technology, []).append(one.location)
    return [
        told.language.word(
            "Put right at {where}: {goal}", goal=told.goal(goal), where=told.places(where, 2)
        )
        for goal, where in sorted(places.items(), key=lambda it: (-len(it[1]), it[0]))
    ]


def _technologies(told: Told, most: int) -> list[str]:
    word = told.language.word
    partly = {
        (one.location, one.technology)
        for one in told.plan.verdicts
        if one.after == "ready-with-conditions"
    }
    said = []
    for stage in (0, 1, 2):
        mine = [one for one in told.plan.opened if one.stage == stage and ":" not in one.technology]
        times = Counter(one.technology for one in mine)
        if not times:
            continue
        conditions = sum((one.location, one.technology) in partly for one in mine)
        ordered = sorted(times.items(), key=lambda it: (-it[1], it[0]))
        named = [
            told.goal(id_) if count == 1 else f"{told.goal(id_)} ({count}×)"
            for id_, count in ordered
        ]
        line = _of_stage(told, stage, told.some(named, most))
        if conditions:
            line = word(
                "{line}; {count} of {all} with conditions",
                line=line,
                count=conditions,
                all=len(mine),
            )
        said.append(line)
    return said


def _of_stage(told: Told, stage: int, technologies: str) -> str:
    word = told.language.word
    if stage == 0:
        return word("Safe again, in use: {technologies}", technologies=technologies)
    if stage == 1:
        return word("Opens as wanted: {technologies}", technologies=technologies)
    return word(
        "Opens besides, where nobody uses or wants it: {technologies}", technologies=technologies
    )
