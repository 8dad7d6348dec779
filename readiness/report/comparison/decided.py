"""What management decided on measures, location by location, and how much of it is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from readiness.model.decision import Decided
from readiness.model.ids import organisation_id
from readiness.report import decided
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told

_MOST = 60


def section(told: Told, decisions: Collection[Decided]) -> Section | None:
    """Nothing where nothing was decided at the compared locations."""
    word, language = told.language.word, told.language
    names: dict[str, str] = {}
    for place in told.comparison.places:
        organisation = place.location.organisation
        # A measure of the whole organisation has its name in its id.
        names[organisation_id(organisation)] = organisation or word("the whole organisation")
    names |= {p.location.id: told.place(p.location) for p in told.comparison.places}
    held = [one for one in decisions if one.place in names]
    if not held:
        return None
    blocks: list[Block] = [
        Paragraph(word("Decided: {tally}", tally=decided.tally(held, language))),
        _table(told, held, names),
    ]
    failing = [
        f"{names[one.place]}, {view.name}: {view.seen}"
        for one, view in zip(held, decided.views(held, told.catalogue, language), strict=True)
        if view.fails
    ]
    if failing:
        heading = word("Done, and still found at a later visit")
        blocks.append(Bullets(tuple(failing), heading))
    return Section("decided", word("What was decided"), tuple(blocks))


def _table(told: Told, held: Collection[Decided], names: Mapping[str, str]) -> Table:
    word = told.language.word
    columns = (
        Column(word("Location or organisation"), share=4),
        Column(word("Decided with yes"), "number"),
        Column(word("Done"), "number"),
        Column(word("Checked"), "number"),
        Column(word("Still found"), "number"),
        Column(word("Later"), "number"),
        Column(word("No"), "number"),
    )
    rows = []
    for place in sorted({one.place for one in held}, key=lambda place: (names[place], place)):
        mine = [one for one in held if one.place == place]
        yes = [one for one in mine if one.answer == "yes"]
        counts = (
            len(yes),
            sum(one.there for one in yes),
            sum(one.checked for one in yes),
            sum(one.there and one.seen == "failed" for one in yes),
            sum(one.answer == "later" for one in mine),
            sum(one.answer == "no" for one in mine),
        )
        rows.append((Cell(names[place]), *(told.count(count) for count in counts)))
    caption = word("Decisions and progress")
    return Table("decided", caption, columns, tuple(rows), sortable=True, most=_MOST)
