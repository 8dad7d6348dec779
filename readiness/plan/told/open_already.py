"""What is open at the locations before anything is bought, as goals of a plan are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readiness.plan.case import Case
from readiness.plan.sites import HARD_STOP, LEGAL
from readiness.plan.told.documented_outlook import OPEN

Goal = tuple[str, str]


def open_already(case: Case) -> Iterator[Goal]:
    """Location and technology (or hard-stop:QUESTION, legal:QUESTION) of all that is known to be
    open: ready, clear or met. What is unknown isn't among it."""
    legal = [one.id for one in case.catalogue.questions.values() if one.legal]
    for location, held in case.sites.items():
        found = held.assessment
        for verdict in found.verdicts:
            if verdict.state in OPEN:
                yield location, verdict.technology
        for stop in found.hard_stops:
            if stop.state == "clear":
                yield location, f"{HARD_STOP}:{stop.question}"
        for id_ in legal:
            outcome = found.outcomes.get(id_)
            if outcome is not None and outcome.in_play and outcome.state == "pass":
                yield location, f"{LEGAL}:{id_}"


def by_name(goals: Iterable[Goal]) -> dict[str, list[str]]:
    """Their locations, by what they are called."""
    found: dict[str, list[str]] = {}
    for location, name in goals:
        found.setdefault(name, []).append(location)
    return dict(sorted(found.items()))
