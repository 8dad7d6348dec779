"""What a report says of one visit, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from readiness import answers
from readiness.language import Language
from readiness.model import privacy
from readiness.model.answer import plain
from readiness.model.assessment import Tally
from readiness.model.catalogue import Question
from readiness.model.content import Catalogue
from readiness.model.printed.assessment import exact
from readiness.model.revision import Observation
from readiness.model.sentence import Numeral, Sentence
from readiness.model.visit import Visit

OUR_OWN = ("OC", "GK")


@dataclass(frozen=True)
class Score:
    """A score from 0 to 100 as it is shown, and unrounded as decimals or fractions.

    Empty where there is nothing to score, or for the point where nothing is known.
    """

    low: str = ""
    point: str = ""
    high: str = ""
    exact_low: str = ""
    exact_point: str = ""
    exact_high: str = ""


@dataclass(frozen=True)
class Words:
    """A visit, its content and the reader's language, with what every section needs."""

    catalogue: Catalogue
    visit: Visit
    language: Language

    @cached_property
    def observations(self) -> Mapping[str, tuple[Observation, ...]]:
        return self.visit.by_question()

    def say(self, sentence: Sentence) -> str:
        """A sentence of the score in words, its units included."""
        return self.language.say(sentence)

    def seen(self, question: Question, sentence: Sentence) -> str:
        """What was seen, unless it would show what one or two people said."""
        if self.hidden(question) and sentence.template != "{count} of at least {least}":
            return self.hidden_words
        return self.say(sentence)

    def hidden(self, question: Question) -> bool:
        return privacy.hidden(self.visit, question)

    @property
    def hidden_words(self) -> str:
        return self.language.word("hidden: fewer than {least} people", least=privacy.LEAST_GROUP)

    def about(self, question: Question, observation: Observation) -> str:
        """What an answer is about; empty for the location itself."""
        return answers.subject(self.language, self.catalogue, question, observation.subject)

    # -- content -----------------------------------------------------------------

    def technology(self, id_: str) -> str:
        found = self.catalogue.technologies.get(id_)
        return id_ if found is None else self.language.text(found.name)

    def technologies(self, ids: Iterable[str]) -> str:
        return self.language.listed([self.technology(id_) for id_ in ids])

    def prompt(self, question: str) -> str:
        return self.language.text(self.catalogue.questions[question].prompt)

    def remedy(self, question: str) -> str:
        """The measure that repairs what a question finds."""
        first = self.catalogue.questions[question].remedies[0]
        return self.language.text(self.catalogue.remedies[first].name)

    def source(self, tag: str) -> str:
        """A source's title with its tag; what is our own choice is said so."""
        if tag == "OC":
            return self.language.word("our choice")
        if tag == "GK":
            return self.language.word("general knowledge, not checked")
        return f"{self.language.text(self.catalogue.sources[tag].title)} [{tag}]"

    def tags(self, tags: Iterable[str]) -> str:
        """Sources in short; the list at the end of the report explains the tags."""
        return self.language.listed([self.source(t) if t in OUR_OWN else t for t in tags])

    # -- numbers -----------------------------------------------------------------

    def amount(self, amount: Decimal) -> str:
        """An answered amount, exactly as it was given."""
        return self.language.show(Numeral(plain(amount)))

    def range(self, low: Decimal, high: Decimal) -> str:
        """Low and high of an assumption, or the one number when they are equal."""
        ends = dict.fromkeys(self.language.number(Fraction(end)) for end in (low, high))
        return "–".join(ends)

    def euros(self, low: Decimal, high: Decimal) -> str:
        """Low and high in euros; the sign never stands apart from its amount."""
        ends = dict.fromkeys(self.language.euros(end) for end in (low, high))
        return " – ".join(end.replace(" ", "\u00a0") for end in ends)

    def score(self, low: Fraction | None, high: Fraction | None, point: Fraction | None) -> str:
        """A score with its interval: 62.4 (48–77.2)."""
        interval = self.language.interval(low, high)
        if point is None or low == high:
            return interval
        return f"{self.language.number(point)} ({interval})"

    def scored(self, low: Fraction | None, high: Fraction | None, point: Fraction | None) -> Score:
        """The three ends of a score, each shown and exact."""
        shown = [
            "" if number is None else self.language.number(number) for number in (low, point, high)
        ]
        unrounded = ["" if number is None else str(exact(number)) for number in (low, point, high)]
        return Score(*shown, *unrounded)

    def coverage(self, tally: Tally) -> str:
        """How much is known of what is in play."""
        if not tally.in_play:
            return self.language.word("nothing in play")
        return self.language.word(
            "{known} of {in_play} known ({share})",
            known=tally.known,
            in_play=tally.in_play,
            share=self.language.percent(tally.coverage, 1),
        )
