"""What is unknown: which visits or measurements would change the plan most."""

from __future__ import annotations

from fractions import Fraction

from readiness.answers import asked
from readiness.model.subject import LOCATION, stored
from readiness.plan.told.beside import number
from readiness.plan.told.document import FindOutPart
from readiness.report.blocks import Aside, Block, Cell, Column, Paragraph, Section, Table
from readiness.report.plan.told import Told

_MOST_VISITS, _MOST_ANSWERS, _MOST_NAMES = 20, 20, 4


def section(told: Told) -> Section:
    word, found = told.language.word, told.plan.find_out
    title = word("What is worth finding out first")
    if not found:
        said = word("Nothing: every verdict is decided.")
        return Section("find-out", title, (Paragraph(said),))
    note = word(
        "Nothing is bought for a verdict that is undecided. These visits would decide most: "
        "safety and technology in use first, then by the people that wait for the answers."
    )
    answers = Aside(word("The answers themselves"), (_answers(told),))
    blocks: list[Block] = [Paragraph(note), _visits(told), answers]
    return Section("find-out", title, tuple(blocks))


def _visits(told: Told) -> Table:
    word = told.language.word
    by: dict[str, list[FindOutPart]] = {}
    for one in told.plan.find_out:
        by.setdefault(one.location, []).append(one)

    def place(item: tuple[str, list[FindOutPart]]) -> tuple[int, Fraction, str]:
        first = min(one.stage for one in item[1])
        weight = sum((number(o.weight) for o in item[1] if o.stage == first), Fraction(0))
        return first, -weight, item[0]

    columns = (
        Column(word("Visit to"), share=3),
        Column(word("Answers to find"), "number", 1),
        Column(word("For"), share=2),
        Column(word("What waits for it"), share=5),
    )
    rows = []
    for location, mine in sorted(by.items(), key=place):
        waiting = dict.fromkeys(t for one in mine for t in one.technologies)
        rows.append(
            (
                Cell(told.place(location)),
                told.count(len(mine)),
                Cell(told.stage(min(one.stage for one in mine))),
                Cell(told.some([told.goal(t) for t in waiting], _MOST_NAMES)),
            )
        )
    caption = word("Visits to do, the one that decides most first")
    return Table("visits", caption, columns, tuple(rows), sortable=True, most=_MOST_VISITS)


def _asked(told: Told, one: FindOutPart) -> str:
    """The question, with the subject that lacks where it is answered for others."""
    question = told.catalogue.questions.get(one.question)
    if question is None:
        return one.question
    about = stored(one.about) if one.about else LOCATION
    return asked(told.language, told.catalogue, question, about)


def _answers(told: Told) -> Table:
    word = told.language.word
    columns = (
        Column(word("Location"), share=3),
        Column(word("Question"), share=5),
        Column(word("Why unknown"), share=3),
        Column(word("Decides"), "number", 1),
        Column(word("Opens if it turns out well"), share=4),
    )
    rows = tuple(
        (
            Cell(told.place(one.location)),
            Cell(_asked(told, one)),
            Cell(one.reason),
            told.count(len(one.technologies)),
            Cell(told.language.listed([told.goal(t) for t in one.opens]) or "–"),
        )
        for one in told.plan.find_out
    )
    caption = word(
        "Answers to find; decides: how many technologies, hard stops and legal duties wait for it"
    )
    return Table("answers", caption, columns, rows, sortable=True, most=_MOST_ANSWERS)
