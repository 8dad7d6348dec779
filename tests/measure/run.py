"""Running a probe to its end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from readiness.measure.measurement import Figure, Measurement, Sample
from readiness.measure.spot.run import Lengths, SpotProbe

SHORT = Lengths(idle_s=0.4, single_s=0.0, download_s=0.6, upload_s=0.6)


def short(server: str | None, **seconds: float) -> SpotProbe:
    """A probe of a second and a half."""
    return SpotProbe(server, replace(SHORT, **seconds))


def finish(
    probe: SpotProbe, each: Callable[[Sample], None] = lambda sample: None
) -> tuple[list[Sample], Measurement]:
    """The samples and the measurement of a whole run."""
    *samples, last = _all(probe, each)
    assert isinstance(last, Measurement)
    assert all(isinstance(sample, Sample) for sample in samples)
    return samples, last  # type: ignore[return-value]


def _all(probe: SpotProbe, each: Callable[[Sample], None]) -> list[Sample | Measurement]:
    told = []
    for item in probe.run(threading.Event()):
        told.append(item)
        if isinstance(item, Sample):
            each(item)
    return told


def value(measurement: Measurement, key: str) -> Decimal:
    """The number of a figure that must be there."""
    figure = measurement.figures[key]
    assert isinstance(figure, Figure), figure
    return figure.value
