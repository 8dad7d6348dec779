"""Amounts in euros as people type them, in commands and on screens."""

from __future__ import annotations

import re
from decimal import Decimal

# Whole thousands with separators, or plain digits; then cents.
_EUROS = re.compile(r"([0-9]{1,3}(?:[., \u00a0][0-9]{3})+|[0-9]{1,12})(?:[.,]([0-9]{1,2}))?")


def euros_in(text: str) -> Decimal | None:
    """25000, 25.000, € 25,000.50; a dot or a comma before three digits parts thousands, as
    reports print them. None where it is no amount of 0 or more."""
    match = _EUROS.fullmatch(text.strip().removeprefix("€").strip())
    if match is None:
        return None
    whole = re.sub("[^0-9]", "", match[1])
    return Decimal(f"{whole}.{match[2]}" if match[2] else whole)
