"""Content of one's own by commands: where it is given, where its loosenings are told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.paths import Home
from tests.builders import a_visit, catalogue
from tests.cli.console import Console
from tests.overlays import LOOSE_NURSE_CALL, QUESTION, laid


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_the_overlay_is_given_by_option_environment_or_setting(
    console: Console,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid(own, checks__safety__outage=QUESTION)

    def count() -> int:
        return len(console.fine("content", "list", "--json").json["questions"])

    assert count() == 80
    assert not console.home.exists()
    monkeypatch.setenv("READINESS_CONTENT", str(own))
    assert count() == 81
    done = console("--content", "", "content", "list", "--json")
    assert len(done.json["questions"]) == 80
    monkeypatch.delenv("READINESS_CONTENT")
    done = console("--content", str(own), "content", "list", "--json")
    assert done.json["added"] == ["safety.generator"]
    console.fine("settings", "set", "content", str(own))
    assert count() == 81
    assert console.fine("settings", "show", "--json").json["content"] == str(own)
    console.fine("settings", "set", "content", "")
    assert count() == 80


def test_a_setting_with_faults_isnt_kept(console: Console, own: Path) -> None:
    laid(own, profiles__bed_sensor="loud = true\n")
    done = console("settings", "set", "content", str(own))
    assert (done.code, done.out) == (3, "")
    assert console.fine("settings", "show", "--json").json["content"] == ""


def test_a_stick_that_was_taken_out_is_told_and_can_be_cleared(
    console: Console,
    own: Path,
) -> None:
    laid(own)
    console.fine("settings", "set", "content", str(own))
    own.rmdir()
    done = console("content", "check")
    assert (done.code, done.out) == (3, "")
    assert "this folder is missing" in done.err
    assert "settings set content" in done.err
    console.fine("settings", "set", "content", "")
    console.fine("content", "check")


@pytest.mark.parametrize(
    "command", [["content", "check"], ["content", "list"], ["location", "add", "Huis"]]
)
def test_faults_end_a_command_with_3_and_a_sentence(
    console: Console,
    own: Path,
    command: list[str],
) -> None:
    laid(own, profiles__bed_sensor="loud = true\n")
    done = console("--content", str(own), *command)
    assert (done.code, done.out) == (3, "")
    assert done.err.strip().splitlines() == [
        "The content has faults:",
        "overlay profiles/bed-sensor.toml: loud: unknown key",
    ]


def test_the_check_reads_all_that_the_folder_holds(console: Console, own: Path) -> None:
    own.mkdir()
    (own / "house.toml").write_text('colour = "#7a1f5c"\n', encoding="utf-8")
    (own / "prices.toml").write_text("vat = 21\n[devices]\nonce = -5\n", encoding="utf-8")
    done = console("--content", str(own), "content", "check")
    assert (done.code, done.out) == (3, "")
    assert "overlay house.toml: organisation: " in done.err
    assert "overlay prices.toml: devices.once: " in done.err
    (own / "house.toml").write_text('organisation = "De Linde"\n', encoding="utf-8")
    (own / "prices.toml").write_text("vat = 21\n[devices]\nonce = 500\n", encoding="utf-8")
    said = console.fine("--content", str(own), "content", "check").out.splitlines()
    assert {"House style: De Linde", "Own prices: devices", "VAT of a plan: 21 %"} <= set(said)


def test_what_is_looser_is_told_wherever_it_counts(
    console: Console,
    location: str,
    own: Path,
    tmp_path: Path,
) -> None:
    laid(own, profiles__nurse_call=LOOSE_NURSE_CALL)
    console.fine("settings", "set", "content", str(own))
    checked = console.fine("content", "check").out
    assert "Asked less strictly here than in the shipped content:" in checked
    assert "Threshold: value ≥ -67 as shipped, value ≥ -75 here." in checked
    assert "Share of the spots: 0.95 as shipped, 0.8 here." in checked
    assert "left out as a must: at most 1 % loss" in checked
    shown = console.fine("content", "show", "nurse-call").out
    assert "value ≥ -67 as shipped" in shown
    assert "less strictly" not in console.fine("content", "show", "bed-sensor").out
    visit = console.fine("visit", "start", location).last
    told = console.fine("assess", visit, "--json").json["loosened"]
    assert {
        "threshold": told[0]["shipped"], "now": told[0]["now"],
    } == {"threshold": "value ≥ -67", "now": "value ≥ -75"}  # fmt: skip
    assert {one["what"] for one in told} == {"must-changed", "must-left-out"}
    words = " ".join(console.fine("assess", visit).out.split())
    assert "value ≥ -67 as shipped, value ≥ -75 here" in words
    console.fine("report", visit, "--to", str(tmp_path / "out"), "--format", "html,text")
    for file in (tmp_path / "out").iterdir():
        words = " ".join(file.read_text(encoding="utf-8").split())
        assert "asks less than what is shipped" in words, file.name
        assert "value ≥ -67 as shipped, value ≥ -75 here" in words, file.name


def test_an_old_visit_still_tells_what_was_looser_when_the_overlay_is_gone(
    console: Console,
    location: str,
    own: Path,
) -> None:
    laid(own, profiles__nurse_call=LOOSE_NURSE_CALL)
    visit = console("--content", str(own), "visit", "start", location).last
    before = console("--content", str(own), "assess", visit, "--json").json
    after = console.fine("assess", visit, "--json").json
    assert after["ruler"] != catalogue().ruler
    assert after["loosened"] == before["loosened"] != []
    new = console.fine("visit", "start", location).last
    assert console.fine("assess", new, "--json").json["loosened"] == []


def test_the_verdict_screen_tells_what_is_looser(own: Path, home: Path) -> None:
    from readiness.score.assess import assess
    from readiness.tui.screens.verdicts import why

    laid(own, profiles__nurse_call=LOOSE_NURSE_CALL)
    found = Kit(Home(home), str(own)).catalogue
    made = assess(found, a_visit(in_use=("nurse-call",)))
    pages = {one.technology: why(found, one).plain for one in made.verdicts}
    assert "Asked less strictly here than in the shipped content" in pages["nurse-call"]
    assert "value ≥ -75 here" in pages["nurse-call"]
    assert "less strictly" not in pages["bed-sensor"]


def test_the_form_has_the_overlays_questions(console: Console, own: Path) -> None:
    laid(own, checks__safety__outage=QUESTION)
    printed = console("--content", str(own), "content", "form", "safety.outage")
    assert printed.code == 0
    assert "Is there a generator? (safety.generator)" in printed.out
    assert "[ ] 1: yes" in printed.out
    assert "safety.nen7510" not in printed.out
    assert console("content", "form", "nothing").code == 4


def test_the_form_is_written_as_a_page(console: Console, tmp_path: Path) -> None:
    console.fine("content", "form", "people", "--to", str(tmp_path / "out"), "--format", "html")
    page = (tmp_path / "out/form.html").read_text(encoding="utf-8")
    assert "people.digicoach-hours" in page
    assert console("content", "form", "--to", str(tmp_path), "--format", "doc").code == 2


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    '<rect width="60" height="20" fill="#005a9c"/></svg>'
)


def test_the_house_style_is_checked_and_drawn(
    console: Console, visit: str, own: Path, tmp_path: Path
) -> None:
    laid(own, house='organisation = "De Linde"\ncolour = "#005a9c"\nlogo = "logo.svg"\n')
    (own / "logo.svg").write_text(LOGO, encoding="utf-8")
    checked = console("--content", str(own), "content", "check")
    assert checked.code == 0
    assert "House style: De Linde, #005a9c, logo of 1 kB" in checked.out
    assert "! #005a9c can't be read on a dark screen" in checked.out
    out = str(tmp_path / "out")
    made = console("--content", str(own), "content", "form", "people", "--to", out,
                   "--format", "html,pdf")  # fmt: skip
    assert made.code == 0, made.err
    page = (tmp_path / "out/form.html").read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in page
    assert 'alt="De Linde"' in page
    assert (tmp_path / "out/form.pdf").read_bytes().startswith(b"%PDF-")


def test_a_house_style_with_faults_ends_with_3(console: Console, own: Path) -> None:
    laid(own, house='organisation = "De Linde"\nlogo = "logo.svg"\n')
    (own / "logo.svg").write_text(LOGO.replace("<rect", "<script/><rect"), encoding="utf-8")
    done = console("--content", str(own), "content", "check")
    assert (done.code, done.out) == (3, "")
    assert "overlay house.toml: logo: logo.svg: it holds <script>" in done.err


def test_what_goes_out_before_and_with_a_draft_tells_of_loosened_musts(
    console: Console, own: Path, tmp_path: Path
) -> None:
    laid(own, profiles__nurse_call=LOOSE_NURSE_CALL)
    console.fine("settings", "set", "content", str(own))
    console.fine("location", "add", "De Linde")
    visit = console.fine("visit", "start", "De Linde").last
    console.fine("visit", "answer", visit, "helpdesk.hours", "40")
    console.fine("report", visit, "--draft", "--to", str(tmp_path / "draft"), "--format", "html")
    to = ("--to", str(tmp_path / "letter"), "--format", "md")
    console.fine("visit", "announce", "De Linde", "--date", "2199-11-24", *to)
    (letter,) = (tmp_path / "letter").glob("*.md")
    assert "asks less than what is shipped, at this many points: " in letter.read_text("utf-8")
    (sheet,) = (tmp_path / "draft").glob("remarks-*.csv")
    assert "asks less than what is shipped, at this many points: " in sheet.read_text("utf-8")
    # And such a sheet comes back as any other does.
    rows = list(csv.reader(sheet.read_text("utf-8-sig").splitlines()))
    head = next(n for n, row in enumerate(rows) if "remark" in row)
    rows[head + 1][rows[head].index("remark")] = "It is 60 since May."
    with (tmp_path / "back.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    done = console.fine("visit", "remarks", visit, str(tmp_path / "back.csv"))
    assert done.out.strip() == "Stored 1 remarks; 0 were there already."
