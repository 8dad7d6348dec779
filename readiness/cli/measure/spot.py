"""`readiness measure spot`: one spot, live, over real sockets."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.desk import Exit, complain, kit, print_json, sentences, stop
from readiness.cli.measure.live import as_document, follow, tell, warn
from readiness.language import _


def add(app: typer.Typer) -> None:
    """`measure spot`."""

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
        outside: Annotated[
            str | None,
            typer.Option(metavar="URL", help=_("Server outside the building, likewise.")),
        ] = None,
        runs: Annotated[
            int, typer.Option(min=1, max=3, help=_("How many runs; the median is kept."))
        ] = 3,
        quick: Annotated[
            bool, typer.Option("--quick", help=_("One quick look of 6 seconds, marked as such."))
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        reason: Annotated[
            str, typer.Option("--reason", help=_("Why a closed visit is corrected."))
        ] = "",
    ) -> None:
        from readiness.measure.contact import address
        from readiness.measure.spot.run import FULL, QUICK
        from readiness.measure.spot.runs import SpotRuns
        from readiness.model import subject as subjects

        if (visit is None) != (subject is None):
            raise stop(_("Give a visit and a --subject SPOT together, or neither."), Exit.USAGE)
        with sentences(), kit() as opened:
            servers = opened.servers(
                str(address.parse(server)) if server else None,
                str(address.parse(outside)) if outside else None,
            )
            found = opened.visit(visit) if visit else None
            about = subjects.parse(subject) if subject else None
            if found and about:
                opened.check_measurable(found, about, reason)
            probe = SpotRuns(
                servers,
                1 if quick else runs,
                QUICK if quick else FULL,
                staff_ssid=found.location.ssid if found else "",
            )
            made = follow(probe)
            if made is None:
                raise stop(_("Stopped; nothing was stored."), Exit.LACKING)
            kept = True
            if found and about:
                kept = opened.record_measurement(found, about, made, reason)
            if as_json:
                print_json(as_document(made))
            else:
                tell(made)
                warn(made)
                if found:
                    complain(_("Stored.") if kept else _("The earlier figures were kept."))
            if made.state in ("unavailable", "interrupted"):
                raise typer.Exit(int(Exit.LACKING))
