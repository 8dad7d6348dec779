"""A location without any network: from the first question to the last, and a report."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "-r", "-n"]


def why_not() -> str:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return "only on Linux with unshare"
    done = subprocess.run([*ALONE, "true"], capture_output=True)
    return "" if done.returncode == 0 else "only on a system that lets this user unshare a network"


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")


def laptop(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command on a laptop on which no adapter is up, not even loopback."""
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "readiness", "--home", str(home), "--language", "en",
         *arguments],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def test_a_visit_without_any_network_ends_in_a_report_that_says_why(tmp_path: Path) -> None:
    home = tmp_path / "home"

    def said(*arguments: str) -> str:
        done = laptop(home, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    said("settings", "set", "server", "192.168.1.5:8989")
    said("settings", "set", "outside", "https://meetpunt.example/")
    place = said("location", "add", "Huis", "--client-rooms", "1", "--beds", "9").split()[-1]
    visit = said("visit", "start", place).split()[-1]
    room = "spot:1/North/client-room/101"

    spot = json.loads(said("measure", "spot", visit, "--subject", room, "--json"))
    assert spot["state"] == "no-link"
    line = laptop(home, "measure", "line", visit, "--json")
    assert (line.returncode, json.loads(line.stdout)["state"]) == (5, "no-link")
    walk = laptop(home, "measure", "walk", visit, "--seconds", "60", "--json")
    assert walk.returncode == 5
    assert laptop(home, "measure", "link", "--json").returncode == 5
    assert laptop(home, "doctor", "--json").returncode == 5

    questions = json.loads(said("content", "list", "--json"))["questions"]
    left = [q["id"] for q in questions if q["core"] and not q["id"].startswith("network.")]
    rows = "".join(f"{id_},,,nobody could be reached,,,\n" for id_ in left)
    csv = tmp_path / "answers.csv"
    csv.write_text(f"question,subject,value,unknown,not_applicable,method,note\n{rows}")
    said("visit", "fill", visit, str(csv))
    said("visit", "close", visit)
    assessment = json.loads(said("assess", visit, "--json"))
    outcomes = {q["id"]: q["outcome"] for q in assessment["questions"]}
    assert outcomes["network.download"] == "fail"
    assert outcomes["network.line-capacity"] == "unknown"

    said("report", visit, "--to", str(tmp_path / "out"), "--format", "html,text")
    report = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    text = next((tmp_path / "out").glob("*.txt")).read_text(encoding="utf-8")
    for words in ("no adapter is connected", "No link at", "The internet line stays unknown"):
        assert words in " ".join(text.split()), words
    assert "The internet line stays unknown" in report
