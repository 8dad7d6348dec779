"""Management's decisions on measures, kept in the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from readiness.model.decision import (
    ANSWERS,
    DECIDERS,
    STEPS,
    Answer,
    Decided,
    Decider,
    Step,
    decided,
)
from readiness.model.given_remark import text_of
from readiness.model.revision import Revision, current
from readiness.model.sentence import refuse

if TYPE_CHECKING:
    from readiness.model.revision import RevisionKind
    from readiness.store import Store

Word = TypeVar("Word", bound=str)


class Decisions:
    """What the kit keeps of decisions. `revise` makes a revision of now, on this laptop."""

    def __init__(self, store: Store, revise: Callable[..., Revision]) -> None:
        self._store, self._revise = store, revise

    def all(self) -> dict[str, Decided]:
        """The decision on each measure by its id, and how far it is."""
        return decided(
            [*self._store.revisions(kind="decision"), *self._store.revisions(kind="progress")]
        )

    def held(self, measure: str) -> tuple[str, ...]:
        """The revisions that hold what is decided on a measure now, by id; none: nothing is."""
        return tuple(one.id for one in current(self._store.revisions(kind="decision", key=measure)))

    def decide(
        self,
        measure: str,
        location: str,
        answer: Answer,
        by: Decider,
        why: str,
        seen: tuple[str, ...] | None = None,
    ) -> Decided:
        """Keeps the decision; an earlier one stays in the record and counts no more.

        `seen`: what was `held` as it was looked at. Only that is replaced, so that what somebody
        decided since is a conflict and isn't lost; None replaces all there is.

        Raises:
            Refused: there is no reason, or it is no valid text.
        """
        self.decide_all({measure: location}, answer, by, why, seen)
        return self.all()[measure]

    def decide_all(
        self,
        places: Mapping[str, str],
        answer: Answer,
        by: Decider,
        why: str,
        seen: tuple[str, ...] | None = None,
    ) -> None:
        """Keeps the same decision on each of these measures in one transaction; `places`: the
        location of each by its id, empty for the whole organisation; `seen` as for `decide`.

        Raises:
            Refused: there is no reason, or it is no valid text. Nothing is kept.
        """
        why = text_of(why)
        if not why:
            raise refuse("A decision needs a reason; say why with --why.")
        self._keep("decision", places, {"answer": answer, "by": by, "why": why}, seen)

    def progress(self, measure: str, step: Step, on: date | None = None) -> Decided:
        """Keeps how far the measure is.

        Raises:
            Refused: as `progress_all` does.
        """
        self.progress_all((measure,), step, on)
        return self.all()[measure]

    def progress_all(self, measures: Iterable[str], step: Step, on: date | None = None) -> None:
        """Keeps how far each of these measures is, in one transaction; `on`: the day on which
        they were done.

        Raises:
            Refused: nobody decided to take one of them, or the day makes no sense. Nothing is
                kept.
        """
        if on is not None and step != "done":
            raise refuse("A day goes with done only; leave it out.")
        if on is not None and on > date.today():
            raise refuse(
                "{day} lies in the future; what is done was done today or earlier.",
                day=on.isoformat(),
            )
        held = self.all()
        places = {}
        for measure in measures:
            if measure not in held or held[measure].answer != "yes":
                raise refuse(
                    "{measure} was not decided on with yes, so it has no progress; decide first "
                    "with `readiness plan decide {measure} yes --by ROLE --why TEXT`.",
                    measure=measure[:120],
                )
            places[measure] = self.location_of(measure)
        told = {} if on is None else {"on": on.isoformat()}
        self._keep("progress", places, {"step": step, **told})

    def location_of(self, measure: str) -> str:
        """Where a measure is that was decided on; empty: for the whole organisation."""
        return current(self._store.revisions(kind="decision", key=measure))[-1].location

    def _keep(
        self,
        kind: RevisionKind,
        places: Mapping[str, str],
        body: dict[str, str],
        seen: tuple[str, ...] | None = None,
    ) -> None:
        earlier: dict[str, list[str]] = {}
        for one in current(self._store.revisions(kind=kind)):
            earlier.setdefault(one.key, []).append(one.id)
        self._store.add(
            [
                self._revise(
                    kind,
                    location,
                    key=measure,
                    body=dict(body),
                    replaces=tuple(earlier.get(measure, ())) if seen is None else seen,
                )
                for measure, location in places.items()
            ]
        )


def answer_of(given: str) -> Answer:
    """Raises Refused when it is no answer."""
    return _one_of(given, ANSWERS)


def step_of(given: str) -> Step:
    """Raises Refused when it is no step of progress."""
    return _one_of(given, STEPS)


def decider_of(given: str) -> Decider:
    """Raises Refused when it is no role: no name of a person is kept."""
    return _one_of(given, DECIDERS)


def _one_of(given: str, words: Collection[Word]) -> Word:
    for word in words:
        if word == given.strip().lower():
            return word
    raise refuse(
        "'{given}' can't be used; expected one of {words}. A role or a word from this list, no "
        "name.",
        given=given[:40],
        words=", ".join(words),
    )
