"""Settings, content, schema, the UI without a terminal, and the program as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.console import Console

ROOT = Path(__file__).parents[2]


def test_settings_are_set_shown_and_cleared(console: Console) -> None:
    console.fine("settings", "set", "assessor", "A7")
    console.fine("settings", "set", "server", "192.168.1.20:8989")
    found = console.fine("settings", "show", "--json").json
    assert found["assessor"] == "A7"
    assert found["server"].startswith("http://192.168.1.20:8989")
    console.fine("settings", "set", "assessor", "")
    assert console.fine("settings", "show", "--json").json["assessor"] == ""
    assert "192.168.1.20" in console.fine("settings", "show").out


def test_the_assessor_and_the_laptop_stand_beside_every_answer(console: Console) -> None:
    console.fine("settings", "set", "assessor", "A7")
    location = console.fine("location", "add", "Huis").last
    visit = console.fine("visit", "start", location).last
    console.fine("visit", "answer", visit, "applications.card", "3")
    (row,) = console.fine("visit", "show", visit, "--json").json["answers"]
    assert row["assessor"] == "A7"
    assert row["at"]


def test_content_is_checked_listed_and_shown(console: Console) -> None:
    assert "80" in console.fine("content", "check").out
    found = console.fine("content", "list", "--json").json
    assert (len(found["questions"]), len(found["technologies"])) == (80, 16)
    assert {
        "id", "domain", "check", "kind", "core", "class", "unit", "asked_of", "least",
        "aggregate", "direction",
    } <= set(found["questions"][0])  # fmt: skip
    assert {"id", "musts", "shoulds", "alarm"} <= set(found["technologies"][0])
    assert console.fine("content", "show", "network.loss", "--json").json["id"] == "network.loss"
    for id_ in ("network", "network.line", "network.loss", "bed-sensor", "access-points", "W44"):
        assert console.fine("content", "show", id_).out
    assert "network.loss" in console.fine("content", "list").out


def test_a_report_is_written_where_it_was_asked_for(
    console: Console, visit: str, tmp_path: Path
) -> None:
    console.fine("report", visit, "--to", str(tmp_path / "out"), "--format", "text")
    (made,) = (tmp_path / "out").iterdir()
    assert "De Lindehof" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_explains_itself(console: Console, language: str) -> None:
    for command in (
        [], ["location"], ["location", "add"], ["location", "edit"], ["location", "list"],
        ["location", "show"], ["visit"], ["visit", "start"], ["visit", "list"], ["visit", "show"],
        ["visit", "answer"], ["visit", "fill"], ["visit", "close"], ["visit", "reopen"],
        ["assess"], ["measure"], ["measure", "spot"], ["report"], ["settings"], ["content"],
        ["content", "check"], ["schema"],
    ):  # fmt: skip
        done = console(*command, "--help", language=language)
        assert (done.code, done.err) == (0, ""), command
        assert "readiness" in done.out


JSON_COMMANDS = [
    ["location", "list"], ["location", "show", "De Lindehof"], ["visit", "list"],
    ["visit", "show", "VISIT"], ["assess", "VISIT"], ["settings", "show"], ["content", "list"],
    ["content", "show", "bed-sensor"],
]  # fmt: skip


@pytest.mark.parametrize("command", JSON_COMMANDS, ids=" ".join)
def test_json_is_all_there_is_on_stdout(console: Console, visit: str, command: list[str]) -> None:
    done = console.fine(*[visit if part == "VISIT" else part for part in command], "--json")
    json.loads(done.out)
    assert "\x1b" not in done.out


def test_nothing_is_written_outside_the_home(
    console: Console, visit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "cwd"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    console.fine("visit", "answer", visit, "applications.card", "3")
    console.fine("assess", visit)
    assert list(elsewhere.iterdir()) == []


# -- as a process -----------------------------------------------------------------------


def process(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("READINESS")}
    environment |= {"PYTHONPATH": str(ROOT), "READINESS_HOME": str(home)} | more
    return subprocess.run(
        [sys.executable, "-m", "readiness", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env=environment,
        timeout=60,
    )


def test_without_a_terminal_the_ui_says_what_to_run_instead(home: Path) -> None:
    done = process("--language", "en", home=home)
    assert done.returncode == 5
    assert done.stdout == ""
    assert "readiness --help" in done.stderr
    assert "\x1b" not in done.stderr
    alone = process(home=home, READINESS_LANGUAGE="en")
    assert alone.returncode == 5
    assert "readiness --help" in alone.stderr


def test_the_home_comes_from_the_environment(home: Path) -> None:
    done = process("--language", "en", "location", "add", "Huis", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert (home / "readiness.sqlite3").exists()
    shown = process("location", "show", done.stdout.split()[-1], "--json", home=home)
    assert json.loads(shown.stdout)["name"] == "Huis"


def test_a_refusal_of_a_process_is_a_sentence_and_a_code(home: Path) -> None:
    done = process("--language", "en", "visit", "show", "nothing", home=home)
    assert (done.returncode, done.stdout) == (4, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_no_escape_reaches_a_pipe(home: Path) -> None:
    for command in (["--help"], ["content", "list"], ["settings", "show"]):
        done = process(*command, home=home, FORCE_COLOR="1")
        assert "\x1b" not in done.stdout + done.stderr
