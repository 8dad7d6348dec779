"""`readiness report`: the documents of a visit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.desk import Exit, day_of, formats_of, hand_over, kit, language, sentences, stop
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
            str,
            typer.Option(
                "--format",
                metavar="html,pdf,xlsx,csv,md,json,text,card,todo",
                help=_("Which formats; card is one page for the location manager."),
            ),
        ] = "html",
        draft: Annotated[
            bool,
            typer.Option(
                "--draft",
                help=_(
                    "A draft for the fact check, with room for remarks and a sheet to send back."
                ),
            ),
        ] = False,
        start: Annotated[
            str | None,
            typer.Option(
                metavar="YYYY-MM-DD",
                help=_("For todo: the first day of the project calendar; today."),
            ),
        ] = None,
    ) -> None:
        from readiness.office import visit_report
        from readiness.office.asked import Asked

        names = formats_of(format_, visit_report.names())
        if to is None and (names != ["text"] or draft):
            raise stop(_("Say where to write with --to DIR."), Exit.USAGE)
        begins = None if start is None else day_of(start, "--start")
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            if draft:
                opened.remarks.record_draft(found, opened.catalogue_of(found))
            asked = Asked(opened, found, language(), *made_now(), draft, begins)
            hand_over(visit_report.files(asked, names), to)

    return app
