"""How a command ends: exit codes, and errors as sentences. Loads nothing heavy."""

from __future__ import annotations

import sys
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from readiness.language import _, active


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


class End(NamedTuple):
    """What an error comes to: the words for stderr and the exit code."""

    words: str
    code: Exit


def end_of(error: Exception) -> End | None:
    """How the program ends on one of its own refusals; None for any other error."""
    from readiness.model.sentence import Refused, of_system

    if isinstance(error, BrokenPipeError):
        return None
    if isinstance(error, Lacking):
        return End(str(error), Exit.LACKING)
    if isinstance(error, Refused):
        return End(active().say(error.sentence), Exit.REFUSED)
    # These classes exist only once their modules were loaded.
    name, sentence = type(error).__name__, getattr(error, "sentence", None)
    if name == "InvalidContent":
        return End(_("The content has faults:") + f"\n{error}", Exit.CONTENT)
    if name in ("NewerStore", "DamagedStore") and sentence is not None:
        return End(active().say(sentence), Exit.REFUSED)
    if name == "StoreError" and sentence is not None:
        return End(active().say(sentence), Exit.LACKING)
    if isinstance(error, OSError):
        where = f" {error.filename}" if error.filename else ""
        words = _(
            "The system refused{where}: {why}. Nothing was changed.",
            where=where,
            why=of_system(error),
        )
        return End(words, Exit.LACKING)
    return None


def own_mistake(home: Path) -> End:
    """A mistake of the program itself: the details go to a file, a sentence to the user."""
    import traceback

    from readiness.paths import Home

    file = Home(home).log
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            traceback.print_exc(file=stream)
    except OSError:
        file = Path("-")
    words = _(
        "The program made a mistake of its own. What you had stored is safe. Please send {file} "
        "to the makers.",
        file=file,
    )
    return End(words, Exit.MISTAKE)


def complain(text: str) -> None:
    """One sentence on stderr."""
    print(text, file=sys.stderr)
