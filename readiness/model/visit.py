"""A visit: one audit of a location on a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from readiness.model.location import Location
from readiness.model.revision import Observation
from readiness.model.subject import Subject


@dataclass(frozen=True)
class Visit:
    """What is currently known of a visit.

    `location` holds the facts as they are now while the visit is open, and as they
    were at closing once it is closed. `observations` may hold several for one
    question and subject: that is a conflict.
    """

    id: str
    location: Location
    date: date
    assessor: str
    ruler: str
    extended: bool
    closed_at: str
    observations: tuple[Observation, ...]
    # Whether two laptops closed and reopened it against each other.
    status_conflict: bool = False

    @property
    def closed(self) -> bool:
        return bool(self.closed_at)

    def by_question(self) -> Mapping[str, tuple[Observation, ...]]:
        """Observations by question id, in order of subject and age."""
        grouped: dict[str, list[Observation]] = {}
        for observation in self.observations:
            grouped.setdefault(observation.question, []).append(observation)
        return {question: tuple(sorted(found, key=_place)) for question, found in grouped.items()}

    def about(self, question: str, subject: Subject) -> tuple[Observation, ...]:
        """The current observations of one question about one subject."""
        return tuple(
            o for o in self.observations if o.question == question and o.subject == subject
        )


def _place(observation: Observation) -> tuple[str, int, str, str]:
    """Where an answer stands among those to its question."""
    subject = observation.subject
    return subject.kind, subject.number, subject.name, observation.revision
