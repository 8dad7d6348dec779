"""What a technology's profile asks less of a location than the shipped one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from readiness.model.catalogue import Clause
from readiness.model.loosened import Loosening
from readiness.model.loosening import strict
from readiness.model.profile import Requirement, Technology

_SIGNS = {"at_least": "≥", "at_most": "≤", "below": "<", "is_": "=", "is_not": "≠"}


def of_technology(shipped: Technology, now: Technology | None) -> Iterator[Loosening]:
    """Every must and should that is looser, and an alarm that no longer counts as one."""

    def loosening(**more: Any) -> Loosening:
        return Loosening(of="technology", id=shipped.id, name=shipped.name, **more)

    if now is None:
        yield loosening(what="technology-left-out")
        return
    if shipped.alarm and not now.alarm:
        yield loosening(what="alarm-cleared", key="alarm", shipped="true", now="false")
    for must in shipped.must:
        told = {"question": must.question, "condition": must.condition}
        looser = _looser(must, now.must)
        if looser is None:
            softened = any(one.question == must.question for one in now.should)
            yield loosening(what="must-now-should" if softened else "must-left-out", **told)
        for difference in looser or ():
            yield loosening(what="must-changed", **told, **difference)
    for should in shipped.should:
        told = {"question": should.question, "condition": should.condition}
        # A should that became a must asks more.
        looser = _looser(should, (*now.should, *now.must))
        if looser is None:
            yield loosening(what="should-left-out", **told)
        for difference in looser or ():
            yield loosening(what="should-changed", **told, **difference)
    for should in _added(shipped, now):
        yield loosening(what="should-added", question=should.question, condition=should.condition)


def _added(shipped: Technology, now: Technology) -> list[Requirement]:
    """Shoulds more than there were: one that is easily met outvotes those that aren't."""
    held = Counter(one.question for one in (*shipped.should, *shipped.must))
    held.subtract(one.question for one in now.must)
    added = []
    for one in now.should:
        held[one.question] -= 1
        if held[one.question] < 0:
            added.append(one)
    return added


def _looser(shipped: Requirement, now: tuple[Requirement, ...]) -> list[dict[str, str]] | None:
    """How it is looser, key by key; None: nothing is asked of this question any more."""
    candidates = [one for one in now if one.question == shipped.question]
    if not candidates:
        return None
    closest = min(candidates, key=lambda one: len(strict.requirement(shipped, one)))
    return [
        {"key": key, "shipped": _written(shipped, key), "now": _written(closest, key)}
        for key in strict.requirement(shipped, closest)
    ]


def _written(one: Requirement, key: str) -> str:
    match key:
        case "clauses":
            return ", ".join(map(in_short, one.clauses))
        case "zones":
            return ", ".join(one.zones)
        case "after":
            return "true" if one.after else "false"
        case _:
            return str(getattr(one, key))


def in_short(clause: Clause) -> str:
    """A clause in signs: `value ≥ -67`, `exit = good`."""
    for bound, sign in _SIGNS.items():
        given = getattr(clause, bound)
        if given is not None:
            return f"{clause.name or clause.on} {sign} {given}"
    return clause.name or clause.on
