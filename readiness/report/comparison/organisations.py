"""Organisations beside each other, no location of theirs recognisable."""

from __future__ import annotations

from readiness import terms
from readiness.compare.organisations import Organisation
from readiness.model.assessment import VERDICT_ORDER
from readiness.model.privacy import LEAST_GROUP
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import TONES, Told


def sections(told: Told) -> tuple[Section, ...]:
    """Domains, technologies and weak points by organisation."""
    return _domains(told), _technologies(told), _weak(told)


def name(told: Told, one: Organisation) -> str:
    return one.name or told.language.word("no organisation given")


def hidden(told: Told) -> str:
    """What is said of the groups that are too small to be shown."""
    found = told.comparison.organisations
    if not found.hidden_groups:
        return told.language.word(
            "Every organisation has {least} locations or more.", least=LEAST_GROUP
        )
    return told.language.word(
        "Organisations with fewer than {least} locations aren't shown, so that nobody can be "
        "recognised. Not shown: organisations {groups}, locations {locations}.",
        groups=found.hidden_groups,
        least=LEAST_GROUP,
        locations=found.hidden_locations,
    )


def _domains(told: Told) -> Section:
    word = told.language.word
    rows = []
    for one in told.comparison.organisations.shown:
        cells = [Cell(name(told, one)), told.count(one.locations)]
        for id_ in told.catalogue.domains:
            spread = one.domains.get(id_)
            if spread is None:
                cells.append(Cell(word("too few known"), tone="unknown"))
                continue
            mark = told.mark_of(spread.median)
            half = told.language.interval(spread.lower, spread.upper)
            text = f"{told.number(spread.median)} ({half})"
            cells.append(
                Cell(text, mark, str(spread.median), float(spread.median), TONES[mark.state])
            )
        rows.append(tuple(cells))
    columns = [Column(word("Organisation"), share=3), Column(word("Locations"), "number")]
    columns += [Column(told.domain(id_), "mark", 2) for id_ in told.catalogue.domains]
    note = word(
        "The median of the locations' scores; between brackets the middle half of them. A figure "
        "stands only where {least} locations or more have one.",
        least=LEAST_GROUP,
    )
    blocks: list[Block] = [Paragraph(note), Paragraph(hidden(told))]
    title = word("Organisations by domain")
    caption = word("Median score of each organisation in each domain")
    empty = word("No organisation has {least} locations or more.", least=LEAST_GROUP)
    blocks.append(
        Table("organisation-domains", caption, tuple(columns), tuple(rows), empty, True, True)
    )
    return Section("domains", title, tuple(blocks))


def _technologies(told: Told) -> Section:
    word = told.language.word
    marks = [terms.verdict(told.language, state) for state in reversed(VERDICT_ORDER)]
    shown = told.comparison.organisations.shown
    rows = []
    for id_ in told.catalogue.technologies:
        for one in shown:
            counts = one.verdicts[id_]
            rows.append(
                (
                    Cell(told.technology(id_)),
                    Cell(name(told, one)),
                    *(told.count(counts.get(state, 0)) for state in reversed(VERDICT_ORDER)),
                )
            )
    columns = (
        Column(word("Technology"), share=3),
        Column(word("Organisation"), share=3),
        *(Column(str(mark), "number", 2) for mark in marks),
    )
    caption = word("Locations by verdict, for each technology")
    table = Table("organisation-technologies", caption, columns, tuple(rows), sortable=True)
    return Section("technologies", word("Organisations by technology"), (table,))


def _weak(told: Told) -> Section:
    word = told.language.word
    found = told.comparison.organisations
    rows = tuple(
        (
            Cell(told.prompt(id_)),
            *(
                Cell(
                    word("{count} of {total}", count=one.weak[id_], total=one.locations),
                    None,
                    str(one.weak[id_]),
                    float(one.weak[id_]),
                )
                for one in found.shown
            ),
            Cell(told.repair(id_)),
        )
        for id_ in found.common
    )
    columns = (
        Column(word("Question"), share=4),
        *(Column(name(told, one), "number", 2) for one in found.shown),
        Column(word("What repairs it"), share=3),
    )
    title = word("Common weak points")
    caption = word("At how many locations a question is weak")
    table = Table("organisation-weak", caption, columns, rows, word("Nothing."), sortable=True)
    return Section("weak", title, (table,))
