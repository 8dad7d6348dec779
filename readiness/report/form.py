"""The questions of a visit on paper: to be filled in by hand and typed over afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from readiness import terms
from readiness.language import Language
from readiness.model.catalogue import (
    AgreeQuestion,
    Check,
    ChecklistQuestion,
    CompositeQuestion,
    MatrixQuestion,
    Question,
    ScaleQuestion,
)
from readiness.model.content import Catalogue
from readiness.report.blocks import (
    Block,
    Cell,
    Checklist,
    Column,
    Document,
    HouseStyle,
    Paragraph,
    Section,
    Table,
)
from readiness.report.plain_text import plain_view

# Lines to write on where several people, calls or spots are asked and no least number says more.
_ROWS, _SPOTS = 5, 12
_BLANK = "______"


def form_document(
    catalogue: Catalogue,
    language: Language,
    checks: Sequence[Check],
    extended: bool,
    made_at: datetime,
    house: HouseStyle | None = None,
) -> Document:
    """A form with the questions of these checks; without `extended` the core ones only."""
    word = language.word
    sections = [_head(language)]
    domain = ""
    for check in checks:
        asked = [
            question
            for question in check.questions.values()
            if not question.is_derived and (question.core or extended)
        ]
        if not asked:
            continue
        if check.domain != domain:
            domain = check.domain
            about = catalogue.domains[domain]
            who = word("Who can answer: {who}.", who=about.answered_by)
            sections.append(Section(domain, language.text(about.name), (Paragraph(who),)))
        sections += _check(catalogue, language, check, asked)
    return plain_view(
        Document(
            id="form",
            language=language.code,
            kind=word("Form"),
            title=word("Questions of a visit"),
            subtitle=word("To fill in by hand, and to enter in the program afterwards"),
            facts=(),
            cautions=(word("Write no names of clients, carers or other people on this form."),),
            sections=tuple(sections),
            made=f"{language.day(made_at.date())} {made_at:%H:%M}",
            house=house or HouseStyle(),
        )
    )


def _head(language: Language) -> Section:
    word = language.word
    labels = (word("Location"), word("Date"), word("Assessor code"))
    return Section("visit", word("Visit"), (_table("visit-facts", "", ("", ""), labels),))


def _check(
    catalogue: Catalogue, language: Language, check: Check, asked: Sequence[Question]
) -> list[Section]:
    """The check's own section, then one for each question; spots share one table."""
    word, text = language.word, language.text
    blocks: list[Block] = [Paragraph(text(check.intro))]
    spots = [question for question in asked if question.asked_of == "spot"]
    if spots:
        columns = [word("Floor / ward / zone / name")]
        columns += [f"{_name(one)} ({language.unit(one.unit) or '–'})" for one in spots]
        blocks.append(
            _table(
                f"spots-{_id(check.id)}",
                word("Every spot on a line; write “none” where there is no network."),
                columns,
                [_BLANK] * _SPOTS,
            )
        )
    made = [Section(_id(check.id), text(check.name), tuple(blocks), level=2)]
    for question in asked:
        told: list[Block] = [Paragraph(text(question.help))]
        if question not in spots:
            told += _answer(catalogue, language, question)
        title = f"{text(question.prompt)} ({question.id})"
        made.append(Section(f"q-{_id(question.id)}", title, tuple(told), level=3))
    return made


def _answer(catalogue: Catalogue, language: Language, question: Question) -> list[Block]:
    """Where the answer is written or ticked, and how it was found."""
    word, text = language.word, language.text
    rows = _subjects(catalogue, language, question)
    found_by = " / ".join(terms.method(language, method) for method in question.methods)
    note = word("Found by ({methods}); note, or why it isn't known", methods=found_by)
    if isinstance(question, ScaleQuestion) and question.asked_of == "location":
        steps = tuple((f"{at}: {text(one.text)}", ()) for at, one in enumerate(question.steps))
        remarks = _table(_id(question.id), "", ("", note), [word("remarks")])
        return [Checklist(steps), remarks]
    if isinstance(question, ChecklistQuestion):
        states = [text(state.text) for state in question.states]
        if question.item_not_applicable:
            states.append(word("not applicable"))
        items = [text(item.text) for item in question.items]
        return [
            _table(f"items-{_id(question.id)}", "", ("", *states), items, "[  ]"),
            _table(_id(question.id), "", ("", note), [word("remarks")]),
        ]
    columns = ["", *_columns(language, question), note]
    legend = ""
    if isinstance(question, ScaleQuestion | MatrixQuestion):
        named = question.steps if isinstance(question, ScaleQuestion) else question.states
        legend = "; ".join(f"{at}: {text(one.text)}" for at, one in enumerate(named))
    return [_table(_id(question.id), legend, columns, rows)]


def _columns(language: Language, question: Question) -> list[str]:
    word = language.word
    unit = language.unit(question.unit)
    match question:
        case CompositeQuestion(parts=parts):
            return [
                f"{language.text(part.text)} ({language.unit(part.unit)})"
                if part.unit
                else language.text(part.text) + " (" + word("yes") + " / " + word("no") + ")"
                for part in parts.values()
            ]
        case ScaleQuestion():
            return [word("Step")]
        case MatrixQuestion():
            return [word("State")]
        case AgreeQuestion():
            return [word("1 (not at all) to 7 (wholly)")]
    if question.kind == "timed-log":
        moment = [word("moment")] if question.moments else []
        return [word("Seconds, or never"), *moment]
    if question.kind == "ratio":
        return [word("How many"), word("Of how many")]
    if question.kind == "mark-10":
        return [word("Mark from 1 to 10")]
    return [word("Answer ({unit})", unit=unit) if unit else word("Answer")]


def _subjects(catalogue: Catalogue, language: Language, question: Question) -> list[str]:
    """The lines of the table: what each answer is about."""
    word = language.word
    count = question.least if isinstance(question.least, int) else _ROWS
    match question.asked_of:
        case "location":
            if "shift" in question.also_of:
                return [terms.shift(language, one) for one in ("day", "evening", "night")]
            return [word("whole location")]
        case "shift":
            shifts = ("day", "evening", "night", "weekend")
            return [terms.shift(language, one) for one in shifts]
        case "technology":
            return [language.text(one.name) for one in catalogue.technologies.values()]
        case "pair" if isinstance(question, MatrixQuestion):
            names = {item.id: language.text(item.text) for item in question.systems}
            return [" – ".join(names[one] for one in pair.of) for pair in question.pairs]
        case "person":
            return [word("person {number}", number=at) for at in range(1, max(count, _ROWS) + 1)]
    return [str(at) for at in range(1, max(count, _ROWS) + 1)]


def _table(
    id_: str, caption: str, columns: Sequence[str], rows: Sequence[str], blank: str = _BLANK
) -> Table:
    """A table to write in; its first column says what each line is about."""
    empty = Cell(blank)
    return Table(
        id=f"t-{id_}",
        caption=caption,
        columns=tuple(Column(label, share=2 if at == 0 else 1) for at, label in enumerate(columns)),
        rows=tuple((Cell(row), *[empty] * (len(columns) - 1)) for row in rows),
    )


def _name(question: Question) -> str:
    return question.id.partition(".")[2]


def _id(id_: str) -> str:
    return id_.replace(".", "-")
