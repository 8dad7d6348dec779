"""What a plan leaves closed, in sentences: what stays unsafe, and what the next euros would do."""

from __future__ import annotations

from readiness.plan.told.beside import number
from readiness.plan.told.document import LeftPart
from readiness.report.plan.told import Told


def unsafe(told: Told) -> list[str]:
    """What stays closed by what it is, most places first, with what closing it asks on top of
    what is named before it: the amounts add up."""
    word = told.language.word
    named: set[str] = set()
    groups: dict[str, list[LeftPart]] = {}
    for one in told.plan.unsafe:
        groups.setdefault(one.technology, []).append(one)
    said = []
    for technology, mine in sorted(groups.items(), key=lambda it: (-len(it[1]), it[0])):
        goal, where = told.goal(technology), told.places([one.location for one in mine], 2)
        asks = {id_ for one in mine for id_ in one.measures}
        euros = told.euros(told.costs(mine, named))
        unknown = sum(one.undecided for one in mine)
        if not asks:
            line = word(
                "At {where}: {goal}; first find out what is unknown", goal=goal, where=where
            )
        elif unknown == len(mine):
            line = word(
                "At {where}: {goal}; first find out what is unknown, then {euros} more",
                goal=goal,
                where=where,
                euros=euros,
            )
        elif asks <= named:
            line = word("At {where}: {goal}; with the same money", goal=goal, where=where)
        else:
            line = word("At {where}: {goal}; {euros} more", goal=goal, where=where, euros=euros)
        named |= asks
        said.append(line)
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


def below(told: Told) -> list[str]:
    """What the next euros would do, in two sentences."""
    word = told.language.word
    found = nearest(told)[:2]
    if not found:
        return [word("Nothing: everything that money alone can open is open.")]
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
