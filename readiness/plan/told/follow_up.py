"""Whether a later visit sees what a measure was to repair.

A measure that was carried out repairs the failed musts, hard stops and legal gaps on the
questions that it is the first remedy of. A later visit says of each whether it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.plan.repairs import Fault, faults

Seen = Literal["met", "failed", "unseen"]


class Sight(NamedTuple):
    """What a visit says of a measure. `failing`: the questions by which it is found still;
    `partly`: it is, and something else of what it was to repair is in order now."""

    state: Seen
    failing: tuple[str, ...] = ()
    partly: bool = False


def seen(catalogue: Catalogue, remedy: str, before: Assessment | None, after: Assessment) -> Sight:
    """What the visit after a measure says of it.

    `before`: the last visit before it was carried out, judged with the same content; without
    one everything that the measure can repair must be in order. Failed where anything fails
    still, met where all is known to be met, else unseen.
    """
    asked = [] if before is None else _of(catalogue, remedy, faults(catalogue, before))
    if asked:
        return _sight([(fault.question, _state(after, fault)) for fault in asked])
    known = [
        outcome
        for id_, outcome in after.outcomes.items()
        if catalogue.questions[id_].remedies[0] == remedy
        and outcome.in_play
        and outcome.state not in ("unknown", "error", "not_applicable")
    ]
    if failing := _of(catalogue, remedy, faults(catalogue, after)):
        good: list[tuple[str, Seen]] = [(o.question, "met") for o in known if o.state == "pass"]
        return _sight([*good, *((fault.question, "failed") for fault in failing)])
    return Sight("met" if known else "unseen")


def together(found: Sequence[Sight]) -> Sight:
    """What the visits to several locations say of a measure of the whole organisation."""
    failing = dict.fromkeys(id_ for one in found for id_ in one.failing)
    partly = any(one.partly or one.state == "met" for one in found)
    state = _of_several(one.state for one in found)
    return Sight(state, tuple(failing), state == "failed" and partly)


def _sight(found: Sequence[tuple[str, Seen]]) -> Sight:
    """What one visit says, from how it found each fault; a question may have several."""
    failing = dict.fromkeys(question for question, state in found if state == "failed")
    good = {question for question, state in found if state == "met"} - failing.keys()
    state = _of_several(state for _, state in found)
    return Sight(state, tuple(failing), state == "failed" and bool(good))


def _of_several(found: Iterable[Seen]) -> Seen:
    """Failed where one is, met where every one is and there is one."""
    states = set(found)
    return "failed" if "failed" in states else "met" if states == {"met"} else "unseen"


def _of(catalogue: Catalogue, remedy: str, found: Iterable[Fault]) -> list[Fault]:
    """The faults that this remedy is to repair, hard stops first."""
    mine = [one for one in found if catalogue.questions[one.question].remedies[0] == remedy]
    return sorted(mine, key=lambda one: one.kind != "hard-stop")


def _state(after: Assessment, fault: Fault) -> Seen:
    if fault.kind == "must":
        for verdict in after.verdicts:
            if verdict.technology == fault.technology:
                for result in verdict.requirements:
                    if result.number == fault.number:
                        return _MUST.get(result.state, "unseen")
        return "unseen"
    if fault.kind == "hard-stop":
        for stop in after.hard_stops:
            if stop.question == fault.question:
                return _STOP[stop.state]
        return "unseen"
    outcome = after.outcomes.get(fault.question)
    if outcome is None or not outcome.in_play:
        return "unseen"
    return _GAP.get(outcome.state, "unseen")


_MUST: dict[str, Seen] = {"met": "met", "failed": "failed"}
_STOP: dict[str, Seen] = {"clear": "met", "raised": "failed", "unknown": "unseen"}
_GAP: dict[str, Seen] = {"pass": "met", "partial": "failed", "fail": "failed"}
