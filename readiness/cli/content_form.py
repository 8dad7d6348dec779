"""`readiness content form`: the questions on paper, for a visit without a laptop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, hand_over, kit, language, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.catalogue import Check
    from readiness.model.content import Catalogue


def add(app: typer.Typer) -> None:
    """`content form`."""

    @app.command("form", help=_("The questions as a form on paper, for a visit without a laptop."))
    def form(
        check: Annotated[
            str | None,
            typer.Argument(metavar="[CHECK]", help=_("Only this check, or this domain.")),
        ] = None,
        extended: Annotated[
            bool, typer.Option("--extended", help=_("All questions, not just the core."))
        ] = False,
        to: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help=_("Write it in this folder; else it's printed.")),
        ] = None,
        format_: Annotated[
            str, typer.Option("--format", metavar="pdf,html,text", help=_("Which formats."))
        ] = "pdf",
    ) -> None:
        from datetime import datetime

        from readiness.report.form import form_document
        from readiness.report.formats import FORMATS

        names = list(dict.fromkeys(name.strip() for name in format_.split(",") if name.strip()))
        for name in names:
            if name not in FORMATS:
                raise stop(
                    _(
                        "There is no format '{format}'; expected one of {formats}.",
                        format=name[:40],
                        formats=", ".join(FORMATS),
                    ),
                    Exit.USAGE,
                )
        with sentences(), kit() as opened:
            chosen = _chosen(opened.catalogue, check)
            made = form_document(
                opened.catalogue, language(), chosen, extended, datetime.now(), opened.house
            )
            wanted = ["text"] if to is None else names
            files = {made.id + FORMATS[name].suffix: FORMATS[name].write(made) for name in wanted}
            hand_over(files, to)


def _chosen(catalogue: Catalogue, given: str | None) -> list[Check]:
    """The checks that the form is about, in the order of a visit."""
    found = [
        check for check in catalogue.checks.values() if given in (None, check.id, check.domain)
    ]
    if not found:
        raise stop(
            _(
                "There is no check or domain '{given}'; expected one of {checks}.",
                given=(given or "")[:60],
                checks=", ".join((*catalogue.domains, *catalogue.checks)),
            ),
            Exit.REFUSED,
        )
    return found
