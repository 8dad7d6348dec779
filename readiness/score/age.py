"""How long an answer counts: from which day it is too old."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from readiness.model.content import Catalogue
from readiness.model.revision import Known
from readiness.model.visit import Visit


@lru_cache(maxsize=1 << 12)
def too_old_from(at: str, valid_months: int) -> date | None:
    """The first day on which what was taken `at` is too old, ISO 8601.

    None when the calendar ends before that. On the same day of the month it still counts;
    the 31st counts to the end of a shorter one.
    """
    taken = date.fromisoformat(at)
    year, month = divmod(taken.year * 12 + taken.month - 1 + valid_months, 12)
    month += 1
    if year > date.max.year:
        return None
    if taken.day < monthrange(year, month)[1]:
        return date(year, month, taken.day + 1)
    if (year, month) == (date.max.year, 12):
        return None
    return date(year + month // 12, month % 12 + 1, 1)


def holding(catalogue: Catalogue, visit: Visit, as_of: date) -> tuple[date | None, date | None]:
    """Between which days the visit is judged as it is on `as_of`.

    The first day on which that is so, and the first on which it may be otherwise; None:
    without end. In between no answer becomes too old.
    """
    days = {
        day
        for observation in visit.observations
        if observation.at
        and isinstance(observation.answer, Known)
        and (question := catalogue.questions.get(observation.question)) is not None
        and (day := too_old_from(observation.at[:10], question.valid_months))
    }
    return (
        max((day for day in days if day <= as_of), default=None),
        min((day for day in days if day > as_of), default=None),
    )
