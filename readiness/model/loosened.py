"""One place where the content in use asks less than the shipped content."""

from __future__ import annotations

import re
from typing import Literal

from readiness.model.catalogue import Content, Text
from readiness.model.sentence import Numeral, Sentence

What = Literal[
    "must-left-out",
    "must-now-should",
    "must-changed",
    "should-left-out",
    "should-changed",
    "should-added",
    "technology-left-out",
    "alarm-cleared",
    "question-left-out",
    "not-asked",
    "hard-stop-left-out",
    "hard-stop-changed",
    "milder",
    "weight",
    "domain-left-out",
    "changed",
]


class Loosening(Content):
    """What is looser, where, and how it was and is.

    It holds its own words (`name`, `condition`), because it's read years later beside a
    visit, when the content that it speaks of is gone. `of` and `id` name the technology,
    question or domain; `question` is that of a must or should. `key` is the key of the content
    file that differs, `shipped` and `now` its values in short; empty where there are none.
    """

    of: Literal["technology", "question", "domain"]
    id: str
    name: Text
    what: What
    question: str = ""
    condition: Text | None = None
    key: str = ""
    shipped: str = ""
    now: str = ""

    @property
    def in_words(self) -> Sentence:
        """One sentence for whoever reads a report."""
        values = {
            "name": self.name,
            "id": self.id,
            "condition": self.condition or "",
            "key": _KEYS.get(self.key, self.key),
            "shipped": _shown(self.shipped),
            "now": _shown(self.now),
        }
        sentence = _SENTENCES[self.what]
        return Sentence(
            sentence.template,
            **{key: value for key, value in values.items() if f"{{{key}}}" in sentence.template},
        )


_SENTENCES: dict[What, Sentence] = {
    "must-left-out": Sentence("{name}: left out as a must: {condition}."),
    "must-now-should": Sentence("{name}: no longer a must but a should: {condition}."),
    "must-changed": Sentence(
        "{name}: changed as a must: {condition}. {key}: {shipped} as shipped, {now} here."
    ),
    "should-left-out": Sentence("{name}: left out as a should: {condition}."),
    "should-changed": Sentence(
        "{name}: changed as a should: {condition}. {key}: {shipped} as shipped, {now} here."
    ),
    "should-added": Sentence(
        "{name}: added as a should, which makes the others count for less: {condition}."
    ),
    "technology-left-out": Sentence("{name}: this technology is left out with all its musts."),
    "alarm-cleared": Sentence(
        "{name}: no longer counts as alarm technology, so the hard stops about alarms don't hold "
        "for it."
    ),
    "question-left-out": Sentence("{id}: this question is left out ({name})."),
    "not-asked": Sentence(
        "{id}: asked at fewer locations or in fewer visits ({name}). {key}: {shipped} as shipped, "
        "{now} here."
    ),
    "hard-stop-left-out": Sentence("{id}: its hard stop is left out ({name})."),
    "hard-stop-changed": Sentence(
        "{id}: its hard stop is changed ({name}). {shipped} as shipped, {now} here."
    ),
    "milder": Sentence(
        "{id}: scored otherwise, not everywhere as strictly ({name}). {key}: {shipped} as "
        "shipped, {now} here."
    ),
    "weight": Sentence("{id}: weighs otherwise ({name}). {key}: {shipped} as shipped, {now} here."),
    "domain-left-out": Sentence("{name}: this domain is left out with all its questions."),
    "changed": Sentence(
        "{id}: changed in a way that can make it easier ({name}). {key}: {shipped} as shipped, "
        "{now} here."
    ),
}  # fmt: skip
_KEYS: dict[str, Sentence] = {
    "clauses": Sentence("Threshold"),
    "share": Sentence("Share of the spots"),
    "zones": Sentence("Zones"),
    "subject": Sentence("About"),
    "after": Sentence("Only once the technology is there"),
    "curve": Sentence("Curve"),
    "class": Sentence("Class"),
    "weight": Sentence("Weight"),
    "least": Sentence("Least number"),
    "valid_months": Sentence("Valid for months"),
    "applies_if": Sentence("Asked only if"),
    "set": Sentence("Set"),
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _shown(value: str) -> str:
    if _NUMBER.fullmatch(value):
        return Numeral(value)
    return value or "–"
