"""Needs by class."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Paragraph, Section, Table
from readiness.report.location.needs import NeedGroup, NeedView
from readiness.report.location.sections.reader import Word, figure, labelled, word_of
from readiness.report.location.view import LocationView


def measures(view: LocationView) -> list[Section]:
    """All needs: what must come first on top."""
    word = word_of(view)
    intro = Paragraph(
        word(
            "Costs, days and lead times are assumptions to put measures in order; ask for "
            "quotations before deciding."
        ),
        "faint",
    )
    made = [Section("needs", word("Needs"), (Paragraph(view.needs.note), intro), new_page=True)]
    made += [_group(group, word) for group in view.needs.groups]
    return made


def _group(group: NeedGroup, word: Word) -> Section:
    columns = (
        Column(word("Measure"), share=3),
        Column(word("What it is and what it opens"), share=8),
        Column(word("Cost in the first year, from"), "number", share=2),
        Column(word("to"), "number", share=2),
        Column(word("Own effort and lead time"), share=3),
        Column(word("Who acts"), share=3),
    )
    rows = tuple(_need(number, need, word) for number, need in enumerate(group.needs, 1))
    total = Paragraph(labelled(word("Together (assumption)"), group.total))
    return Section(
        f"needs-{group.id}",
        group.name,
        (Table(f"need-{group.id}", group.meaning, columns, rows), total),
        2,
    )


def _need(number: int, need: NeedView, word: Word) -> tuple[Cell, ...]:
    told = [need.explanation]
    if need.change_project:
        told.append(word("A project of its own."))
    if need.reckoned:
        told.append(f"{need.reckoned}.".replace("..", "."))
    if need.yearly:
        told.append(word("Of this every year: {amount}.", amount=need.yearly))
    told += [*need.opens, labelled(word("What it repairs"), " ".join(need.repairs))]
    lead = labelled(word("Lead time"), need.lead)
    return (
        Cell(f"{number}. {need.name}"),
        Cell("\n".join(told)),
        figure(need.cost_low, need.exact_low),
        figure(need.cost_high, need.exact_high),
        Cell(f"{need.days}\n{lead}"),
        Cell(f"{need.who}\n{need.scope}"),
    )
