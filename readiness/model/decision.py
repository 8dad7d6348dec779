"""What management decided on a measure, and how far it is: read from the record.

A decision is yes, later or no, with the reason and the role that took it; no names. Progress
is open, ordered, done, or checked at a later visit. Both are added and never changed: what was
decided before stays in the record. Two laptops that decided differently leave a conflict: then
neither counts until a person decides again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from readiness.model.revision import Revision, current
from readiness.model.sentence import Sentence

Answer = Literal["yes", "later", "no"]
Step = Literal["open", "ordered", "done", "checked"]
Decider = Literal["board", "management", "location-manager", "ict", "organisation"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
STEPS: tuple[Step, ...] = get_args(Step)
DECIDERS: tuple[Decider, ...] = get_args(Decider)
# The one place where the roles have their words.
ROLE_WORDS: Mapping[str, Sentence] = {
    "board": Sentence("board"),
    "management": Sentence("management"),
    "location-manager": Sentence("location manager"),
    "ict": Sentence("ICT department"),
    "organisation": Sentence("management of the organisation"),
}


@dataclass(frozen=True)
class Decided:
    """Where a measure stands. `answer` is None in a conflict, `answers` then hold them all.

    `at` and `step_at`: UTC, ISO 8601; `step_at` is empty while nothing was said of progress.
    `seen`: what a visit after it was carried out says of it, empty where there is none;
    `seen_on` is the day of that visit.
    """

    measure: str
    answer: Answer | None
    why: str
    by: Decider
    at: str
    step: Step = "open"
    step_at: str = ""
    answers: tuple[Answer, ...] = ()
    seen: Literal["", "met", "failed", "unseen"] = ""
    seen_on: str = ""

    @property
    def there(self) -> bool:
        """Whether the measure has been carried out."""
        return self.answer == "yes" and self.step in ("done", "checked")

    @property
    def checked(self) -> bool:
        """Whether it was seen to work: by a later visit, or told so and not contradicted."""
        return self.there and (
            self.seen == "met" or (self.step == "checked" and self.seen != "failed")
        )

    @property
    def failed_on(self) -> str:
        """The day of the visit that still finds what it was to repair though it was done."""
        return self.seen_on if self.there and self.seen == "failed" else ""

    @property
    def remedy(self) -> str:
        return self.measure.partition("@")[0]

    @property
    def place(self) -> str:
        """The location, or the organisation, that it is for; as it stands in the id."""
        return self.measure.partition("@")[2]


def decided(revisions: Iterable[Revision]) -> dict[str, Decided]:
    """The decision on each measure, by its id, oldest decision first.

    Of progress told twice the one that is least far counts: nothing looks better than it is.
    """
    held = list(revisions)
    steps: dict[str, list[Revision]] = {}
    for revision in current(r for r in held if r.kind == "progress"):
        steps.setdefault(revision.key, []).append(revision)
    found: dict[str, list[Revision]] = {}
    for revision in current(r for r in held if r.kind == "decision"):
        found.setdefault(revision.key, []).append(revision)
    return {measure: _one(measure, mine, steps.get(measure, [])) for measure, mine in found.items()}


def _one(measure: str, decisions: list[Revision], steps: list[Revision]) -> Decided:
    last = decisions[-1].body or {}
    answers = tuple(dict.fromkeys((one.body or {})["answer"] for one in decisions))
    step: Step = "open"
    step_at = ""
    if steps:
        least = min(steps, key=lambda one: STEPS.index((one.body or {})["step"]))
        step, step_at = (least.body or {})["step"], least.at
    return Decided(
        measure=measure,
        answer=answers[0] if len(answers) == 1 else None,
        why=last["why"],
        by=last["by"],
        at=decisions[-1].at,
        step=step,
        step_at=step_at,
        answers=answers,
    )


def tally(found: Iterable[Decided]) -> tuple[int, int]:
    """How many of the measures that were decided on with yes are there, and of how many."""
    yes = [one for one in found if one.answer == "yes"]
    return sum(one.there for one in yes), len(yes)
