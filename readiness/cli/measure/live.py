"""A measurement on the command line: progress on stderr while it runs, then its figures."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import typer

from readiness import terms
from readiness.cli.desk import complain, language
from readiness.language import _

if TYPE_CHECKING:
    from readiness.measure.measurement import Figure, Measurement, Sample
    from readiness.measure.probe import Probe

_WIDTH = 72


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
                typer.echo("\r" + _moment(event), nl=False, err=True)
    except KeyboardInterrupt:
        stopping.set()
    finally:
        events.close()
        if live:
            typer.echo("\r" + " " * _WIDTH + "\r", nl=False, err=True)
    return result


def _moment(sample: Sample) -> str:
    """One line of progress, always as wide."""
    speed = "" if sample.mbps is None else f"{sample.mbps:8.1f} Mbit/s"
    signal = "" if sample.signal_dbm is None else f"{sample.signal_dbm} dBm"
    where = f"{terms.side(language(), sample.side)} {sample.run}"
    phase = terms.phase(language(), sample.phase.value)
    return f"{sample.progress:4.0%} {where:10} {phase:26} {speed:16} {signal:8}"[:_WIDTH]


def tell(made: Measurement) -> None:
    """The figures, one a line, on stdout; why there are none on stderr."""
    if made.reason is not None:
        complain(language().say(made.reason))
    _tell_figures(made)
    if made.outside is not None:
        typer.echo(_("against the server outside:"))
        if made.outside.reason is not None:
            typer.echo(language().say(made.outside.reason))
        _tell_figures(made.outside)
    for key, which in made.instrument.get("bottleneck", {}).items():
        narrow = terms.bottleneck(language(), which)
        what = terms.figure(language(), key)
        typer.echo(_("What holds down the {what} to outside: {narrow}.", what=what, narrow=narrow))


def _tell_figures(made: Measurement) -> None:
    from readiness.measure.measurement import Figure

    said = [made.reason]
    for key, figure in made.figures.items():
        name = terms.figure(language(), key)
        if isinstance(figure, Figure):
            value = ("≥ " if figure.at_least else "") + language().measured(figure.value)
            typer.echo(f"{name:26} {value:>10} {language().unit(figure.unit)}{_spread(figure)}")
        elif figure.reason not in said:
            said.append(figure.reason)
            typer.echo(f"{name:26} {'–':>10} {language().say(figure.reason)}")


def _spread(figure: Figure) -> str:
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    return f"  ({language().measured(figure.low)} … {language().measured(figure.high)})"


def warn(made: Measurement) -> None:
    """What makes the figures doubtful, on stderr."""
    for side in (made, made.outside):
        for warning in side.instrument.get("warnings", ()) if side is not None else ():
            complain(f"! {_(warning)}")


def as_document(made: Measurement) -> dict[str, object]:
    """What `--json` prints of a measurement."""
    from readiness.measure.measurement import Figure

    document: dict[str, object] = {
        "state": made.state,
        "reason": None if made.reason is None else language().say(made.reason),
        "figures": {
            key: _as_numbers(figure)
            if isinstance(figure, Figure)
            else {"unavailable": language().say(figure.reason)}
            for key, figure in made.figures.items()
        },
        "instrument": dict(made.instrument),
    }
    if made.outside is not None:
        document["outside"] = as_document(made.outside)
    return document


def _as_numbers(figure: Figure) -> dict[str, object]:
    spread = {
        key: float(end)
        for key, end in (("low", figure.low), ("high", figure.high))
        if end is not None
    }
    bound = {"at_least": True} if figure.at_least else {}
    return {"value": float(figure.value), "unit": figure.unit, "how": figure.how} | spread | bound
