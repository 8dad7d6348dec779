"""Locations and visits for tests, written as an assessor would type them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from readiness import library
from readiness.language import Language
from readiness.model import answer as answers
from readiness.model import subject as subjects
from readiness.model.assessment import Assessment, Outcome, RequirementResult, Tally, Verdict
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.printed.assessment import document
from readiness.model.revision import Known, NotApplicable, Observation, Unknown
from readiness.model.visit import Visit
from readiness.score.assess import assess

DAY = date(2026, 3, 2)
_revisions = itertools.count(1)


@cache
def catalogue() -> Catalogue:
    """The shipped content, read once."""
    return library.load()


def _observation(question: str, subject: str, answer: Any, more: dict[str, Any]) -> Observation:
    return Observation(
        question=question,
        subject=subjects.parse(subject),
        answer=answer,
        **({"revision": f"{next(_revisions):08d}"} | more),
    )


def said(question: str, value: str, subject: str = "location", **more: Any) -> Observation:
    """An answer in its written form: `48.5`, `38/40`, `corridor=good` ..."""
    asked = catalogue().questions[question]
    value_ = answers.parse(asked, subjects.parse(subject), value)
    return _observation(question, subject, Known(value_), more)


def unknown(question: str, subject: str = "location", **more: Any) -> Observation:
    return _observation(question, subject, Unknown("nobody could tell"), more)


def by_hand_not_applicable(question: str, subject: str = "location", **more: Any) -> Observation:
    return _observation(question, subject, NotApplicable("we don't have that"), more)


def spot(name: object, zone: str = "client-room") -> str:
    return f"spot:1/North/{zone}/{name}"


def at_spots(
    question: str, values: Iterable[str], zone: str = "client-room", first: int = 1
) -> list[Observation]:
    """One value for each of several spots in a zone."""
    return [said(question, value, spot(number, zone)) for number, value in enumerate(values, first)]


GOOD_ROOM = {
    "network.download": "50",
    "network.upload": "20",
    "network.latency": "20",
    "network.loss": "0",
    "network.jitter": "5",
    "network.signal": "-55",
}
NO_NETWORK = dict.fromkeys(GOOD_ROOM, "no-link")


def rooms(*kinds: tuple[int, dict[str, str]]) -> list[Observation]:
    """Client rooms: (how many, with these figures) for each kind of room."""
    found, number = [], 0
    for count, figures in kinds:
        for _ in range(count):
            number += 1
            found += [said(q, value, spot(number)) for q, value in figures.items()]
    return found


def by_people(question: str, *values: str) -> list[Observation]:
    return [said(question, value, f"person:{n}") for n, value in enumerate(values, 1)]


def numbered(question: str, kind: str, *values: str) -> list[Observation]:
    """Calls or alarms 1, 2, 3 ..."""
    return [said(question, value, f"{kind}:{n}") for n, value in enumerate(values, 1)]


def _flat(given: Any) -> list[Observation]:
    if isinstance(given, Observation):
        return [given]
    return [one for part in given for one in _flat(part)]


def a_visit(*observations: Any, extended: bool = False, **facts: Any) -> Visit:
    """A visit to a location with these facts; observations may be nested lists."""
    return Visit(
        id="visit-1",
        location=Location(id="lindehof", name="De Lindehof", **facts),
        date=DAY,
        assessor="A1",
        ruler=catalogue().ruler,
        extended=extended,
        closed_at="",
        observations=tuple(_flat(observations)),
    )


def judged(*observations: Any, as_of: date | None = None, **facts: Any) -> Assessment:
    return assess(catalogue(), a_visit(*observations, **facts), as_of)


def outcome(question: str, *observations: Any, **facts: Any) -> Outcome:
    return judged(*observations, **facts).outcomes[question]


def answered(question: str, value: str, **facts: Any) -> Outcome:
    """What one answer about the location comes to."""
    return outcome(question, said(question, value), **facts)


def verdict(assessment: Assessment, technology: str) -> Verdict:
    return next(v for v in assessment.verdicts if v.technology == technology)


def requirement(
    assessment: Assessment, technology: str, question: str, must: bool = True
) -> RequirementResult:
    (found,) = (
        r
        for r in verdict(assessment, technology).requirements
        if r.question == question and r.must == must
    )
    return found


def must(technology: str, question: str, *observations: Any, **facts: Any) -> str:
    """The state of a technology's must after these answers."""
    return requirement(judged(*observations, **facts), technology, question).state


def should(technology: str, question: str, *observations: Any, **facts: Any) -> str:
    return requirement(judged(*observations, **facts), technology, question, must=False).state


def stop_on(question: str, *observations: Any, **facts: Any) -> str:
    """The state of the hard stop on a question."""
    (found,) = (s for s in judged(*observations, **facts).hard_stops if s.question == question)
    return found.state


def check(assessment: Assessment, id_: str) -> Tally:
    return next(tally for tally in assessment.checks if tally.id == id_)


def domain(assessment: Assessment, id_: str) -> Tally:
    return next(tally for tally in assessment.domains if tally.id == id_)


def in_json(assessment: Assessment) -> dict[str, Any]:
    return document(assessment, catalogue(), Language("en")).model_dump(mode="json", by_alias=True)


def json_text(assessment: Assessment) -> str:
    return json.dumps(in_json(assessment), sort_keys=False)


def exact(number: int | float | str) -> Fraction:
    """A number of the JSON document as the exact number that it stands for."""
    return Fraction(number) if isinstance(number, str) else Fraction(repr(number))


F = Fraction
