"""`readiness measure`: the network, live, over real sockets."""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, Lacking, complain, kit, language, print_json, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement

PORT = 8989


def make() -> typer.Typer:
    app = typer.Typer(
        name="measure",
        help=_("Measure the network, live."),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )

    @app.command("spot", help=_("Measure one spot; with a visit the figures are stored."))
    def spot(
        visit: Annotated[
            str | None,
            typer.Argument(metavar="[VISIT]", help=_("Id of the visit to store the figures in.")),
        ] = None,
        subject: Annotated[
            str | None,
            typer.Option(metavar="SPOT", help=_("The spot: spot:FLOOR/WARD/ZONE/NAME")),
        ] = None,
        server: Annotated[
            str | None,
            typer.Option(metavar="URL", help=_("Measuring server, in place of the setting.")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        reason: Annotated[
            str, typer.Option("--reason", help=_("Why a closed visit is corrected."))
        ] = "",
    ) -> None:
        from readiness.measure import address
        from readiness.model import subject as subjects

        if (visit is None) != (subject is None):
            raise stop(_("Give a visit and a --subject SPOT together, or neither."), Exit.USAGE)
        with sentences(), kit() as opened:
            target = str(address.parse(server)) if server else opened.settings.server or None
            found = opened.visit(visit) if visit else None
            about = subjects.parse(subject) if subject else None
            if found and about:
                opened.check_measurable(found, about, reason)
            made = _run(target)
            if made is None:
                raise stop(_("Stopped; nothing was stored."), Exit.LACKING)
            kept = True
            if found and about:
                kept = opened.record_measurement(found, about, made, reason)
            if as_json:
                print_json(_document(made))
            else:
                _tell(made)
                _warn(made)
                if found:
                    complain(_("Stored.") if kept else _("The earlier figures were kept."))
            if made.state in ("unavailable", "interrupted"):
                raise typer.Exit(int(Exit.LACKING))

    @app.command("peer", help=_("Be a measuring server for another laptop, until Ctrl-C."))
    def peer(
        host: Annotated[
            str, typer.Option(metavar="ADDRESS", help=_("Listen on this address; all when empty."))
        ] = "",
        port: Annotated[int, typer.Option(min=0, max=65535, help=_("Port; 0: any free."))] = PORT,
    ) -> None:
        from readiness.measure.peer import Peer
        from readiness.model.sentence import Refused

        with sentences(), ExitStack() as stack:
            try:
                server = stack.enter_context(Peer(host, port))
            except Refused as taken:
                raise Lacking(language().say(taken.sentence)) from None
            for url in server.urls:
                typer.echo(_("Measuring server ready at: {url}", url=url))
            complain(_("On the other laptop: `readiness settings set server` and this address."))
            complain(_("Ctrl-C stops."))
            stopping = threading.Event()
            signal.signal(signal.SIGTERM, lambda *_received: stopping.set())
            with suppress(KeyboardInterrupt):
                server.serve(stopping)
            complain(_("Stopped."))

    return app


def _run(server: str | None) -> Measurement | None:
    """Runs the probe with its progress on stderr; None when it was stopped."""
    from readiness.measure.measurement import Measurement, Sample
    from readiness.measure.spot import SpotProbe

    stopping = threading.Event()
    result: Measurement | None = None
    probe = SpotProbe(server).run(stopping)
    live = typer.get_text_stream("stderr").isatty()
    try:
        for event in probe:
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
        probe.close()
        if live:
            typer.echo("\r" + " " * 40 + "\r", nl=False, err=True)
    return result


def _tell(made: Measurement) -> None:
    from readiness.measure.measurement import Figure

    if made.reason is not None:
        complain(language().say(made.reason))
    for name, figure in made.figures.items():
        if isinstance(figure, Figure):
            unit = language().unit(figure.unit)
            typer.echo(f"{_(name):22} {language().decimal(figure.value):>10} {unit}")
        elif figure.reason != made.reason:
            typer.echo(f"{_(name):22} {'–':>10} {language().say(figure.reason)}")


def _warn(made: Measurement) -> None:
    warnings = made.instrument.get("warnings", ())
    for warning in warnings if isinstance(warnings, list) else ():
        complain(f"! {_(warning)}")


def _document(made: Measurement) -> dict[str, object]:
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
