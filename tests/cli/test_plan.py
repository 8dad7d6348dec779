"""`readiness plan` as a person types it, on the demo's locations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from readiness.kit import Kit, uuid7
from readiness.paths import Home
from tests.cli.console import Console


@pytest.fixture
def demo(console: Console) -> Console:
    console.fine("demo", "--locations", "6")
    return console


def plan(console: Console, *arguments: str) -> Any:
    return console.fine("plan", "--json", *arguments).json


def test_the_text_says_what_is_bought_what_opens_and_what_stays_unsafe(demo: Console) -> None:
    said = demo.fine("plan", "--budget", "60000").out
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
    assert "without VAT" in said
    assert "made-up locations" in said


def test_every_opened_technology_is_ready_when_judged_again(demo: Console) -> None:
    for budget in ("20000", "200000"):
        told = plan(demo, "--budget", budget)
        after = {(v["location"], v["technology"]): v["after"] for v in told["verdicts"]}
        opened = [o for o in told["opened"] if ":" not in o["technology"]]
        assert opened
        for one in opened:
            state = after.pop((one["location"], one["technology"]))
            assert state in ("ready", "ready-with-conditions")
        assert set(after.values()) <= {"undecided", "not-yet"}


def test_no_more_is_spent_than_there_is_and_more_never_opens_less(demo: Console) -> None:
    values = []
    for budget in (0, 5000, 50000, 500000):
        told = plan(demo, "--budget", str(budget))
        assert told["cost"][0] <= budget
        values.append([stage["value"] for stage in told["stages"]])
    assert values == sorted(values)


def test_the_same_question_gives_the_same_plan(demo: Console) -> None:
    assert plan(demo, "--budget", "50000") == plan(demo, "--budget", "50000")


def test_a_measure_can_be_fixed_in_and_out(demo: Console) -> None:
    told = plan(demo, "--budget", "200000")
    out, free = told["bought"][0]["id"], told["not_bought"]
    again = plan(demo, "--budget", "200000", "--without", out)
    assert out not in [one["id"] for one in again["bought"]]
    if free:
        wanted = min(free, key=lambda one: one["once"]["mid"] + one["each_year"]["mid"])["id"]
        again = plan(demo, "--budget", "2000000", "--fix", wanted)
        assert wanted in [one["id"] for one in again["bought"]]


def test_a_price_a_weight_and_vat_are_used_everywhere(demo: Console) -> None:
    def once(told: Any, remedy: str) -> list[float]:
        rows = [*told["bought"], *told["not_bought"]]
        return sorted(r["once"]["mid"] / r["units"] for r in rows if r["remedy"] == remedy)

    assert set(once(plan(demo, "--budget", "9000"), "devices")) == {475}
    told = plan(demo, "--budget", "9000", "--price", "devices=400-600", "--vat", "21")
    assert set(once(told, "devices")) == {605}
    assert told["vat"] == 21
    rows = [*told["bought"], *told["not_bought"]]
    assert {r["own_price"] for r in rows if r["remedy"] == "devices"} == {True}
    assert {r["own_price"] for r in rows if r["remedy"] != "devices"} == {False}
    weighed = plan(demo, "--budget", "500000", "--weight", "bed-sensor=3")
    assert weighed["stages"] != plan(demo, "--budget", "500000")["stages"]


def test_own_prices_come_from_the_folder_with_content(demo: Console, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text("vat = 9\n[devices]\nonce = 500\n", encoding="utf-8")
    told = demo.fine("--content", str(own), "plan", "--budget", "9000", "--json").json
    rows = [*told["bought"], *told["not_bought"]]
    assert {r["once"]["mid"] / r["units"] for r in rows if r["remedy"] == "devices"} == {545}
    assert told["vat"] == 9


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[device]\nonce = 5\n", "prices.toml: device: there is no such measure"),
        ("[devices]\nonce = -5\n", "prices.toml: devices.once"),
        ("[devices]\nprice = 5\n", "prices.toml: devices.price: unknown key"),
        ("[devices\n", "not valid TOML"),
        ("vat = 120\n", "prices.toml: vat"),
    ],
)
def test_a_price_file_with_faults_is_named(
    demo: Console, tmp_path: Path, text: str, fault: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text(text, encoding="utf-8")
    done = demo("--content", str(own), "plan", "--budget", "1")
    assert done.code == 3
    assert fault in done.err


def test_several_years_are_planned_within_each_budget(demo: Console) -> None:
    told = plan(demo, "--budget", "20000", "--budget", "40000", "--years", "2")
    assert told["budget"] == [20000, 40000]
    assert all(spent <= given for spent, given in zip(told["cost"], told["budget"], strict=True))
    assert {one["year"] for one in told["bought"]} == {1, 2}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "--budget EUR"),
        (["--budget", "lots"], 2, "'lots' is no amount"),
        (["--budget", "-1"], 4, "-1 euros can't be planned with"),
        (["--budget", "1", "--years", "0"], 4, "1 to 10 years"),
        (["--budget", "1", "--years", "3", "--budget", "2"], 4, "2 budgets were given for 3"),
        (["--budget", "1", "--fix", "gold"], 4, "no measure 'gold'"),
        (["--budget", "1", "--weight", "gold=1"], 4, "no technology 'gold'"),
        (["--budget", "1", "--weight", "bed-sensor=-1"], 4, "weight of -1"),
        (["--budget", "1", "--weight", "bed-sensor"], 2, "NAME=NUMBER"),
        (["--budget", "1", "--price", "devices=9-3"], 4, "price of devices"),
        (["--budget", "1", "--vat", "210"], 4, "VAT is a percentage"),
        (["--budget", "1", "--time", "0"], 2, "--time"),
        (["--budget", "0", "--fix", "devices"], 4, "fixed in"),
    ],
)
def test_absurd_input_gets_one_sentence(
    demo: Console, arguments: list[str], code: int, said: str
) -> None:
    done = demo("plan", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_home_without_visits_says_what_to_do(console: Console) -> None:
    done = console("plan", "--budget", "1000")
    assert (done.code, done.out) == (4, "")
    assert "no location has a visit" in done.err


def test_a_location_without_a_visit_is_named(console: Console, visit: str) -> None:
    console.fine("visit", "answer", visit, "safety.outage-procedure", "0")
    console.fine("location", "add", "De Beuk")
    told = plan(console, "--budget", "10000")
    assert [one["reason"] for one in told["left_out"]] == ["no visit yet"]
    said = console.fine("plan", "--budget", "10000").out.split("\nLeft out\n")[1]
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
    part = said.split("\nWhat changed against the plan of ")[1].split("\nWhat is bought, in")[0]
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
    said = demo("plan", "--budget", "60000", language="nl").out
    assert "Investeringsplan: 6 locaties" in said
    for heading in ("Wat er gedaan wordt, in deze volgorde", "Wat onveilig blijft"):
        assert f"\n{heading}\n===" in said


# -- decisions -----------------------------------------------------------------------------------


def cheapest(console: Console) -> str:
    rows = plan(console, "--budget", "0")["not_bought"]
    local = [one for one in rows if one["location"]]
    return str(min(local, key=lambda one: one["once"]["mid"] + one["each_year"]["mid"])["id"])


def test_decisions_and_progress_are_kept_and_counted(demo: Console) -> None:
    one, *others = [row["id"] for row in plan(demo, "--budget", "0")["not_bought"]][:3]
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "safety first")
    for other in others:
        demo.fine("plan", "decide", other, "yes", "--by", "ict", "--why", "cheap")
    demo.fine("plan", "progress", one, "ordered")
    demo.fine("plan", "progress", one, "done")
    told = demo.fine("plan", "decisions", "--json").json
    assert (told["done"], told["decided_yes"]) == (1, 3)
    assert told["decisions"][0] | {"at": "", "progress_at": ""} == {
        "measure": one, "answer": "yes", "by": "board", "why": "safety first", "at": "",
        "progress": "done", "progress_at": "", "seen": "", "seen_on": "",
    }  # fmt: skip
    assert "1 of 3 done" in demo.fine("plan", "decisions").out
    assert "Decided: 1 of 3 done." in demo.fine("plan", "--budget", "10").out


def test_a_decision_can_be_changed_and_the_record_keeps_the_first(demo: Console) -> None:
    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "first")
    demo.fine("plan", "decide", one, "no", "--by", "board", "--why", "second thoughts")
    told = demo.fine("plan", "decisions", "--json").json
    assert [(d["answer"], d["why"]) for d in told["decisions"]] == [("no", "second thoughts")]
    kit = Kit(Home(demo.home))
    assert len(kit.store.revisions(kind="decision")) == 2
    kit.close_store()


def test_two_laptops_that_decide_differently_leave_a_conflict(demo: Console) -> None:
    from dataclasses import replace

    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "here")
    kit = Kit(Home(demo.home))
    (held,) = kit.store.revisions(kind="decision")
    body = {"answer": "no", "by": "ict", "why": "there"}
    kit.store.add([replace(held, id=uuid7(), body=body)])
    kit.close_store()
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert told["answer"] is None
    assert "conflict" in demo.fine("plan", "decisions").out
    demo.fine("plan", "decide", one, "later", "--by", "board", "--why", "settled")
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert told["answer"] == "later"


def test_a_plan_can_start_from_what_was_decided(demo: Console) -> None:
    bought = [one["id"] for one in plan(demo, "--budget", "50000")["bought"]]
    refused, wanted = bought[0], cheapest(demo)
    demo.fine("plan", "decide", refused, "no", "--by", "management", "--why", "moving out")
    if wanted != refused:
        demo.fine("plan", "decide", wanted, "yes", "--by", "management", "--why", "agreed")
    told = plan(demo, "--budget", "50000", "--from-decisions")
    now = [one["id"] for one in told["bought"]]
    assert refused not in now
    assert wanted in now
    assert {one["id"]: one["decision"] for one in told["bought"]}[wanted] == "yes"


def test_what_was_carried_out_since_the_visit_counts_as_there(demo: Console) -> None:
    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "ict", "--why", "small")
    demo.fine("plan", "progress", one, "done")
    told = plan(demo, "--budget", "50000", "--from-decisions")
    assert one not in [row["id"] for row in [*told["bought"], *told["not_bought"]]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["decide", "gold@x", "yes", "--by", "board", "--why", "x"], "no measure 'gold@x'"),
        (["decide", "gold@x", "maybe", "--by", "board", "--why", "x"], "expected one of yes"),
        (["decide", "gold@x", "yes", "--by", "Anneke", "--why", "x"], "expected one of board"),
        (["progress", "gold@x", "done"], "was not decided on with yes"),
        (["progress", "gold@x", "half"], "expected one of open"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    demo: Console, arguments: list[str], said: str
) -> None:
    before = demo.content()
    done = demo("plan", *arguments)
    assert (done.code, done.out) == (4, "")
    assert said in done.err
    assert demo.content().keys() == before.keys()


def test_a_decision_needs_a_reason(demo: Console) -> None:
    done = demo("plan", "decide", cheapest(demo), "yes", "--by", "board", "--why", " ")
    assert done.code == 4
    assert "needs a reason" in done.err
