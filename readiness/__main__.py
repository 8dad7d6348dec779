"""The command `readiness`, also as `python -m readiness`.

Chooses the language first, because the help of every command is in it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from readiness import language, paths
from readiness.cli.exits import complain, end_of, own_mistake


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
    file = paths.Home(_home(arguments)).settings
    if not file.exists():
        return ""
    import json

    try:
        stored = json.loads(file.read_text(encoding="utf-8")).get("language", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return stored if stored in language.LANGUAGES else ""


def _home(arguments: list[str]) -> Path:
    given = _option(arguments, "--home")
    return Path(given).expanduser() if given else paths.default_home()


def _speak_utf8() -> None:
    """Symbols in the texts need UTF-8; an older Windows console may be set otherwise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def run() -> None:
    """The console script."""
    arguments = sys.argv[1:]
    _speak_utf8()
    language.use(chosen_language(arguments))
    try:
        if arguments:
            from readiness.cli.main import make_app

            make_app()()
        else:
            from readiness.cli.ui import open_ui

            sys.exit(int(open_ui(paths.default_home())))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output left; nothing to tell anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        end = end_of(error) or own_mistake(_home(arguments))
        complain(end.words)
        sys.exit(int(end.code))


if __name__ == "__main__":
    run()
