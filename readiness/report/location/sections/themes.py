"""The findings under the themes of the Inspectorate's framework."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Paragraph, Section, Table
from readiness.report.location.sections.reader import marked, word_of
from readiness.report.location.view import LocationView
from readiness.terms import Mark


def themes(view: LocationView) -> Section:
    """Each finding under a theme of the Inspectorate's framework."""
    word = word_of(view)
    columns = (
        Column(word("Theme"), share=3),
        Column(word("Finding"), share=5),
        Column(word("Outcome"), "mark", share=2),
        Column(word("Seen"), share=3),
        Column(word("Remedy"), share=3),
    )
    rows: list[tuple[Cell, ...]] = []
    for theme in view.themes.themes:
        for finding in theme.findings:
            rows.append(
                (
                    Cell(theme.name),
                    Cell(finding.prompt),
                    marked(finding.mark),
                    Cell(finding.seen),
                    Cell(finding.remedy),
                )
            )
        if not theme.findings:
            none = Mark("not-applicable", "–", word("no finding"))
            in_order = word("in order: {count}", count=theme.in_order)
            rows.append((Cell(theme.name), Cell(in_order), Cell("", none), Cell("–"), Cell("–")))
    title = word("Findings by theme of the Inspectorate")
    caption = word("Everything that is to be repaired, under the theme it belongs to")
    table = Table("themes", caption, columns, tuple(rows), sortable=True)
    return Section("themes", title, (Paragraph(view.themes.disclaimer), table))
