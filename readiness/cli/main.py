"""The command `readiness` with its verbs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from readiness import language
from readiness.cli import desk
from readiness.language import _


def _print_version(value: bool) -> None:
    if value:
        from readiness import __version__

        typer.echo(f"readiness {__version__}")
        raise typer.Exit


class Verbs(TyperGroup):
    """The verbs, each loaded only when it is used: help needs just its one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_verbs())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _verbs():
            return None
        module = import_module(f"readiness.cli.{cmd_name}")
        command = typer.main.get_command(module.make())
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(list(_verbs().items()))


def _verbs() -> dict[str, str]:
    """Every verb with its line of help, in the order of a visit."""
    return {
        "location": _("The places that are visited, with their facts."),
        "visit": _("One audit of a location, from start to closing."),
        "measure": _("Measure the network, live."),
        "doctor": _("What this laptop can measure, and what to do for the rest."),
        "assess": _("What follows from a visit: scores, verdicts, needs."),
        "report": _("Write the report of a visit."),
        "compare": _("Many locations side by side, and over time."),
        "plan": _("What to buy first with a budget, where, and what it opens."),
        "demo": _("Fill an empty home with fictional locations and visits."),
        "content": _("What is asked, what each technology needs, what repairs it."),
        "settings": _("Language, assessor code and measuring server of this laptop."),
        "schema": _("The JSON schema of what `--json` prints."),
    }


def make_app() -> typer.Typer:
    """The command with all its verbs, its help in the language in use."""
    app = typer.Typer(
        name="readiness",
        cls=Verbs,
        help=_(
            "ICT-readiness audit of a care location: visit, measure, and see for which care "
            "technology the location is ready. Without a command: the terminal UI."
        ),
        no_args_is_help=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )

    @app.callback()
    def start(
        context: typer.Context,
        home: Annotated[
            Path | None,
            typer.Option(
                envvar="READINESS_HOME",
                help=_("The folder that holds everything the program writes."),
            ),
        ] = None,
        language_: Annotated[
            str | None,
            typer.Option("--language", metavar="nl|en", help=_("The language: nl or en.")),
        ] = None,
        content: Annotated[
            str | None,
            typer.Option(
                metavar="DIR",
                envvar="READINESS_CONTENT",
                help=_("A folder with content of your own, laid over what is shipped."),
            ),
        ] = None,
        _version: Annotated[
            bool,
            typer.Option(
                "--version",
                callback=_print_version,
                is_eager=True,
                help=_("Print the version and stop."),
            ),
        ] = False,
    ) -> None:
        if language_ is not None and language_ not in language.LANGUAGES:
            raise desk.wrong_usage(_("--language: expected nl or en."))
        desk.set_home(home.expanduser() if home else None)
        desk.set_content(content)
        if context.invoked_subcommand is None:
            from readiness.cli.ui import open_ui

            with desk.sentences():
                raise typer.Exit(int(open_ui(desk.home(), content)))

    return app
