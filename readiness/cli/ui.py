"""`readiness` alone: the terminal UI. Loads no command, so that it starts at once."""

from __future__ import annotations

import sys
from pathlib import Path

from readiness.cli.exits import Exit, Lacking
from readiness.language import _


def open_ui(home: Path, content: str | None = None) -> Exit:
    """Runs the terminal UI on this home folder until it is left; `content` as of the kit.

    Raises:
        Lacking: there is no terminal.
        Refused, StoreError, InvalidContent: what made it end.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise Lacking(
            _(
                "The terminal UI needs a terminal. Without one, use the commands: "
                "`readiness --help` lists them, `readiness visit start` begins a visit."
            )
        )
    from readiness.tui.app import ReadinessApp

    app = ReadinessApp(home, content)
    failure = app.run()
    if failure is not None:
        raise failure
    return Exit.MISTAKE if app.return_code else Exit.OK
