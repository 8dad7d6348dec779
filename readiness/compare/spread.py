"""How far scores lie apart: quartiles, and who stands far from the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

from readiness.compare.place import Place
from readiness.model.content import Catalogue
from readiness.score.level import LEAST_COVERAGE

# Own figures replace those of the sector from this many locations (domain brief: 8 to 10).
LEAST_OWN = 8
# Fewer say nothing about who stands apart (our choice).
LEAST_FOR_OUTLIERS = 5
# Nearer to the median nobody stands apart, however close the others are together (our choice).
LEAST_DISTANCE = 10
# Tukey, Exploratory Data Analysis, 1977: beyond this many times the middle half.
FENCE = Fraction(3, 2)


@dataclass(frozen=True)
class Spread:
    """Lowest, quartiles and highest of the points of `count` locations."""

    count: int
    least: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    most: Fraction


@dataclass(frozen=True)
class Outlier:
    """A location that stands far from the others in a domain, on either side."""

    domain: str
    location: str
    point: Fraction
    median: Fraction
    side: Literal["above", "below"]


def spread(points: Sequence[Fraction], times: Sequence[int] | None = None) -> Spread | None:
    """The spread; None without any point. `times`: how often each occurs, else once.

    A quartile between two values lies in proportion between them (Hyndman and Fan 1996,
    type 7).
    """
    if not points:
        return None
    # Ten thousand fractions are sorted a hundred times faster as whole numbers of one unit.
    unit = lcm(*{point.denominator for point in points})
    whole = [point.numerator * (unit // point.denominator) for point in points]
    if times is not None:
        whole = [point for point, n in zip(whole, times, strict=True) for _ in range(n)]
    ordered = sorted(whole)
    least, lower, median, upper, most = (_quantile(ordered, quarter, unit) for quarter in range(5))
    return Spread(len(ordered), least, lower, median, upper, most)


def _quantile(ordered: Sequence[int], quarter: int, unit: int) -> Fraction:
    whole, rest = divmod((len(ordered) - 1) * quarter, 4)
    if not rest:
        return Fraction(ordered[whole], unit)
    return Fraction(ordered[whole] * (4 - rest) + ordered[whole + 1] * rest, 4 * unit)


def domain_spreads(catalogue: Catalogue, places: Sequence[Place]) -> dict[str, Spread]:
    """By domain, over the locations that have a point in it."""
    found = {}
    for number, domain in enumerate(catalogue.domains):
        points = (place.domains[number].point for place in places)
        made = spread([point for point in points if point is not None])
        if made is not None:
            found[domain] = made
    return found


def outliers(
    catalogue: Catalogue, places: Sequence[Place], spreads: dict[str, Spread]
) -> tuple[Outlier, ...]:
    """Who lies more than 1.5 times the middle half outside it, and 10 points from the median.

    Of whom less than 70 % is known, nobody can say that.
    """
    found = []
    for number, domain in enumerate(catalogue.domains):
        seen = spreads.get(domain)
        if seen is None or seen.count < LEAST_FOR_OUTLIERS:
            continue
        reach = FENCE * (seen.upper - seen.lower)
        below, above = seen.lower - reach, seen.upper + reach
        # Nearly all lie well inside: a glance at the float spares them exact arithmetic.
        inside = float(below) + 0.001, float(above) - 0.001
        for place in places:
            score = place.domains[number]
            point = score.point
            if point is None or score.coverage < LEAST_COVERAGE:
                continue
            if inside[0] < float(point) < inside[1]:
                continue
            if abs(point - seen.median) >= LEAST_DISTANCE and not below <= point <= above:
                side: Literal["above", "below"] = "above" if point > above else "below"
                found.append(Outlier(domain, place.location.id, point, seen.median, side))
    return tuple(found)
