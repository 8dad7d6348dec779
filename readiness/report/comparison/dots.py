"""A dot plot for each domain, with the spread beside it and who stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.compare.place import Place
from readiness.compare.spread import FENCE, LEAST_DISTANCE, LEAST_FOR_OUTLIERS, Outlier, Spread
from readiness.report.blocks import Aside, Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told
from readiness.report.pictures.crowd import crowd
from readiness.report.pictures.dots import Dot, dots
from readiness.score.level import LEAST_COVERAGE

# As many lines as fit one page of A4 under a heading.
_A_PAGE = 36
# Of many locations so many are named, those furthest from the middle.
_MOST_APART = 8


def section(told: Told) -> Section:
    """Every domain: its picture, and who stands far from the middle."""
    word = told.language.word
    blocks: list[Block] = [
        Paragraph(
            word(
                "The dot is the score over what is known, the line runs from the lowest to the "
                "highest score that is still possible. A hollow dot: less than 70 % is known. The "
                "dashed line is the median of the locations."
            )
        )
    ]
    blocks += _apart(told)
    if len(told.comparison.places) <= _A_PAGE:
        blocks += [_picture(told, number, id_) for number, id_ in enumerate(told.catalogue.domains)]
    else:
        blocks.append(Paragraph(_how_crowds_are_read(told)))
        blocks += [_crowd(told, number, id_) for number, id_ in enumerate(told.catalogue.domains)]
        caption = word("How much is known of each domain")
        blocks.append(Aside(caption, (_known(told, caption),), paper=False))
    return Section("dots", word("Domain by domain"), tuple(blocks), new_page=True)


def _picture(told: Told, number: int, id_: str) -> Block:
    """A line for each location."""
    spread = told.comparison.spreads.get(id_)
    places, name, title = told.comparison.places, f"dots-{id_}", told.domain(id_)
    return dots(
        name,
        title,
        _described(told, spread),
        [_dot(told, place, number) for place in places],
        _table(told, name, title, places, number),
        _median(told, spread),
    )


def _crowd(told: Told, number: int, id_: str) -> Block:
    """A column for each location: their figures stand in the table of all domains."""
    spread = told.comparison.spreads.get(id_)
    apart = {one.location for one in told.comparison.outliers if one.domain == id_}
    places = told.comparison.places
    return crowd(
        f"dots-{id_}",
        told.domain(id_),
        _described(told, spread),
        [_dot(told, place, number) for place in places],
        {at for at, place in enumerate(places) if place.location.id in apart},
        _median(told, spread),
    )


def _how_crowds_are_read(told: Told) -> str:
    return told.language.word(
        "Every location is a column, from left to right in the order of their names; the letters "
        "say where a name begins. Names stand beside those who are apart, as far as there is "
        "room. The table of locations by domain holds the figures of all."
    )


def _known(told: Told, caption: str) -> Table:
    """How much is known, which the pictures of a crowd show by hollow dots alone."""
    word = told.language.word
    rows = tuple(
        (Cell(name), *(told.percent(score.coverage) for score in place.domains))
        for name, place in told.by_location(told.comparison.places)
    )
    columns = [Column(word("Location"), share=3)]
    columns += [Column(told.domain(id_), "number", 2) for id_ in told.catalogue.domains]
    return Table("domains-known", caption, tuple(columns), rows, sortable=True)


def _median(told: Told, spread: Spread | None) -> tuple[float, str] | None:
    if spread is None or spread.count < 2:
        return None
    return float(spread.median), told.language.word("median {number}", number=spread.median)


def _dot(told: Told, place: Place, number: int) -> Dot:
    score = place.domains[number]
    return Dot(
        told.place(place.location),
        None if score.low is None else float(score.low),
        None if score.high is None else float(score.high),
        None if score.point is None else float(score.point),
        told.span(score),
        told.mark(score).state == "unknown",
    )


def _described(told: Told, spread: Spread | None) -> str:
    word = told.language.word
    if spread is None:
        return word("Nothing is known of this domain yet.")
    if spread.count == 1:
        return word("Known at one location, with the score {score}.", score=spread.median)
    return word(
        "Points of {count} locations lie between {least} and {most}; the median is {median}, and "
        "the middle half lies between {lower} and {upper}.",
        count=spread.count,
        least=spread.least,
        most=spread.most,
        median=spread.median,
        lower=spread.lower,
        upper=spread.upper,
    )


def _table(told: Told, id_: str, title: str, places: Sequence[Place], number: int) -> Table:
    word = told.language.word
    rows = []
    for place in places:
        score = place.domains[number]
        ends = [
            Cell("–") if end is None else told.figure(end)
            for end in (score.point, score.low, score.high)
        ]
        rows.append((Cell(told.place(place.location)), *ends, told.percent(score.coverage)))
    columns = (
        Column(word("Location"), share=3),
        Column(word("Score"), "number"),
        Column(word("Lowest"), "number"),
        Column(word("Highest"), "number"),
        Column(word("Known"), "number"),
    )
    return Table(f"{id_}-figures", title, columns, tuple(rows), sortable=True)


def _apart(told: Told) -> list[Block]:
    word = told.language.word
    rule = word(
        "A location stands apart when it lies more than {fence} times the middle half outside it, "
        "and at least {distance} points from the median, among {least} locations or more, and "
        "{known} or more is known of it. It is no fault: look at what is different there.",
        fence=FENCE,
        distance=LEAST_DISTANCE,
        least=LEAST_FOR_OUTLIERS,
        known=told.language.percent(LEAST_COVERAGE),
    )
    sides: dict[tuple[str, str], list[Outlier]] = {}
    for one in told.comparison.outliers:
        sides.setdefault((one.domain, one.side), []).append(one)
    found = [_side(told, *key, sides[key]) for key in sides]
    if not found:
        found = [word("No location stands apart.")]
    return [Bullets(tuple(found), word("Who stands apart")), Paragraph(rule, "faint")]


def _side(told: Told, domain: str, side: str, found: Sequence[Outlier]) -> str:
    """Who stands apart in one domain on one side, with their points; of many the furthest."""
    word = told.language.word
    furthest = sorted(found, key=lambda one: -abs(one.point - one.median))
    named = {one.location for one in (furthest[:_MOST_APART] if told.many else furthest)}
    names = [
        f"{told.place(one.location)} ({told.number(one.point)})"
        for one in found
        if one.location in named
    ]
    listed = told.language.listed(names)
    if len(names) < len(found):
        listed = word("{names} and {count} more", names=listed, count=len(found) - len(names))
    values = {"domain": told.domain(domain), "median": found[0].median, "locations": listed}
    if side == "above":
        return word("{domain}, above the others (median {median}): {locations}.", **values)
    return word("{domain}, below the others (median {median}): {locations}.", **values)
