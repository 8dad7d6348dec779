"""`readiness measure walk`: the walk test, live, over real sockets."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, complain, kit, language, print_json, sentences, stop
from readiness.cli.measure.typed import Typing, typing
from readiness.language import _, clock
from readiness.walk_words import event_line, figures

if TYPE_CHECKING:
    from readiness.measure.walk.probe import Walk, WalkMoment, WalkProbe

SECONDS = 300
_REPAINT_S = 0.2
_WIDTH = 78


def add(app: typer.Typer) -> None:
    """`measure walk`."""

    @app.command(
        "walk",
        help=_(
            "Walk through the building while it is probed; the longest gap is stored with a visit. "
            "Ctrl-C ends the walk and keeps it. Type a word and Enter to note where you are."
        ),
    )
    def walk(
        visit: Annotated[
            str | None,
            typer.Argument(metavar="[VISIT]", help=_("Id of the visit to store the gap in.")),
        ] = None,
        seconds: Annotated[
            int, typer.Option(min=60, max=600, help=_("How long to walk at most."))
        ] = SECONDS,
        server: Annotated[
            str | None,
            typer.Option(metavar="URL", help=_("Measuring server, in place of the setting.")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        reason: Annotated[
            str, typer.Option("--reason", help=_("Why a closed visit is corrected."))
        ] = "",
    ) -> None:
        from readiness.measure.contact import address
        from readiness.measure.walk.probe import WalkProbe

        with sentences(), kit() as opened:
            target = str(address.parse(server)) if server else opened.settings.server or None
            found = opened.visit(visit) if visit else None
            if found:
                opened.check_walkable(found, reason)
            made = _follow(WalkProbe(target, seconds))
            # Told before it's stored: minutes of walking aren't lost to a store that is busy.
            if as_json:
                print_json(_document(made))
            else:
                _tell(made)
            if found:
                kept = opened.record_walk(opened.visit(found.id), made, reason)
                if not as_json:
                    complain(_("Stored.") if kept else _("Nothing was stored."))
            if made.state != "measured":
                raise typer.Exit(int(Exit.LACKING))


def _follow(probe: WalkProbe) -> Walk:
    """Walks with its progress on stderr until it's over or Ctrl-C ends it."""
    from readiness.measure.walk.probe import Walk

    live = typer.get_text_stream("stderr").isatty()
    painted = -1.0
    with _ended_by_ctrl_c() as stopping, typing(probe.note) as typed:
        for moment in probe.run(stopping):
            if isinstance(moment, Walk):
                if live:
                    typer.echo("\r" + " " * _WIDTH + "\r", nl=False, err=True)
                return moment
            if live:
                for event in moment.events:
                    typer.echo(f"\r{event_line(event):{_WIDTH}}", err=True)
                if not painted <= moment.at_s < painted + _REPAINT_S:
                    painted = moment.at_s
                    typer.echo(f"\r{_line(moment, typed):{_WIDTH}}", nl=False, err=True)
    raise stop(_("Stopped; nothing was stored."), Exit.LACKING)


def _line(moment: WalkMoment, typed: Typing) -> str:
    from readiness.measure.walk.walked import LEAST_GAP_MS

    if moment.looking:
        return _("looking for the server")
    if moment.silent_ms >= LEAST_GAP_MS:
        delay = f"✗ {moment.silent_ms} ms"
    elif moment.latency_ms is None:
        delay = "… ms"
    else:
        delay = f"{language().show_float(moment.latency_ms)} ms"
    parts = [
        clock(moment.at_s),
        _("{time} left", time=clock(moment.left_s)),
        delay,
        _("longest {ms} ms", ms=moment.longest_ms),
    ]
    if moment.signal_dbm is not None:
        parts.append(f"{moment.signal_dbm} dBm")
    line = " · ".join(parts)
    return f"{line}  > {typed.line}"[:_WIDTH] if typed.line else line[:_WIDTH]


def _tell(made: Walk) -> None:
    """The figures, one a line, on stdout; what makes them doubtful on stderr."""
    if made.reason is not None:
        complain(language().say(made.reason))
    for name, value in figures(made):
        typer.echo(f"{name:26} {value}")
    warnings = made.instrument.get("warnings", ())
    for warning in warnings if isinstance(warnings, list) else ():
        complain(f"! {_(warning)}")


def _document(made: Walk) -> dict[str, object]:
    """What `--json` prints of a walk."""
    from readiness.measure.measurement import Figure, Unavailable

    def shown(found: Figure | Unavailable) -> dict[str, object]:
        if isinstance(found, Unavailable):
            return {"unavailable": language().say(found.reason)}
        number = {"value": float(found.value), "unit": found.unit, "how": found.how}
        return number | {"at_least": found.at_least}

    return {
        "state": made.state,
        "reason": None if made.reason is None else language().say(made.reason),
        "longest": shown(made.longest),
        "latency": shown(made.latency),
        "latency_p95": shown(made.latency_p95),
        "gaps": [{"at_s": gap.at_s, "ms": gap.ms, "note": gap.note} for gap in made.gaps],
        "roams": {"unavailable": language().say(made.roams.reason)}
        if isinstance(made.roams, Unavailable)
        else [{"at_s": roam.at_s, "from": roam.old, "to": roam.new} for roam in made.roams],
        "notes": [{"at_s": note.at_s, "text": note.text} for note in made.notes],
        "seconds": made.seconds,
        "sent": made.sent,
        "answered": made.answered,
        "instrument": dict(made.instrument),
    }


@contextmanager
def _ended_by_ctrl_c() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; a second one interrupts as always."""
    stopping = threading.Event()

    def end(*_received: object) -> None:
        stopping.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, end)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)
