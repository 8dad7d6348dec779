"""The command `readiness`: chooses the language, then hands over to a verb."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from readiness import language
from readiness.cli import desk
from readiness.language import _


def chosen_language(arguments: list[str]) -> str:
    """--language, else READINESS_LANGUAGE, else the setting, else the system's.

    Needed before the commands are made, because their help is in that language.
    """
    given = _option(arguments, "--language") or os.environ.get("READINESS_LANGUAGE", "")
    if given in language.LANGUAGES:
        return given
    return _setting(arguments) or language.system_language()


def _option(arguments: list[str], name: str) -> str:
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name and place + 1 < len(arguments):
            return arguments[place + 1]
    return ""


def _setting(arguments: list[str]) -> str:
    import json

    from readiness.paths import Home, default_home

    home = _option(arguments, "--home")
    file = Home(Path(home).expanduser() if home else default_home()).settings
    try:
        stored = json.loads(file.read_text(encoding="utf-8")).get("language", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return stored if stored in language.LANGUAGES else ""


def _print_version(value: bool) -> None:
    if value:
        from readiness import __version__

        typer.echo(f"readiness {__version__}")
        raise typer.Exit


def make_app() -> typer.Typer:
    """All commands, with their help in the language in use."""
    from readiness.cli import assess, content, location, measure, report, schema, settings, visit

    app = typer.Typer(
        name="readiness",
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
        if context.invoked_subcommand is None:
            with desk.sentences():
                _open_ui()

    for make in (location, visit):
        app.add_typer(make.make())
    assess.add(app)
    app.add_typer(measure.make())
    report.add(app)
    app.add_typer(settings.make())
    app.add_typer(content.make())
    schema.add(app)
    return app


def _open_ui() -> None:
    if not all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)):
        raise desk.Lacking(
            _(
                "The terminal UI needs a terminal. Without one, use the commands: "
                "`readiness --help` lists them, `readiness visit start` begins a visit."
            )
        )
    from readiness.tui.app import ReadinessApp

    opened = desk.open_kit()
    try:
        app = ReadinessApp(opened)
        failure = app.run()
        if failure is not None:
            raise failure
        if app.return_code:
            raise typer.Exit(int(desk.Exit.MISTAKE))
    finally:
        opened.close_store()


def _own_mistake() -> int:
    """A mistake of the program itself: the details go to a file, a sentence to the user."""
    import traceback

    from readiness.paths import Home, default_home

    file = Home(desk.home() or default_home()).log
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as stream:
            traceback.print_exc(file=stream)
    except OSError:
        file = Path(os.devnull)
    desk.complain(
        _(
            "The program made a mistake of its own. What you had stored is safe. Please send "
            "{file} to the makers.",
            file=file,
        )
    )
    return int(desk.Exit.MISTAKE)


def _speak_utf8() -> None:
    """Symbols in the texts need UTF-8; an older Windows console may be set otherwise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def run() -> None:
    """The console script."""
    _speak_utf8()
    language.use(chosen_language(sys.argv[1:]))
    try:
        make_app()()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output left; nothing to tell anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        sys.exit(_own_mistake())
