"""What a plan leaves closed, in sentences: what stays unsafe, and what adding to it would take."""

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
        costs = told.costs(mine, named)
        euros = told.euros(costs)
        unknown = all(one.undecided for one in mine)
        if not asks:
            line = word(
                "At {where}: {goal}; first find out what is unknown", goal=goal, where=where
            )
        elif not costs and unknown:
            line = word(
                "At {where}: {goal}; first find out what is unknown, then with the same money",
                goal=goal,
                where=where,
            )
        elif not costs:
            line = word("At {where}: {goal}; with the same money", goal=goal, where=where)
        elif unknown:
            line = word(
                "At {where}: {goal}; first find out what is unknown, then {euros} more",
                goal=goal,
                where=where,
                euros=euros,
            )
        else:
            line = word("At {where}: {goal}; {euros} more", goal=goal, where=where, euros=euros)
        named |= asks
        said.append(line)
    return said


def nearest(told: Told) -> list[LeftPart]:
    """What more budget can add to the plan: by stage, then by what it takes."""
    found = [
        one
        for one in (*told.plan.unsafe, *told.plan.below_the_line)
        if one.measures and not one.undecided and one.short is not None
    ]
    return sorted(found, key=lambda one: (one.stage, number(one.short or 0), -number(one.people)))


def below(told: Told, most: int = 2) -> list[str]:
    """What the first of these would take, and how that is to be read."""
    word = told.language.word
    found = nearest(told)[:most]
    if not found:
        return [word("Nothing: everything that money alone can open is open.")]
    note = word(
        "This comes on top of the plan as it stands; a plan made anew with that budget may choose "
        "otherwise."
    )
    return [*(next_step(told, one) for one in found), note]


def next_step(told: Told, one: LeftPart) -> str:
    """What opening this would take on top of the plan."""
    word = told.language.word
    values = {
        "goal": told.goal(one.technology),
        "place": told.place(one.location),
        "use": _use(told, one),
        "measures": told.names(one.measures),
    }
    if not number(one.short or 0):
        return word(
            "At {place}: {goal} ({use}); it can be added to this plan for what is left, but the "
            "search was ended before it was weighed: {measures}.",
            **values,
        )
    values["euros"] = told.euros(one.short or 0)
    if len(told.plan.budget) > 1:
        return word(
            "At {place}: {goal} ({use}); added to this plan in year {year} it would take {euros} "
            "more, later years included: {measures}.",
            year=one.year,
            **values,
        )
    return word(
        "At {place}: {goal} ({use}); added to this plan it would take {euros} more: {measures}.",
        **values,
    )


def _use(told: Told, one: LeftPart) -> str:
    """Whether what stays closed is used there, wanted there, or nobody asked for it."""
    word = told.language.word
    if ":" in one.technology:
        return word("to put right")
    if one.stage == 0:
        return word("in use there")
    return word("wanted there") if one.stage == 1 else word("nobody asked for it there")
