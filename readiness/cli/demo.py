"""`readiness demo`: fictional locations to look at, in a home of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.desk import home, kit, sentences
from readiness.language import _
from readiness.plain import plain

# More would fill the screen and teach nothing.
_MOST = 1_000


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("demo", help=_("Fill an empty home with fictional locations and visits."))
    def demo(
        count: Annotated[
            int,
            typer.Option(
                "--locations", metavar="N", min=1, max=_MOST, help=_("How many locations.")
            ),
        ] = 12,
        seed: Annotated[
            int,
            typer.Option(
                metavar="N",
                min=0,
                max=2**31,
                help=_("The same seed gives the same locations, to the last letter."),
            ),
        ] = 1,
    ) -> None:
        with sentences(), kit() as opened:
            made = opened.add_demo(count, seed)
            typer.echo(
                _(
                    "Fictional locations made in {folder}, with two visits each: {count}.",
                    count=len(made),
                    folder=plain(str(home())),
                )
            )
            typer.echo(
                _(
                    "`{command}` shows them; `{command} compare --to FOLDER` sets them side by "
                    "side.",
                    command=_command(),
                )
            )

    return app


def _command() -> str:
    """What to type to come back to this home."""
    import shlex

    from readiness.paths import default_home

    folder = home()
    if folder == default_home():
        return "readiness"
    return f"readiness --home {shlex.quote(plain(str(folder)))}"
