"""How much is known of each location, and how old it is; what isn't compared and why."""

from __future__ import annotations

from readiness import terms
from readiness.compare.in_play import Why
from readiness.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told
from readiness.score.level import LEAST_COVERAGE


def section(told: Told) -> Section:
    """Each location's last visit: when, open or closed, how much is known."""
    word = told.language.word
    rows = tuple(
        (
            Cell(name),
            Cell(place.location.organisation or "–"),
            Cell(place.location.region or "–"),
            Cell(terms.kind(told.language, place.location.kind)),
            Cell(told.language.day(place.visit.date), sort=place.visit.date),
            Cell(word("closed") if place.visit.closed else word("open")),
            told.count(place.age),
            told.percent(place.coverage),
            Cell(
                word("{known} of {in_play}", known=place.known, in_play=place.in_play),
                None,
                str(place.known),
                float(place.known),
            ),
            told.count(place.visits),
        )
        for name, place in told.by_location(told.comparison.places)
    )
    columns = (
        Column(word("Location"), share=3),
        Column(word("Organisation"), share=2),
        Column(word("Region"), share=2),
        Column(word("Kind"), share=2),
        Column(word("Last visit"), share=2),
        Column(word("State")),
        Column(word("Days ago"), "number"),
        Column(word("Known"), "number"),
        Column(word("Questions known"), "number"),
        Column(word("Visits"), "number"),
    )
    note = word(
        "Days are counted to {day}. Under {least} known a score says little yet.",
        day=told.language.day(told.comparison.day),
        least=told.language.percent(LEAST_COVERAGE),
    )
    title = word("Coverage and age of each visit")
    caption = word("The last visit of each location")
    table = Table("coverage", caption, columns, rows, sortable=True)
    return Section("coverage", title, (Paragraph(note), table))


def left_out(told: Told) -> Section:
    """Locations, visits and questions outside the comparison, each with its reason."""
    word = told.language.word
    comparison = told.comparison
    rows = tuple(
        (
            Cell(told.place(one.location)),
            Cell(told.language.day(one.date) if one.date else "–", sort=one.date),
            Cell(told.language.say(one.reason)),
            Cell(
                word("the location isn't compared")
                if one.whole
                else word("this visit is missing from the changes")
            ),
        )
        for one in comparison.left_out
    )
    columns = (
        Column(word("Location"), share=2),
        Column(word("Visit")),
        Column(word("Why"), share=4),
        Column(word("What it means"), share=3),
    )
    blocks: list[Block] = [
        Table("left-out", word("Locations and visits"), columns, rows, word("Nothing.")),
        Paragraph(
            word(
                "Core questions always count. Others count when they are in play at every compared "
                "location by something else than a wish, so that wishing for a technology changes "
                "nobody's figures."
            )
        ),
        _questions(told),
    ]
    return Section("left-out", word("What isn't compared"), tuple(blocks))


def _questions(told: Told) -> Table:
    word = told.language.word
    why: dict[Why, str] = {
        "not-everywhere": word("not in play everywhere"),
        "wish": word("somewhere in play only by a wish"),
        "nowhere": word("in play nowhere"),
    }
    rows = tuple(
        (
            Cell(told.prompt(one.question)),
            Cell(told.domain(told.catalogue.questions[one.question].domain)),
            told.count(len(one.at)),
            told.count(len(one.wished)),
            Cell(why[one.why]),
        )
        for one in told.comparison.not_compared
    )
    columns = (
        Column(word("Question"), share=5),
        Column(word("Domain"), share=2),
        Column(word("In play at"), "number"),
        Column(word("of which by a wish"), "number"),
        Column(word("Why"), share=2),
    )
    return Table("questions-left-out", word("Questions that aren't compared"), columns, rows)
