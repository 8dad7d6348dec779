"""The goal tree of a technology, with its reasons in the table beside it."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Picture, Table
from readiness.report.location.goals import GoalView, OpenMust
from readiness.report.location.sections.reader import Word, marked
from readiness.report.pictures.goal_tree import Branch, goal_tree


def tree(goal: GoalView, word: Word) -> Picture:
    """From the technology through its open musts to the steps that open them."""
    missing = sum(must.mark.state == "fail" for must in goal.musts)
    title = word("Goal tree: {technology}", technology=goal.name)
    said = word(
        "{technology}. Musts that are missing: {missing}; not known yet: {unknown}. The table "
        "names the step for each.",
        technology=goal.name,
        missing=missing,
        unknown=len(goal.musts) - missing,
    )
    table = Table(
        f"goal-{goal.technology}",
        title,
        (
            Column(word("Asked"), share=4),
            Column(word("Outcome"), "mark", share=2),
            Column(word("Seen"), share=3),
            Column(word("Why"), share=4),
            Column(word("Next step"), share=3),
        ),
        tuple(_open(must) for must in goal.musts),
    )
    branches = [
        Branch(must.condition, must.mark.symbol, must.step, must.mark.state == "fail")
        for must in goal.musts
    ]
    return goal_tree(f"goal-{goal.technology}", title, said, goal.name, branches, table)


def _open(must: OpenMust) -> tuple[Cell, ...]:
    return (
        Cell(must.condition),
        marked(must.mark),
        Cell(must.seen),
        Cell(must.why),
        Cell(must.step),
    )
