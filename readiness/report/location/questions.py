"""Every question of the visit: answer, what is good, score, how we know, source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness import answers, terms
from readiness.model.assessment import Assessment, Outcome
from readiness.model.catalogue import Check, Question
from readiness.model.revision import Observation
from readiness.report import evidence
from readiness.report.location import walks
from readiness.report.location.spots import columns, worst
from readiness.report.words import Score, Words
from readiness.terms import Mark


@dataclass(frozen=True)
class AnswerView:
    """One answer; `subject` is empty for the location itself."""

    subject: str
    value: str
    note: str


@dataclass(frozen=True)
class QuestionView:
    """One question. `steps` are the parts its score is the sum of; `sources` are the tags of
    the list at the end of the report.

    `counted`: whether it counts in the scores of this visit. `good`: what counts as
    good. `reason`: why there is no score yet.
    """

    id: str
    prompt: str
    mark: Mark
    counted: bool
    score: str
    ends: Score
    steps: tuple[str, ...]
    good: str
    seen: str
    reason: str
    answers: tuple[AnswerView, ...]
    remarks: tuple[str, ...]
    evidence: str
    taken: str
    instruments: tuple[str, ...]
    warnings: tuple[str, ...]
    sources: str


@dataclass(frozen=True)
class CheckView:
    """`not_asked` are its questions that had no part in this visit."""

    id: str
    name: str
    score: str
    coverage: str
    questions: tuple[QuestionView, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True)
class DomainQuestions:
    id: str
    name: str
    checks: tuple[CheckView, ...]


def questions(words: Words, assessment: Assessment) -> tuple[DomainQuestions, ...]:
    """Every question by domain and check."""
    tallies = {tally.id: tally for tally in assessment.checks}
    made = []
    for domain in words.catalogue.domains.values():
        checks = []
        for check in words.catalogue.checks.values():
            if check.domain == domain.id:
                tally = tallies[check.id]
                shown, not_asked = _split(words, assessment.outcomes, check)
                checks.append(
                    CheckView(
                        id=check.id,
                        name=words.language.text(check.name),
                        score=words.score(tally.low, tally.high, tally.point),
                        coverage=words.coverage(tally),
                        questions=tuple(_question(words, q, assessment) for q in shown),
                        not_asked=tuple(words.prompt(q.id) for q in not_asked),
                    )
                )
        made.append(DomainQuestions(domain.id, words.language.text(domain.name), tuple(checks)))
    return tuple(made)


def _split(
    words: Words, outcomes: Mapping[str, Outcome], check: Check
) -> tuple[list[Question], list[Question]]:
    """The questions that had a part in the visit, and those that had none."""
    shown: list[Question] = []
    not_asked: list[Question] = []
    for question in check.questions.values():
        outcome = outcomes[question.id]
        has_part = outcome.in_play or question.id in words.observations
        (shown if has_part else not_asked).append(question)
    return shown, not_asked


def _question(words: Words, question: Question, assessment: Assessment) -> QuestionView:
    outcome = assessment.outcomes[question.id]
    found = words.observations.get(question.id, ())
    hidden = words.hidden(question)
    score = words.score(outcome.low, outcome.high, outcome.point)
    ends = words.scored(outcome.low, outcome.high, outcome.point)
    mark = terms.outcome(words.language, outcome.state)
    if outcome.state == "not_applicable":
        score, ends = "–", Score()
    elif hidden and outcome.known:
        score, ends = words.hidden_words, Score()
        mark = Mark("unknown", "·", words.hidden_words)
    reason = words.seen(question, outcome.reason) if outcome.reason.template else ""
    seen = words.seen(question, outcome.actual) if outcome.actual.template else ""
    # What spots were measured with is told once, at the table of spots.
    apart = () if question.id in columns(words) else found
    given = _answers(words, question, found)
    if hidden:
        given = ()
    elif len(given) == 1 and not given[0].subject:
        # The one answer says it, unless it was weighed against something.
        if seen == given[0].value or question.kind == "composite":
            seen = ""
    return QuestionView(
        id=question.id,
        prompt=words.language.text(question.prompt),
        mark=mark,
        counted=outcome.in_play,
        score=score,
        ends=ends,
        steps=() if hidden else _steps(words, outcome),
        good=words.say(outcome.expected),
        seen=words.hidden_words if hidden else seen,
        reason="" if hidden and reason == words.hidden_words else reason,
        answers=given,
        remarks=_remarks(words, question, outcome, assessment),
        evidence=_evidence(words, outcome),
        taken=evidence.taken(words, found),
        instruments=evidence.instruments(words, apart),
        warnings=evidence.warnings(words, apart),
        sources=words.tags(question.sources),
    )


def _steps(words: Words, outcome: Outcome) -> tuple[str, ...]:
    """The parts that add up to the score, where there is more than one."""
    if len(outcome.parts) < 2:
        return ()
    return tuple(f"{words.say(why)}: {words.language.number(part)}" for why, part in outcome.parts)


def _answers(
    words: Words, question: Question, found: Sequence[Observation]
) -> tuple[AnswerView, ...]:
    """All answers; of spots that stand in the table of spots only those with a note."""
    in_table = question.id in columns(words)
    return tuple(
        AnswerView(
            subject=words.about(question, observation),
            value=answers.answer(words.language, question, observation.answer),
            note=observation.note,
        )
        for observation in found
        if not in_table or observation.subject.kind != "spot" or observation.note
    )


def _too_little(words: Words, assessment: Assessment, question: str) -> str:
    """The technologies in use or wanted that ask more of this question than was seen."""
    return words.technologies(
        dict.fromkeys(
            verdict.technology
            for verdict in assessment.verdicts
            if verdict.in_use or verdict.wanted
            for result in verdict.of("failed", must=True)
            if result.question == question
        )
    )


def _remarks(
    words: Words, question: Question, outcome: Outcome, assessment: Assessment
) -> tuple[str, ...]:
    word, language = words.language.word, words.language
    made = []
    if outcome.wilson is not None:
        low, high = outcome.wilson
        made.append(
            word(
                "true share between {low} and {high} (Wilson 95 % interval)",
                low=language.percent(low / 100, 1),
                high=language.percent(high / 100, 1),
            )
        )
    if question.id in columns(words) and outcome.subjects:
        made.append(word("spots: {count}, see the measured spots", count=outcome.subjects))
    told = worst(words, outcome)
    if told:
        made.append(word("worst tenth: {spots}", spots=told))
    if question.id == walks.QUESTION:
        made += walks.remarks(words, words.observations.get(question.id, ()))
    short = _too_little(words, assessment, question.id)
    if short:
        made.append(word("not enough yet for: {technologies}", technologies=short))
    if outcome.conflict:
        made.append(word("these answers contradict each other; a person must choose"))
    if not outcome.in_play and outcome.state != "not_applicable":
        made.append(word("answered, but it doesn't count in the scores of this visit"))
    return tuple(made)


def _evidence(words: Words, outcome: Outcome) -> str:
    """How many answers were found in which way: 12 measured, 3 told."""
    language = words.language
    return language.listed(
        [f"{count} {terms.method(language, name)}" for name, count in outcome.evidence.items()]
    )
