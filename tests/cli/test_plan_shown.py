"""`readiness plan` on the terminal and in files: in short, whole, beside a former plan."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.console import Console
from tests.cli.planning import cheapest, plan


def test_the_text_says_what_is_bought_what_opens_and_what_stays_unsafe(demo: Console) -> None:
    said = demo.fine("plan", "--budget", "60000", "--format", "text").out
    assert said.startswith("\nInvestment plan: 6 locations, budget €\xa060,000\n")
    headings = [
        "For the board, on one page",
        "What is bought, in this order",
        "Calendar",
        "What it opens, judged again with the repairs in place",
        "Value against budget",
        "Just below the line",
        "What stays unsafe",
        "For the whole organisation: paid once, counts everywhere",
        "If prices turn out otherwise",
        "What is not bought, and why not",
        "What is worth finding out first",
        "How this was made",
    ]
    places = [said.index(f"\n{heading}\n===") for heading in headings]
    assert places == sorted(places)
    assert "without VAT" in " ".join(said.split())
    assert "made-up locations" in said


@pytest.mark.parametrize("budget", ["0", "60000", "5000000"])
def test_without_a_format_a_screen_or_so_says_what_a_board_needs(
    demo: Console, budget: str
) -> None:
    said = demo.fine("plan", "--budget", budget).out
    lines = said.splitlines()
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 80
    told = plan(demo, "--budget", budget)
    names = {place["id"]: place["name"] for place in told["places"]}
    flat = " ".join(said.split())
    # The dearest is named with where and when; the sum is the very one of the JSON.
    if told["bought"]:
        dearest = max(told["bought"], key=lambda one: one["once"]["mid"] + one["each_year"]["mid"])
        assert dearest["name"] in flat
        assert f"€ {int(told['cost'][0] + 0.5):,}" in flat
        assert any(name in flat for name in names.values())
        assert "- after Q" in said
    assert "What stays unsafe, and its price:" in said
    assert "without VAT" in flat
    assert "Everything else: --format text prints it, --to DIR writes a page." in said


def test_what_is_spent_and_what_is_left_are_the_budget(demo: Console) -> None:
    for budget in (10_000, 60_000, 100_000):
        said = " ".join(demo.fine("plan", "--budget", str(budget)).out.split())
        found = re.search(r"Year 1: € ([0-9,]+) of € ([0-9,]+); € ([0-9,]+) is left", said)
        assert found is not None
        spent, given, rest = (int(one.replace(",", "")) for one in found.groups())
        assert (spent + rest, given) == (budget, budget)


def test_a_location_without_a_visit_is_named(console: Console, visit: str) -> None:
    console.fine("visit", "answer", visit, "safety.outage-procedure", "0")
    console.fine("location", "add", "De Beuk")
    told = plan(console, "--budget", "10000")
    assert [one["reason"] for one in told["left_out"]] == ["no visit yet"]
    short = console.fine("plan", "--budget", "10000").out
    assert "1 location, budget" in short
    assert "Locations that are left out: 1." in short
    whole = console.fine("plan", "--budget", "10000", "--format", "text").out
    said = whole.split("\nLeft out\n")[1]
    assert "De Beuk" in said
    assert "no visit yet" in said


def test_every_format_is_written_to_a_folder(demo: Console, tmp_path: Path) -> None:
    formats = "html,pdf,xlsx,csv,md,json,text"
    done = demo.fine(
        "plan", "--budget", "10000", "--to", str(tmp_path / "out"), "--format", formats
    )
    files = {file.suffix: file for file in (tmp_path / "out").iterdir()}
    assert sorted(files) == [".csv", ".html", ".json", ".md", ".pdf", ".txt", ".xlsx"]
    assert done.out.count("Wrote ") == 7
    assert json.loads(files[".json"].read_text(encoding="utf-8"))["locations"] == 6
    assert "Investment plan" in files[".txt"].read_text(encoding="utf-8")
    assert {file.name[:15] for file in files.values()} == {"readiness-plan-"}


def test_without_a_format_a_page_is_written(demo: Console, tmp_path: Path) -> None:
    demo.fine("plan", "--budget", "10000", "--to", str(tmp_path / "out"))
    assert [file.suffix for file in (tmp_path / "out").iterdir()] == [".html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "html"], "--to DIR"),
        (["--format", "docx", "--to", "out"], "no format 'docx'"),
        (["--format", ",", "--to", "out"], "no format ','"),
    ],
)
def test_a_format_that_makes_no_sense_is_wrong_usage(
    demo: Console, arguments: list[str], said: str
) -> None:
    done = demo("plan", "--budget", "1", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_plan_is_set_beside_a_former_one(demo: Console, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    demo.fine("plan", "--budget", "10000", "--to", str(folder), "--format", "json")
    (former,) = folder.iterdir()
    said = demo.fine("plan", "--budget", "60000", "--beside", str(former)).out
    part = said.split("\nWhat changed against the plan of ")[1]
    assert len(said.splitlines()) <= 110
    assert "Bought now (" in part
    whole = demo.fine("plan", "--budget", "60000", "--beside", str(former), "--format", "text").out
    part = whole.split("\nWhat changed against the plan of ")[1].split("\nWhat is bought, in")[0]
    assert "+€\xa050,000" in part
    assert "bought now" in part
    assert "no longer bought" not in part or "opens now" in part


def test_a_file_that_is_no_plan_gets_a_sentence_before_any_work(
    demo: Console, tmp_path: Path
) -> None:
    (tmp_path / "former.json").write_text("{}", encoding="utf-8")
    for file in ("former.json", "missing.json"):
        done = demo("plan", "--budget", "60000", "--beside", str(tmp_path / file))
        assert (done.code, done.out) == (4, "")
        assert file in done.err
        assert "Traceback" not in done.err


def test_the_text_is_there_in_dutch(demo: Console) -> None:
    short = demo("plan", "--budget", "60000", language="nl").out
    assert "Al het andere: --format text toont het hier, --to DIR schrijft een pagina." in short
    said = demo("plan", "--budget", "60000", "--format", "text", language="nl").out
    assert "Investeringsplan: 6 locaties" in said
    for heading in ("Wat er gedaan wordt, in deze volgorde", "Wat onveilig blijft"):
        assert f"\n{heading}\n===" in said


def test_what_high_prices_cannot_pay_of_what_is_bought_in_any_case_is_said(demo: Console) -> None:
    one = cheapest(demo)
    low, high = f"{one}=100-900", f"--fix={one}"
    told = plan(demo, "--budget", "600", "--price", low, high)
    assert told["prices"]["freed"] == [one]
    assert told["cost_ended_by"] == "gap"
    for more in ([], ["--format", "text"]):
        done = demo.fine("plan", "--budget", "600", "--price", low, high, *more)
        said = " ".join(done.out.split())
        assert "bought in any case 1, left out in any case 0." in said
        assert "If all prices turn out high, the budget can't pay everything that is bought" in said


def test_a_place_that_cant_be_written_to_is_told_before_the_search(
    demo: Console, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = demo("plan", "--budget", "100000", "--to", str(tmp_path / "file"))
    assert (done.code, done.out) == (5, "")
    assert str(tmp_path / "file") in done.err
    assert "Nothing was changed" in done.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not a folder"
