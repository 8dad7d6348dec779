"""What a plan says, in the words of one language: names, euros, quarters, stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from readiness import terms
from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.ids import organisation_id
from readiness.model.printed.assessment import Exact
from readiness.plan.told.beside import number
from readiness.plan.told.document import BoughtPart, Euros, LeftPart, MeasurePart, PlanDocument
from readiness.report import decided
from readiness.report.blocks import Cell, Tone

HARD_STOP, LEGAL = "hard-stop", "legal"
_ENDS = ("low", "mid", "high")


@dataclass(frozen=True)
class Told:
    """A plan in its documented shape, with its content and the reader's language."""

    plan: PlanDocument
    catalogue: Catalogue
    language: Language

    # -- names -------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[str, str]:
        """A name for every location; two of one name also say where they belong, or their id."""
        places = self.plan.places
        names = Counter(one.name.casefold() for one in places)
        both = Counter((one.name.casefold(), one.organisation) for one in places)
        labels = {}
        for one in places:
            known = one.organisation
            if not known or both[one.name.casefold(), known] > 1:
                known = one.id
            alone = names[one.name.casefold()] == 1
            labels[one.id] = one.name if alone else f"{one.name} ({known})"
        return labels

    def place(self, id_: str) -> str:
        return self._labels.get(id_, id_)

    def places(self, ids: Iterable[str], most: int = 3) -> str:
        """Their names; of more than `most` the first, and how many more."""
        return self.some([self.place(id_) for id_ in ids], most)

    def some(self, names: Sequence[str], most: int) -> str:
        """These names; of more than `most` the first, and how many more."""
        if len(names) <= most:
            return self.language.listed(list(names))
        return self.language.word(
            "{names} and {count} more",
            names=self.language.listed(list(names[:most])),
            count=len(names) - most,
        )

    def where(self, one: MeasurePart) -> str:
        """Where a measure is taken."""
        if one.location is not None:
            return self.place(one.location)
        if one.organisation:
            return self.language.word("all of {organisation}", organisation=one.organisation)
        return self.language.word("the whole organisation")

    @cached_property
    def measures(self) -> Mapping[str, MeasurePart]:
        """Every measure on offer, by id."""
        return {one.id: one for one in (*self.plan.bought, *self.plan.not_bought)}

    def measure(self, id_: str) -> str:
        """A measure with where it is taken; one that is no longer on offer by what its id says."""
        one = self.measures.get(id_)
        if one is not None:
            return f"{one.name} ({self.where(one)})"
        remedy, at, place = id_.partition("@")
        known = self.catalogue.remedies.get(remedy)
        if known is None or not at:
            return id_
        return f"{self.language.text(known.name)} ({self._whose(place)})"

    def _whose(self, place: str) -> str:
        """A place as it ends the id of a measure: a location, or an organisation."""
        if place in self._labels:
            return self._labels[place]
        for one in self.plan.places:
            if one.organisation and organisation_id(one.organisation) == place:
                return self.language.word("all of {organisation}", organisation=one.organisation)
        return self.language.word("the whole organisation") if place == "organisation" else place

    @cached_property
    def bought(self) -> Sequence[BoughtPart]:
        """What is bought, in the order in which it is done: by year and by the quarter in which
        work begins; of one quarter what helps to open most first."""
        return sorted(
            self.plan.bought,
            key=lambda one: (
                one.year,
                one.start,
                -len(one.opens),
                self.first_year(one)[1],
                one.id,
            ),
        )

    def names(self, ids: Iterable[str]) -> str:
        """The names of these measures, each once."""
        named = [self.measures[id_].name if id_ in self.measures else id_ for id_ in ids]
        return self.language.listed(list(dict.fromkeys(named)))

    def goal(self, name: str) -> str:
        """A technology by its name, a hard stop by its text, a legal duty by its question."""
        word = self.language.word
        kind, colon, id_ = name.partition(":")
        if not colon:
            found = self.catalogue.technologies.get(name)
            return name if found is None else self.language.text(found.name)
        question = self.catalogue.questions.get(id_)
        if question is None:
            return id_
        if kind == HARD_STOP and question.hard_stop is not None:
            said = self.language.text(question.hard_stop.text).rstrip(".")
            return word("hard stop “{text}”", text=said)
        return word("legal duty “{text}”", text=self.language.text(question.prompt))

    def prompt(self, question: str) -> str:
        found = self.catalogue.questions.get(question)
        return question if found is None else self.language.text(found.prompt)

    def stage(self, stage: int) -> str:
        return terms.stage(self.language, stage)

    # -- numbers -----------------------------------------------------------------------

    def euros(self, amount: Exact | Fraction) -> str:
        """Whole euros; the sign never stands apart from its amount."""
        exact = amount if isinstance(amount, Fraction) else number(amount)
        sign, exact = ("-", -exact) if exact < 0 else ("", exact)
        return sign + self.language.euros(exact).replace(" ", "\u00a0")

    def money(self, amount: Exact | Fraction, tone: Tone = "plain") -> Cell:
        exact = amount if isinstance(amount, Fraction) else number(amount)
        return Cell(self.euros(exact), None, written(exact), float(exact), tone)

    def rest(self, given: Exact | Fraction, spent: Exact | Fraction) -> str:
        """What is left, of the euros as they are shown: the three add up."""
        given, spent = (
            amount if isinstance(amount, Fraction) else number(amount) for amount in (given, spent)
        )
        half = Fraction(1, 2)
        return self.euros(Fraction(int(given + half) - int(spent + half)))

    def span(self, low: Exact | Fraction, high: Exact | Fraction) -> str:
        return " – ".join(dict.fromkeys((self.euros(low), self.euros(high))))

    def figure(self, amount: Exact) -> Cell:
        exact = number(amount)
        return Cell(self.language.number(exact), None, written(exact), float(exact))

    def count(self, count: int) -> Cell:
        return Cell(str(count), None, str(count), float(count))

    def first_year(self, one: MeasurePart) -> tuple[Fraction, Fraction, Fraction]:
        """What a measure costs in the year in which it is bought: low, middle, high."""
        low, mid, high = (
            number(getattr(one.once, end)) + number(getattr(one.each_year, end)) for end in _ENDS
        )
        return low, mid, high

    def days(self, found: Iterable[MeasurePart]) -> Cell:
        """The working days of ICT of these measures together."""
        exact = sum((number(one.days) for one in found), Fraction(0))
        return Cell(self.language.number(exact), None, written(exact), float(exact))

    def together(self, found: Iterable[MeasurePart]) -> tuple[Fraction, Fraction, Fraction]:
        """The first years of these measures."""
        ends = [self.first_year(one) for one in found]
        low, mid, high = (sum((e[at] for e in ends), Fraction(0)) for at in range(3))
        return low, mid, high

    def costs(self, found: Iterable[LeftPart], paid: Collection[str] = ()) -> Fraction:
        """What closing these asks in the first year beside what is paid already; what several
        need is paid once."""
        ids = dict.fromkeys(id_ for one in found for id_ in one.measures if id_ not in paid)
        return self.together(self.measures[id_] for id_ in ids if id_ in self.measures)[1]

    def both(self, euros: Euros) -> str:
        return self.span(euros.low, euros.high)

    def percent(self, share: Fraction, places: int = 0) -> str:
        return self.language.percent(share, places)

    # -- time --------------------------------------------------------------------------

    def day(self, day: str) -> str:
        """A day in words; what is no day stands as it was written."""
        try:
            return self.language.day(day)
        except ValueError:
            return day[:40]

    def first_of(self, quarter: int) -> date:
        """The first day of a quarter of the plan; 1 is its first."""
        begins = date.fromisoformat(self.plan.begins or f"{self.plan.day[:4]}-01-01")
        months = begins.year * 12 + begins.month - 1 + 3 * (quarter - 1)
        return date(months // 12, months % 12 + 1, 1)

    def quarter(self, quarter: int) -> str:
        """A quarter of the plan as one of the calendar: Q1 2027."""
        day = self.first_of(quarter)
        return self.language.word(
            "Q{number} {year}", number=(day.month + 2) // 3, year=str(day.year)
        )

    # -- what it is for -------------------------------------------------------------------

    def why(self, one: MeasurePart) -> str:
        """Why it is bought or not, and that it was done before in vain."""
        if not one.failed_on:
            return one.why
        return f"{one.why} {self.again(one)}"

    def again(self, one: MeasurePart) -> str:
        """That a measure was done in vain, or partly, and what is still found."""
        word, day = self.language.word, self.day(one.failed_on)
        questions = decided.questions(one.failing, self.catalogue, self.language)
        still = decided.still(questions, self.language)
        if not still:
            return word(
                "It was done, but the visit of {day} still finds what it was to repair.", day=day
            )
        if one.partly:
            return word(
                "It was done, and partly in order at the visit of {day}, which still finds: "
                "{questions}.",
                day=day,
                questions=still,
            )
        return word(
            "It was done, but the visit of {day} still finds what it was to repair: {questions}.",
            day=day,
            questions=still,
        )

    def opens(self, one: BoughtPart, most: int = 3) -> str:
        """What waits for a measure and opens: distinct goals, of many the first."""
        word = self.language.word
        names = [self.goal(goal.partition("/")[2]) for goal in one.opens]
        found = Counter(names)
        shown = [name if times == 1 else f"{name} ({times}×)" for name, times in found.items()]
        if not shown:
            return word("nothing yet")
        if len(shown) > most:
            return word(
                "{goals} and {more} more",
                goals=self.language.listed(shown[:most]),
                more=len(shown) - most,
            )
        return self.language.listed(shown)


def written(exact: Fraction) -> str:
    """A figure as a decimal where it ends, else as a fraction."""
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(exact)
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"


def listed_first(items: Sequence[str], most: int, told: Told) -> list[str]:
    """The first of them, and in words how many there are beside."""
    if len(items) <= most:
        return list(items)
    return [*items[:most], told.language.word("and {count} more", count=len(items) - most)]
