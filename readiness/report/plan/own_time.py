"""The working time of the organisation's own people that stands in the amounts."""

from __future__ import annotations

from readiness.plan.told.beside import number
from readiness.plan.told.document import MeasurePart
from readiness.report.plan.told import Told


def said(told: Told) -> list[str]:
    """How much of what is spent it is, and at what rate; nothing where there is none."""
    plan = told.plan
    if not number(plan.own_time) or plan.hourly_rate is None:
        return []
    return [
        told.language.word(
            "Of what is spent {euros} is working time of the organisation's own people outside "
            "ICT, at {rate} an hour (an assumption).",
            euros=told.euros(plan.own_time),
            rate=f"€\u00a0{told.language.number(number(plan.hourly_rate), 2)}",
        )
    ]


def method(told: Told) -> list[str]:
    """How own people's time is counted, and that ICT's is not."""
    return [
        " ".join([one, told.language.word("ICT's own days are counted in days, not in euros.")])
        for one in said(told)
    ]


def whose_price(told: Told, one: MeasurePart) -> str:
    """Whether a price is the organisation's own, and with how much own people's time."""
    word = told.language.word
    if not number(one.own_time.high):
        return word("own price") if one.own_price else word("assumption")
    euros = told.euros(one.own_time.mid)
    if one.own_price:
        return word("own price, plus {euros} own time", euros=euros)
    return word("assumption, {euros} of it own time", euros=euros)
