"""`readiness compare` as a person types it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from tests.cli.console import Console

FORMATS = "html,pdf,xlsx,csv,md,json,text"


def add(console: Console, name: str, *facts: str) -> str:
    return console.fine("location", "add", name, *facts).last


def start(console: Console, location: str, day: str, *answers: str) -> str:
    visit = console.fine("visit", "start", location, "--date", day).last
    for answer in answers:
        question, _, value = answer.partition("=")
        console.fine("visit", "answer", visit, question, value)
    return visit


@pytest.mark.parametrize("command", [["compare"], ["plan", "--budget", "1"]])
def test_json_with_a_format_and_no_folder_for_it_is_refused(
    console: Console, command: list[str]
) -> None:
    done = console(*command, "--json", "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert "--to DIR" in done.err


@pytest.fixture
def three(console: Console) -> tuple[str, str, str]:
    """Three locations with a visit each; the first one was visited twice."""
    beuk = add(console, "Beuk", "--organisation", "Zorg Een", "--region", "Noord")
    els = add(console, "Els", "--organisation", "Zorg Twee", "--region", "Zuid")
    iep = add(console, "Iep", "--organisation", "Zorg Een", "--kind", "home-care")
    start(console, beuk, "2025-03-03", "safety.outage-procedure=3")
    start(console, beuk, "2026-03-02", "safety.outage-procedure=1")
    start(console, els, "2026-03-04", "safety.outage-procedure=2")
    start(console, iep, "2026-03-05", "safety.outage-procedure=0")
    return beuk, els, iep


def names(console: Console, *arguments: str) -> list[str]:
    told = console.fine("compare", "--json", *arguments).json
    return [one["name"] for one in told["locations"]]


def test_without_a_folder_the_comparison_is_printed(
    console: Console, three: tuple[str, str, str]
) -> None:
    said = console.fine("compare").out
    assert said.startswith("\nComparison: 3 locations\n")
    assert "Who can learn from whom" in said


def test_every_format_is_written(
    console: Console, three: tuple[str, str, str], tmp_path: Path
) -> None:
    done = console.fine("compare", "--to", str(tmp_path / "out"), "--format", FORMATS)
    found = sorted(file.suffix for file in (tmp_path / "out").iterdir())
    assert found == [".csv", ".html", ".json", ".md", ".pdf", ".txt", ".xlsx"]
    assert done.out.count("Wrote ") == 7
    (file,) = (tmp_path / "out").glob("*.json")
    assert len(json.loads(file.read_text())["locations"]) == 3


def test_json_is_what_the_schema_says(console: Console, three: tuple[str, str, str]) -> None:
    schema = console.fine("schema", "comparison").json
    jsonschema.validate(console.fine("compare", "--json").json, schema)
    jsonschema.validate(console.fine("compare", "--json", "--by-organisation").json, schema)


def test_a_choice_of_locations_organisation_region_kind_and_period(
    console: Console, three: tuple[str, str, str]
) -> None:
    assert names(console) == ["Beuk", "Els", "Iep"]
    assert names(console, "els", three[0]) == ["Beuk", "Els"]
    assert names(console, "--organisation", "zorg een") == ["Beuk", "Iep"]
    assert names(console, "--region", "Zuid") == ["Els"]
    assert names(console, "--kind", "home-care") == ["Iep"]
    assert names(console, "--since", "2026-03-03") == ["Els", "Iep"]
    assert names(console, "--until", "2026-03-04") == ["Beuk", "Els"]


def test_as_of_an_earlier_day_the_visit_of_then_counts(
    console: Console, three: tuple[str, str, str]
) -> None:
    told = console.fine("compare", "--json", "--as-of", "2025-06-01").json
    (beuk,) = told["locations"]
    assert (beuk["date"], beuk["days"], told["day"]) == ("2025-03-03", 90, "2025-06-01")
    assert {one["location"] for one in told["left_out"]} == {three[1], three[2]}
    assert {one["reason"] for one in told["left_out"]} == {"no visit in this period"}


def test_as_of_a_later_day_answers_are_too_old(
    console: Console, three: tuple[str, str, str]
) -> None:
    # Answers get the day on which they are typed: ten years on all are too old.
    before = console.fine("compare", "--json").json["locations"][0]
    after = console.fine("compare", "--json", "--as-of", "2050-01-01").json["locations"][0]
    assert (before["known"], after["known"]) == (1, 0)


def test_what_went_down_is_told(console: Console, three: tuple[str, str, str]) -> None:
    (trend,) = console.fine("compare", "--json").json["trends"]
    assert trend["location"] == three[0]
    assert trend["worse"] == [{"question": "safety.outage-procedure", "before": 100, "after": 30}]


def test_by_organisation_names_no_location(console: Console, three: tuple[str, str, str]) -> None:
    told = console.fine("compare", "--json", "--by-organisation")
    assert told.json["organisations"]["hidden_groups"] == 2
    for text in (told.out, console.fine("compare", "--by-organisation").out):
        assert not any(name in text for name in ("Beuk", "Els", "Iep", *three))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--format", "docx", "--to", "x"), 2, "There is no format 'docx'"),
        (("--format", ",", "--to", "x"), 2, "There is no format ','"),
        (("--format", "html"), 2, "Say where to write with --to DIR."),
        (("--kind", "hotel"), 2, "'hotel' is no kind of location"),
        (("--as-of", "soon"), 2, "'soon' is no date"),
        (("--since", "2026-02-02", "--until", "2026-01-01"), 2, "--until lies before --since"),
        (("Nowhere",), 4, "There is no location 'Nowhere'"),
        (("--organisation", "Nobody"), 4, "Nothing is called 'Nobody'; expected one of: Zorg"),
        (("--until", "2020-01-01"), 4, "Beuk (no visit in this period)"),
    ],
)
def test_wrong_use_is_refused_in_a_sentence(
    console: Console,
    three: tuple[str, str, str],
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    done = console("compare", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_an_empty_home_says_what_to_do(console: Console) -> None:
    done = console("compare")
    assert done.code == 4
    assert "readiness location list" in done.err


def other_ruler(console: Console, visit: str, change: str) -> None:
    """Makes the visit one of another ruler, whose content differs as `change` says."""
    with sqlite3.connect(console.home / "readiness.sqlite3") as store:
        (content,) = store.execute("SELECT content FROM ruler").fetchone()
        kept = json.loads(content)
        if change == "weight":
            kept["domains"]["safety"]["weight"] += 1
        elif change == "question":
            kept["questions"]["safety.outage-procedure"]["steps"].append(
                {"score": 100, "text": {"nl": "meer", "en": "more"}}
            )
            kept["checks"]["safety.outage"]["questions"]["outage-procedure"]["steps"] = kept[
                "questions"
            ]["safety.outage-procedure"]["steps"]
        (body,) = store.execute(
            "SELECT body FROM revision WHERE kind = 'visit' AND visit = ?", (visit,)
        ).fetchone()
        other = json.loads(body) | {"ruler": "0123456789abcdef"}
        store.execute(
            "UPDATE revision SET body = ? WHERE kind = 'visit' AND visit = ?",
            (json.dumps(other), visit),
        )
        if change != "gone":
            store.execute(
                "INSERT INTO ruler (hash, content) VALUES (?, ?)",
                ("0123456789abcdef", json.dumps(kept)),
            )


@pytest.fixture
def two(console: Console) -> tuple[str, str]:
    """Two visits, the older one's id first."""
    older = start(console, add(console, "Beuk"), "2026-03-01", "safety.outage-procedure=1")
    newer = start(console, add(console, "Els"), "2026-03-04", "safety.outage-procedure=2")
    return older, newer


def test_a_visit_of_another_ruler_is_scored_again(console: Console, two: tuple[str, str]) -> None:
    other_ruler(console, two[0], "weight")
    told = console.fine("compare", "--json").json
    assert [one["name"] for one in told["locations"]] == ["Beuk", "Els"]
    assert (told["rescored"], told["left_out"]) == (1, [])
    assert told["locations"][0]["made_with"] == "0123456789abcdef"
    assert "scored again with this one" in console.fine("compare").out


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("question", "was it practised?”, which was asked in another way"),
        ("gone", "isn't in this store, so it can't be scored here"),
    ],
)
def test_a_visit_that_cannot_be_scored_again_is_left_out_with_the_reason(
    console: Console, two: tuple[str, str], change: str, reason: str
) -> None:
    other_ruler(console, two[0], change)
    told = console.fine("compare", "--json").json
    assert [one["name"] for one in told["locations"]] == ["Els"]
    (left,) = told["left_out"]
    assert left["whole_location"]
    assert reason in left["reason"]
    assert left["visit"] == two[0]


def test_a_laptop_with_a_content_of_its_own_takes_nobody_else_out(
    console: Console, two: tuple[str, str]
) -> None:
    odd = start(console, add(console, "Iep"), "2026-03-09", "safety.outage-procedure=2")
    other_ruler(console, odd, "question")
    told = console.fine("compare", "--json").json
    assert [one["name"] for one in told["locations"]] == ["Beuk", "Els"]
    assert [one["visit"] for one in told["left_out"]] == [odd]


def test_an_organisation_that_is_not_there_is_told_with_those_that_are(
    console: Console, two: tuple[str, str]
) -> None:
    console.fine("location", "edit", "Beuk", "--organisation", "Zorg Een")
    done = console("compare", "--organisation", "Zorg En")
    assert done.code == 4
    assert "Nothing is called 'Zorg En'; expected one of: Zorg Een." in done.err


def test_what_leaves_nothing_to_compare_is_one_sentence(
    console: Console, two: tuple[str, str]
) -> None:
    done = console("compare", "--until", "2020-12-31")
    assert (
        "There is nothing to compare: Beuk (no visit in this period), Els (no visit in this "
        "period)."
    ) in " ".join(done.err.split())
