"""Answers in words: the value, and what it is about."""

from __future__ import annotations

from decimal import Decimal

from readiness import terms
from readiness.language import Language
from readiness.model.answer import NOT_APPLICABLE, written
from readiness.model.catalogue import (
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    ScaleQuestion,
    TimedLogQuestion,
)
from readiness.model.content import Catalogue
from readiness.model.revision import Answer, Known, Unknown
from readiness.model.subject import Subject
from readiness.model.value import Coupling, Items, NoLink, Number, Parts, Ratio, Step, Timed, Value


def answer(language: Language, question: Question, given: Answer) -> str:
    """An answer in words, its reason included where it isn't known."""
    if isinstance(given, Known):
        return value(language, question, given.value)
    if isinstance(given, Unknown):
        return language.word("not known: {reason}", reason=given.reason)
    return language.word("not applicable: {reason}", reason=given.reason)


def value(language: Language, question: Question, given: Value) -> str:
    """A value in words, with its unit."""
    word, text = language.word, language.text
    match given:
        case NoLink():
            return word("no link")
        case Number(amount, name):
            number = f"{language.decimal(amount)} {language.unit(question.unit)}".strip()
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
            return ", ".join(_part(language, question, name, part) for name, part in parts)
        case Timed(seconds, moment) if isinstance(question, TimedLogQuestion):
            said = terms.named_answer(language, question.late)
            if seconds is not None:
                said = f"{language.decimal(seconds)} s"
            names = {item.id: text(item.text) for item in question.moments}
            return f"{said} ({names.get(moment, moment)})" if moment else said
    return written(given, question)


def _part(language: Language, question: Question, name: str, part: Decimal | bool) -> str:
    if isinstance(question, CompositeQuestion) and name in question.parts:
        label = language.text(question.parts[name].text)
        unit = language.unit(question.parts[name].unit)
    else:
        label, unit = {
            "sent": (language.word("sent"), ""),
            "delivered": (language.word("delivered"), ""),
            "median": (language.word("median"), "s"),
        }.get(name, (name, ""))
    said = language.show(part) if isinstance(part, bool) else language.decimal(part)
    return f"{label}: {said} {unit}".strip()


def subject(language: Language, catalogue: Catalogue, question: Question, of: Subject) -> str:
    """What an answer is about; empty for the location itself."""
    match of.kind:
        case "location":
            return ""
        case "spot":
            return spot(language, of)
        case "person":
            return language.word("person {number}", number=of.name)
        case "call":
            return language.word("call {number}", number=of.name)
        case "alarm":
            return language.word("alarm {number}", number=of.name)
        case "shift":
            return terms.shift(language, of.name)
        case "technology":
            technology = catalogue.technologies.get(of.name)
            return language.text(technology.name) if technology else of.name
        case "pair":
            systems = question.systems if isinstance(question, MatrixQuestion) else ()
            names = {item.id: language.text(item.text) for item in systems}
            return " – ".join(names.get(part, part) for part in of.name.split("~"))
    return of.name


def asked(language: Language, catalogue: Catalogue, question: Question, of: Subject) -> str:
    """The question as it is asked of this subject: For night shift: How many devices ...?"""
    prompt, about = language.text(question.prompt), subject(language, catalogue, question, of)
    if not about:
        return prompt
    # The subject stands in front: where room is short, the question's end is cut off.
    return language.word("For {subject}: {prompt}", subject=about, prompt=prompt)


def spot(language: Language, of: Subject) -> str:
    """A spot in one line: 214 (client room, floor 2, North)."""
    floor, ward, zone, name = of.place
    parts = [language.zone(zone)]
    if floor != "-":
        parts.append(language.word("floor {floor}", floor=floor))
    if ward != "-":
        parts.append(ward)
    return f"{name} ({', '.join(parts)})"
