"""What a visit is judged on: the catalogue, the facts, the answers and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from readiness.model.catalogue import (
    Question,
)
from readiness.model.content import Catalogue
from readiness.model.revision import Answer, Known, Observation, Unknown
from readiness.model.spot_plan import least_rooms
from readiness.model.subject import Subject
from readiness.model.visit import Visit
from readiness.score.age import too_old_from

Observations = Mapping[str, tuple[Observation, ...]]


@dataclass(frozen=True)
class TooOld(Unknown):
    """An answer that was known, `months` or more ago: too long to count."""

    months: int = 0


@dataclass(frozen=True)
class Scene:
    """What is needed to judge a visit: the catalogue, its facts, its answers, the day."""

    catalogue: Catalogue
    visit: Visit
    observations: Observations
    as_of: date
    _answers: dict[str, dict[Subject, tuple[Answer, ...]]] = field(default_factory=dict)

    def answers(self, question: Question) -> dict[Subject, tuple[Answer, ...]]:
        """The distinct current answers by subject; too old ones count as unknown."""
        if question.id not in self._answers:
            # Sixteen technologies ask for the same answers.
            self._answers[question.id] = self._gather(question)
        return self._answers[question.id]

    def _gather(self, question: Question) -> dict[Subject, tuple[Answer, ...]]:
        found: dict[Subject, dict[Answer, None]] = {}
        for observation in self.observations.get(question.id, ()):
            answer = observation.answer
            if self._too_old(question, observation):
                answer = TooOld("", question.valid_months)
            found.setdefault(observation.subject, {})[answer] = None
        return {subject: tuple(answers) for subject, answers in found.items()}

    def _too_old(self, question: Question, observation: Observation) -> bool:
        if not observation.at or not isinstance(observation.answer, Known):
            return False
        first = too_old_from(observation.at[:10], question.valid_months)
        return first is not None and self.as_of >= first

    def least(self, question: Question) -> int:
        """How many subjects the question needs at least."""
        location = self.visit.location
        match question.least:
            case "rooms":
                return least_rooms(location.client_rooms, location.kind == "home-care")
            case "technologies-in-use":
                return max(1, len(location.in_use))
            case "technologies-naming":
                return max(1, sum(names(self.catalogue, t, question.id) for t in location.in_use))
        return question.least

    @property
    def without_rooms(self) -> bool:
        """Home care that has no client rooms of its own: any spot counts."""
        location = self.visit.location
        return location.kind == "home-care" and not location.client_rooms

    def applies(self, question: Question) -> bool:
        """Whether the question's own conditions let it be asked here."""
        rule, location = question.applies_if, self.visit.location
        return (not rule.kinds or location.kind in rule.kinds) and (
            not rule.technologies or bool(set(rule.technologies) & set(location.in_use))
        )


def names(catalogue: Catalogue, technology: str, question: str) -> bool:
    """Whether a technology's profile names the question."""
    profile = catalogue.technologies.get(technology)
    return profile is not None and any(r.question == question for _, r in profile.requirements)
