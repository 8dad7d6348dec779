"""`readiness schema`: the JSON schema of what `--json` prints."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.desk import Exit, print_json, sentences, stop
from readiness.language import _

NAMES = ("assessment", "doctor")


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("schema", help=_("The JSON schema of what `--json` prints."))
    def schema(
        name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=", ".join(NAMES))] = None,
    ) -> None:
        with sentences():
            if name is None:
                typer.echo("\n".join(NAMES))
                return
            if name not in NAMES:
                raise stop(
                    _(
                        "There is no schema '{given}'; expected one of {names}.",
                        given=name[:40],
                        names=", ".join(NAMES),
                    ),
                    Exit.USAGE,
                )
            from readiness.model.document import AssessmentDocument
            from readiness.model.findings import DoctorDocument

            document = AssessmentDocument if name == "assessment" else DoctorDocument
            print_json(document.model_json_schema(by_alias=True))

    return app
