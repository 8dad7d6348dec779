"""Systems and the couplings that are needed between them."""

from __future__ import annotations

from readiness.report.blocks import Cell, Column, Paragraph, Picture, Section, Table
from readiness.report.location.coupling import CouplingView
from readiness.report.location.sections.reader import Word, figure, word_of
from readiness.report.location.view import LocationView
from readiness.report.pictures.coupling import Line
from readiness.report.pictures.coupling import coupling as coupling_picture


def coupling(view: LocationView) -> Section | None:
    """Systems and the pairs that are needed."""
    if view.coupling is None:
        return None
    word, found = word_of(view), view.coupling
    return Section(
        "coupling",
        word("Coupling of systems"),
        (Paragraph(found.summary), _drawn(found, word)),
        new_page=True,
    )


def _drawn(found: CouplingView, word: Word) -> Picture:
    title = word("Which systems are coupled")
    columns = (
        Column(word("Pair of systems"), share=4),
        Column(word("State"), share=4),
        Column(word("Step"), "number"),
        Column(word("Weight"), "number"),
        Column(word("Must for"), share=3),
    )
    rows = tuple(
        (
            Cell(f"{pair.one} – {pair.other}"),
            Cell(pair.said),
            figure("?" if pair.state is None else str(pair.state), _number(pair.state)),
            figure(str(pair.weight), str(pair.weight)),
            Cell(pair.asked_by or "–"),
        )
        for pair in found.pairs
    )
    table = Table("pairs", word("Every pair that is needed"), columns, rows, sortable=True)
    lines = [Line(pair.one, pair.other, pair.state) for pair in found.pairs]
    legend = (*found.states, word("not known yet"))
    return coupling_picture("coupling", title, found.summary, found.systems, lines, legend, table)


def _number(state: int | None) -> str:
    return "" if state is None else str(state)
