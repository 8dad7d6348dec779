"""What a plan leaves closed, in sentences: what stays unsafe, and what adding to it would take."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from readiness.plan.problem import STAGES
from readiness.plan.told.beside import number
from readiness.plan.told.document import LeftPart
from readiness.report.plan.told import HARD_STOP, LEGAL, Told


def unsafe(told: Told, most: int) -> list[str]:
    """What stays closed by what it is, so many lines: hard stops and technology with alarm first,
    then what asks most; last what the rest asks together. Each line has what closing it asks on
    top of what is named before it: the amounts add up."""
    groups: dict[str, list[LeftPart]] = {}
    for one in told.plan.unsafe:
        groups.setdefault(one.technology, []).append(one)
    ordered = sorted(
        groups.items(),
        key=lambda it: (not _dangerous(told, it[0]), -told.costs(it[1]), -len(it[1]), it[0]),
    )
    named: set[str] = set()
    said = []
    for technology, mine in ordered[:most]:
        said.append(_unsafe(told, technology, mine, named))
        named |= {id_ for one in mine for id_ in one.measures}
    rest = [one for _, mine in ordered[most:] for one in mine]
    return [*said, _rest(told, rest, named)] if rest else said


def _dangerous(told: Told, technology: str) -> bool:
    """Whether it is a hard stop, or people's safety hangs on its alarms."""
    found = told.catalogue.technologies.get(technology)
    return technology.startswith(f"{HARD_STOP}:") or (found is not None and found.alarm)


def _unsafe(told: Told, technology: str, mine: list[LeftPart], named: set[str]) -> str:
    word = told.language.word
    goal, where = told.goal(technology), told.places([one.location for one in mine], 2)
    asks = any(one.measures for one in mine)
    costs = told.costs(mine, named)
    euros = told.euros(costs)
    unknown = all(one.undecided for one in mine)
    if not asks:
        return word("At {where}: {goal}; first find out what is unknown", goal=goal, where=where)
    if not costs and unknown:
        return word(
            "At {where}: {goal}; first find out what is unknown, then with the same money",
            goal=goal,
            where=where,
        )
    if not costs:
        return word("At {where}: {goal}; with the same money", goal=goal, where=where)
    if unknown:
        return word(
            "At {where}: {goal}; first find out what is unknown, then {euros} more",
            goal=goal,
            where=where,
            euros=euros,
        )
    return word("At {where}: {goal}; {euros} more", goal=goal, where=where, euros=euros)


def _rest(told: Told, rest: list[LeftPart], named: set[str]) -> str:
    """How many there are beside, each at its place, and what they ask together."""
    word, costs = told.language.word, told.costs(rest, named)
    if not costs:
        return word("and {count} more", count=len(rest))
    if _floor(rest):
        return word(
            "and {count} more, together at least {euros}", count=len(rest), euros=told.euros(costs)
        )
    return word("and {count} more, together {euros}", count=len(rest), euros=told.euros(costs))


def _floor(found: list[LeftPart]) -> bool:
    """Whether closing these may ask more than is known: something is unknown, or not on offer."""
    return any(one.undecided or one.barred for one in found)


def closing(told: Told) -> str:
    """What closing all that stays unsafe costs, and of how much of it something is unknown."""
    word, plan = told.language.word, told.plan
    euros = told.euros(plan.unsafe_cost.mid)
    unknown = sum(one.undecided for one in plan.unsafe)
    if not plan.unsafe:
        return word("nothing of which enough is known")
    if unknown:
        return word(
            "closing all of that costs at least {euros} in the first year; something to find out "
            "first: {unknown}",
            euros=euros,
            unknown=unknown,
        )
    if _floor(plan.unsafe):
        return word("closing all of that costs at least {euros} in the first year", euros=euros)
    return word("closing all of that costs {euros} in the first year", euros=euros)


def closing_range(told: Told) -> str:
    """The same as a sentence, with the range of prices."""
    word, plan = told.language.word, told.plan
    ends = {end: told.euros(getattr(plan.unsafe_cost, end)) for end in ("low", "mid", "high")}
    if _floor(plan.unsafe):
        return word(
            "Closing all of this costs at least {mid} in the first year ({low} to {high}).", **ends
        )
    return word("Closing all of this costs {mid} in the first year ({low} to {high}).", **ends)


def unknown_besides(told: Told) -> list[str]:
    """How much safety is unknown and so stands in no count and no price; nothing where all is
    known."""
    found = told.plan.safety_unknown
    if not found:
        return []
    kinds = Counter(one.technology.partition(":")[0] for one in found)
    stops, duties = kinds[HARD_STOP], kinds[LEGAL]
    return [
        told.language.word(
            "unknown besides, and so in no count: technologies in use {technologies}, hard stops "
            "{stops}, legal duties {duties}",
            technologies=len(found) - stops - duties,
            stops=stops,
            duties=duties,
        )
    ]


class Step(NamedTuple):
    """One purchase that can be added to the plan: the same measures in the same year.

    `opens`: all that it opens, by stage. `euros` are what it takes, all years together.
    """

    measures: tuple[str, ...]
    year: int | None
    euros: Fraction
    opens: tuple[LeftPart, ...]

    @property
    def stage(self) -> int:
        return self.opens[0].stage


def nearest(told: Told) -> list[Step]:
    """What more budget can add to the plan: by stage, then by what it takes."""
    found = [
        one
        for one in (*told.plan.unsafe, *told.plan.below_the_line)
        if one.measures and not one.undecided and one.short is not None
    ]
    bought = {(frozenset(one.measures), one.year): one for one in found}
    steps = []
    for (measures, year), first in bought.items():
        # With these also opens what needs but some of them.
        opens = sorted(
            (one for one in found if measures.issuperset(one.measures)),
            key=lambda one: (one.stage, -number(one.people), one.location, one.technology),
        )
        steps.append(Step(tuple(first.measures), year, number(first.short or 0), tuple(opens)))
    return sorted(
        steps,
        key=lambda step: (
            step.stage,
            step.euros,
            -sum((number(one.people) for one in step.opens), Fraction(0)),
            step.measures,
        ),
    )


def no_step(told: Told) -> str:
    """Why more money alone adds nothing."""
    word, plan = told.language.word, told.plan
    if any(one.measures and not one.undecided for one in (*plan.unsafe, *plan.below_the_line)):
        return word(
            "Nothing that more money alone opens: what stays closed was left out of this plan, or "
            "can't be carried out within it."
        )
    return word("Nothing: everything that money alone can open is open.")


def below(told: Told, most: int = 3, goals: int = 2) -> list[str]:
    """So many of these steps, the first of each stage before a second, each with so many of the
    goals that it opens, and how they are to be read."""
    word = told.language.word
    steps = nearest(told)
    if not steps:
        return [no_step(told)]
    firsts = [
        next(at for at, step in enumerate(steps) if step.stage == stage)
        for stage in STAGES
        if any(step.stage == stage for step in steps)
    ]
    rest = (at for at in range(len(steps)) if at not in firsts)
    shown = sorted([*firsts, *rest][:most])
    note = word(
        "This comes on top of the plan as it stands; a plan made anew with that budget may choose "
        "otherwise."
    )
    return [*(next_step(told, steps[at], goals) for at in shown), note]


def next_step(told: Told, step: Step, goals: int) -> str:
    """What taking this step would take on top of the plan, and so many of what it opens."""
    word = told.language.word
    values = {
        "where": told.places(dict.fromkeys(one.location for one in step.opens), 2),
        "goals": _opens(told, step, goals),
        "measures": told.names(step.measures),
    }
    if not step.euros:
        return word(
            "At {where}: {goals}; it can be added to this plan for what is left, but the search "
            "was ended before it was weighed: {measures}.",
            **values,
        )
    values["euros"] = told.euros(step.euros)
    if len(told.plan.budget) > 1:
        return word(
            "At {where}: {goals}; added to this plan in year {year} it would take {euros} more, "
            "later years included: {measures}.",
            year=step.year,
            **values,
        )
    return word(
        "At {where}: {goals}; added to this plan it would take {euros} more: {measures}.", **values
    )


def _opens(told: Told, step: Step, most: int) -> str:
    """What it opens with whether it is used or wanted, each kind once."""
    kinds = Counter((told.goal(one.technology), use(told, one)) for one in step.opens)
    named = [
        f"{goal} ({used})" if times == 1 else f"{goal} ({times}×, {used})"
        for (goal, used), times in kinds.items()
    ]
    return told.some(named, most)


def use(told: Told, one: LeftPart) -> str:
    """Whether what stays closed is used there, wanted there, or nobody asked for it."""
    word = told.language.word
    if ":" in one.technology:
        return word("to put right")
    if one.stage == 0:
        return word("in use there")
    return word("wanted there") if one.stage == 1 else word("nobody asked for it there")
