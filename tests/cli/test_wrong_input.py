"""Wrong input at every command: a sentence, the documented exit code, nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.console import Console

USAGE, REFUSED, LACKING = 2, 4, 5
V = "VISIT"  # stands for the id of the open visit
L = "LOCATION"
SPOT = "spot:1/-/client-room/1"
WRONG = {
    "no such verb": (["audit"], USAGE),
    "no such option": (["location", "list", "--colour"], USAGE),
    "no such language": (["location", "list"], None),
    "location add: no name": (["location", "add"], USAGE),
    "location add: empty name": (["location", "add", "  "], REFUSED),
    "location add: the same again": (["location", "add", "De Lindehof"], REFUSED),
    "location add: kind": (["location", "add", "X", "--kind", "hospital"], REFUSED),
    "location add: beds": (["location", "add", "X", "--beds", "many"], REFUSED),
    "location add: fewer than none": (["location", "add", "X", "--beds", "-1"], REFUSED),
    "location add: technology": (["location", "add", "X", "--in-use", "teleporter"], REFUSED),
    "location add: control sign": (["location", "add", "X\x07Y"], REFUSED),
    "location edit: nowhere": (["location", "edit", "Atlantis", "--beds", "1"], REFUSED),
    "location edit: rooms": (["location", "edit", L, "--client-rooms", "1.5"], REFUSED),
    "location edit: floor plan without file": (
        ["location", "edit", L, "--floor-plan", "1"], USAGE),
    "location edit: no such picture": (
        ["location", "edit", L, "--floor-plan", "1=nowhere.png"], REFUSED),
    "location place: no picture": (["location", "place", L, SPOT, "5", "5"], REFUSED),
    "location place: no spot": (["location", "place", L, "room 1", "5", "5"], REFUSED),
    "location place: outside": (["location", "place", L, SPOT, "101", "5"], REFUSED),
    "location unplace: not placed": (["location", "unplace", L, SPOT], REFUSED),
    "location show: nowhere": (["location", "show", "Atlantis"], REFUSED),
    "visit start: nowhere": (["visit", "start", "Atlantis"], REFUSED),
    "visit start: date": (["visit", "start", L, "--date", "2-3-2026"], USAGE),
    "visit show: none": (["visit", "show", "nothing"], REFUSED),
    "visit list: nowhere": (["visit", "list", "Atlantis"], REFUSED),
    "answer: no visit": (["visit", "answer", "nothing", "applications.card", "3"], REFUSED),
    "answer: no question": (["visit", "answer", V, "network.speed", "3"], REFUSED),
    "answer: no value": (["visit", "answer", V, "applications.card"], USAGE),
    "answer: two answers": (
        ["visit", "answer", V, "applications.card", "3", "--unknown", "ill"], USAGE),
    "answer: step": (["visit", "answer", V, "applications.card", "5"], REFUSED),
    "answer: half step": (["visit", "answer", V, "applications.card", "1.5"], REFUSED),
    "answer: word": (["visit", "answer", V, "helpdesk.hours", "a lot"], REFUSED),
    "answer: range": (["visit", "answer", V, "helpdesk.hours", "169"], REFUSED),
    "answer: below range": (["visit", "answer", V, "helpdesk.hours", "-1"], REFUSED),
    "answer: not a number": (["visit", "answer", V, "helpdesk.hours", "nan"], REFUSED),
    "answer: infinite": (["visit", "answer", V, "coupling.double-entry", "inf"], REFUSED),
    "answer: exponent": (["visit", "answer", V, "helpdesk.hours", "1e2"], REFUSED),
    "answer: other digits": (["visit", "answer", V, "helpdesk.hours", "٤٨"], REFUSED),
    "answer: ratio over": (["visit", "answer", V, "people.digicoach-known", "6/5"], REFUSED),
    "answer: ratio of none": (["visit", "answer", V, "people.digicoach-known", "0/0"], REFUSED),
    "answer: total": (["visit", "answer", V, "helpdesk.involved-early", "2/4"], REFUSED),
    "answer: item": (["visit", "answer", V, "network.zone-reach", "roof=good"], REFUSED),
    "answer: state": (["visit", "answer", V, "network.zone-reach", "exit=fine"], REFUSED),
    "answer: item twice": (
        ["visit", "answer", V, "network.zone-reach", "exit=good,exit=none"], REFUSED),
    "answer: part": (["visit", "answer", V, "helpdesk.supplier-response", "days=4"], REFUSED),
    "answer: derived": (["visit", "answer", V, "network.room-coverage", "9/10"], REFUSED),
    "answer: derived unknown": (
        ["visit", "answer", V, "network.room-coverage", "--unknown", "broken"], REFUSED),
    "answer: no-link elsewhere": (["visit", "answer", V, "helpdesk.hours", "no-link"], REFUSED),
    "answer: more than sent": (
        ["visit", "answer", V, "coupling.alarm-test", "sent=20,delivered=21,median=5"], REFUSED),
    "answer: no subject": (["visit", "answer", V, "network.download", "5"], REFUSED),
    "answer: subject": (
        ["visit", "answer", V, "network.download", "5", "--subject", "room 4"], REFUSED),
    "answer: zone": (
        ["visit", "answer", V, "network.download", "5", "--subject", "spot:1/-/attic/1"], REFUSED),
    "answer: other subject": (
        ["visit", "answer", V, "applications.card", "3", "--subject", SPOT], REFUSED),
    "answer: name of a person": (
        ["visit", "answer", V, "applications.count", "9", "--subject", "person:Els"], REFUSED),
    "answer: technology": (
        ["visit", "answer", V, "steering.owner", "yes", "--subject", "technology:teleporter"],
        REFUSED),
    "answer: method": (
        ["visit", "answer", V, "applications.card", "3", "--method", "guess"], REFUSED),
    "answer: method that doesn't fit": (
        ["visit", "answer", V, "applications.card", "3", "--method", "measured"], REFUSED),
    "answer: empty reason": (
        ["visit", "answer", V, "applications.card", "--unknown", " "], REFUSED),
    "answer: nothing to withdraw": (
        ["visit", "answer", V, "applications.card", "--withdraw"], REFUSED),
    "fill: no file": (["visit", "fill", V, "/nowhere/at/all.csv"], REFUSED),
    "fill: a folder": (["visit", "fill", V, "/"], REFUSED),
    "close: none": (["visit", "close", "nothing"], REFUSED),
    "reopen: open already": (["visit", "reopen", V, "--reason", "x"], REFUSED),
    "reopen: no reason": (["visit", "reopen", V], USAGE),
    "assess: none": (["assess", "nothing"], REFUSED),
    "assess: date": (["assess", V, "--as-of", "soon"], USAGE),
    "assess: technology": (["assess", V, "--require", "teleporter"], USAGE),
    "measure: visit without spot": (["measure", "spot", V], USAGE),
    "measure: no spot": (["measure", "spot", V, "--subject", "person:1"], REFUSED),
    "measure: server": (["measure", "spot", "--server", "ftp://x"], REFUSED),
    "report: nowhere to": (["report", V], USAGE),
    "report: format": (["report", V, "--to", "HOME", "--format", "docx"], USAGE),
    "report: none": (["report", "nothing", "--to", "HOME"], REFUSED),
    "content show: none": (["content", "show", "network.speed"], REFUSED),
    "schema: none": (["schema", "everything"], USAGE),
    "settings: key": (["settings", "set", "colour", "red"], REFUSED),
    "settings: language": (["settings", "set", "language", "de"], REFUSED),
    "settings: a name": (["settings", "set", "assessor", "Els de Vries"], REFUSED),
    "settings: server": (["settings", "set", "server", "file:///etc/passwd"], REFUSED),
}  # fmt: skip
del WRONG["no such language"]


@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_is_told_in_a_sentence_and_changes_nothing(
    console: Console, location: str, visit: str, what: str
) -> None:
    arguments, code = WRONG[what]
    stand_ins = {V: visit, L: location, "HOME": str(console.home)}
    before = console.content()
    done = console(*[stand_ins.get(argument, argument) for argument in arguments])
    assert done.code == code, done.err
    assert done.out == ""
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert "mistake of its own" not in done.err
    if code == REFUSED:
        assert len(done.err.strip().splitlines()) == 1
    assert console.content() == before


def test_a_language_that_is_not_spoken(console: Console) -> None:
    done = console("location", "list", language="de")
    assert done.code == USAGE
    assert "nl" in done.err


def test_broken_content_ends_with_3(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readiness import paths

    (tmp_path / "checks").mkdir()
    monkeypatch.setattr(paths, "content_folder", lambda name: tmp_path / name)
    for command in (["content", "check"], ["content", "list"], ["location", "add", "X"]):
        done = console(*command)
        assert done.code == 3, command
        assert done.err.strip()


def test_a_damaged_store_ends_with_4_and_is_left_alone(console: Console) -> None:
    console.home.mkdir()
    database = console.home / "readiness.sqlite3"
    database.write_bytes(b"not a database" * 400)
    for command in (["location", "list"], ["visit", "list"], ["location", "add", "X"]):
        done = console(*command)
        assert done.code == REFUSED
        assert done.out == ""
        assert "backup" in done.err
        assert database.read_bytes() == b"not a database" * 400


def test_a_home_that_cannot_be_written_ends_with_5(console: Console) -> None:
    console.home.write_text("a file stands in the way")
    done = console("location", "add", "X")
    assert done.code in (REFUSED, LACKING)
    assert done.err.strip()
    assert "mistake of its own" not in done.err
    assert console.home.read_text() == "a file stands in the way"


def test_settings_that_cannot_be_read_are_told(console: Console) -> None:
    console.home.mkdir()
    (console.home / "settings.json").write_text("{half")
    done = console("settings", "show")
    assert done.code == REFUSED
    assert "settings.json" in done.err


def test_an_ambiguous_visit_is_not_guessed(console: Console, location: str) -> None:
    for _ in range(2):
        console.fine("visit", "start", location, "--date", "2026-03-02")
    done = console("visit", "show", "de-lindehof")
    assert done.code == REFUSED
    assert "several" in done.err
