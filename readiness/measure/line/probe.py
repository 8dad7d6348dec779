"""The location's internet line: which probe measures it, and what its figures then mean."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping
from dataclasses import replace

from readiness.measure.laptop.watch import CABLE_TOO, OVER_CABLE
from readiness.measure.line.internet import InternetProbe
from readiness.measure.measurement import Figure, Measurement, Sample, Unavailable
from readiness.measure.probe import Probe
from readiness.measure.spot.run import SpotProbe
from readiness.model.sentence import Sentence

OVER_WIFI = Sentence(
    "The line was measured over Wi-Fi: it gives this or more. Measure with a cable to the router "
    "to know what it really gives."
).template
_ABOUT_WIFI = (OVER_CABLE, CABLE_TOO)


class LineProbe(Probe):
    """Another probe, read as one of the line: what is over a cable is as it should be.

    Over Wi-Fi every rate is a lower bound, and a warning says so.
    """

    def __init__(self, probe: Probe) -> None:
        self._probe = probe

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """As `Probe.run`."""
        events = self._probe.run(stop)
        try:
            for event in events:
                if isinstance(event, Measurement):
                    yield _of_line(event)
                else:
                    yield replace(event, side="outside")
        finally:
            events.close()


def line_probe(outside: str | None) -> Probe:
    """Measures against this server outside the building; without one, by speedtest.net."""
    if outside:
        return LineProbe(SpotProbe(outside, pin=False))
    return LineProbe(InternetProbe(wifi=False))


def _of_line(made: Measurement) -> Measurement:
    told = made.instrument.get("warnings", [])
    given = told if isinstance(told, list) else []
    warnings = [warning for warning in given if warning not in _ABOUT_WIFI]
    wifi = made.instrument.get("adapter_kind") == "wifi"
    instrument = {**made.instrument, "warnings": [*warnings, *[OVER_WIFI] * wifi]}
    reason = made.reason
    if made.state == "no-link" and made.instrument.get("probe") != "internet":
        reason = Sentence(
            "The measuring server outside, {server}, could not be reached: there is no internet "
            "here, or the server is off. The internet line stays unknown. If websites open, "
            "check the server's address in the settings.",
            server=str(made.instrument.get("server", "")),
        )
    figures = _at_least(made.figures) if wifi else made.figures
    if reason is not made.reason and reason is not None:
        figures = dict.fromkeys(figures, Unavailable(reason))
    return replace(made, reason=reason, figures=figures, instrument=instrument)


def _at_least(
    figures: Mapping[str, Figure | Unavailable],
) -> dict[str, Figure | Unavailable]:
    return {
        key: replace(figure, at_least=True)
        if isinstance(figure, Figure) and figure.unit == "Mbit/s"
        else figure
        for key, figure in figures.items()
    }
