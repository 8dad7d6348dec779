"""`readiness plan`: what to buy first, where, and what it opens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readiness.cli import plan_decisions
from readiness.cli.desk import Exit, kit, language, print_json, sentences, stop
from readiness.language import _


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
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema plan`)."))
        ] = False,
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
                    "Another price, or LOW-HIGH: of a remedy for each unit, of a measure in all."
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
                help=_("VAT that is added to every price; the prices are without it."),
            ),
        ] = None,
        ict_days: Annotated[
            str | None,
            typer.Option(
                metavar="DAYS", help=_("ICT's working days in a quarter, all locations together.")
            ),
        ] = None,
        time: Annotated[
            float, typer.Option(metavar="S", help=_("Stop looking for better after so long."))
        ] = 60.0,
        from_decisions: Annotated[
            bool,
            typer.Option(
                "--from-decisions",
                help=_("Keep to what was decided; what has been carried out counts as there."),
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
        with sentences(), kit() as opened:
            made = plan_asked.solved(opened, asked, time)
            if as_json:
                print_json(made.document.model_dump(mode="json"))
            if to is not None:
                _write(to, made, as_json)
            elif not as_json:
                from readiness.cli.plan_text import text

                typer.echo(text(made, language()), nl=False)

    plan_decisions.add(app)
    return app


def _write(to: Path, made: object, as_json: bool) -> None:
    from readiness.cli.plan_asked import Made
    from readiness.cli.plan_text import text
    from readiness.shelf import write_whole

    assert isinstance(made, Made)
    files = {
        ".txt": text(made, language()),
        ".json": made.document.model_dump_json(indent=2) + "\n",
    }
    for suffix, content in files.items():
        file = to / f"readiness-plan-{made.document.day}{suffix}"
        write_whole(file, content.encode())
        # With --json nothing else may stand on stdout.
        typer.echo(_("Wrote {file}", file=file), err=as_json)
