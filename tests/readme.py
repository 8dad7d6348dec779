"""The parts of the README that are made by the program; run it to renew them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from readiness.cli.exits import EXIT_MEANINGS

README = Path(__file__).parents[1] / "README.md"


def help_text() -> str:
    """What `readiness --help` prints, 100 columns wide, in English."""
    done = subprocess.run(
        [sys.executable, "-m", "readiness", "--language", "en", "--help"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
    )
    return done.stdout.replace("python -m readiness", "readiness").strip()


def exit_codes() -> str:
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_MEANINGS.items()]
    return "\n".join(["| exit code | meaning |", "|---|---|", *rows])


def plan_options() -> str:
    """The options of `readiness plan` as a table, in the words of its help."""
    from typer.main import get_command

    from readiness import language
    from readiness.cli import plan

    language.use("en")
    command = get_command(plan.make())
    context = command.make_context("plan", [], resilient_parsing=True)
    rows = []
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and not record[0].startswith("--help"):
            rows.append(f"| `{record[0]}` | {record[1]} |".replace("|yes|", "\\|yes\\|"))
    return "\n".join(["| option | what it does |", "|---|---|", *rows])


def renewed(text: str) -> str:
    """The README with its made parts as they are now."""
    text = re.sub(
        r"(<!-- plan options -->\n)(?:\|.*\n)*",
        lambda match: f"{match[1]}{plan_options()}\n",
        text,
    )
    text = re.sub(
        r"(<!-- help -->\n```\n).*?(```\n)",
        lambda match: f"{match[1]}{help_text()}\n{match[2]}",
        text,
        flags=re.DOTALL,
    )
    return re.sub(
        r"(<!-- exit codes -->\n)(?:\|.*\n)*",
        lambda match: f"{match[1]}{exit_codes()}\n",
        text,
    )


def command(kind: str) -> str:
    """The one-line command for this system: kind "run" or "test"."""
    system = "Windows" if sys.platform == "win32" else "Linux, macOS"
    part = README.read_text(encoding="utf-8").split(f"<!-- {kind} -->")[1]
    row = next(line for line in part.splitlines() if line.startswith(f"| {system}"))
    return row.split("`")[1]


if __name__ == "__main__":
    if sys.argv[1:] == ["--command"]:
        print(command("test"))
    else:
        README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
