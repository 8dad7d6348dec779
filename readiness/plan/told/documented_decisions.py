"""Management's decisions put into their documented shape."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.model.decision import Decided, tally
from readiness.plan.told.document import DecisionPart, DecisionsDocument


def decisions_document(held: Mapping[str, Decided]) -> DecisionsDocument:
    """All decisions, the oldest first, and how many of them are there."""
    done, yes = tally(held.values())
    return DecisionsDocument(
        done=done,
        decided_yes=yes,
        checked=sum(one.checked for one in held.values()),
        decisions=[
            DecisionPart(
                measure=one.measure,
                answer=one.answer,
                by=one.by,
                why=one.why,
                at=one.at,
                progress="checked" if one.checked else one.step,
                progress_at=one.step_at,
                seen=one.seen,
                seen_on=one.seen_on,
            )
            for one in held.values()
        ],
    )
