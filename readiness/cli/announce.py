"""`readiness visit announce`: the letter that tells a location about a visit to come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.desk import Exit, day_of, formats_of, hand_over, kit, language, sentences, stop
from readiness.language import _

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_FORMATS = ("html", "pdf", "md", "text")


def add(app: typer.Typer) -> None:
    @app.command("announce", help=_("Write the letter that announces a visit."))
    def announce(
        location: Annotated[
            str, typer.Argument(metavar="LOCATION", help=_("Id or name of the location."))
        ],
        day: Annotated[
            str, typer.Option("--date", metavar="YYYY-MM-DD", help=_("Day of the visit."))
        ],
        to: Annotated[
            Path,
            typer.Option(metavar="DIR", help=_("The folder to write to; it is made when missing.")),
        ],
        format_: Annotated[
            str, typer.Option("--format", metavar="html,pdf,md,text", help=_("Which formats."))
        ] = "html,pdf",
        time: Annotated[
            str, typer.Option(metavar="HH:MM", help=_("From what time, if that is agreed."))
        ] = "",
        contact: Annotated[
            str,
            typer.Option(help=_("Where questions go: a department, a phone number; no name.")),
        ] = "",
    ) -> None:
        from datetime import date

        from readiness.model.given import LONGEST_NOTE
        from readiness.model.subject import clean
        from readiness.report.formats import FORMATS
        from readiness.report.letter.compose import compose
        from readiness.report.letter.view import letter_view
        from readiness.report.plain_text import plain_view

        when = day_of(day, "--date")
        if when < date.today():
            raise stop(
                _("--date: {day} has passed; announce a visit that is to come.", day=when),
                Exit.USAGE,
            )
        if time and not _TIME.fullmatch(time):
            raise stop(
                _("--time: '{given}' is no time; expected such as 09:00.", given=time[:40]),
                Exit.USAGE,
            )
        names = formats_of(format_, _FORMATS)
        with sentences(), kit() as opened:
            view = letter_view(
                opened.catalogue,
                opened.location(location),
                when,
                language(),
                date.today(),
                time.replace(".", ":"),
                clean(contact, "contact", LONGEST_NOTE),
            )
            document = plain_view(compose(view, opened.house))
            made = {
                view.file + FORMATS[name].suffix: FORMATS[name].write(document) for name in names
            }
            hand_over(made, to)
