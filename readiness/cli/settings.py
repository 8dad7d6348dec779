"""`readiness settings`: language, assessor code, measuring server."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.desk import kit, print_json, print_table, sentences
from readiness.language import _


def make() -> typer.Typer:
    app = typer.Typer(
        name="settings", help=_("Language, assessor code and measuring server of this laptop."),
        no_args_is_help=True, rich_markup_mode=None, add_completion=False,
    )  # fmt: skip

    @app.command("show", help=_("All settings."))
    def show(
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
    ) -> None:
        from readiness.settings import KEYS

        with sentences(), kit() as opened:
            values = {key: getattr(opened.settings, key) for key in (*KEYS, "laptop")}
            if as_json:
                print_json(values | {"home": str(opened.home.folder)})
                return
            rows = [[key, value or "–"] for key, value in values.items()]
            print_table([*rows, ["home", opened.home.folder]], [_("setting"), _("value")])

    @app.command("set", help=_("Change one setting; an empty value clears it."))
    def set_(
        key: Annotated[str, typer.Argument(metavar="language|assessor|server|outside|content")],
        value: Annotated[str, typer.Argument(metavar="VALUE")],
    ) -> None:
        with sentences(), kit() as opened:
            opened.change_setting(key, value)
            typer.echo(_("Set {key}: {value}", key=key, value=getattr(opened.settings, key) or "–"))

    return app
