"""Wi-Fi or line? What a server inside the building and one outside say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from readiness.measure.measurement import Figure, Measurement, Side
from readiness.model.sentence import Sentence

Bottleneck = Literal["wifi", "line"]
# Outside gives less than this share of inside: the Wi-Fi is not what holds it down. Our choice.
_LINE_SHARE = Decimal("0.8")

OUTSIDE_ONLY = Sentence(
    "Only a server outside the building was measured: Wi-Fi and internet line can't be told apart."
).template


def both(found: Mapping[Side, Measurement]) -> Measurement:
    """The measurement of the spot: the inside server's, with what the outside one says."""
    inside, outside = found.get("inside"), found.get("outside")
    if inside is None:
        assert outside is not None
        warnings = [*outside.instrument.get("warnings", []), OUTSIDE_ONLY]
        return replace(outside, instrument={**outside.instrument, "warnings": warnings})
    if outside is None:
        return inside
    narrower = {
        key: which
        for key in ("download", "upload")
        if (which := bottleneck(inside, outside, key)) is not None
    }
    instrument = {**inside.instrument, "bottleneck": narrower}
    return replace(inside, outside=outside, instrument=instrument)


def bottleneck(inside: Measurement, outside: Measurement, key: str) -> Bottleneck | None:
    """What holds this throughput down on the way outside; None when the two don't say.

    Through the line comes at most what the Wi-Fi carries: as much outside as inside means
    that the Wi-Fi is the narrower, clearly less that the line, or what lies behind it, is.
    """
    if inside.state == "no-link":
        return "wifi"
    if inside.state != "measured":
        return None
    near, far = inside.figures.get(key), outside.figures.get(key)
    if not isinstance(near, Figure):
        return None
    if outside.state in ("no-link", "interrupted"):
        return "line"
    if not isinstance(far, Figure):
        return None
    if far.value < _LINE_SHARE * near.value:
        # A figure that the server outside held down says nothing of the line.
        return None if far.at_least else "line"
    return None if near.at_least else "wifi"
