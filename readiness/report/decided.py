"""What management decided on measures, in words: alike in every report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from readiness import terms
from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.report.blocks import Cell, Column, Table


class Standing(Protocol):
    """How a decision stands, in the record or in a document."""

    @property
    def answer(self) -> str | None: ...
    @property
    def there(self) -> bool: ...
    @property
    def checked(self) -> bool: ...
    @property
    def seen(self) -> Literal["", "met", "failed", "unseen"]: ...
    @property
    def partly(self) -> bool: ...


# So many questions by which a measure is still found are named.
_MOST_FAILING = 2


@dataclass(frozen=True)
class DecidedView:
    """One decision. `place` is the location or the organisation as it stands in the measure's
    id; `seen` says what a later visit saw, empty where it says nothing; `fails`: that the
    visit still finds what it was to repair."""

    measure: str
    name: str
    place: str
    decision: str
    progress: str
    by: str
    on: str
    on_iso: str
    why: str
    seen: str
    fails: bool


def views(
    found: Iterable[Decided], catalogue: Catalogue, language: Language
) -> tuple[DecidedView, ...]:
    """The decisions in the order in which they were taken."""
    return tuple(_view(one, catalogue, language) for one in found)


def _view(one: Decided, catalogue: Catalogue, language: Language) -> DecidedView:
    remedy = catalogue.remedies.get(one.remedy)
    progress = ""
    if one.answer == "yes":
        progress = step(one.progress, one.done_on, language)
    return DecidedView(
        measure=one.measure,
        name=one.remedy if remedy is None else language.text(remedy.name),
        place=one.place,
        decision=terms.decision(language, one.answer),
        progress=progress,
        by=terms.decider(language, one.by),
        on=language.day(one.at[:10]),
        on_iso=one.at,
        why=one.why,
        seen=seen(
            one.seen if one.there else "",
            one.seen_on,
            language,
            questions(one.failing, catalogue, language),
            one.partly,
        ),
        fails=one.there and one.seen == "failed",
    )


def step(progress: str, done_on: str, language: Language) -> str:
    """How far a measure is, and of one that is done since when."""
    said = terms.step(language, progress)
    if progress != "done" or not done_on:
        return said
    return language.word("{progress} ({day})", progress=said, day=language.day(done_on))


def questions(ids: Iterable[str], catalogue: Catalogue, language: Language) -> list[str]:
    """Questions by their texts."""
    asked = catalogue.questions
    return [language.text(asked[id_].prompt) if id_ in asked else id_ for id_ in ids]


def still(failing: Sequence[str], language: Language) -> str:
    """The questions by which a measure is still found, as names; of many the first. Empty where
    none is known."""
    word = language.word
    named = [word("“{text}”", text=one) if " " in one else one for one in failing]
    said, more = language.listed(named[:_MOST_FAILING]), len(named) - _MOST_FAILING
    return said if more <= 0 else word("{names} and {count} more", names=said, count=more)


def seen(
    state: str, on: str, language: Language, failing: Sequence[str] = (), partly: bool = False
) -> str:
    """What a visit on this day, after the measure was done, says of it; empty without one.

    `failing`: the names of the questions by which it is still found; `partly`: the rest of
    what it was to repair is in order.
    """
    word = language.word
    if not state:
        return ""
    day = language.day(on)
    if state == "met":
        return word("seen to be in order at the visit of {day}", day=day)
    if state == "failed":
        still_found = still(failing, language)
        if not still_found:
            return word("done, but the visit of {day} still finds what it was to repair", day=day)
        if partly:
            return word(
                "done, and partly in order at the visit of {day}; it still finds: {questions}",
                day=day,
                questions=still_found,
            )
        return word(
            "done, but the visit of {day} still finds what it was to repair: {questions}",
            day=day,
            questions=still_found,
        )
    return word("not looked at in the visit of {day}", day=day)


def tally(found: Collection[Standing], language: Language) -> str:
    """How much of what was decided is there, in every report alike; empty where nothing was
    decided."""
    word = language.word
    if not found:
        return ""
    yes = [one for one in found if one.answer == "yes"]
    done = sum(one.there for one in yes)
    said = [word("{done} of {total} done", done=done, total=len(yes))] if yes else []
    checked = sum(one.checked for one in yes)
    if checked:
        said.append(word("seen to be in order at a later visit: {count}", count=checked))
    found_still = [one for one in yes if one.there and one.seen == "failed"]
    partly = sum(one.partly for one in found_still)
    if partly:
        said.append(word("done, and only partly in order at a later visit: {count}", count=partly))
    failing = len(found_still) - partly
    if failing:
        said.append(
            word(
                "done, but a later visit still finds what it was to repair: {count}", count=failing
            )
        )
    later, no, conflict = (_count(found, answer) for answer in ("later", "no", None))
    if later:
        said.append(word("decided for later: {count}", count=later))
    if no:
        said.append(word("decided against: {count}", count=no))
    if conflict:
        said.append(word("decided in two ways, to settle: {count}", count=conflict))
    return "; ".join(said) + "."


def line(one: DecidedView, language: Language) -> str:
    """One decision in a line: yes (board, 3 March 2027): ordered."""
    word = language.word
    said = word("{decision} ({by}, {day})", decision=one.decision, by=one.by, day=one.on)
    told = "; ".join(filter(None, (one.progress, one.seen)))
    return f"{said}: {told}" if told else said


def _count(found: Collection[Standing], answer: str | None) -> int:
    return sum(one.answer == answer for one in found)


def columns(language: Language) -> tuple[Column, ...]:
    """Of every table of decisions."""
    word = language.word
    return (
        Column(word("Measure"), share=4),
        Column(word("Decision"), share=2),
        Column(word("Progress"), share=2),
        Column(word("Decided by"), share=3),
        Column(word("Decided on"), share=2),
        Column(word("Why"), share=4),
        Column(word("What a later visit says"), share=4),
    )


def table(found: Collection[DecidedView], language: Language, most: int = 0) -> Table:
    """All of them, oldest first; what doesn't hold stands out."""
    word = language.word
    rows = tuple(
        (
            Cell(one.name),
            Cell(one.decision),
            Cell(one.progress or "–"),
            Cell(one.by),
            Cell(one.on, sort=one.on_iso),
            Cell(one.why),
            _seen(one),
        )
        for one in found
    )
    caption = word("Decisions on measures")
    return Table("decided", caption, columns(language), rows, sortable=True, most=most)


def _seen(one: DecidedView) -> Cell:
    if one.fails:
        return Cell(one.seen, tone="bad")
    return Cell(one.seen or "–")
