"""`readiness assess`: what follows from a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, kit, language, print_json, sentences, stop
from readiness.language import _

if TYPE_CHECKING:
    from readiness.model.assessment import Assessment


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("assess", help=_("What follows from a visit: scores, verdicts, needs."))
    def assess(
        visit: Annotated[
            str, typer.Argument(metavar="VISIT", help=_("Id of the visit, or the end of it."))
        ],
        as_json: Annotated[
            bool, typer.Option("--json", help=_("Print JSON (`readiness schema assessment`)."))
        ] = False,
        as_of: Annotated[
            str | None,
            typer.Option(
                "--as-of",
                metavar="YYYY-MM-DD",
                help=_("Judge on this day: answers that are too old by then count as unknown."),
            ),
        ] = None,
        require: Annotated[
            list[str] | None,
            typer.Option(
                metavar="TECHNOLOGY",
                help=_("Exit with 10 when not yet ready for it, 11 when undecided. Repeatable."),
            ),
        ] = None,
    ) -> None:
        from readiness.cli.desk import day_of
        from readiness.model.printed.assessment import document

        day = day_of(as_of, "--as-of") if as_of else None
        with sentences(), kit() as opened:
            found = opened.visit(visit)
            catalogue = opened.catalogue_of(found)
            wanted = [name for given in require or () for name in given.split(",") if name]
            for name in wanted:
                if name not in catalogue.technologies:
                    raise stop(
                        _(
                            "There is no technology '{given}'; expected some of {technologies}.",
                            given=name[:40],
                            technologies=", ".join(catalogue.technologies),
                        ),
                        Exit.USAGE,
                    )
            made = opened.assess(found, day)
            if as_json:
                print_json(
                    document(made, catalogue, language()).model_dump(mode="json", by_alias=True)
                )
            else:
                from readiness.cli.report import made_now
                from readiness.report.formats import FORMATS
                from readiness.report.location.document import location_document
                from readiness.report.location.of_visit import location_view

                view = location_view(catalogue, found, made, language(), *made_now())
                typer.echo(FORMATS["text"].write(location_document(view)).decode("utf-8"))
            code = _required(made, wanted)
        if code is not Exit.OK:
            raise typer.Exit(int(code))

    return app


def _required(assessment: Assessment, wanted: list[str]) -> Exit:
    """The exit code for the required technologies: the worst of their verdicts."""
    states = {v.technology: v.state for v in assessment.verdicts}
    found = {states[name] for name in wanted}
    if "not-yet" in found:
        return Exit.NOT_YET
    # Nothing that could be judged is no readiness either.
    return Exit.UNDECIDED if found & {"undecided", "not-applicable"} else Exit.OK
