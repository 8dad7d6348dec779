"""`readiness plan`: what to buy first, where, and what it opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import plan_decisions
from readiness.cli.desk import (
    Exit,
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
    from readiness.office.planned import Asked

_FORMATS = "html,pdf,xlsx,csv,md,json,text"


def make() -> typer.Typer:
    app = typer.Typer(
        name="plan",
        help=_("What to buy first with a budget, where, and what it opens."),
        invoke_without_command=True,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"max_content_width": 100},
    )

    @app.callback()
    def plan(
        context: typer.Context,
        budget: Annotated[
            list[str] | None,
            typer.Option(
                metavar="EUR",
                help=_("Euros for each year; give it once, or once for every year."),
                show_default=False,
            ),
        ] = None,
        years: Annotated[int, typer.Option(metavar="N", help=_("How many years ahead."))] = 1,
        to: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help=_("The folder to write to; it is made when missing.")),
        ] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar=_FORMATS,
                help=_(
                    "Which formats; html with --to. Without --to a summary is printed, and with "
                    "text the whole report."
                ),
            ),
        ] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema plan`)."))
        ] = False,
        beside: Annotated[
            Path | None,
            typer.Option(
                metavar="FILE.json",
                help=_("A plan that was written earlier: what changed against it."),
            ),
        ] = None,
        fix: Annotated[
            list[str] | None,
            typer.Option(metavar="MEASURE", help=_("Buy this in any case."), show_default=False),
        ] = None,
        without: Annotated[
            list[str] | None,
            typer.Option(metavar="MEASURE", help=_("Never buy this."), show_default=False),
        ] = None,
        price: Annotated[
            list[str] | None,
            typer.Option(
                metavar="MEASURE=EUR",
                help=_(
                    "Another price, or LOW-HIGH: of a remedy for each unit, and own people's time "
                    "comes on top; of a measure in all."
                ),
                show_default=False,
            ),
        ] = None,
        weight: Annotated[
            list[str] | None,
            typer.Option(
                metavar="TECHNOLOGY=N",
                help=_("How much a technology counts; 1 is usual."),
                show_default=False,
            ),
        ] = None,
        vat: Annotated[
            str | None,
            typer.Option(
                metavar="PERCENT",
                help=_(
                    "VAT that is added to every price, but not to own people's time; the prices "
                    "are without it."
                ),
            ),
        ] = None,
        ict_days: Annotated[
            str | None,
            typer.Option(
                metavar="DAYS", help=_("ICT's working days in a quarter, all locations together.")
            ),
        ] = None,
        time: Annotated[
            float,
            typer.Option(
                metavar="S",
                help=_(
                    "Stop looking for better after so long; other budgets and prices get as long "
                    "again."
                ),
            ),
        ] = 60.0,
        from_decisions: Annotated[
            bool,
            typer.Option(
                "--from-decisions",
                help=_(
                    "Keep to what was decided: yes is bought, no and later are not, in none of "
                    "the years; what has been carried out counts as there, unless a later visit "
                    "still finds it failing."
                ),
            ),
        ] = False,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        from readiness.cli import plan_asked

        if not budget:
            raise stop(_("Say how much may be spent with --budget EUR."), Exit.USAGE)
        if not 0 < time <= 86_400:
            raise stop(_("--time: expected a number of seconds above 0."), Exit.USAGE)
        asked = plan_asked.asked(
            budget, years, fix, without, price, weight, vat, ict_days, from_decisions
        )
        names = ["html"] if to else []
        if format_ is not None:
            names = formats_of(format_, _FORMATS.split(","))
        if as_json and to is None and format_ is not None:
            json_alone(names)
        if to is None and names not in ([], ["text"]) and not as_json:
            raise stop(_("Say where to write with --to DIR."), Exit.USAGE)
        _plan(asked, time, to, names, as_json, beside)

    plan_decisions.add(app)
    return app


def _plan(
    asked: Asked,
    seconds: float,
    to: Path | None,
    names: list[str],
    as_json: bool,
    former: Path | None,
) -> None:
    from readiness.cli import plan_asked
    from readiness.cli.report import made_now
    from readiness.files import plan as plan_file
    from readiness.office import plan_report
    from readiness.shelf import may_hold

    with sentences(), kit() as opened:
        # What can't be read or written is said before minutes of work.
        if to is not None:
            may_hold(to)
        before = None if former is None else plan_file.read(former)
        made = plan_asked.solved(opened, asked, seconds)
        if as_json:
            print_json(made.document.model_dump(mode="json"))
            if to is None:
                return
        report = plan_report.Asked(
            made.document,
            made.gathered.catalogue,
            language(),
            *made_now(),
            opened.house,
            before,
        )
        if not names:
            typer.echo(plan_report.short(report), nl=False)
        # With --json nothing else may stand on stdout.
        hand_over(plan_report.files(report, names), to, err=as_json)
