"""What a plan from the decisions counts as there though no visit has seen it yet."""

from __future__ import annotations

from readiness.report.plan.told import Told

_MOST_NAMED = 10


def in_short(told: Told) -> list[str]:
    """How many there are, in one sentence; nothing where there are none."""
    word, count = told.language.word, len(told.plan.assumed)
    if not count:
        return []
    if count == 1:
        return [word("This plan counts on 1 measure that was told done and no visit has seen yet.")]
    return [
        word(
            "This plan counts on {count} measures that were told done and no visit has seen yet.",
            count=count,
        )
    ]


def unseen(told: Told, measure: str, seen: bool) -> str:
    """That the plan counts on this measure unseen; `seen`: a visit to another location saw it."""
    word = told.language.word
    if measure not in {one.measure for one in told.plan.assumed}:
        return ""
    if seen:
        return word("elsewhere no visit since, counted as there")
    return word("no visit since, counted as there")


def said(told: Told) -> list[str]:
    """Each by its name and place, with when it was done; of many the first."""
    word, found = told.language.word, told.plan.assumed
    if not found:
        return []
    named = [
        word(
            "{measure}, done on {day}", measure=told.measure(one.measure), day=told.day(one.done_on)
        )
        for one in found[:_MOST_NAMED]
    ]
    names = "; ".join(named)
    if (more := len(found) - _MOST_NAMED) > 0:
        names = word("{names} and {count} more", names=names, count=more)
    return [
        word(
            "Beyond what visits found, this counts as there because it was told done, and no visit "
            "has looked since: {measures}.",
            measures=names,
        )
    ]
