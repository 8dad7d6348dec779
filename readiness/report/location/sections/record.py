"""Every question with its answer, corrections, and how the report was made."""

from __future__ import annotations

from readiness.language import Language
from readiness.report import glossary
from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Paragraph,
    Section,
    Table,
)
from readiness.report.location.questions import CheckView, DomainQuestions, QuestionView
from readiness.report.location.sections.reader import Word, figure, labelled, marked, word_of
from readiness.report.location.view import LocationView


def facts(view: LocationView) -> Section:
    """What was known of the location itself."""
    word = word_of(view)
    return Section("facts", word("The location"), (Facts(view.title.facts),))


def corrections(view: LocationView) -> Section | None:
    """Answers that were changed after closing."""
    if not view.title.corrections:
        return None
    word = word_of(view)
    columns = (
        Column(word("Question"), share=4),
        Column(word("About"), share=2),
        Column(word("Answer"), share=3),
        Column(word("Reason"), share=3),
        Column(word("Assessor"), share=2),
    )
    rows = tuple(
        tuple(Cell(text) for text in (c.question, c.subject or "–", c.answer, c.reason, c.taken))
        for c in view.title.corrections
    )
    note = Paragraph(word("These answers were changed after the visit was closed."))
    title = word("Corrections after closing")
    return Section("corrections", title, (note, Table("corrections", title, columns, rows)))


def questions(view: LocationView) -> Section:
    """Every question, by domain and check."""
    word = word_of(view)
    intro = Paragraph(word("Each answer with what is good, what it came to, and how it was found."))
    domains = (_domain(domain, word) for domain in view.questions)
    return Section("questions", word("Every question"), (intro, *domains), new_page=True)


def _domain(domain: DomainQuestions, word: Word) -> Aside:
    blocks: list[Block] = []
    for check in domain.checks:
        if check.questions:
            blocks.append(_check(check, word))
        if check.not_asked:
            heading = word("Not asked at this visit ({check})", check=check.name)
            blocks.append(Bullets(check.not_asked, heading))
    return Aside(domain.name, tuple(blocks))


def _check(check: CheckView, word: Word) -> Table:
    columns = (
        Column(word("Question"), share=4),
        Column(word("Answer"), share=5),
        Column(word("Outcome"), "mark", share=2),
        Column(word("At worst"), "number"),
        Column(word("Score"), "number"),
        Column(word("At best"), "number"),
        Column(word("How we know, and source of the threshold"), share=4),
    )
    caption = word(
        "{check}: score {score}, {coverage}",
        check=check.name,
        score=check.score,
        coverage=check.coverage,
    )
    rows = tuple(_question(question, word) for question in check.questions)
    return Table(f"check-{check.id}", caption, columns, rows)


def _question(question: QuestionView, word: Word) -> tuple[Cell, ...]:
    told = [labelled(word("Good is"), question.good)]
    told += [part for part in (question.seen, question.reason) if part]
    for one in question.answers:
        told.append(f"{one.subject}: {one.value}" if one.subject else one.value)
        if one.note:
            told.append(labelled(word("Note"), one.note))
    told += question.remarks
    told += [f"! {warning}" for warning in question.warnings]
    if question.steps:
        told.append("; ".join(question.steps))
    basis = [part for part in (question.evidence, question.taken, *question.instruments) if part]
    basis.append(labelled(word("Source"), question.sources))
    basis.append(question.id)
    ends = question.ends
    return (
        Cell(question.prompt),
        Cell("\n".join(told)),
        marked(question.mark, "" if question.counted else word("(not counted)")),
        figure(ends.low, ends.exact_low),
        figure(ends.point, ends.exact_point),
        figure(ends.high, ends.exact_high),
        Cell("\n".join(basis)),
    )


def method(view: LocationView) -> list[Section | None]:
    """How it was scored, the ruler, sources, and the words explained."""
    word = word_of(view)
    sources = Table(
        "sources",
        word("Every source behind a question or a requirement"),
        (
            Column(word("Source")),
            Column(word("Title"), share=5),
            Column(word("Published by or at"), share=4),
        ),
        tuple(
            (Cell(source.tag), Cell(source.title), Cell(source.where))
            for source in view.method.sources
        ),
    )
    made: list[Section | None] = [
        Section(
            "method",
            word("Method"),
            (
                Bullets(view.method.scoring),
                Paragraph(view.method.disclaimer, "warn"),
                Facts(view.method.facts),
            ),
            new_page=True,
        ),
        Section("sources", word("Sources"), (sources,), 2),
    ]
    made.append(glossary.section(view.glossary, Language(view.language)))
    return made
