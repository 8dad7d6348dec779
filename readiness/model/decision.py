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
from readiness.model.visit import Visit

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
    `on`: the day on which it was done, where that was told; empty: when it was said.
    `seen`: what a visit after it was carried out says of it, empty where there is none;
    `seen_on` is the day of that visit. `failing`: the questions by which that visit finds it
    still; `partly`: something else of what it was to repair is in order now.
    """

    measure: str
    answer: Answer | None
    why: str
    by: Decider
    at: str
    step: Step = "open"
    step_at: str = ""
    on: str = ""
    answers: tuple[Answer, ...] = ()
    seen: Literal["", "met", "failed", "unseen"] = ""
    seen_on: str = ""
    failing: tuple[str, ...] = ()
    partly: bool = False

    @property
    def there(self) -> bool:
        """Whether the measure has been carried out."""
        return self.answer == "yes" and self.step in ("done", "checked")

    @property
    def checked(self) -> bool:
        """Whether a later visit saw it to work; that somebody told so is no check."""
        return self.there and self.seen == "met"

    @property
    def progress(self) -> Step:
        """How far it is: checked only where a visit saw it."""
        if self.checked:
            return "checked"
        return "done" if self.step == "checked" else self.step

    @property
    def done_on(self) -> str:
        """The day on which it was done, ISO 8601; empty where it isn't there."""
        return (self.on or self.step_at[:10]) if self.there else ""

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


def after(one: Decided, visit: Visit) -> bool:
    """Whether this visit, with its observations, looked after the measure was carried out.

    On the day itself: where it was closed, or last answered while it is open, after that was
    said. Where only a day was told the order on that day is unknown; then the visit counts:
    what it finds is never hidden.
    """
    day = visit.date.isoformat()
    if day != one.done_on:
        return day > one.done_on
    ended = visit.closed_at or max((held.at for held in visit.observations), default="")
    return bool(one.on) or ended >= one.step_at


def decided(revisions: Iterable[Revision]) -> dict[str, Decided]:
    """The decision on each measure, by its id, oldest decision first.

    Of progress told twice the one that is least far counts, of two that are as far the earliest
    day, since which most visits count: nothing looks better than it is.
    """
    held = list(revisions)
    told = [r for r in held if r.kind == "progress"]
    steps: dict[str, list[Revision]] = {}
    for revision in current(told):
        steps.setdefault(revision.key, []).append(_carried_out(revision, told))
    found: dict[str, list[Revision]] = {}
    for revision in current(r for r in held if r.kind == "decision"):
        found.setdefault(revision.key, []).append(revision)
    return {measure: _one(measure, mine, steps.get(measure, [])) for measure, mine in found.items()}


def _one(measure: str, decisions: list[Revision], steps: list[Revision]) -> Decided:
    last = decisions[-1].body or {}
    answers = tuple(dict.fromkeys((one.body or {})["answer"] for one in decisions))
    step: Step = "open"
    step_at = on = ""
    if steps:
        least = min(steps, key=_how_far)
        body = least.body or {}
        step, step_at, on = body["step"], least.at, body.get("on", "")
    return Decided(
        measure=measure,
        answer=answers[0] if len(answers) == 1 else None,
        why=last["why"],
        by=last["by"],
        at=decisions[-1].at,
        step=step,
        step_at=step_at,
        on=on,
        answers=answers,
    )


def _how_far(told: Revision) -> tuple[int, str]:
    body = told.body or {}
    return STEPS.index(body["step"]), body.get("on") or told.at


def _carried_out(last: Revision, told: Iterable[Revision]) -> Revision:
    """What was told last of a measure; where that is "checked", what was told when it was done.

    Else every visit between the two would count as one before it.
    """
    if (last.body or {})["step"] != "checked":
        return last
    done = [
        one
        for one in told
        if one.key == last.key and (one.body or {}).get("step") == "done" and one.at <= last.at
    ]
    return max(done, key=lambda one: (one.at, one.id), default=last)


def tally(found: Iterable[Decided]) -> tuple[int, int]:
    """How many of the measures that were decided on with yes are there, and of how many."""
    yes = [one for one in found if one.answer == "yes"]
    return sum(one.there for one in yes), len(yes)
