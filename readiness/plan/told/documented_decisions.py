"""Management's decisions put into their documented shape."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.model.decision import Decided, after, tally
from readiness.plan.case import Case
from readiness.plan.offers import measure_id
from readiness.plan.told.document import AssumedPart, DecisionPart, DecisionsDocument


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
                progress=one.progress,
                progress_at=one.step_at,
                seen=one.seen,
                seen_on=one.seen_on,
                done_on=one.done_on,
                failing=list(one.failing),
                partly=one.partly,
            )
            for one in held.values()
        ],
    )


def assumed(case: Case) -> list[AssumedPart]:
    """What the plan counts as there because it was told done, by measure, each with the locations
    where no visit looked since; nothing where it keeps to no decisions."""
    where: dict[str, list[str]] = {}
    for location, site in case.sites.items():
        for remedy in site.done:
            for id_ in (f"{remedy}@{location}", measure_id(remedy, site.location.organisation)):
                one = (case.decided or {}).get(id_)
                if one is not None and one.there and not after(one, site.visit):
                    where.setdefault(id_, []).append(location)
    held = case.decided or {}
    return [
        AssumedPart(measure=id_, done_on=held[id_].done_on, locations=found)
        for id_, found in sorted(where.items())
    ]
