"""What a measurement came to, as lines for a screen."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import terms
from readiness.language import _, active
from readiness.measure.measurement import Figure, Measurement


def outcome(measurement: Measurement) -> Iterator[str]:
    """Figures with their spread, those against the outside server, the bottleneck, warnings."""
    yield from _figures(measurement)
    outside = measurement.outside
    if outside is not None:
        yield _("against the server outside:")
        if outside.reason is not None:
            yield active().say(outside.reason)
        yield from _figures(outside)
    for key, which in measurement.instrument.get("bottleneck", {}).items():
        yield _(
            "What holds down the {what} to outside: {narrow}.",
            what=terms.figure(active(), key),
            narrow=terms.bottleneck(active(), which),
        )
    for side in (measurement, outside):
        for warning in side.instrument.get("warnings", ()) if side is not None else ():
            yield f"! {_(str(warning))}"


def _figures(measurement: Measurement) -> Iterator[str]:
    said = [measurement.reason]
    for name, figure in measurement.figures.items():
        label = f"{terms.figure(active(), name):<28}"
        if isinstance(figure, Figure):
            bound = "≥ " if figure.at_least else ""
            value = f"{bound}{active().measured(figure.value)} {active().unit(figure.unit)}"
            yield f"{label}{value:<16}{_spread(figure)}".rstrip()
        elif figure.reason in said:  # once is enough
            if figure.reason != measurement.reason:
                yield f"{label}–"
        else:
            said.append(figure.reason)
            yield f"{label}– {active().say(figure.reason)}"


def _spread(figure: Figure) -> str:
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    return f"({active().measured(figure.low)} … {active().measured(figure.high)})"
