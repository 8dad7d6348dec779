"""What a repeated measurement replaced: kept beside the figure that counts now."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from readiness.model.answer import NO_LINK
from readiness.model.subject import Subject
from readiness.model.visit import Visit

_AMOUNT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
# A clock that was never set; and no time zone reaches back beyond the calendar.
_FIRST_YEAR = 1970


class Earlier(NamedTuple):
    """An earlier figure. `at`: UTC, ISO 8601; `value`: a decimal, or `no-link`."""

    at: str
    value: str
    how: str


def earlier(visit: Visit, question: str, spot: Subject) -> list[Earlier]:
    """The figures that the present ones replaced, oldest first, each once."""
    found = {
        read: None
        for held in visit.about(question, spot)
        for row in _rows(held.instrument.get("earlier"))
        if (read := _read(row)) is not None
    }
    return sorted(found, key=lambda one: one.at)


def _rows(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _read(row: Any) -> Earlier | None:
    """A row as it was stored; None for what another program made of it."""
    try:
        one = Earlier(str(row["at"]), str(row["value"]), str(row.get("how", "")))
        day = date.fromisoformat(one.at[:10])
        datetime.fromisoformat(one.at)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    sane = one.value == NO_LINK or _AMOUNT.fullmatch(one.value)
    return one if sane and day.year >= _FIRST_YEAR else None
