"""How far the locations lie apart in each domain."""

from __future__ import annotations

from readiness.compare.spread import LEAST_OWN
from readiness.report.blocks import Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told


def section(told: Told) -> Section:
    word = told.language.word
    rows = []
    for id_ in told.catalogue.domains:
        spread = told.comparison.spreads.get(id_)
        if spread is None:
            rows.append((Cell(told.domain(id_)), told.count(0), *(Cell("–") for _ in range(5))))
            continue
        figures = (spread.least, spread.lower, spread.median, spread.upper, spread.most)
        rows.append(
            (Cell(told.domain(id_)), told.count(spread.count), *(told.figure(f) for f in figures))
        )
    columns = (
        Column(word("Domain"), share=3),
        Column(word("Locations"), "number"),
        Column(word("Lowest"), "number"),
        Column(word("Lower quartile"), "number"),
        Column(word("Median"), "number"),
        Column(word("Upper quartile"), "number"),
        Column(word("Highest"), "number"),
    )
    note = word(
        "Over the locations of which something is known in the domain. A quartile between two "
        "locations lies in proportion between them."
    )
    if len(told.comparison.places) >= LEAST_OWN:
        note += " " + word(
            "With {least} locations or more these own figures say more than those of the sector.",
            least=LEAST_OWN,
        )
    title = word("Spread of the scores")
    caption = word("Lowest, quartiles and highest score in each domain")
    table = Table("spread", caption, columns, tuple(rows), sortable=True)
    return Section("spread", title, (Paragraph(note), table))
