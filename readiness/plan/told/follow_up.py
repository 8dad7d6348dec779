"""Whether a later visit sees what a measure was to repair.

A measure that was carried out repairs the failed musts, hard stops and legal gaps on the
questions that it is the first remedy of. A later visit says of each whether it is met.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.plan.repairs import Fault, faults

Seen = Literal["met", "failed", "unseen"]


def seen(catalogue: Catalogue, remedy: str, before: Assessment | None, after: Assessment) -> Seen:
    """What the visit after a measure says of it.

    `before`: the last visit before it was carried out, judged with the same content; without
    one everything that the measure can repair must be in order. Failed where anything fails
    still, met where all is known to be met, else unseen.
    """
    asked = [] if before is None else _of(catalogue, remedy, faults(catalogue, before))
    if asked:
        return together(_state(after, fault) for fault in asked)
    if _of(catalogue, remedy, faults(catalogue, after)):
        return "failed"
    known = any(
        outcome.in_play and outcome.state not in ("unknown", "error", "not_applicable")
        for id_, outcome in after.outcomes.items()
        if catalogue.questions[id_].remedies[0] == remedy
    )
    return "met" if known else "unseen"


def together(found: Iterable[Seen]) -> Seen:
    """Of several: failed where one is, met where every one is and there is one.

    So too of a measure of the whole organisation, over the locations visited since.
    """
    states = set(found)
    return "failed" if "failed" in states else "met" if states == {"met"} else "unseen"


def _of(catalogue: Catalogue, remedy: str, found: Iterable[Fault]) -> list[Fault]:
    return [one for one in found if catalogue.questions[one.question].remedies[0] == remedy]


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
