"""The findings of a draft in words: what each is, and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness import answers, terms
from readiness.model.assessment import Assessment
from readiness.model.revision import Answer
from readiness.model.subject import Subject
from readiness.report.words import Words


@dataclass(frozen=True)
class Finding:
    """One finding: `group` is the heading it stands under, `id` what a sheet names it by."""

    number: int
    id: str
    group: str
    name: str
    seen: str


def finding_views(
    words: Words, assessment: Assessment, numbers: Mapping[int, str]
) -> tuple[Finding, ...]:
    """The findings of a draft, in the order of a visit."""
    order: dict[str, int] = {}
    for place, question in enumerate(words.catalogue.questions):
        order[f"question:{question}"] = place
    made = [_view(words, assessment, number, id_) for number, id_ in numbers.items()]
    return tuple(sorted(made, key=lambda one: (_tier(one.id), order.get(one.id, 0), one.number)))


def _tier(id_: str) -> int:
    return ("fact", "technology", "question").index(id_.partition(":")[0])


def _view(words: Words, assessment: Assessment, number: int, id_: str) -> Finding:
    kind, _, name = id_.partition(":")
    seen = ""
    if kind == "fact":
        group = words.language.word("The location")
        seen = fact(words, name, getattr(words.visit.location, name, None))
    elif kind == "technology":
        group = words.language.word("Technology in use or wanted")
        verdict = next((v for v in assessment.verdicts if v.technology == name), None)
        if verdict is not None:
            word = words.language.word
            use = word("in use") if verdict.in_use else word("wanted")
            seen = f"{use}; {terms.verdict(words.language, verdict.state)}"
    else:
        question = words.catalogue.questions.get(name)
        group = ""
        if question is not None:
            group = words.language.text(words.catalogue.domains[question.domain].name)
            outcome = assessment.outcomes[name]
            seen = words.seen(question, outcome.actual) if outcome.actual.template else ""
            if outcome.state in ("unknown", "error") and seen != words.hidden_words:
                why = words.seen(question, outcome.reason)
                seen = words.language.word("{seen} not known yet: {why}", seen=seen, why=why)
            elif not seen:
                seen = words.seen(question, outcome.reason)
    return Finding(number, id_, group, named(words, id_), seen)


def named(words: Words, id_: str) -> str:
    """What a finding is about."""
    kind, _, name = id_.partition(":")
    if kind == "fact":
        return fact_label(words, name)
    if kind == "technology":
        return words.technology(name)
    return words.prompt(name) if name in words.catalogue.questions else name


def fact_label(words: Words, name: str) -> str:
    """A fact of the location, as the form calls it."""
    word = words.language.word
    known = {
        "kind": word("kind of care"),
        "beds": word("beds"),
        "client_rooms": word("client rooms"),
        "carers_day": word("carers, day shift"),
        "carers_evening": word("carers, evening shift"),
        "carers_night": word("carers, night shift"),
        "carers_weekend": word("carers, weekend shift"),
        "active_devices": word("staff devices in active use"),
        "video_calls": word("video calls at once"),
        "camera_streams": word("camera streams that run always"),
        "guests": word("residents and guests online at once"),
        "in_use": word("technology in use"),
        "wanted": word("technology wanted"),
    }
    return known.get(name, name)


def fact(words: Words, name: str, value: Any) -> str:
    """The value of a fact in words."""
    if value is None:
        return words.language.word("not filled in")
    if name == "kind":
        return terms.kind(words.language, str(value))
    if name in ("in_use", "wanted"):
        return words.technologies(value) or words.language.word("none")
    return str(value)


def answered(words: Words, id_: str, given: tuple[Answer, ...]) -> str:
    """Answers in words; several that contradict each other all stand there."""
    question = words.catalogue.questions.get(id_)
    if question is None or not given:
        return "–"
    if words.hidden(question):
        return words.hidden_words
    return "; ".join(answers.answer(words.language, question, one) for one in given)


def about(words: Words, id_: str, subject: Subject) -> str:
    """The question with the subject that an answer is about."""
    question = words.catalogue.questions.get(id_)
    if question is None:
        return id_
    of = answers.subject(words.language, words.catalogue, question, subject)
    prompt = words.language.text(question.prompt)
    return f"{prompt} ({of})" if of else prompt
