"""Which questions are compared, and which are not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readiness.compare.place import Compared
from readiness.model.content import Catalogue

Why = Literal["not-everywhere", "wish", "nowhere"]


@dataclass(frozen=True)
class NotCompared:
    """A question outside the comparison.

    `at` are the locations where it is in play, `wished` those where only a wish puts it
    there. "wish": it is in play everywhere, but somewhere only by a wish.
    """

    question: str
    why: Why
    at: tuple[str, ...]
    wished: tuple[str, ...]


def questions_in_play(
    catalogue: Catalogue, compared: Sequence[Compared]
) -> tuple[tuple[str, ...], tuple[NotCompared, ...]]:
    """The compared questions and the others, in the order of the catalogue.

    Core questions always; others when they are in play at every location without a
    wish. A wish counts for nothing here: otherwise the last location to wish for
    something would change the figures of all others.
    """
    at: dict[str, list[str]] = {id_: [] for id_ in catalogue.questions}
    wished: dict[str, list[str]] = {id_: [] for id_ in catalogue.questions}
    for one in compared:
        for question in one.last.questions:
            if question.in_play != "no":
                at[question.id].append(one.location.id)
                if question.in_play == "wish":
                    wished[question.id].append(one.location.id)
    chosen, others = [], []
    for id_, question_ in catalogue.questions.items():
        everywhere = len(at[id_]) == len(compared)
        if question_.core or (everywhere and not wished[id_]):
            chosen.append(id_)
            continue
        why: Why = "wish" if everywhere else "not-everywhere" if at[id_] else "nowhere"
        others.append(NotCompared(id_, why, tuple(at[id_]), tuple(wished[id_])))
    return tuple(chosen), tuple(others)
