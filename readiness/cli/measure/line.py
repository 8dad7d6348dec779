"""`readiness measure line`: what the location's internet line gives, against what it needs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli.desk import Exit, complain, kit, language, print_json, sentences, stop
from readiness.cli.measure.live import as_document, follow, tell, warn
from readiness.language import _

if TYPE_CHECKING:
    from readiness.measure.measurement import Measurement
    from readiness.model.location import Location
    from readiness.score.line import LineNeed


def add(app: typer.Typer) -> None:
    """`measure line`."""

    @app.command(
        "line",
        help=_(
            "Measure the internet line, best over a cable: against the server outside, or by "
            "speedtest.net where none is set. With a visit the download is stored."
        ),
    )
    def line(
        visit: Annotated[
            str | None,
            typer.Argument(metavar="[VISIT]", help=_("Id of the visit to store the figure in.")),
        ] = None,
        server: Annotated[
            str | None,
            typer.Option(metavar="URL", help=_("Server outside, in place of the setting.")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        reason: Annotated[
            str, typer.Option("--reason", help=_("Why a closed visit is corrected."))
        ] = "",
    ) -> None:
        from readiness.measure.contact import address
        from readiness.measure.line.probe import line_probe

        with sentences(), kit() as opened:
            outside = str(address.parse(server)) if server else opened.settings.outside
            found = opened.visit(visit) if visit else None
            if found:
                opened.check_line(found, reason)
            made = follow(line_probe(outside))
            if made is None:
                raise stop(_("Stopped; nothing was stored."), Exit.LACKING)
            kept = found is not None and opened.record_line(opened.visit(found.id), made, reason)
            if as_json:
                need = {"line": _document(found.location, made)} if found else {}
                print_json(as_document(made) | need)
            else:
                tell(made)
                if found:
                    for row in _against_need(found.location, made):
                        typer.echo(row)
                warn(made)
                if found:
                    complain(_("Stored.") if kept else _("The earlier figures were kept."))
            if made.state != "measured":
                raise typer.Exit(int(Exit.LACKING))


def _against_need(location: Location, made: Measurement) -> list[str]:
    """The target, what it is made of, and how much of it the line gives."""
    from readiness.score.line import line_need

    need = line_need(location)
    number = language().number
    rows = [_made_of(location, need)]
    target = number(need.target)
    if need.missing:
        rows.append(_("Needed: at least {target} Mbit/s.", target=target))
        rows.append(
            _(
                "Not known yet of the location: {facts}. Add them with `readiness location edit`; "
                "the target can only become higher.",
                facts=language().listed([_fact(name) for name in need.missing]),
            )
        )
    else:
        rows.append(_("Needed: {target} Mbit/s.", target=target))
    given = _given(made)
    if given is not None:
        rows.append(_share(language().percent(given / need.target), need, _is_bound(made)))
    return rows


def _share(share: str, need: LineNeed, at_least: bool) -> str:
    """How much of the need it gives; a need that may be higher makes it less, a bound more."""
    if need.missing and at_least:
        return _(
            "The line gives about {share} of what is known to be needed; the line may give more, "
            "and more may be needed.",
            share=share,
        )
    if need.missing:
        return _("The line gives at most {share} of what is needed.", share=share)
    if at_least:
        return _("The line gives at least {share} of what is needed.", share=share)
    return _("The line gives {share} of what is needed.", share=share)


def _made_of(location: Location, need: LineNeed) -> str:
    from readiness.score.line import EACH, FROM_BEDS, MARGIN

    number = language().number
    parts = [
        f"{per} × {'?' if name in need.missing else getattr(location, name)} {_fact(name)}"
        for name, per in EACH.items()
    ]
    demand = _(
        "{margin} × ({parts}) = {demand}",
        margin=number(MARGIN),
        parts=" + ".join(parts),
        demand=number(need.demand),
    )
    if need.by_beds is None:
        return _(
            "The target is the greater of {floor} Mbit/s for any location and the demand: "
            "{demand}.",
            floor=number(need.floor),
            demand=demand,
        )
    return _(
        "The target is the greatest of {floor} Mbit/s for any location, {by_beds} Mbit/s from "
        "{from_beds} beds, and the demand: {demand}.",
        floor=number(need.floor),
        by_beds=number(need.by_beds),
        from_beds=FROM_BEDS,
        demand=demand,
    )


def _document(location: Location, made: Measurement) -> dict[str, Any]:
    """The need beside the figure; `ratio` is None where there is no figure."""
    from readiness.model.printed.assessment import exact
    from readiness.score.line import line_need

    need = line_need(location)
    given = _given(made)
    return {
        "target": exact(need.target),
        "floor": exact(need.floor),
        "by_beds": None if need.by_beds is None else exact(need.by_beds),
        "demand": exact(need.demand),
        "missing": list(need.missing),
        "ratio": None if given is None else exact(given / need.target),
        "ratio_at_least": _is_bound(made),
    }


def _given(made: Measurement) -> Fraction | None:
    from readiness.measure.measurement import Figure

    figure = made.figures["download"]
    return Fraction(figure.value) if isinstance(figure, Figure) else None


def _is_bound(made: Measurement) -> bool:
    from readiness.measure.measurement import Figure

    figure = made.figures["download"]
    return isinstance(figure, Figure) and figure.at_least


def _fact(name: str) -> str:
    return {
        "video_calls": _("video calls at once"),
        "active_devices": _("staff devices in active use"),
        "camera_streams": _("camera streams that run always"),
        "guests": _("residents and guests online at once"),
        "beds": _("beds"),
    }[name]
