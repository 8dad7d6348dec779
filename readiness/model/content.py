"""The whole content in one frozen value, and the ruler that identifies it."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

from pydantic import Field

from readiness.model.catalogue import (
    AnyQuestion,
    Assumptions,
    Benchmark,
    Check,
    Content,
    Domain,
    Question,
    Remedy,
    Source,
    Term,
)
from readiness.model.loosened import Loosening
from readiness.model.profile import Technology

# Raised by hand whenever the code that scores changes what it computes.
SCORING_VERSION = 1

# What a person reads or what costs money, besides all texts: it changes no score.
_NOT_RULING = frozenset({"facts", "igj", "order", "remedies", "sources"})
# Tables whose keys are names that the content gives.
_NAMED = frozenset({"names", "parts"})


class Catalogue(Content):
    """Everything the kit knows to ask, in the order of a visit."""

    domains: dict[str, Domain]
    checks: dict[str, Check]
    questions: dict[str, AnyQuestion]
    remedies: dict[str, Remedy]
    benchmarks: dict[str, Benchmark]
    sources: dict[str, Source]
    technologies: dict[str, Technology]
    assumptions: Assumptions
    glossary: dict[str, Term] = Field(default_factory=dict)
    # Of an overlay: where it asks less than what is shipped, and the ids it adds. Kept here, they
    # travel with the ruler and are still told when an old visit is scored again.
    loosened: tuple[Loosening, ...] = ()
    added: tuple[str, ...] = ()

    def ordered(self) -> Catalogue:
        """The same with its questions in the order of their checks."""
        questions: dict[str, Question] = {}
        for check in self.checks.values():
            for question in check.questions.values():
                questions[question.id] = question
        return self.model_copy(update={"questions": questions})

    @cached_property
    def ruler(self) -> str:
        """Hash of all that can change a score or a verdict, not of texts or prices."""
        ruling = {
            "scoring": SCORING_VERSION,
            "domains": {
                domain.id: {
                    "weight": domain.weight,
                    "scored": domain.scored,
                    "basic": domain.basic,
                }
                for domain in self.domains.values()
            },
            "questions": {q.id: ruling_of(q) for q in self.questions.values()},
            "technologies": {t.id: ruling_of(t) for t in self.technologies.values()},
        }
        text = json.dumps(ruling, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def ruling_of(content: Content) -> dict[str, Any]:
    """What of a question or a technology can change a score or a verdict, as plain data.

    Without defaults: a key that a later version adds leaves old rulers as they are.
    """
    ruling: dict[str, Any] = _ruling(
        content.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    return ruling


def _ruling(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            # What the content itself names may be called anything, also "order" or "nl".
            key: {name: _ruling(named) for name, named in value.items()}
            if key in _NAMED and isinstance(value, dict)
            else _ruling(value)
            for key, value in data.items()
            if key in _NAMED or (key not in _NOT_RULING and not _is_text(value))
        }
    if isinstance(data, list):
        return [_ruling(value) for value in data]
    return data


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"nl", "en"}
