"""A visit from start to verdict with commands alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from tests.cli.console import Console

HEADER = "question,subject,value,unknown,not_applicable,method,note"


def answer(console: Console, visit: str, question: str) -> dict:
    found = console.fine("visit", "show", visit, "--json").json
    (row,) = (a for a in found["answers"] if a["question"] == question)
    return row


def test_adding_a_location_prints_its_id_last(console: Console) -> None:
    made = console.fine("location", "add", "Huis Zonneschijn", "--beds", "12").last
    found = console.fine("location", "show", made, "--json").json
    assert (found["id"], found["name"], found["beds"]) == (made, "Huis Zonneschijn", 12)


def test_a_location_is_edited_and_listed(console: Console, location: str) -> None:
    console.fine("location", "edit", location, "--beds", "44", "--in-use", "")
    found = console.fine("location", "list", "--json").json
    assert [(one["id"], one["beds"], one["in_use"]) for one in found] == [(location, 44, [])]
    assert "De Lindehof" in console.fine("location", "list").out
    assert "De Lindehof" in console.fine("location", "show", location).out


def test_visits_are_listed_and_shown(console: Console, visit: str) -> None:
    found = console.fine("visit", "list", "--json").json
    assert [(one["id"], one["date"]) for one in found] == [(visit, "2026-03-02")]
    assert visit in console.fine("visit", "list").out
    assert visit in console.fine("visit", "show", visit).out


@pytest.mark.parametrize(
    ("question", "value", "subject", "kept"),
    [
        ("helpdesk.hours", "48.5", "location", "48.5"),
        ("helpdesk.hours", "48,50", "location", "48.5"),
        ("people.digicoach-known", "38/40", "location", "38/40"),
        ("applications.card", "3", "location", "3"),
        ("network.mobile-reception", "good", "spot:1/North/garden/door", "good"),
        ("network.zone-reach", "exit=good,corridor=none", "location", "corridor=none,exit=good"),
        ("helpdesk.supplier-response", "hours=4,night=yes", "location", "hours=4,night=yes"),
        ("network.download", "no-link", "spot:1/North/client-room/1", "no-link"),
        ("network.signal", "-67", "spot:1/North/client-room/1", "-67"),
        ("coupling.matrix", "2", "pair:pharmacy~ecd", "2"),
        ("steering.owner", "yes", "technology:nurse-call", "1/1"),
        ("coupling.alarm-test", "lost", "alarm:7", "lost"),
        (
            "helpdesk.pick-up-time",
            "seconds=25,moment=evening",
            "call:1",
            "seconds=25,moment=evening",
        ),
        ("applications.self-explanatory", "5", "person:2", "5"),
    ],
)
def test_every_written_form_is_kept(
    console: Console, visit: str, question: str, value: str, subject: str, kept: str
) -> None:
    console.fine("visit", "answer", visit, question, value, "--subject", subject)
    assert answer(console, visit, question)["value"] == kept


def test_no_network_is_said_of_every_figure_of_the_spot(console: Console, visit: str) -> None:
    room = ("--subject", "spot:1/North/client-room/1")
    console.fine("visit", "answer", visit, "network.upload", "12", *room)
    console.fine("visit", "answer", visit, "network.loss", "--unknown", "no time", *room)
    said = console.fine(
        "visit", "answer", visit, "network.download", "no-link", "--note", "thick wall", *room
    ).out
    told = console.fine("visit", "show", visit, "--json").json["answers"]
    found = {row["question"]: (row["value"], row["note"]) for row in told}
    beside = {"latency", "loss", "jitter", "signal", "snr"}
    assert found == {
        "network.upload": ("12", ""),
        **{f"network.{name}": ("no-link", "thick wall") for name in ("download", *beside)},
    }
    stored, also, not_changed = said.splitlines()
    assert stored.startswith("Stored: network.download (")
    assert {one.strip() for one in also.partition(":")[2].split(",")} == {
        f"network.{name}" for name in beside
    }
    assert not_changed.endswith(": network.upload")


def test_no_network_by_command_judges_a_room_as_the_screen_does(
    console: Console, visit: str
) -> None:
    for room in ("1", "2", "3", "4"):
        subject = f"spot:1/North/client-room/{room}"
        console.fine("visit", "answer", visit, "network.download", "no-link", "--subject", subject)
    questions = {q["id"]: q for q in console.fine("assess", visit, "--json").json["questions"]}
    for id_ in ("network.room-coverage", "network.loss", "network.jitter", "network.latency"):
        assert questions[id_]["outcome"] == "fail", id_


def test_unknown_not_applicable_note_method_and_withdrawal(console: Console, visit: str) -> None:
    about = ("visit", "answer", visit, "applications.card")
    console.fine(*about, "--unknown", "manager was ill")
    assert answer(console, visit, "applications.card")["unknown"] == "manager was ill"
    console.fine(*about, "--not-applicable", "paper only")
    assert answer(console, visit, "applications.card")["not_applicable"] == "paper only"
    console.fine(*about, "2", "--method", "document", "--note", "seen on the wall")
    row = answer(console, visit, "applications.card")
    assert (row["value"], row["method"], row["note"]) == ("2", "document", "seen on the wall")
    console.fine(*about, "--withdraw")
    assert console.fine("visit", "show", visit, "--json").json["answers"] == []


def test_closing_pins_and_a_correction_needs_a_reason(console: Console, visit: str) -> None:
    console.fine("visit", "close", visit)
    before = console.content()
    refused = console("visit", "answer", visit, "applications.card", "3")
    assert refused.code == 4
    assert "reason" in refused.err
    assert console.content() == before
    console.fine("visit", "answer", visit, "applications.card", "3", "--reason", "found it")
    assert answer(console, visit, "applications.card")["correction"] == "found it"
    console.fine("visit", "reopen", visit, "--reason", "more rooms")
    console.fine("visit", "answer", visit, "applications.card", "4")


# -- assess -------------------------------------------------------------------------


def test_assess_prints_the_document_that_the_contract_names(console: Console, visit: str) -> None:
    console.fine("visit", "answer", visit, "applications.card", "2")
    found = console.fine("assess", visit, "--json").json
    assert {
        "visit", "ruler", "in_play", "known", "coverage", "location", "level", "hard_stops",
        "domains", "checks", "questions", "technologies", "needs",
    } <= set(found)  # fmt: skip
    assert set(found["location"]) == {"low", "high", "point"}
    assert {"low", "high"} <= set(found["level"])
    assert {"id", "low", "high", "point", "coverage"} <= set(found["domains"][0])
    assert {"id", "outcome", "low", "high", "point", "reason"} <= set(found["questions"][0])
    assert {"id", "verdict", "requirements"} <= set(found["technologies"][0])
    assert {"question", "must", "state", "reason"} <= set(
        found["technologies"][0]["requirements"][0]
    )
    assert (len(found["domains"]), len(found["checks"])) == (8, 24)
    assert (len(found["questions"]), len(found["technologies"])) == (80, 16)
    assert (found["visit"], found["known"]) == (visit, 1)


def test_assess_fits_its_published_schema(console: Console, visit: str) -> None:
    from readiness.model.printed.assessment import AssessmentDocument

    schema = console.fine("schema", "assessment").json
    assert schema.pop("$schema").startswith("https://json-schema.org/")
    assert schema == AssessmentDocument.model_json_schema(by_alias=True)
    found = console.fine("assess", visit, "--json").out
    assert TypeAdapter(AssessmentDocument).validate_json(found, strict=True).visit == visit


def test_assess_without_json_is_text_for_people(console: Console, visit: str) -> None:
    done = console.fine("assess", visit)
    assert "De Lindehof" in done.out
    with pytest.raises(json.JSONDecodeError):
        json.loads(done.out)


def test_require_ends_with_10_when_not_yet_and_11_when_undecided(
    console: Console, visit: str
) -> None:
    assert console("assess", visit, "--require", "nurse-call").code == 11
    assert console("assess", visit, "--json", "--require", "nurse-call").json["visit"] == visit
    console.fine("visit", "answer", visit, "network.segmentation", "0")
    assert console("assess", visit, "--require", "nurse-call").code == 10
    both = console("assess", visit, "--require", "video-care", "--require", "nurse-call")
    assert both.code == 10
    assert console("assess", visit, "--require", "video-care").code == 11


def test_require_ends_with_0_only_when_it_is_ready(console: Console, visit: str) -> None:
    console.fine(
        "visit", "answer", visit, "steering.owner", "yes", "--subject", "technology:hip-airbag"
    )
    assert console("assess", visit, "--require", "hip-airbag").code == 11
    console.fine("visit", "answer", visit, "people.technology-training", "1")
    assert console("assess", visit, "--require", "hip-airbag").code == 0


def test_as_of_lets_old_answers_lapse(console: Console, visit: str) -> None:
    console.fine("visit", "answer", visit, "safety.nen7510", "3")
    assert console.fine("assess", visit, "--json").json["known"] == 1
    assert console.fine("assess", visit, "--json", "--as-of", "2099-01-01").json["known"] == 0


def test_assessing_changes_nothing(console: Console, visit: str) -> None:
    before = console.content()
    console.fine("assess", visit, "--json")
    console.fine("assess", visit)
    assert console.content() == before


# -- fill ------------------------------------------------------------------------------

ROWS = [
    ("network.download", "spot:1/-/client-room/101", "48.5", "", "", "measured", ""),
    # By command no-link is said of every figure of the spot; in a file a row is one question.
    *(
        (f"network.{name}", "spot:1/-/client-room/102", "no-link", "", "", "measured", "far end")
        for name in ("download", "upload", "latency", "loss", "jitter", "signal", "snr")
    ),
    ("helpdesk.supplier-response", "", "hours=4,night=yes", "", "", "document", ""),
    ("network.zone-reach", "location", "exit=good,corridor=good", "", "", "", ""),
    ("people.digicoach-known", "", "4/5", "", "", "interview", "five; asked apart"),
    ("applications.card", "", "3", "", "", "", ""),
    ("safety.nen7510", "", "", "CISO was ill", "", "", ""),
    ("coupling.alarm-channels", "", "", "", "no alarms here", "", ""),
    ("applications.count", "person:1", "12.5", "", "", "interview", ""),
]


def csv_text(rows: list[tuple[str, ...]], separator: str = ",", comma: bool = False) -> str:
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADER.split(","))
    for row in rows:
        cells = list(row)
        if comma and cells[2].replace(".", "").isdigit():
            cells[2] = cells[2].replace(".", ",")
        writer.writerow(cells)
    return stream.getvalue()


def assessed(console: Console, visit: str) -> str:
    return console.fine("assess", visit, "--json").out.replace(visit, "VISIT")


@pytest.mark.parametrize(
    ("separator", "comma", "mark"),
    [(",", False, ""), (";", False, ""), (";", True, ""), (",", True, ""), (";", True, "\ufeff")],
)
def test_a_file_gives_the_same_visit_as_answers_one_by_one(
    console: Console, location: str, tmp_path: Path, separator: str, comma: bool, mark: str
) -> None:
    by_hand = console.fine("visit", "start", location, "--date", "2026-03-02").last
    for question, subject, value, unknown, not_applicable, method, note in ROWS:
        said = [value] if value else []
        said += ["--unknown", unknown] if unknown else []
        said += ["--not-applicable", not_applicable] if not_applicable else []
        said += ["--method", method] if method else []
        said += ["--note", note] if note else []
        console.fine(
            "visit", "answer", by_hand, question, *said, "--subject", subject or "location"
        )
    file = tmp_path / "answers.csv"
    file.write_bytes((mark + csv_text(ROWS, separator, comma)).encode("utf-8"))
    filled = console.fine("visit", "start", location, "--date", "2026-03-02").last
    console.fine("visit", "fill", filled, str(file))
    assert assessed(console, filled) == assessed(console, by_hand)
    shown = [console.fine("visit", "show", v, "--json").json["answers"] for v in (by_hand, filled)]
    for rows in shown:
        for row in rows:
            row.pop("at")
    assert shown[0] == shown[1]


BAD_ROWS = {
    "no such question": ("network.speed", "", "5", "", "", "", ""),
    "no such subject": ("network.download", "room 5", "5", "", "", "", ""),
    "wrong kind of subject": ("network.download", "person:1", "5", "", "", "", ""),
    "a value that doesn't fit": ("applications.card", "", "9", "", "", "", ""),
    "a word for a number": ("helpdesk.hours", "", "many", "", "", "", ""),
    "out of range": ("helpdesk.hours", "", "169", "", "", "", ""),
    "nothing filled in": ("applications.card", "", "", "", "", "", ""),
    "two things filled in": ("applications.card", "", "3", "no idea", "", "", ""),
    "a method that doesn't fit": ("applications.card", "", "3", "", "", "measured", ""),
    "an unknown method": ("applications.card", "", "3", "", "", "guess", ""),
    "a derived question": ("network.room-coverage", "", "10/10", "", "", "", ""),
    "a derived question, unknown": ("network.room-coverage", "", "", "broken", "", "", ""),
    "no such technology": ("steering.owner", "technology:teleporter", "yes", "", "", "", ""),
    "too long a note": ("applications.card", "", "3", "", "", "", "x" * 10_001),
    "a number with a thousand point": ("helpdesk.hours", "", "1.000,5", "", "", "", ""),
    "a ratio above its total": ("people.digicoach-known", "", "6/5", "", "", "", ""),
    "the same question twice": ("people.onboarding", "", "2", "", "", "", ""),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_stored(
    console: Console, visit: str, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "answers.csv"
    good = ("people.onboarding", "", "1", "", "", "", "")
    file.write_text(csv_text([good, BAD_ROWS[what]]), encoding="utf-8")
    before = console.content()
    done = console("visit", "fill", visit, str(file))
    assert done.code == 4
    assert done.out == ""
    assert "line 3" in done.err
    assert "Traceback" not in done.err
    assert console.content() == before


def test_every_bad_row_is_named(console: Console, visit: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(
        csv_text([BAD_ROWS["no such question"], ROWS[0], BAD_ROWS["out of range"]]), "utf-8"
    )
    done = console("visit", "fill", visit, str(file))
    assert done.code == 4
    assert "line 2" in done.err
    assert "line 4" in done.err
    assert "line 3" not in done.err


def test_a_test_logged_both_ways_in_one_file_is_refused(
    console: Console, visit: str, tmp_path: Path
) -> None:
    rows = [("coupling.alarm-test", f"alarm:{n}", "lost", "", "", "", "") for n in range(1, 21)]
    rows.append(("coupling.alarm-test", "", "sent=20,delivered=20,median=5", "", "", "", ""))
    file = tmp_path / "answers.csv"
    file.write_text(csv_text(rows), encoding="utf-8")
    assert console("visit", "fill", visit, str(file)).code == 4
    assert console.fine("visit", "show", visit, "--json").json["answers"] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", b""),
        ("only a header", HEADER.encode()),
        ("another header", b"vraag,antwoord\nx,y\n"),
        ("not UTF-8", HEADER.encode() + b"\r\napplications.card,,3,,,,caf\xe9\r\n"),
        ("a spreadsheet", b"PK\x03\x04\x00\x00\xff\xfe"),
        ("an open quote", HEADER.encode() + b'\napplications.card,,"3,,,,\n'),
        (
            "too many cells",
            HEADER.encode() + b"\nhelpdesk.supplier-response,,hours=4,night=yes,,,,\n",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(
    console: Console, visit: str, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(content)
    before = console.content()
    done = console("visit", "fill", visit, str(file))
    assert done.code == 4
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert console.content() == before
