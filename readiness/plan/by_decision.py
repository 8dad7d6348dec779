"""Why a measure is bought or not where a decision says so: with its reason and the role."""

from __future__ import annotations

from readiness.model.decision import ROLE_WORDS
from readiness.model.sentence import Sentence
from readiness.plan.case import Case


def by_decision(case: Case, id_: str) -> Sentence | None:
    """The decision that fixes this measure in or out; None where none does."""
    held = (case.decided or {}).get(id_)
    if held is None:
        return None
    said = {"role": ROLE_WORDS[held.by], "why": held.why.rstrip(".")}
    if held.answer == "yes" and id_ in case.problem.fixed_in:
        return Sentence("It was decided to do this ({role}), whatever it opens: “{why}”.", **said)
    if id_ not in case.problem.fixed_out:
        return None
    if held.answer == "no":
        return Sentence("It was decided not to do this ({role}): “{why}”.", **said)
    if held.answer == "later":
        return Sentence(
            "It was decided to do this later ({role}), so it isn't in this plan: “{why}”.", **said
        )
    return None
