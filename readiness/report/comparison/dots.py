"""A dot plot for each domain, with the spread beside it and who stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.compare.place import Place
from readiness.compare.spread import FENCE, LEAST_DISTANCE, LEAST_FOR_OUTLIERS, Outlier, Spread
from readiness.report.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Table
from readiness.report.comparison.told import Told
from readiness.report.pictures.dots import Dot, dots
from readiness.score.level import LEAST_COVERAGE

# As many lines as fit one page of A4 under a heading.
_A_PAGE = 36


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
    for number, id_ in enumerate(told.catalogue.domains):
        for start in range(0, len(told.comparison.places), _A_PAGE):
            blocks.append(_picture(told, number, id_, start))
    return Section("dots", word("Domain by domain"), tuple(blocks), new_page=True)


def _picture(told: Told, number: int, id_: str, start: int) -> Block:
    word = told.language.word
    places = told.comparison.places[start : start + _A_PAGE]
    title = told.domain(id_)
    if len(told.comparison.places) > _A_PAGE:
        title = word(
            "{domain}: {first} to {last}",
            domain=title,
            first=told.place(places[0].location),
            last=told.place(places[-1].location),
        )
    spread = told.comparison.spreads.get(id_)
    median = (
        None
        if spread is None or spread.count < 2
        else (float(spread.median), word("median {number}", number=spread.median))
    )
    name = f"dots-{id_}" if start == 0 else f"dots-{id_}-{start // _A_PAGE + 1}"
    return dots(
        name,
        title,
        _described(told, spread),
        [_dot(told, place, number) for place in places],
        _table(told, name, title, places, number),
        median,
    )


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
    """All who stand apart in one domain on one side, with their points."""
    word = told.language.word
    names = tuple(f"{told.place(one.location)} ({told.number(one.point)})" for one in found)
    values = {"domain": told.domain(domain), "median": found[0].median, "locations": names}
    if side == "above":
        return word("{domain}, above the others (median {median}): {locations}.", **values)
    return word("{domain}, below the others (median {median}): {locations}.", **values)
