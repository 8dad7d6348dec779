"""Everything of a visit that a report says, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from readiness.language import Language
from readiness.model.answer import NOT_APPLICABLE
from readiness.model.answer import plain as plain_amount
from readiness.model.assessment import OutcomeState, Tally, VerdictState
from readiness.model.catalogue import (
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    RatioQuestion,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.content import Catalogue
from readiness.model.revision import Answer, Known, NotApplicable, Observation, Unknown
from readiness.model.sentence import Numeral, Sentence
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Items, NoLink, Number, Parts, Ratio, Step, Timed, Value
from readiness.model.visit import Visit

# Fewer people than this are never shown as a group.
LEAST_GROUP = 3


@dataclass(frozen=True)
class Mark:
    """A judgement as symbol and word, never colour alone; `state` is its id."""

    state: str
    symbol: str
    word: str


@dataclass(frozen=True)
class Words:
    """One visit and its content, told in one language."""

    catalogue: Catalogue
    visit: Visit
    language: Language

    def say(self, sentence: Sentence) -> str:
        """A sentence of the score in words, its units included."""
        return self.language.say(self._with_units(sentence)).strip()

    def _with_units(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            values = {
                name: self.unit(given) if name == "unit" else self._with_units(given)
                for name, given in value.values.items()
            }
            return Sentence(value.template, **values)
        if isinstance(value, tuple):
            return tuple(self._with_units(item) for item in value)
        return value

    # -- labels ----------------------------------------------------------------

    def verdict(self, state: VerdictState) -> Mark:
        word = self.language.word
        symbol, said = {
            "ready": ("✓", word("ready")),
            "ready-with-conditions": ("◐", word("ready with conditions")),
            "undecided": ("?", word("undecided")),
            "not-yet": ("✗", word("not yet")),
            "not-applicable": ("–", word("not applicable")),
        }[state]
        return Mark(state, symbol, said)

    def outcome(self, state: OutcomeState) -> Mark:
        word = self.language.word
        symbol, said = {
            "pass": ("✓", word("in order")),
            "partial": ("◐", word("partly in order")),
            "fail": ("✗", word("needs attention")),
            "unknown": ("?", word("not known yet")),
            "not_applicable": ("–", word("not applicable")),
            "error": ("?", word("could not be judged")),
        }[state]
        return Mark(state.replace("_", "-"), symbol, said)

    def unit(self, unit: str) -> str:
        word = self.language.word
        known = {
            "percent": "%",
            "fraction": "",
            "years": word("years"),
            "hours": word("hours"),
            "h": word("hours"),
            "apps": word("applications"),
            "devices": word("devices"),
            "logins": word("logins"),
            "per month": word("per month"),
            "per 100": word("per 100 tickets"),
            "d/week": word("days a week"),
            "h/week/10 fte": word("hours a week per 10 FTE"),
        }
        return known.get(unit, unit)

    def method(self, method: str) -> str:
        word = self.language.word
        known = {
            "measured": word("measured"),
            "counted": word("counted"),
            "register": word("from a register"),
            "document": word("from a document"),
            "observed": word("seen on site"),
            "interview": word("told"),
        }
        return known.get(method, word("method not noted"))

    def zone(self, zone: str) -> str:
        word = self.language.word
        known = {
            "client-room": word("client room"),
            "living-room": word("living room"),
            "corridor": word("corridor"),
            "bathroom": word("bathroom"),
            "stairs": word("stairs"),
            "lift": word("lift"),
            "medicine-room": word("medicine room"),
            "team-post": word("team post"),
            "exit": word("exit"),
            "garden": word("garden"),
            "basement": word("basement"),
            "other": word("other place"),
        }
        return known.get(zone, zone)

    def shift(self, shift: str) -> str:
        word = self.language.word
        known = {
            "day": word("day shift"),
            "evening": word("evening shift"),
            "night": word("night shift"),
            "weekend": word("weekend shift"),
        }
        return known.get(shift, shift)

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
        word = self.language.word
        if tag == "OC":
            return word("our choice")
        if tag == "GK":
            return word("general knowledge, not checked")
        return f"{self.language.text(self.catalogue.sources[tag].title)} [{tag}]"

    def tags(self, tags: Iterable[str]) -> str:
        """Sources in short; the list at the end of the report explains the tags."""
        short = [self.source(tag) if tag in ("OC", "GK") else tag for tag in tags]
        return self.language.listed(short)

    # -- numbers ---------------------------------------------------------------

    def amount(self, amount: Decimal | Fraction) -> str:
        """An answered amount, exactly as it was given."""
        exact = Fraction(amount)
        if isinstance(amount, Fraction):
            return self.language.number(exact)
        return self.language.show(Numeral(plain_amount(amount)))

    def range(self, low: Decimal, high: Decimal) -> str:
        """Low and high of an assumption, or the one number when they are equal."""
        ends = dict.fromkeys(self.language.number(Fraction(end)) for end in (low, high))
        return "–".join(ends)

    def euros(self, low: Decimal, high: Decimal) -> str:
        return " – ".join(dict.fromkeys(self.language.euros(end) for end in (low, high)))

    def score(self, low: Fraction | None, high: Fraction | None, point: Fraction | None) -> str:
        """A score with its interval: 62.4 (48–77.2)."""
        interval = self.language.interval(low, high)
        if low is None or low == high:
            return interval
        if point is None:
            return interval
        return f"{self.language.number(point)} ({interval})"

    def coverage(self, tally: Tally) -> str:
        if not tally.in_play:
            return self.language.word("nothing in play")
        return self.language.word(
            "{known} of {in_play} known ({share})",
            known=tally.known,
            in_play=tally.in_play,
            share=self.language.percent(tally.coverage, 1),
        )

    # -- answers ---------------------------------------------------------------

    @cached_property
    def observations(self) -> Mapping[str, tuple[Observation, ...]]:
        return self.visit.by_question()

    def hidden(self, question: Question) -> bool:
        """Whether what carers said is kept back: fewer than three of them were heard."""
        found = self.observations.get(question.id, ())
        known = [o for o in found if isinstance(o.answer, Known)]
        if question.carers:
            people = len({observation.subject for observation in known})
        elif (
            isinstance(question, RatioQuestion)
            and question.methods == ("interview",)
            and question.asked_of == "location"
        ):
            # A count of people holds how many were asked in its total.
            people = sum(
                o.answer.value.total
                for o in known
                if isinstance(o.answer, Known) and isinstance(o.answer.value, Ratio)
            )
        else:
            return False
        return bool(found) and people < LEAST_GROUP

    @property
    def hidden_words(self) -> str:
        return self.language.word("hidden: fewer than {least} people", least=LEAST_GROUP)

    def seen(self, question: Question, sentence: Sentence) -> str:
        """What was seen, unless it would show what one or two people said."""
        few = sentence.template == "{count} of at least {least}"
        return self.hidden_words if self.hidden(question) and not few else self.say(sentence)

    def subject(self, question: Question, subject: Subject) -> str:
        """What an answer is about; empty for the location itself."""
        word = self.language.word
        match subject.kind:
            case "location":
                return ""
            case "spot":
                return self.spot(subject)
            case "person":
                return word("person {number}", number=subject.name)
            case "call":
                return word("call {number}", number=subject.name)
            case "alarm":
                return word("alarm {number}", number=subject.name)
            case "shift":
                return self.shift(subject.name)
            case "technology":
                return self.technology(subject.name)
            case "pair":
                systems = question.systems if isinstance(question, MatrixQuestion) else ()
                names = {item.id: self.language.text(item.text) for item in systems}
                return " – ".join(names.get(part, part) for part in subject.name.split("~"))
        return subject.name

    def spot(self, subject: Subject) -> str:
        """A spot in one line: its name, zone, floor and ward."""
        floor, ward, zone, name = subject.place
        parts = [f"{name} ({self.zone(zone)}"]
        if floor != "-":
            parts.append(self.language.word("floor {floor}", floor=floor))
        if ward != "-":
            parts.append(ward)
        return ", ".join(parts) + ")"

    def answer(self, question: Question, answer: Answer) -> str:
        word = self.language.word
        match answer:
            case Known(value):
                return self.value(question, value)
            case Unknown(reason):
                return word("not known: {reason}", reason=reason)
            case NotApplicable(reason):
                return word("not applicable: {reason}", reason=reason)

    def value(self, question: Question, value: Value) -> str:
        """An answered value in words."""
        word, text = self.language.word, self.language.text
        match value:
            case NoLink():
                return word("no link")
            case Number(amount, name):
                number = f"{self.amount(amount)} {self.unit(question.unit)}".strip()
                return f"{self._name(name)} ({number})" if name else number
            case Ratio(count, total) if question.asked_of == "technology" and total == 1:
                return word("yes") if count else word("no")
            case Ratio(count, total):
                return word("{count} of {total}", count=count, total=total)
            case Step(step) if isinstance(question, ScaleQuestion):
                said = text(question.steps[step].text)
                return word("step {step}: {text}", step=step, text=said)
            case Coupling(state, weight) if isinstance(question, MatrixQuestion):
                said = text(question.states[state].text)
                told = word("step {step}: {text}", step=state, text=said)
                return told if weight is None else f"{told} ({word('weight')} {weight})"
            case Items(states) if isinstance(question, ChecklistQuestion):
                items = {item.id: text(item.text) for item in question.items}
                known = {state.id: text(state.text) for state in question.states}
                known[NOT_APPLICABLE] = word("not applicable")
                return ", ".join(f"{items.get(i, i)}: {known.get(s, s)}" for i, s in states)
            case Parts(parts):
                return ", ".join(self._part(question, name, part) for name, part in parts)
            case Timed(seconds, moment):
                late = seconds is None
                told = self._name("lost" if late else "") if late else f"{seconds}"
                if isinstance(question, TimedLogQuestion):
                    told = self._name(question.late) if seconds is None else (
                        f"{self.amount(seconds)} s"
                    )
                    names = {item.id: text(item.text) for item in question.moments}
                    return f"{told} ({names.get(moment, moment)})" if moment else told
                return told
        return str(value)

    def _part(self, question: Question, name: str, part: Decimal | bool) -> str:
        word = self.language.word
        if isinstance(question, CompositeQuestion) and name in question.parts:
            label = self.language.text(question.parts[name].text)
            unit = self.unit(question.parts[name].unit)
        else:
            known = {
                "sent": (word("sent"), ""),
                "delivered": (word("delivered"), ""),
                "median": (word("median"), "s"),
            }
            label, unit = known.get(name, (name, ""))
        said = self.language.show(part) if isinstance(part, bool) else self.amount(part)
        return f"{label}: {said} {unit}".strip()

    def _name(self, name: str) -> str:
        word = self.language.word
        known = {
            "none": word("none"),
            "weak": word("weak"),
            "ok": word("reasonable"),
            "good": word("good"),
            "lost": word("lost"),
            "unanswered": word("not answered in time"),
        }
        return known.get(name, name)
