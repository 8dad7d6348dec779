"""`readiness compare`: many locations side by side, and each of them over time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import (
    Exit,
    day_of,
    formats_of,
    hand_over,
    json_alone,
    kit,
    language,
    print_json,
    sentences,
    stop,
)
from readiness.language import _

if TYPE_CHECKING:
    from readiness.compare.comparison import Filters

_FORMATS = "html,pdf,xlsx,csv,md,json,text"


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("compare", help=_("Many locations side by side, and over time."))
    def compare(
        locations: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[LOCATION]...",
                help=_("Names or ids; without any: all locations."),
                show_default=False,
            ),
        ] = None,
        to: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help=_("The folder to write to; it is made when missing.")),
        ] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar=_FORMATS,
                help=_("Which formats; html with --to, otherwise text."),
            ),
        ] = None,
        as_of: Annotated[
            str | None,
            typer.Option(
                "--as-of",
                metavar="YYYY-MM-DD",
                help=_(
                    "Compare as on this day: later visits don't count, answers that are too old by "
                    "then are unknown."
                ),
            ),
        ] = None,
        organisation: Annotated[
            str, typer.Option(metavar="NAME", help=_("Only locations of this organisation."))
        ] = "",
        region: Annotated[
            str, typer.Option(metavar="NAME", help=_("Only locations in this region."))
        ] = "",
        kind: Annotated[
            str,
            typer.Option(
                metavar="residential|home-care|both", help=_("Only locations of this kind.")
            ),
        ] = "",
        since: Annotated[
            str | None,
            typer.Option(metavar="YYYY-MM-DD", help=_("Only visits on or after this day.")),
        ] = None,
        until: Annotated[
            str | None,
            typer.Option(metavar="YYYY-MM-DD", help=_("Only visits on or before this day.")),
        ] = None,
        by_organisation: Annotated[
            bool,
            typer.Option(
                "--by-organisation",
                help=_("Organisations beside each other; no location is named."),
            ),
        ] = False,
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema comparison`)."))
        ] = False,
    ) -> None:
        names = formats_of(format_ or ("text" if to is None else "html"), _FORMATS.split(","))
        if as_json and to is None and format_ is not None:
            json_alone(names)
        if to is None and names != ["text"] and not as_json:
            raise stop(_("Say where to write with --to DIR."), Exit.USAGE)
        filters = _filters(organisation, region, kind, since, until, as_of)
        _compare(locations or [], filters, to, names, by_organisation, as_json)

    return app


def _compare(
    locations: list[str],
    filters: Filters,
    to: Path | None,
    names: list[str],
    by_organisation: bool,
    as_json: bool,
) -> None:
    from datetime import date
    from functools import cache

    from readiness.cli.report import made_now
    from readiness.compare.documented import document
    from readiness.office.compared import compared
    from readiness.office.followed import followed
    from readiness.report.comparison.document import comparison_document
    from readiness.report.formats import FORMATS

    with sentences(), kit() as opened:
        made = compared(opened, date.today(), locations, filters, _progress)
        told = cache(lambda: document(made.comparison, made.catalogue, language(), by_organisation))
        if as_json:
            print_json(told().model_dump(mode="json"))
            if to is None:
                return
        report = comparison_document(
            made.catalogue,
            made.comparison,
            language(),
            *made_now(),
            by_organisation,
            opened.house,
            followed(opened).values(),
        )
        files = {}
        for name in names:
            if name == "json":
                suffix, content = ".json", told().model_dump_json(indent=2).encode() + b"\n"
            else:
                suffix, content = FORMATS[name].suffix, FORMATS[name].write(report)
            files[f"readiness-comparison-{made.comparison.day}{suffix}"] = content
        # With --json nothing else may stand on stdout.
        hand_over(files, to, err=as_json)


def _filters(
    organisation: str,
    region: str,
    kind: str,
    since: str | None,
    until: str | None,
    as_of: str | None,
) -> Filters:
    from readiness.compare.comparison import Filters
    from readiness.model.location import KINDS

    if kind and kind not in KINDS:
        raise stop(
            _(
                "'{given}' is no kind of location; expected one of {kinds}.",
                given=kind[:40],
                kinds=", ".join(KINDS),
            ),
            Exit.USAGE,
        )
    days = {
        name: day_of(given, f"--{name.replace('_', '-')}").isoformat() if given else ""
        for name, given in (("since", since), ("until", until), ("as_of", as_of))
    }
    if days["since"] and days["until"] and days["until"] < days["since"]:
        raise stop(_("--until lies before --since, so no visit fits."), Exit.USAGE)
    return Filters(organisation=organisation, region=region, kind=kind, **days)


def _progress(done: int, total: int) -> None:
    """On a terminal, how far scoring is; the next comparison finds it done."""
    if sys.stderr.isatty() and total >= 100 and (done % 50 == 0 or done == total):
        said = _("Scoring visits: {done} of {total}", done=done, total=total)
        print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr, flush=True)
