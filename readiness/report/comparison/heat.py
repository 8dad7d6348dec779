"""Two tables to see at a glance: locations by domain and locations by technology."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import terms
from readiness.compare.scored import ScoredVerdict
from readiness.report.blocks import Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import TONES, Told

# With more columns the names above them no longer fit a page.
_MOST_COLUMNS = 8


def domains(told: Told) -> Section:
    """Locations by domain: symbol, point and interval."""
    word = told.language.word
    columns = [Column(word("Location"), share=3)]
    columns += [Column(told.domain(id_), "mark", 2) for id_ in told.catalogue.domains]
    rows = tuple(
        (Cell(name), *(told.score(score) for score in place.domains))
        for name, place in told.by_location(told.comparison.places)
    )
    note = word(
        "The figure is the score over what is known, from 0 to 100. Between brackets stand the "
        "lowest and the highest score that are still possible with what isn't known yet. The "
        "locations stand in the order of their names: a place in this list says nothing."
    )
    caption = word("Score of each location in each domain")
    table = Table("domains", caption, tuple(columns), rows, sortable=True, heat=True)
    return Section("domains", word("Locations by domain"), (Paragraph(note), table))


def technologies(told: Told) -> Section:
    """Locations by technology: the verdict, and how many musts are open."""
    word = told.language.word
    note = word(
        "The figure says how many necessary conditions are not met (✗), or how many are still to "
        "be found out (?). • stands where the technology is in use, ○ where it is wanted."
    )
    at: dict[str, list[str]] = {}
    for place in told.comparison.places:
        for verdict in place.verdicts:
            if verdict.in_use and verdict.state == "not-yet":
                at.setdefault(verdict.technology, []).append(place.location.id)
    risks = [
        f"{told.technology(id_)}: {told.places(at[id_])}"
        for id_ in told.catalogue.technologies
        if id_ in at
    ]
    blocks: list[Paragraph | Bullets | Table] = [Paragraph(note), *_tables(told)]
    heading = word("In use while a necessary condition is not met: to be repaired first")
    if risks:
        blocks.insert(0, Bullets(tuple(risks), heading))
    return Section("technologies", word("Locations by technology"), tuple(blocks))


def _tables(told: Told) -> Iterator[Table]:
    word = told.language.word
    ids = list(told.catalogue.technologies)
    parts = -(-len(ids) // _MOST_COLUMNS)
    for part in range(parts):
        chosen = ids[part * _MOST_COLUMNS : (part + 1) * _MOST_COLUMNS]
        columns = [Column(word("Location"), share=3)]
        columns += [Column(told.technology(id_), "mark", 2) for id_ in chosen]
        rows = []
        for name, place in told.by_location(told.comparison.places):
            verdicts = {verdict.technology: verdict for verdict in place.verdicts}
            rows.append((Cell(name), *(_verdict(told, verdicts[id_]) for id_ in chosen)))
        numbers = {"part": part + 1, "parts": parts}
        caption = word("Verdict for each technology ({part} of {parts})", **numbers)
        id_ = f"technologies-{part + 1}"
        yield Table(id_, caption, tuple(columns), tuple(rows), sortable=True, heat=True)


def _verdict(told: Told, verdict: ScoredVerdict) -> Cell:
    mark = terms.verdict(told.language, verdict.state)
    count = len(verdict.failed) if verdict.state == "not-yet" else len(verdict.unknown)
    shown = str(count) if verdict.state in ("not-yet", "undecided") else ""
    use = "•" if verdict.in_use else "○" if verdict.wanted else ""
    order = ("not-yet", "undecided", "ready-with-conditions", "ready", "not-applicable")
    return Cell(
        f"{shown} {use}".strip(), mark, shown, float(order.index(verdict.state)), TONES[mark.state]
    )
