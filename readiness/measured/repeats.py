"""A repeat keeps what it replaces."""

from __future__ import annotations

from decimal import Decimal

from readiness.model.answer import NO_LINK, plain
from readiness.model.earlier import Earlier, earlier
from readiness.model.revision import Known
from readiness.model.subject import Subject
from readiness.model.value import Number
from readiness.model.visit import Visit

# A spot that is measured over and over stays readable.
MOST_EARLIER = 10


def kept_earlier(visit: Visit, question: str, spot: Subject) -> dict[str, list[dict[str, str]]]:
    """What was measured of this before, newest last, for the instrument of a new answer."""
    kept = earlier(visit, question, spot)
    for held in visit.about(question, spot):
        if held.method == "measured" and isinstance(held.answer, Known):
            value = held.answer.value
            amount = plain(value.amount) if isinstance(value, Number) else NO_LINK
            kept.append(Earlier(held.at, amount, str(held.instrument.get("how", ""))))
    rows = [one._asdict() for one in kept[-MOST_EARLIER:]]
    return {"earlier": rows} if rows else {}


def laptop_figure(visit: Visit, question: str, subject: Subject) -> Decimal | None:
    """The laptop's own number there; None where there is none."""
    for held in visit.about(question, subject):
        if isinstance(held.answer, Known) and isinstance(held.answer.value, Number):
            return held.answer.value.amount
    return None
