"""`readiness report`: the documents of a visit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.desk import Exit, kit, language, sentences, stop
from readiness.language import _


def made_now() -> tuple[datetime, str]:
    """When a report is made, and by which version."""
    from readiness import __version__

    return datetime.now().astimezone(), __version__


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("report", help=_("Write the report of a visit."))
    def report(
        visit: Annotated[
            str, typer.Argument(metavar="VISIT", help=_("Id of the visit, or the end of it."))
        ],
        to: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help=_("The folder to write to; it is made when missing.")),
        ] = None,
        format_: Annotated[
            str, typer.Option("--format", metavar="html,text", help=_("Which formats."))
        ] = "html",
    ) -> None:
        from readiness.report.formats import FORMATS
        from readiness.report.view import location_view
        from readiness.shelf import write_whole

        names = list(dict.fromkeys(name.strip() for name in format_.split(",") if name.strip()))
        for name in names:
            if name not in FORMATS:
                raise stop(
                    _(
                        "There is no format '{given}'; expected some of {formats}.",
                        given=name[:40],
                        formats=", ".join(FORMATS),
                    ),
                    Exit.USAGE,
                )
        if to is None and names != ["text"]:
            raise stop(_("Say where to write with --to DIR."), Exit.USAGE)
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            view = location_view(
                opened.catalogue_of(found), found, opened.assess(found), language(), *made_now()
            )
            for name in names:
                made = FORMATS[name]
                content = made.write(view)
                if to is None:
                    typer.echo(content.decode("utf-8"))
                    continue
                file = to / f"readiness-{found.id}{made.suffix}"
                write_whole(file, content)
                typer.echo(_("Wrote {file}", file=file))

    return app
