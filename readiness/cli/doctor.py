"""`readiness doctor`: what this laptop can measure, for everything else why not and what to do."""

from __future__ import annotations

import textwrap
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.desk import Exit, complain, home, language, print_json, sentences, stop
from readiness.language import _
from readiness.plain import plain

if TYPE_CHECKING:
    from readiness.measure.doctor import Finding

_WIDTH = 80
_INDENT = "    "
_COLOURS = {"yes": typer.colors.GREEN, "partly": typer.colors.YELLOW, "no": typer.colors.RED}


def make() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command("doctor", help=_("What this laptop can measure, and what to do for the rest."))
    def doctor(
        as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
        quick: Annotated[
            bool,
            typer.Option("--quick", help=_("Without the trial of 3 seconds with each server.")),
        ] = False,
    ) -> None:
        from readiness import settings as stored
        from readiness.measure.doctor import able_to_measure
        from readiness.paths import Home

        with sentences():
            # Only read: a folder that can't be written is what has to be told here.
            settings = stored.load(Home(home()).settings)
            found = _follow(settings.server, settings.outside, quick=quick, aloud=not as_json)
            if found is None:
                raise stop(_("Stopped."), Exit.LACKING)
            if as_json:
                print_json(as_document(found))
            if not able_to_measure(found):
                raise typer.Exit(int(Exit.LACKING))

    return app


def as_document(found: list[Finding]) -> dict[str, object]:
    """What `--json` prints of these findings."""
    from readiness.measure.doctor import TOPICS, able_to_measure
    from readiness.model.findings import DoctorDocument, FindingPart

    say = language().say
    parts = [
        FindingPart(
            topic=one.topic,
            name=say(TOPICS[one.topic]),
            able=one.able,
            says=say(one.says),
            todo=None if one.todo is None else say(one.todo),
        )
        for one in found
    ]
    return DoctorDocument(able_to_measure=able_to_measure(found), findings=parts).model_dump()


def _follow(server: str, outside: str, *, quick: bool, aloud: bool) -> list[Finding] | None:
    """The findings, told as they come when `aloud`; None when it was stopped."""
    from readiness.measure.doctor import TOPICS, Finding, examine

    found = []
    # Progress on the same line of a terminal; it never gets into a file.
    live = typer.get_text_stream("stderr").isatty()
    events = examine(home(), server, outside, threading.Event(), quick=quick)
    try:
        for event in events:
            if live:
                typer.echo("\r" + " " * (_WIDTH - 1) + "\r", nl=False, err=True)
            if isinstance(event, Finding):
                found.append(event)
                if aloud:
                    _tell(event)
            elif live:
                names = language().listed([language().say(TOPICS[one]) for one in event.topics])
                typer.echo(f"… {names}"[: _WIDTH - 1], nl=False, err=True)
    except KeyboardInterrupt:
        if live:
            complain("")
        return None
    finally:
        events.close()
    return found


def _tell(found: Finding) -> None:
    """A symbol and a word, the topic, what was seen, and what to do."""
    from readiness.measure.doctor import TOPICS

    say = language().say
    symbol, word = {
        "yes": ("✓", _("in order")),
        "partly": ("◐", _("partly")),
        "no": ("✗", _("doesn’t work")),
    }[found.able]
    # Typer leaves the colour out where the output is no terminal.
    typer.secho(f"{symbol} {say(TOPICS[found.topic])}: {word}", fg=_COLOURS[found.able])
    typer.echo(_wrapped(say(found.says), _INDENT))
    if found.todo is not None:
        typer.echo(_wrapped(say(found.todo), f"{_INDENT}→ "))


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(
        plain(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_on_hyphens=False,
    )
