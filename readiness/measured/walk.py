"""A walk through the ward, as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.language import active, clock
from readiness.measure.measurement import Figure, Unavailable
from readiness.model.content import Catalogue
from readiness.model.given import LONGEST_NOTE, Given
from readiness.model.revision import Answer, Known, Unknown
from readiness.model.sentence import Sentence
from readiness.model.subject import LOCATION
from readiness.model.value import Number
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.measure.walk.walked import Walk

ROAMING_GAP = "network.roaming-gap"


def walk_answers(catalogue: Catalogue, visit: Visit, walk: Walk) -> list[Given]:
    """The answer that a walk gives: the longest gap.

    None where an earlier one is better, or where a person stopped before there was a walk.
    """
    not_begun = walk.state == "interrupted" and not walk.sent
    if not_begun or ROAMING_GAP not in catalogue.questions:
        return []
    answer: Answer
    if isinstance(walk.longest, Figure):
        answer = Known(Number(walk.longest.value))
    else:
        answer = Unknown(active().say(walk.longest.reason))
        if any(isinstance(held.answer, Known) for held in visit.about(ROAMING_GAP, LOCATION)):
            return []
    said = [f"{clock(note.at_s)} {note.text}" for note in walk.notes]
    return [
        Given(
            question=ROAMING_GAP,
            subject=LOCATION,
            answer=answer,
            method="measured",
            note="; ".join(said)[:LONGEST_NOTE],
            instrument=dict(walk.instrument) | {"walk": _of_walk(walk)},
        )
    ]


def _of_walk(walk: Walk) -> dict[str, Any]:
    """What is kept of a walk: rows of [seconds since the start, …], and what was counted."""
    longest = walk.longest_gap
    kept: dict[str, Any] = {
        "gaps": [[gap.at_s, gap.ms, gap.note] for gap in walk.gaps],
        "notes": [[note.at_s, note.text] for note in walk.notes],
        "sent": walk.sent,
        "answered": walk.answered,
        "at_least": isinstance(walk.longest, Figure) and walk.longest.at_least,
        "longest_near": longest.note if longest is not None else "",
    }
    for name, figure in (("latency", walk.latency), ("latency_p95", walk.latency_p95)):
        if isinstance(figure, Figure):
            kept[f"{name}_ms"] = float(figure.value)
    if isinstance(walk.roams, Unavailable):
        kept["roams_unknown"] = _kept_words(walk.roams.reason)
    else:
        kept["roams"] = [[roam.at_s, roam.old, roam.new] for roam in walk.roams]
    return kept


def _kept_words(reason: Sentence) -> str:
    """A sentence to keep: its template where that says it all, for any reader's language."""
    return active().say(reason) if reason.values else reason.template
