"""What changed since the last visit, what got worse on top."""

from __future__ import annotations

from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.location.sections.reader import Word, marked, word_of
from readiness.report.location.since import ChangeView
from readiness.report.location.view import LocationView


def since(view: LocationView) -> Section | None:
    """What changed since the last visit, regressions first."""
    if view.since is None:
        return None
    word, changed = word_of(view), view.since
    title = word("Changes since {day}", day=changed.day)
    if changed.refused:
        return Section("since", title, (Paragraph(changed.refused, "warn"),))
    blocks: list[Block] = [Paragraph(changed.note, "warn")] if changed.note else []
    rows = tuple(tuple(Cell(text) for text in row) for row in changed.facts)
    columns = (Column(word("What")), Column(word("Then"), share=2), Column(word("Now"), share=2))
    blocks.append(Table("since-whole", word("Then and now"), columns, rows))
    for id_, heading, found in (
        ("worse", word("Worse, or not known any more"), changed.worse),
        ("better", word("Better"), changed.better),
        ("found", word("Known now"), changed.found),
    ):
        if found:
            blocks.append(_changed(id_, heading, found, word))
    if not changed.worse:
        blocks.append(Paragraph(word("Nothing got worse.")))
    blocks.append(
        Paragraph(word("Answers known both times and unchanged: {count}.", count=changed.same))
    )
    return Section("since", title, tuple(blocks))


def _changed(id_: str, heading: str, found: tuple[ChangeView, ...], word: Word) -> Table:
    columns = (
        Column(word("What"), share=5),
        Column(word("Kind"), share=2),
        Column(word("Change"), "mark", share=2),
        Column(word("Then"), share=4),
        Column(word("Now"), share=4),
    )
    rows = tuple(
        (Cell(c.what), Cell(c.kind), marked(c.mark), Cell(c.before), Cell(c.after)) for c in found
    )
    return Table(f"since-{id_}", heading, columns, rows)
