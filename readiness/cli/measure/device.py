"""`readiness measure device`: a phone or tablet measures the same spot, as a cross-check."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness import terms
from readiness.cli.desk import Exit, complain, kit, language, print_json, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from decimal import Decimal

    from readiness.measure.device.pairing import DeviceFigures, Open
    from readiness.model.subject import Subject
    from readiness.model.visit import Visit

WAIT_S = 300


def add(app: typer.Typer) -> None:
    """`measure device`."""

    @app.command("device", help=_("Let a phone or tablet measure a spot, as a cross-check."))
    def device(
        visit: Annotated[
            str,
            typer.Argument(metavar="VISIT", help=_("Id of the visit to store the figures in.")),
        ],
        subject: Annotated[
            str, typer.Option(metavar="SPOT", help=_("The spot: spot:FLOOR/WARD/ZONE/NAME"))
        ],
        server: Annotated[
            str | None,
            typer.Option(metavar="URL", help=_("Measuring server, in place of the setting.")),
        ] = None,
        wait: Annotated[
            int, typer.Option(metavar="SECONDS", min=1, max=900, help=_("How long to wait."))
        ] = WAIT_S,
        devices: Annotated[
            int, typer.Option(min=1, max=20, help=_("End after so many devices."))
        ] = 1,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        reason: Annotated[
            str, typer.Option("--reason", help=_("Why a closed visit is corrected."))
        ] = "",
    ) -> None:
        from readiness import measured
        from readiness.measure.contact import address
        from readiness.measure.device.pairing import DeviceFigures, Open, Pairing
        from readiness.model import subject as subjects

        with sentences(), kit() as opened:
            found, about = opened.visit(visit), subjects.parse(subject)
            opened.check_measurable(found, about, reason)
            target = str(address.parse(server)) if server else opened.settings.server
            pairing = Pairing(target, terms.spot(language(), about))
            came: list[DeviceFigures] = []
            shown: Open | None = None
            why = ""
            until = time.monotonic() + wait
            events = pairing.run(threading.Event())
            try:
                for event in events:
                    if isinstance(event, DeviceFigures):
                        opened.record_cross_check(found, about, event, reason)
                        came.append(event)
                    elif not isinstance(event, Open):
                        why = language().say(event.reason)
                    elif shown is None:
                        shown = event
                        _invite(event, as_json)
                    if len(came) == devices or time.monotonic() > until:
                        break
            except KeyboardInterrupt:
                complain(_("Stopped."))
            finally:
                events.close()
            laptop = _laptop(opened.visit(found.id), about)
            if as_json:
                print_json(_document(shown, came, laptop))
            else:
                for figures in came:
                    _tell(figures, laptop)
            if not came:
                raise stop(why or _("No other device reported; nothing stored."), Exit.LACKING)
            complain(_("Stored."))
            if any(measured.is_worse(one.download, laptop["download"]) for one in came):
                complain(f"! {language().say(measured.WORSE_DEVICE)}")


def _invite(shown: Open, as_json: bool) -> None:
    """Where to go and what to type; on stderr where stdout is for JSON."""
    code = f"{shown.code[:3]} {shown.code[3:]}"
    typer.echo(_("On the phone or tablet, open: {url}", url=shown.url), err=as_json)
    typer.echo(_("and type this code there:     {code}", code=code), err=as_json)
    minutes = int(shown.seconds_left / 60 + 0.5)
    complain(_("The code is valid for {minutes} minutes. Ctrl-C stops.", minutes=minutes))


def _laptop(visit: Visit, spot: Subject) -> dict[str, Decimal | None]:
    from readiness import measured

    names = ("download", "upload", "latency")
    return {name: measured.laptop_figure(visit, f"network.{name}", spot) for name in names}


def _tell(figures: DeviceFigures, laptop: dict[str, Decimal | None]) -> None:
    """The device's figures beside the laptop's, one a line."""
    own = _("this laptop")
    typer.echo(f"{'':26} {figures.device:>20} {own:>20}")
    for name, unit in (("download", "Mbit/s"), ("upload", "Mbit/s"), ("latency", "ms")):
        cells = [
            "–" if value is None else f"{language().decimal(value)} {unit}"
            for value in (getattr(figures, name), laptop[name])
        ]
        typer.echo(f"{terms.figure(language(), name):26} {cells[0]:>20} {cells[1]:>20}")


def _document(
    shown: Open | None, came: list[DeviceFigures], laptop: dict[str, Decimal | None]
) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "url": shown.url if shown else None,
        "code": shown.code if shown else None,
        "laptop": {name: _as_number(value) for name, value in laptop.items()},
        "devices": [
            {
                "device": one.device,
                "download": _as_number(one.download),
                "upload": _as_number(one.upload),
                "latency": _as_number(one.latency),
                "at": one.at,
                "how": one.how,
                "seconds": _as_number(one.seconds),
            }
            for one in came
        ],
    }


def _as_number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
