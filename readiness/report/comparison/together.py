"""What locations share and what they can show each other."""

from __future__ import annotations

from readiness.compare.questions import LEAST_COMMON, LEAST_LESSON
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told


def weak_points(told: Told) -> Section:
    """What is weak at three locations or more, and the hard stops."""
    word = told.language.word
    rows = tuple(
        (
            Cell(told.prompt(one.question)),
            Cell(told.domain(told.catalogue.questions[one.question].domain)),
            Cell(
                word("{count} of {total}", count=len(one.weak), total=one.in_play),
                None,
                str(len(one.weak)),
                float(len(one.weak)),
            ),
            Cell(told.places(one.weak)),
            Cell(told.repair(one.question)),
        )
        for one in told.comparison.weak
    )
    columns = (
        Column(word("Question"), share=5),
        Column(word("Domain"), share=3),
        Column(word("Locations"), "number", 2),
        Column(word("Which ones"), share=6),
        Column(word("What repairs it"), share=4),
    )
    note = word(
        "Weak at {least} locations or more: solving it together costs less than solving it at "
        "each of them.",
        least=LEAST_COMMON,
    )
    empty = word("No question is weak at {least} locations or more.", least=LEAST_COMMON)
    title = word("Common weak points")
    caption = word("Questions that are weak at {least} locations or more", least=LEAST_COMMON)
    blocks: list[Block] = [
        Paragraph(note),
        Table("weak-points", caption, columns, rows, empty, sortable=True),
    ]
    if told.comparison.stops:
        blocks.append(_stops(told))
    return Section("weak", title, tuple(blocks))


def _stops(told: Told) -> Table:
    word = told.language.word
    rows = []
    for stop in told.comparison.stops:
        rule = told.catalogue.questions[stop.question].hard_stop
        said = told.prompt(stop.question) if rule is None else told.language.text(rule.text)
        rows.append(
            (
                Cell(said),
                told.count(len(stop.at)),
                Cell(told.places(stop.at)),
                Cell(told.repair(stop.question)),
            )
        )
    columns = (
        Column(word("Hard stop"), share=4),
        Column(word("Locations"), "number", 2),
        Column(word("Which ones"), share=6),
        Column(word("What repairs it"), share=4),
    )
    return Table("hard-stops", word("Hard stops that hold"), columns, tuple(rows))


def learning(told: Told) -> Section:
    """Who can show whom how it is done."""
    word = told.language.word
    rows = tuple(
        (
            Cell(told.check(lesson.check)),
            Cell(told.places(lesson.best)),
            told.figure(lesson.best_score),
            Cell(told.places(lesson.weakest)),
            told.figure(lesson.weakest_score),
            told.figure(lesson.best_score - lesson.weakest_score),
        )
        for lesson in told.comparison.lessons
    )
    columns = (
        Column(word("Check"), share=4),
        Column(word("Can show it"), share=5),
        Column(word("Score"), "number", 2),
        Column(word("Can come and look"), share=5),
        Column(word("Score"), "number", 2),
        Column(word("Difference"), "number", 2),
    )
    note = word(
        "For every check the best and the weakest location of which everything is known, where "
        "at least {least} points lie between them. A morning of walking along says more than "
        "this table.",
        least=LEAST_LESSON,
    )
    empty = word(
        "Nowhere do two wholly known locations lie {least} points apart.", least=LEAST_LESSON
    )
    title = word("Who can learn from whom")
    caption = word("The best and the weakest known location of each check")
    table = Table("learning", caption, columns, rows, empty, sortable=True)
    return Section("learn", title, (Paragraph(note), table))
