"""What every command shares: the kit, the ways to print, the exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from readiness.language import Language, _, active

if TYPE_CHECKING:
    from readiness.kit import Kit


class Exit(IntEnum):
    """The documented exit codes."""

    OK = 0
    MISTAKE = 1
    USAGE = 2
    CONTENT = 3
    REFUSED = 4
    LACKING = 5
    NOT_YET = 10
    UNDECIDED = 11


EXIT_MEANINGS = {
    Exit.OK: "fine",
    Exit.MISTAKE: "a mistake of the program itself; the details are in `readiness.log`",
    Exit.USAGE: "wrong usage",
    Exit.CONTENT: "invalid content",
    Exit.REFUSED: "data refused, nothing changed",
    Exit.LACKING: "the environment is lacking: no network, no terminal, no server, no disk",
    Exit.NOT_YET: "`assess --require`: a required technology is not yet ready",
    Exit.UNDECIDED: "`assess --require`: a required technology is undecided",
}


class Lacking(Exception):
    """The environment can't do what was asked; the message is a whole sentence."""


_home: Path | None = None


def set_home(folder: Path | None) -> None:
    """The folder given with --home, for all commands."""
    global _home
    _home = folder


def home() -> Path | None:
    """The folder given with --home or READINESS_HOME, if any."""
    return _home


def open_kit() -> Kit:
    """The kit on the chosen home folder; nothing is read before it is used."""
    from readiness.kit import Kit
    from readiness.paths import Home, default_home

    return Kit(Home(_home or default_home()))


@contextmanager
def kit() -> Iterator[Kit]:
    """The kit for the length of one command."""
    opened = open_kit()
    try:
        yield opened
    finally:
        opened.close_store()


def language() -> Language:
    return active()


def complain(text: str) -> None:
    """One sentence on stderr."""
    typer.echo(text, err=True)


def stop(text: str, code: Exit) -> typer.Exit:
    """Says why on stderr; the caller raises what this returns."""
    complain(text)
    return typer.Exit(int(code))


def print_json(data: Any) -> None:
    """The one thing that `--json` prints."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def print_table(rows: Sequence[Sequence[Any]], headers: Sequence[str]) -> None:
    """A plain text table on stdout; numbers stay as they were written."""
    from tabulate import tabulate

    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    typer.echo(tabulate(cells, headers=list(headers), disable_numparse=True))


def wrong_usage(text: str) -> typer.BadParameter:
    return typer.BadParameter(text)


@contextmanager
def sentences() -> Iterator[None]:
    """Turns every refusal into one sentence on stderr and its exit code."""
    try:
        yield
    except Lacking as error:
        raise stop(str(error), Exit.LACKING) from None
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        raise stop(
            _(
                "The system refused{where}: {why}. Nothing was changed.",
                where=where,
                why=error.strerror or error,
            ),
            Exit.LACKING,
        ) from None
    except Exception as error:
        raise _told(error) from None


def _told(error: Exception) -> BaseException:
    """The exit that belongs to one of the product's own refusals."""
    from readiness.model.sentence import Refused

    if isinstance(error, Refused):
        return stop(active().say(error.sentence), Exit.REFUSED)
    # These classes exist only once their modules were loaded.
    if type(error).__name__ == "InvalidContent":
        complain(_("The content has faults:"))
        return stop(str(error), Exit.CONTENT)
    if type(error).__name__ in ("NewerStore", "DamagedStore"):
        return stop(active().say(error.sentence), Exit.REFUSED)  # type: ignore[attr-defined]
    if type(error).__name__ == "StoreError":
        return stop(active().say(error.sentence), Exit.LACKING)  # type: ignore[attr-defined]
    return error
