"""What stays unknown, and what it would decide."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Paragraph, Section, Table
from readiness.report.location.sections.reader import word_of
from readiness.report.location.view import LocationView


def unknown(view: LocationView) -> Section:
    """What stays unknown and what it would decide."""
    word = word_of(view)
    title = word("What stays unknown")
    if not view.unknowns:
        said = word("Everything that was in play is known.")
        return Section("unknown", title, (Paragraph(said),))
    columns = (
        Column(word("Question"), share=5),
        Column(word("Reason"), share=3),
        Column(word("Who can tell"), share=3),
        Column(word("What it would decide"), share=5),
        Column(word("Points of the score"), "number"),
    )
    rows = tuple(
        (
            Cell(u.prompt),
            Cell(u.reason),
            Cell(u.who),
            Cell("\n".join(u.decides) or "–"),
            Cell(u.points, number=u.exact_points),
        )
        for u in view.unknowns
    )
    caption = word(
        "The most deciding on top. Points: how much narrower the location's score becomes with "
        "the answer."
    )
    return Section("unknown", title, (Table("unknowns", caption, columns, rows),))
