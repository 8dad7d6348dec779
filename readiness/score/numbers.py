"""Exact arithmetic of scores: curves, medians, the Wilson interval, rounding.

Everything is a `Fraction` made from decimal text, so that neither the order of
input nor the machine can change a byte of what comes out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

# An event that never came: later than any number of seconds.
NEVER = math.inf
Amount = Fraction | float

# The 97.5th percentile of the normal distribution, for 95 % intervals.
_Z = Fraction("1.959963984540054")
_PERCENT = 100


@lru_cache(maxsize=1 << 16)
def exact(number: Decimal) -> Fraction:
    """The fraction that a decimal is. The same few hundred figures come back all the time."""
    return Fraction(number)


@lru_cache(maxsize=1 << 15)
def on_curve(points: tuple[tuple[Decimal, Decimal], ...], x: Amount) -> Fraction:
    """The score at `x`: linear between points sorted by x, flat outside."""
    if x <= exact(points[0][0]):
        return exact(points[0][1])
    if x >= exact(points[-1][0]):
        return exact(points[-1][1])
    at = Fraction(x)
    for (x0, y0), (x1, y1) in pairwise(points):
        if at <= exact(x1):
            left, right = exact(x0), exact(x1)
            low, high = exact(y0), exact(y1)
            return low + (high - low) * (at - left) / (right - left)
    raise AssertionError("x lies between the first and the last point")


def in_order(amounts: Iterable[Amount]) -> list[Amount]:
    """The amounts, least first.

    Rounding keeps their order, so the fractions themselves, slow to compare, are looked at
    only where they round to the same number.
    """
    return sorted(amounts, key=lambda amount: (float(amount), amount))


def median(amounts: Iterable[Amount]) -> Amount:
    """The middle one; of an even number the mean of the two in the middle."""
    ordered = in_order(amounts)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    if ordered[half] == NEVER:
        return NEVER
    return (Fraction(ordered[half - 1]) + Fraction(ordered[half])) / 2


def worse_middle(amounts: Iterable[Amount]) -> Amount:
    """The middle one; of an even number the lower of the two in the middle."""
    ordered = in_order(amounts)
    return ordered[(len(ordered) - 1) // 2]


def wilson_low_is_under(count: int, total: int, share: Fraction) -> bool:
    """Whether the low end of the Wilson 95 % interval of count/total is under `share`.

    Exact, without a square root: `share` lies above the low end unless it lies
    outside the interval on the low side.
    """
    seen = Fraction(count, total)
    if seen <= share:
        return True
    return (seen - share) ** 2 < _Z * _Z * share * (1 - share) / total


def wilson(count: int, total: int) -> tuple[Fraction, Fraction]:
    """The Wilson 95 % interval of count/total in percent, rounded to 0.001.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.
    """
    seen, z2 = Fraction(count, total), _Z * _Z
    middle = seen + z2 / (2 * total)
    inner = z2 * (seen * (1 - seen) / total + z2 / (4 * total * total))
    # The root to 12 places, from whole numbers.
    scale = 10**12
    root = Fraction(math.isqrt(int(inner * scale * scale)), scale)
    divisor = 1 + z2 / total
    low, high = (middle - root) / divisor, (middle + root) / divisor
    return (
        max(Fraction(0), half_up(low * _PERCENT, 3)),
        min(Fraction(_PERCENT), half_up(high * _PERCENT, 3)),
    )


def half_up(number: Fraction, places: int = 1) -> Fraction:
    """Rounded to so many decimal places; a half goes up."""
    scale = 10**places
    return Fraction(math.floor(number * scale + Fraction(1, 2)), scale)
