"""The title block: which location, which visit, what to know before reading on."""

from __future__ import annotations

from dataclasses import dataclass

from readiness import answers, terms
from readiness.model.assessment import Assessment
from readiness.model.location import Location
from readiness.report import evidence, loosened
from readiness.report.words import Words


@dataclass(frozen=True)
class Correction:
    """An answer that was changed after the visit had been closed."""

    question: str
    subject: str
    answer: str
    reason: str
    taken: str


@dataclass(frozen=True)
class Title:
    """`short` and `facts` are pairs of label and value; `cautions` are read before anything
    else."""

    location: str
    visit: str
    day: str
    assessor: str
    status: str
    draft: bool
    fictional: bool
    short: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    corrections: tuple[Correction, ...]


def title(words: Words, assessment: Assessment) -> Title:
    """The title block of a visit."""
    visit, language = words.visit, words.language
    status = language.word("draft: visit still open")
    if visit.closed:
        status = language.word("closed on {day}", day=language.day(visit.closed_at))
    return Title(
        location=visit.location.name or visit.location.id,
        visit=visit.id,
        day=language.day(visit.date),
        assessor=visit.assessor or "–",
        status=status,
        draft=not visit.closed,
        fictional=visit.location.fictional,
        short=_short(words, visit.location),
        facts=_facts(words, visit.location),
        cautions=tuple(_cautions(words, assessment)),
        corrections=_corrections(words),
    )


def _short(words: Words, location: Location) -> tuple[tuple[str, str], ...]:
    """The few facts that stand beside the title."""
    word = words.language.word
    size = [terms.kind(words.language, location.kind)]
    if location.beds is not None:
        size.append(word("{count} beds", count=location.beds))
    if location.client_rooms is not None:
        size.append(word("{count} client rooms", count=location.client_rooms))
    made = [(word("Location"), ", ".join(size))]
    of = [part for part in (location.organisation, location.region) if part]
    return ((word("Organisation"), ", ".join(of)), *made) if of else tuple(made)


def _facts(words: Words, location: Location) -> tuple[tuple[str, str], ...]:
    word = words.language.word
    unknown = word("not filled in")

    def count(given: int | None) -> str:
        return unknown if given is None else str(given)

    carers = [
        f"{terms.shift(words.language, shift)} {given}"
        for shift in ("day", "evening", "night", "weekend")
        if (given := getattr(location, f"carers_{shift}")) is not None
    ]
    return (
        (word("Organisation"), location.organisation or unknown),
        (word("Region"), location.region or unknown),
        (word("Kind"), terms.kind(words.language, location.kind)),
        (word("Beds"), count(location.beds)),
        (word("Client rooms"), count(location.client_rooms)),
        (word("Carers"), ", ".join(carers) or unknown),
        (word("Technology in use"), words.technologies(location.in_use) or word("none")),
        (word("Technology wanted"), words.technologies(location.wanted) or word("none")),
    )


def _cautions(words: Words, assessment: Assessment) -> list[str]:
    visit, word = words.visit, words.language.word
    made = []
    if visit.location.fictional:
        made.append(
            word("This location and its visits are made up by the demo: nothing here is real.")
        )
    if not visit.closed:
        made.append(
            word("This visit is still open: answers, scores and verdicts can still change.")
        )
    if visit.status_conflict:
        made.append(
            word(
                "Two laptops closed or reopened this visit against each other; a person must "
                "settle that."
            )
        )
    conflicts = sum(outcome.conflict for outcome in assessment.outcomes.values())
    if conflicts:
        made.append(
            word(
                "Questions with answers that contradict each other: {count}. They count as "
                "unknown until a person chooses.",
                count=conflicts,
            )
        )
    if assessment.ruler != visit.ruler:
        made.append(
            word(
                "This visit was made with ruler {made_with} and is scored here with ruler "
                "{ruler}: scores can differ from those of earlier reports.",
                made_with=visit.ruler,
                ruler=assessment.ruler,
            )
        )
    retired = {o.question for o in visit.observations} - set(words.catalogue.questions)
    if retired:
        made.append(
            word(
                "Answers to questions that this ruler doesn't have are left out: {questions}.",
                questions=", ".join(sorted(retired)),
            )
        )
    return [*made, *loosened.cautions(words.catalogue, words.language)]


def _corrections(words: Words) -> tuple[Correction, ...]:
    made = []
    for observation in words.visit.observations:
        question = words.catalogue.questions.get(observation.question)
        if observation.correction and question is not None:
            kept_back = words.hidden(question)
            made.append(
                Correction(
                    question=words.language.text(question.prompt),
                    subject=answers.subject(
                        words.language, words.catalogue, question, observation.subject
                    ),
                    answer=words.hidden_words
                    if kept_back
                    else answers.answer(words.language, question, observation.answer),
                    reason=observation.correction,
                    taken=evidence.taken(words, [observation]),
                )
            )
    return tuple(made)
