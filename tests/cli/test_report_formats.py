"""`readiness report` in every format, and `readiness location place`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.console import Console

ALL = "html,pdf,xlsx,csv,md,json,text,card"


@pytest.fixture
def visit(console: Console) -> str:
    console.fine("location", "add", "De Lindehof", "--beds", "40", "--in-use", "mobile-record")
    made = console.fine("visit", "start", "De Lindehof", "--date", "2026-03-02").last
    console.fine("visit", "answer", made, "helpdesk.hours", "55")
    for room, down in (("101", "48"), ("102", "no-link")):
        console.fine(
            "visit", "answer", made, "network.download", down,
            "--subject", f"spot:1/Noord/client-room/{room}",
        )  # fmt: skip
    return made


def test_every_format_is_written_under_its_name(
    console: Console, visit: str, tmp_path: Path
) -> None:
    said = console.fine("report", visit, "--to", str(tmp_path / "out"), "--format", ALL).out
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {
        *(f"readiness-{visit}.{e}" for e in ("html", "pdf", "xlsx", "csv", "md", "json", "txt")),
        f"card-{visit}.html",
        f"card-{visit}.pdf",
    }
    assert all(name in said for name in names)


def test_the_json_of_a_report_holds_what_assess_prints(
    console: Console, visit: str, tmp_path: Path
) -> None:
    console.fine("report", visit, "--to", str(tmp_path), "--format", "json")
    made = json.loads((tmp_path / f"readiness-{visit}.json").read_text("utf-8"))
    assert made["assessment"] == console.fine("assess", visit, "--json").json


def test_a_spot_is_placed_on_the_picture_and_drawn_there(
    console: Console, visit: str, tmp_path: Path
) -> None:
    picture = tmp_path / "floor.png"
    Image.new("RGB", (300, 150), "white").save(picture)
    console.fine("location", "edit", "De Lindehof", "--floor-plan", f"1={picture}")
    console.fine("location", "place", "De Lindehof", "1/Noord/client-room/102", "30", "60,5")
    shown = console.fine("location", "show", "De Lindehof").out
    assert "floors 1" in shown
    assert "1 spots placed" in shown
    said = console.fine("location", "unplace", "De Lindehof", "1/Noord/client-room/102").out
    assert said == "Took spot:1/Noord/client-room/102 off the picture of its floor.\n"
    assert "spots placed" not in console.fine("location", "show", "De Lindehof").out
    console.fine("location", "place", "De Lindehof", "1/Noord/client-room/102", "30", "60,5")
    console.fine("report", visit, "--to", str(tmp_path), "--format", "html")
    page = (tmp_path / f"readiness-{visit}.html").read_text("utf-8")
    assert "Wi-Fi on floor 1" in page
    console.fine("location", "edit", "De Lindehof", "--floor-plan", "1=")
    console.fine("report", visit, "--to", str(tmp_path), "--format", "html")
    assert "Wi-Fi on floor 1" not in (tmp_path / f"readiness-{visit}.html").read_text("utf-8")
