"""The letter that announces a visit, written by command."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.console import Console

USAGE, REFUSED = 2, 4


def test_the_letter_is_written_in_the_formats_asked_for(
    console: Console, location: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = console.fine(
        "visit", "announce", location, "--date", "2199-05-14", "--time", "9:00",
        "--to", str(out), "--format", "html,pdf,md,text",
    )  # fmt: skip
    name = f"announcement-{location}-2199-05-14"
    assert sorted(file.name for file in out.iterdir()) == [
        f"{name}.html", f"{name}.md", f"{name}.pdf", f"{name}.txt",
    ]  # fmt: skip
    assert done.out.count("Wrote ") == 4
    text = (out / f"{name}.txt").read_text(encoding="utf-8")
    assert "Tuesday 14 May 2199, from 9:00" in text
    assert "half a working day" in text


def test_the_letter_says_whom_it_needs_by_role_and_what_to_lay_ready(
    console: Console, location: str, tmp_path: Path
) -> None:
    console.fine(
        "visit", "announce", location, "--date", "2199-05-14", "--to", str(tmp_path),
        "--format", "md",
    )  # fmt: skip
    (file,) = tmp_path.glob("*.md")
    text = " ".join(file.read_text(encoding="utf-8").split())
    for words in (
        "5 carers, of different shifts", "10 minutes each", "30 minutes, and 15 at the end",
        "A floor plan or a room list", "The roster of a busy day", "The register of laptops",
        "groups of fewer than 3 people", "away from medication rounds",
        "only with the team leader's consent", "Its manager knows",
        "Nurse call and voice over Wi-Fi", "Video care and video calling",
    ):  # fmt: skip
        assert words in text, words


def test_the_letter_is_dutch_for_a_dutch_reader(
    console: Console, location: str, tmp_path: Path
) -> None:
    done = console(
        "visit", "announce", location, "--date", "2199-05-14", "--to", str(tmp_path),
        "--format", "text", "--contact", "ICT-servicedesk, 030 123 45 67", language="nl",
    )  # fmt: skip
    assert done.code == 0, done.err
    (file,) = tmp_path.glob("*.txt")
    text = " ".join(file.read_text(encoding="utf-8").split())
    assert "Op dinsdag 14 mei 2199 komen we graag langs bij De Lindehof" in text
    assert "Vragen, of komt de dag niet uit? ICT-servicedesk, 030 123 45 67" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--date", "2020-01-01"], USAGE, "--date: 2020-01-01 has passed"),
        (["--date", "14-5-2199"], USAGE, "is no date"),
        (["--date", "2199-05-14", "--time", "25:00"], USAGE, "--time: '25:00' is no time"),
        (["--date", "2199-05-14", "--format", "docx"], USAGE, "There is no format 'docx'"),
        (["--date", "2199-05-14", "--format", ","], USAGE, "There is no format ','"),
        (["--date", "2199-05-14", "--contact", "x\x07y"], REFUSED, "invisible character"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    console: Console, location: str, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    out = tmp_path / "out"
    done = console("visit", "announce", location, "--to", str(out), *arguments)
    assert done.code == code
    assert said in done.err
    assert not out.exists()


def test_a_location_that_is_not_there_is_named(console: Console, tmp_path: Path) -> None:
    done = console(
        "visit", "announce", "Atlantis", "--date", "2199-05-14", "--to", str(tmp_path / "out")
    )
    assert done.code == REFUSED
    assert "There is no location 'Atlantis'" in done.err


def test_a_visit_may_be_announced_for_today(
    console: Console, location: str, tmp_path: Path
) -> None:
    for day in (date.today(), date.today() + timedelta(days=1)):
        console.fine(
            "visit", "announce", location, "--date", day.isoformat(), "--to", str(tmp_path),
            "--format", "text",
        )  # fmt: skip
