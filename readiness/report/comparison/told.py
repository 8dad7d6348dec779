"""What a comparison says, in the words of one language: names, scores, exact figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from readiness import terms
from readiness.compare.comparison import Comparison
from readiness.compare.place import Place, Score
from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.report.blocks import Cell, Tone
from readiness.score.level import LEAST_COVERAGE
from readiness.terms import Mark

_PASS, _FAIL = 70, 30
# More names than this in one cell nobody reads; the tables by question hold them all.
_MOST_NAMES, _OF_MANY = 24, 8
# More locations than this are many: what stands line by line for a few is summed up for them.
MANY = 60


@dataclass(frozen=True)
class Told:
    """A comparison with its content and the reader's language."""

    catalogue: Catalogue
    comparison: Comparison
    language: Language

    @cached_property
    def _labels(self) -> dict[str, str]:
        """A name for every location; two of one name also say where they belong, or their id."""
        locations = [place.location for place in self.comparison.places]
        locations += [one.location for one in self.comparison.left_out]
        by_id = {location.id: location for location in locations}
        names = Counter(location.name.casefold() for location in by_id.values())
        both = Counter((one.name.casefold(), one.organisation) for one in by_id.values())
        labels = {}
        for id_, location in by_id.items():
            known = location.organisation
            if not known or both[location.name.casefold(), known] > 1:
                known = id_
            only = names[location.name.casefold()] == 1
            labels[id_] = location.name if only else f"{location.name} ({known})"
        return labels

    def place(self, location: Location | str) -> str:
        return self._labels[location if isinstance(location, str) else location.id]

    @property
    def many(self) -> bool:
        return len(self.comparison.places) > MANY

    def places(self, ids: Sequence[str], most: int = _MOST_NAMES) -> str:
        """Their names; of more than `most` the first, and how many more."""
        if self.many:
            most = min(most, _OF_MANY)
        named = self.language.listed([self.place(id_) for id_ in ids[:most]])
        if len(ids) <= most:
            return named
        return self.language.word("{names} and {count} more", names=named, count=len(ids) - most)

    # -- content -----------------------------------------------------------------

    def technology(self, id_: str) -> str:
        return self.language.text(self.catalogue.technologies[id_].name)

    def domain(self, id_: str) -> str:
        return self.language.text(self.catalogue.domains[id_].name)

    def check(self, id_: str) -> str:
        return self.language.text(self.catalogue.checks[id_].name)

    def prompt(self, id_: str) -> str:
        return self.language.text(self.catalogue.questions[id_].prompt)

    def remedy(self, id_: str) -> str:
        return self.language.text(self.catalogue.remedies[id_].name)

    def repair(self, question: str) -> str:
        """The measure that repairs what a question finds."""
        return self.remedy(self.catalogue.questions[question].remedies[0])

    # -- numbers -----------------------------------------------------------------

    def number(self, number: Fraction) -> str:
        return self.language.number(number)

    def figure(self, number: Fraction, tone: Tone = "plain") -> Cell:
        """A score in a cell of its own."""
        return Cell(self.number(number), None, str(number), float(number), tone)

    def count(self, number: int) -> Cell:
        return Cell(str(number), None, str(number), float(number))

    def percent(self, share: Fraction) -> Cell:
        return Cell(self.language.percent(share), None, str(share), float(share))

    def span(self, score: Score) -> str:
        """62.4 (48–77.2); the interval alone where nothing is wholly known."""
        interval = self.language.interval(score.low, score.high)
        if score.point is None or score.low == score.high:
            return interval
        return f"{self.number(score.point)} ({interval})"

    def mark(self, score: Score) -> Mark:
        """What a score comes to; under 70 % known it comes to nothing yet."""
        if score.low is None:
            return Mark("not-applicable", "–", self.language.word("nothing in play"))
        if score.point is None or score.coverage < LEAST_COVERAGE:
            return Mark("unknown", "?", self.language.word("less than 70 % known"))
        return self.mark_of(score.point)

    def mark_of(self, point: Fraction) -> Mark:
        state = "pass" if point >= _PASS else "fail" if point < _FAIL else "partial"
        return terms.outcome(self.language, state)  # type: ignore[arg-type]

    def score(self, score: Score) -> Cell:
        """A score as symbol and figure."""
        mark = self.mark(score)
        if score.low is None:
            return Cell("", mark, tone="faint")
        return Cell(
            self.span(score),
            mark,
            "" if score.point is None else str(score.point),
            -1.0 if score.point is None else float(score.point),
            TONES[mark.state],
        )

    def by_location(self, places: Sequence[Place]) -> list[tuple[str, Place]]:
        return [(self.place(place.location), place) for place in places]


TONES: dict[str, Tone] = {
    "pass": "good",
    "partial": "warn",
    "fail": "bad",
    "unknown": "unknown",
    "error": "unknown",
    "not-applicable": "faint",
    "ready": "good",
    "ready-with-conditions": "warn",
    "undecided": "unknown",
    "not-yet": "bad",
}
