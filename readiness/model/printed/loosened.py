"""Where the content in use asks less than what is shipped, as `--json` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from pydantic import Field

from readiness.model.loosened import Loosening, What
from readiness.model.printed.part import Part
from readiness.model.sentence import Sentence


class LooseningPart(Part):
    """One thing that is asked less strictly than in the shipped content."""

    of: Literal["technology", "question", "domain"]
    id: str
    what: What
    question: str = Field(description="of a must or should; empty for a domain")
    key: str = Field(description="the key of the content file that differs")
    shipped: str = Field(description="its value as shipped, in short")
    now: str = Field(description="its value here, in short")
    says: str = Field(description="the same in words")


def in_parts(loosened: Iterable[Loosening], say: Callable[[Sentence], str]) -> list[LooseningPart]:
    """The loosenings as they are printed, in the reader's language."""
    return [
        LooseningPart(
            of=one.of,
            id=one.id,
            what=one.what,
            question=one.question,
            key=one.key,
            shipped=one.shipped,
            now=one.now,
            says=say(one.in_words),
        )
        for one in loosened
    ]
