"""The verdict on each technology with its reasons, and the hard stops."""

from __future__ import annotations

from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    Tone,
)
from readiness.report.location.goals import GoalView
from readiness.report.location.sections.goal_tree import tree
from readiness.report.location.sections.reader import Word, marked, word_of
from readiness.report.location.technologies import RequirementView, TechnologyView
from readiness.report.location.view import LocationView

_TONE: dict[str, Tone] = {"not-yet": "bad", "undecided": "unknown", "ready": "good"}


def verdicts(view: LocationView) -> list[Section]:
    """An overview, then a part for each technology in use or wanted."""
    word = word_of(view)
    chosen = [technology for technology in view.technologies if technology.chosen]
    others = [technology for technology in view.technologies if not technology.chosen]
    blocks: list[Block] = [
        Paragraph(
            word(
                "In use first, risks on top; then what is wanted; then what could come later. "
                "Goal trees are read from left to right: the technology, what is open for it, "
                "the step that opens it. A dashed frame is not known yet."
            )
        ),
        _overview(view.technologies, word),
    ]
    made = [Section("technologies", word("Verdict per technology"), tuple(blocks), new_page=True)]
    trees = {goal.technology: goal for goal in view.goals}
    made += [_technology(technology, trees.get(technology.id), word) for technology in chosen]
    if others:
        made.append(
            Section("technologies-later", word("What could come later"), (_later(others, word),), 2)
        )
    return made


def _overview(technologies: tuple[TechnologyView, ...], word: Word) -> Table:
    rows = tuple(
        (
            Cell(t.name, link=f"technology-{t.id}" if t.chosen else "technologies-later"),
            Cell(t.use),
            marked(t.mark, word("(risk)") if t.risk else ""),
            Cell(t.musts),
            Cell(t.shoulds),
        )
        for t in technologies
    )
    columns = (
        Column(word("Technology"), share=4),
        Column(word("Use"), share=2),
        Column(word("Verdict"), "mark", share=3),
        Column(word("Musts met"), share=2),
        Column(word("Recommended met"), share=2),
    )
    return Table("verdicts", word("All technologies"), columns, rows, sortable=True)


def _technology(technology: TechnologyView, goal: GoalView | None, word: Word) -> Section:
    mark = technology.mark
    blocks: list[Block] = [
        Paragraph(f"{mark}. {technology.meaning}", _TONE.get(mark.state, "plain")),
        Paragraph(technology.summary, "faint"),
    ]
    if goal is not None:
        blocks.append(tree(goal, word))
    if technology.conditions:
        blocks.append(_conditions(technology, word))
    if technology.recommended:
        items = tuple(
            word(
                "{condition}. Seen: {seen}. Remedy: {remedy}",
                condition=one.condition,
                seen=one.seen,
                remedy=one.remedy,
            )
            for one in technology.recommended
        )
        blocks.append(Aside(word("Recommended, not there yet"), (Bullets(items),)))
    if technology.met:
        items = tuple(f"✓ {one.condition} ({one.seen})" for one in technology.met)
        blocks.append(Aside(word("Already in place"), (Bullets(items),)))
    title = f"{technology.name} ({technology.use})"
    return Section(f"technology-{technology.id}", title, tuple(blocks), 2)


def _conditions(technology: TechnologyView, word: Word) -> Table:
    columns = (
        Column(word("Asked"), share=4),
        Column(word("Seen"), share=3),
        Column(word("Why"), share=4),
    )
    rows = tuple(_condition(one, word) for one in technology.conditions)
    return Table(f"conditions-{technology.id}", word("Conditions"), columns, rows)


def _condition(one: RequirementView, word: Word) -> tuple[Cell, ...]:
    kind = "" if one.kind == word("must") else f" ({one.kind})"
    return Cell(f"{one.condition}{kind}"), Cell(one.seen), Cell(f"{one.why} [{one.sources}]")


def _later(others: list[TechnologyView], word: Word) -> Table:
    rows = tuple(
        (
            Cell(technology.name),
            marked(technology.mark),
            Cell("; ".join(one.condition for one in technology.failed) or "–"),
            Cell("; ".join(one.condition for one in technology.unknown) or "–"),
        )
        for technology in others
    )
    columns = (
        Column(word("Technology"), share=3),
        Column(word("Verdict"), "mark", share=2),
        Column(word("What is missing"), share=5),
        Column(word("Still to find out"), share=5),
    )
    caption = word("Technology that is neither in use nor wanted")
    return Table("later", caption, columns, rows)


def hard_stops(view: LocationView) -> Section:
    """What keeps the level at 1, and what can't be ruled out."""
    word = word_of(view)
    blocks: list[Block] = []
    if view.hard_stops.stops:
        rows = tuple(
            (
                Cell(stop.text),
                marked(stop.mark),
                Cell(stop.seen or "–"),
                Cell(stop.prompt),
                Cell(stop.remedy),
            )
            for stop in view.hard_stops.stops
        )
        columns = (
            Column(word("Hard stop"), share=4),
            Column(word("Outcome"), "mark", share=2),
            Column(word("Seen"), share=3),
            Column(word("Question"), share=4),
            Column(word("Remedy"), share=3),
        )
        blocks.append(Table("stops", word("Raised, or not ruled out"), columns, rows))
    blocks.append(Paragraph(view.hard_stops.note))
    return Section("hard-stops", word("Hard stops"), tuple(blocks))
