"""Whether a visit may be scored with another ruler than the one it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.model.catalogue import Question
from readiness.model.content import Catalogue
from readiness.model.revision import Known
from readiness.model.sentence import Sentence
from readiness.model.visit import Visit


def asked_otherwise(own: Catalogue, other: Catalogue) -> dict[str, Sentence]:
    """The questions of which an answer can't be read with the other content, and why.

    An answer may be re-scored when both contents ask the same: the same kind, unit,
    subjects and choices. Curves, weights and musts may differ, that is what re-scoring is
    for. A question that only the other content has stays unknown.
    """
    found = {}
    for id_, question in own.questions.items():
        theirs = other.questions.get(id_)
        if theirs is None:
            found[id_] = Sentence(
                "it answers “{question}”, a question that isn't in the content that all are "
                "scored with",
                question=question.prompt,
            )
        elif _asks(question) != _asks(theirs):
            found[id_] = Sentence(
                "it answers “{question}”, which was asked in another way than in the content that "
                "all are scored with",
                question=question.prompt,
            )
    return found


def misfit(visit: Visit, otherwise: Mapping[str, Sentence]) -> Sentence | None:
    """Why this visit can't be re-scored; None when it answered none of those questions."""
    answered = {o.question for o in visit.observations if isinstance(o.answer, Known)}
    return next((reason for id_, reason in otherwise.items() if id_ in answered), None)


def _asks(question: Question) -> tuple[Any, ...]:
    """All that gives an answer its meaning, without texts and scores."""
    return (
        question.kind,
        question.unit,
        question.asked_of,
        len(getattr(question, "steps", ())),
        [item.id for item in getattr(question, "items", ())],
        [getattr(state, "id", n) for n, state in enumerate(getattr(question, "states", ()))],
        [(n, part.kind, part.unit) for n, part in getattr(question, "parts", {}).items()],
        [item.id for item in getattr(question, "moments", ())],
        sorted(getattr(question, "names", {})),
        getattr(question, "late", ""),
    )
