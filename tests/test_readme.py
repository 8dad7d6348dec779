"""The README tells what the program does."""

from __future__ import annotations

from tests.readme import README, renewed


def test_help_and_exit_codes_in_the_readme_are_those_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: python -m tests.readme"


def test_readme_has_one_line_for_each_system() -> None:
    text = README.read_text(encoding="utf-8")
    for kind in ("run", "test"):
        table = text.split(f"<!-- {kind} -->")[1].split("\n\n")[0]
        assert "| Linux, macOS | `python3 -m venv .venv && " in table
        assert "| Windows (PowerShell) | `py -m venv .venv; " in table
