"""A measurement on the command line: progress on stderr while it runs, then its figures."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import typer

from readiness.cli.desk import complain, language
from readiness.language import _

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement
    from readiness.measure.probe import Probe


def follow(probe: Probe) -> Measurement | None:
    """Runs the probe with its progress on stderr; None when it was stopped."""
    from readiness.measure.measurement import Measurement, Sample

    stopping = threading.Event()
    result: Measurement | None = None
    events = probe.run(stopping)
    live = typer.get_text_stream("stderr").isatty()
    try:
        for event in events:
            if isinstance(event, Measurement):
                result = event
            elif live and isinstance(event, Sample):
                speed = "" if event.mbps is None else f"{event.mbps:8.1f} Mbit/s"
                typer.echo(
                    f"\r{event.progress:4.0%} {_(event.phase.value):10} {speed:16}",
                    nl=False,
                    err=True,
                )
    except KeyboardInterrupt:
        stopping.set()
    finally:
        events.close()
        if live:
            typer.echo("\r" + " " * 40 + "\r", nl=False, err=True)
    return result


def tell(made: Measurement) -> None:
    """The figures, one a line, on stdout; why there are none on stderr."""
    from readiness.measure.measurement import Figure

    if made.reason is not None:
        complain(language().say(made.reason))
    for name, figure in made.figures.items():
        if isinstance(figure, Figure):
            unit = language().unit(figure.unit)
            typer.echo(f"{_(name):22} {language().decimal(figure.value):>10} {unit}")
        elif figure.reason != made.reason:
            typer.echo(f"{_(name):22} {'–':>10} {language().say(figure.reason)}")


def warn(made: Measurement) -> None:
    """What makes the figures doubtful, on stderr."""
    warnings = made.instrument.get("warnings", ())
    for warning in warnings if isinstance(warnings, list) else ():
        complain(f"! {_(warning)}")


def as_document(made: Measurement) -> dict[str, object]:
    """What `--json` prints of a measurement."""
    from readiness.measure.measurement import Figure

    return {
        "state": made.state,
        "reason": None if made.reason is None else language().say(made.reason),
        "figures": {
            name: {"value": float(figure.value), "unit": figure.unit, "how": figure.how}
            if isinstance(figure, Figure)
            else {"unavailable": language().say(figure.reason)}
            for name, figure in made.figures.items()
        },
        "instrument": dict(made.instrument),
    }
