"""What every command shares: the kit, the ways to print, the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from readiness.cli.exits import Exit, Lacking, complain, end_of
from readiness.language import Language, _, active
from readiness.plain import plain

__all__ = ["Exit", "Lacking", "complain"]

if TYPE_CHECKING:
    from readiness.kit import Kit


_home: Path | None = None
_content: str | None = None


def set_home(folder: Path | None) -> None:
    """The folder given with --home, for all commands."""
    global _home
    _home = folder


def set_content(folder: str | None) -> None:
    """The folder given with --content, for all commands; empty: the shipped content alone."""
    global _content
    _content = folder


def content() -> str | None:
    """What --content said; None when it wasn't given."""
    return _content


def home() -> Path:
    """The home folder of this command."""
    from readiness.paths import default_home

    return _home or default_home()


@contextmanager
def kit() -> Iterator[Kit]:
    """The kit for the length of one command."""
    from readiness.kit import Kit
    from readiness.paths import Home

    opened = Kit(Home(home()), content())
    try:
        yield opened
    finally:
        opened.close_store()


def language() -> Language:
    return active()


def stop(text: str, code: Exit) -> typer.Exit:
    """Says why on stderr; the caller raises what this returns."""
    complain(text)
    return typer.Exit(int(code))


def print_json(data: Any) -> None:
    """The one thing that `--json` prints."""
    import json

    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def print_table(rows: Sequence[Sequence[Any]], headers: Sequence[str]) -> None:
    """A plain text table on stdout; numbers stay as they were written."""
    from tabulate import tabulate

    cells = [["" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    typer.echo(tabulate(cells, headers=list(headers), disable_numparse=True))


def wrong_usage(text: str) -> typer.BadParameter:
    return typer.BadParameter(text)


@contextmanager
def sentences() -> Iterator[None]:
    """Turns every refusal into one sentence on stderr and its exit code."""
    try:
        yield
    except Exception as error:
        end = end_of(error)
        if end is None:
            raise
        raise stop(*end) from None


def day_of(text: str | None, option: str) -> Any:
    """The day that an option gives; today where it gives none."""
    from datetime import date

    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise stop(
            _(
                "{option}: '{given}' is no date; expected such as 2026-11-22.",
                option=option,
                given=text[:40],
            ),
            Exit.USAGE,
        ) from None


def hand_over(files: Mapping[str, bytes], to: Path | None, err: bool = False) -> None:
    """Print what was made or, given a folder, put all of it there or none, and say where.

    `err`: that is said on stderr, where stdout holds something else.
    """
    if to is None:
        for content in files.values():
            typer.echo(content.decode("utf-8"), nl=not content.endswith(b"\n"))
        return
    from readiness.shelf import write_together

    write_together({to / name: content for name, content in files.items()})
    for name in files:
        typer.echo(_("Wrote {file}", file=to / name), err=err)


def json_alone(names: Sequence[str]) -> None:
    """Stops where `--format` asks for more than what `--json` prints, without a place for it."""
    if list(names) != ["json"]:
        raise stop(
            _("--json prints only JSON; say with --to DIR where the other formats go."), Exit.USAGE
        )


def formats_of(given: str, known: Sequence[str]) -> list[str]:
    """The formats that `--format` names with commas between, each once."""
    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    for name in names or [given]:
        if name not in known:
            raise stop(
                _(
                    "There is no format '{given}'; expected some of {formats}.",
                    given=name[:40],
                    formats=", ".join(known),
                ),
                Exit.USAGE,
            )
    return names
