"""What changed since the last visit of this location, what got worse on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from readiness import terms
from readiness.model.assessment import Assessment, Outcome
from readiness.model.catalogue import Question
from readiness.model.sentence import Sentence
from readiness.model.visit import Visit
from readiness.report.words import Words
from readiness.score.change import Changes, QuestionChange, Turn, changes
from readiness.terms import Mark


@dataclass(frozen=True)
class Earlier:
    """The last visit before this one, scored with the same ruler.

    `assessment` None: it can't be compared, and `why` says so.
    """

    visit: Visit
    assessment: Assessment | None
    why: Sentence | None = None
    rescored: bool = False


@dataclass(frozen=True)
class ChangeView:
    """`what` changed, from `before` to `after`; `kind`: verdict, hard stop or answer."""

    what: str
    kind: str
    mark: Mark
    before: str
    after: str


@dataclass(frozen=True)
class Since:
    """`note`: what the comparison can't say. `refused`: why there is none at all.

    `facts`: label, then, now.
    """

    day: str
    note: str
    refused: str
    facts: tuple[tuple[str, str, str], ...]
    worse: tuple[ChangeView, ...]
    better: tuple[ChangeView, ...]
    found: tuple[ChangeView, ...]
    same: int


def since(words: Words, assessment: Assessment, earlier: Earlier | None) -> Since | None:
    """The changes since an earlier visit; None when there is none."""
    if earlier is None:
        return None
    word = words.language.word
    day = words.language.day(earlier.visit.date)
    if earlier.assessment is None:
        why = words.say(earlier.why).rstrip(".") if earlier.why else ""
        refused = word(
            "The visit of {day} can't be compared with this one: {why}.", day=day, why=why
        )
        return Since(day, "", refused, (), (), (), (), 0)
    found = changes(earlier.assessment, assessment)
    before = Words(words.catalogue, earlier.visit, words.language)
    made = [*_verdicts(words, found), *_stops(words, found)]
    made += [(c.turn, _question(words, before, c)) for c in found.questions]
    notes = []
    if earlier.rescored:
        notes.append(
            word(
                "The visit of {day} was made with another ruler ({ruler}); its answers are scored "
                "again here with this one, so the figures differ from its own report.",
                day=day,
                ruler=earlier.visit.ruler,
            )
        )
    if not earlier.visit.closed:
        notes.append(word("That visit is still open; its answers can still change."))
    return Since(
        day=day,
        note=" ".join(notes),
        refused="",
        facts=_facts(words, earlier.visit.date, earlier.assessment, assessment),
        worse=tuple(view for turn, view in made if turn in ("worse", "lost")),
        better=tuple(view for turn, view in made if turn == "better"),
        found=tuple(view for turn, view in made if turn == "found"),
        same=found.same,
    )


def _facts(
    words: Words, then: date, before: Assessment, after: Assessment
) -> tuple[tuple[str, str, str], ...]:
    word, language = words.language.word, words.language
    was, now = before.level, after.level
    return (
        (word("Date"), language.day(then), language.day(words.visit.date)),
        (word("Level"), terms.level_span(language, was), terms.level_span(language, now)),
        (word("Score"), _score(words, before), _score(words, after)),
        (word("Coverage"), words.coverage(before.location), words.coverage(after.location)),
    )


def _score(words: Words, assessment: Assessment) -> str:
    tally = assessment.location
    return words.score(tally.low, tally.high, tally.point)


def _mark(words: Words, turn: Turn) -> Mark:
    word = words.language.word
    symbol, said = {
        "worse": ("▼", word("worse")),
        "lost": ("▽", word("not known any more")),
        "better": ("▲", word("better")),
        "found": ("△", word("known now")),
    }[turn]
    return Mark(turn, symbol, said)


def _verdicts(words: Words, found: Changes) -> list[tuple[Turn, ChangeView]]:
    return [
        (
            change.turn,
            ChangeView(
                what=words.technology(change.technology),
                kind=words.language.word("verdict"),
                mark=_mark(words, change.turn),
                before=str(terms.verdict(words.language, change.before)),
                after=str(terms.verdict(words.language, change.after)),
            ),
        )
        for change in found.verdicts
    ]


def _stops(words: Words, found: Changes) -> list[tuple[Turn, ChangeView]]:
    made = []
    for change in found.hard_stops:
        stop = words.catalogue.questions[change.question].hard_stop
        if stop is not None:
            made.append(
                (
                    change.turn,
                    ChangeView(
                        what=words.language.text(stop.text),
                        kind=words.language.word("hard stop"),
                        mark=_mark(words, change.turn),
                        before=str(terms.hard_stop(words.language, change.before)),
                        after=str(terms.hard_stop(words.language, change.after)),
                    ),
                )
            )
    return made


def _question(words: Words, before: Words, change: QuestionChange) -> ChangeView:
    question = words.catalogue.questions[change.question]
    return ChangeView(
        what=words.language.text(question.prompt),
        kind=words.language.word("answer"),
        mark=_mark(words, change.turn),
        before=_seen(before, question, change.before),
        after=_seen(words, question, change.after),
    )


def _seen(words: Words, question: Question, outcome: Outcome) -> str:
    if words.hidden(question):
        return words.hidden_words
    if not outcome.known:
        return words.seen(question, outcome.reason)
    return words.language.word(
        "{seen}; score {score}",
        seen=words.seen(question, outcome.actual),
        score=outcome.point,
    )
