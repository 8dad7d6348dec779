"""Answers in words: the value, what it is about, and how it was found."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from readiness.model.answer import NOT_APPLICABLE, written
from readiness.model.catalogue import (
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.revision import Answer, Known, Observation, Unknown
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Items, NoLink, Number, Parts, Ratio, Step, Timed, Value
from readiness.report import terms
from readiness.report.words import Words

# What is told of an instrument. Anything else, such as lists of transmitters, stays here.
_TOLD = ("server", "protocol", "how", "streams", "seconds", "adapter")


def answer(words: Words, question: Question, given: Answer) -> str:
    """An answer in words, its reason included where it isn't known."""
    if isinstance(given, Known):
        return value(words, question, given.value)
    if isinstance(given, Unknown):
        return words.language.word("not known: {reason}", reason=given.reason)
    return words.language.word("not applicable: {reason}", reason=given.reason)


def value(words: Words, question: Question, given: Value) -> str:
    """A value in words, with its unit."""
    language = words.language
    word, text = language.word, language.text
    match given:
        case NoLink():
            return word("no link")
        case Number(amount, name):
            number = f"{words.amount(amount)} {terms.unit(language, question.unit)}".strip()
            return f"{terms.named_answer(language, name)} ({number})" if name else number
        case Ratio(count, 1) if question.asked_of == "technology":
            return word("yes") if count else word("no")
        case Ratio(count, total):
            return word("{count} of {total}", count=count, total=total)
        case Step(step) if isinstance(question, ScaleQuestion):
            return word("step {step}: {text}", step=step, text=question.steps[step].text)
        case Coupling(state, weight) if isinstance(question, MatrixQuestion):
            said = word("step {step}: {text}", step=state, text=question.states[state].text)
            if weight is None:
                return said
            return word("{state}; weight {weight}", state=said, weight=weight)
        case Items(states) if isinstance(question, ChecklistQuestion):
            items = {item.id: text(item.text) for item in question.items}
            known = {state.id: text(state.text) for state in question.states}
            known[NOT_APPLICABLE] = word("not applicable")
            return ", ".join(f"{items.get(i, i)}: {known.get(s, s)}" for i, s in states)
        case Parts(parts):
            return ", ".join(_part(words, question, name, part) for name, part in parts)
        case Timed(seconds, moment) if isinstance(question, TimedLogQuestion):
            said = terms.named_answer(language, question.late)
            if seconds is not None:
                said = f"{words.amount(seconds)} s"
            names = {item.id: text(item.text) for item in question.moments}
            return f"{said} ({names.get(moment, moment)})" if moment else said
    return written(given, question)


def _part(words: Words, question: Question, name: str, part: Decimal | bool) -> str:
    language = words.language
    if isinstance(question, CompositeQuestion) and name in question.parts:
        label = language.text(question.parts[name].text)
        unit = terms.unit(language, question.parts[name].unit)
    else:
        label, unit = {
            "sent": (language.word("sent"), ""),
            "delivered": (language.word("delivered"), ""),
            "median": (language.word("median"), "s"),
        }.get(name, (name, ""))
    said = language.show(part) if isinstance(part, bool) else words.amount(part)
    return f"{label}: {said} {unit}".strip()


def subject(words: Words, question: Question, of: Subject) -> str:
    """What an answer is about; empty for the location itself."""
    language = words.language
    match of.kind:
        case "location":
            return ""
        case "spot":
            return spot(words, of)
        case "person":
            return language.word("person {number}", number=of.name)
        case "call":
            return language.word("call {number}", number=of.name)
        case "alarm":
            return language.word("alarm {number}", number=of.name)
        case "shift":
            return terms.shift(language, of.name)
        case "technology":
            return words.technology(of.name)
        case "pair":
            systems = question.systems if isinstance(question, MatrixQuestion) else ()
            names = {item.id: language.text(item.text) for item in systems}
            return " – ".join(names.get(part, part) for part in of.name.split("~"))
    return of.name


def spot(words: Words, of: Subject) -> str:
    """A spot in one line: 214 (client room, floor 2, North)."""
    floor, ward, zone, name = of.place
    parts = [terms.zone(words.language, zone)]
    if floor != "-":
        parts.append(words.language.word("floor {floor}", floor=floor))
    if ward != "-":
        parts.append(ward)
    return f"{name} ({', '.join(parts)})"


def taken(words: Words, found: Iterable[Observation]) -> str:
    """Who found it and when: each assessor and day once."""
    return "; ".join(
        dict.fromkeys(
            ", ".join(
                part for part in (o.assessor, words.language.day(o.at) if o.at else "") if part
            )
            for o in found
        )
    )


def instruments(words: Words, found: Iterable[Observation]) -> tuple[str, ...]:
    """What measurements were taken with, each instrument once."""
    word = words.language.word
    names = {
        "server": word("server"),
        "protocol": word("protocol"),
        "how": word("how"),
        "streams": word("streams"),
        "seconds": word("seconds"),
        "adapter": word("adapter"),
    }
    told: dict[str, None] = {}
    for observation in found:
        held = observation.instrument
        said = "; ".join(f"{names[key]}: {_flat(held[key])}" for key in _TOLD if held.get(key))
        if said:
            told[said] = None
    return tuple(told)


def warnings(words: Words, found: Iterable[Observation]) -> tuple[str, ...]:
    """What the instruments warned of, each warning once with the places it came from."""
    places: dict[str, dict[str, None]] = {}
    for observation in found:
        given = observation.instrument.get("warnings") or ()
        for warning in [given] if isinstance(given, str) else given:
            where = spot(words, observation.subject) if observation.subject.kind == "spot" else ""
            places.setdefault(str(warning), {})[where] = None
    return tuple(
        f"{warning} – {'; '.join(where)}" if any(where) else warning
        for warning, where in places.items()
    )


def _flat(given: object) -> str:
    return ", ".join(str(item) for item in given) if isinstance(given, list) else str(given)
