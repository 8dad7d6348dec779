"""`readiness schema`: the JSON schema of what `--json` prints."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.desk import Exit, print_json, sentences, stop
from readiness.language import _
from readiness.schemas import SCHEMAS


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("schema", help=_("The JSON schema of what `--json` prints."))
    def schema(
        name: Annotated[
            str | None, typer.Argument(metavar="[NAME]", help=", ".join(SCHEMAS))
        ] = None,
    ) -> None:
        from readiness import schemas

        with sentences():
            if name is None:
                typer.echo("\n".join(SCHEMAS))
                return
            if name not in SCHEMAS:
                raise stop(
                    _(
                        "There is no schema '{given}'; expected one of {names}.",
                        given=name[:40],
                        names=", ".join(SCHEMAS),
                    ),
                    Exit.USAGE,
                )
            print_json(schemas.schema(name))

    return app
