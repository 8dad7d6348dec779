"""What counts how much in a plan: the organisation's own weights, and years."""

from __future__ import annotations

from decimal import Decimal

from readiness.plan.told.beside import number
from readiness.report.plan.told import Told


def own_weights(told: Told) -> list[str]:
    """Which technologies count otherwise than once; nothing where none does."""
    if not told.plan.weights:
        return []
    named = []
    for technology, weight in told.plan.weights.items():
        exact = number(weight)
        shown = told.language.decimal(Decimal(exact.numerator) / exact.denominator)
        named.append(f"{told.goal(technology)} ({shown})")
    return [
        told.language.word(
            "Own weights: {weights}. All other technology counts once.",
            weights=told.language.listed(named),
        )
    ]


def whole_years(told: Told) -> str:
    return told.language.word("A year counts whole when a measure is there by its end.")
