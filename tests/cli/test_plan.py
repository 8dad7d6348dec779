"""`readiness plan` as a person types it, on the demo's locations: what is planned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.console import Console
from tests.cli.planning import plan


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


def test_amounts_are_read_as_reports_print_them(demo: Console) -> None:
    told = plan(demo, "--budget", "€ 9.000,50", "--price", "devices=4.000-6.000")
    assert told["budget"] == [9000.5]
    rows = [*told["bought"], *told["not_bought"]]
    assert {r["once"]["mid"] / r["units"] for r in rows if r["remedy"] == "devices"} == {5000}


def test_an_own_price_in_all_is_all_that_is_paid(demo: Console) -> None:
    def found(price: str) -> tuple[float, float]:
        told = plan(demo, "--budget", "9000", "--price", price, "--vat", "21")
        rows = [*told["bought"], *told["not_bought"]]
        mine = next(one for one in rows if one["id"] == id_)
        return mine["once"]["mid"], mine["own_time"]["mid"]

    rows = plan(demo, "--budget", "0")["not_bought"]
    id_ = next(one["id"] for one in rows if one["remedy"] == "outage-procedure")
    assert found("outage-procedure=2000-3000") == (5365, 2340)
    assert found(f"{id_}=2000-3000") == (3025, 0)


def test_where_something_was_left_out_not_all_that_money_can_open_is_open(demo: Console) -> None:
    all_of_it = demo.fine("plan", "--budget", "5000000").out
    without = demo.fine("plan", "--budget", "5000000", "--without", "outage-procedure").out
    assert "Nothing: everything that money alone can open is open." in joined(all_of_it)
    assert "what stays closed was left out of this plan" in joined(without)


def joined(text: str) -> str:
    return " ".join(text.split())


def test_the_measures_to_buy_stand_with_own_time_and_vat(demo: Console, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text("vat = 21\n", encoding="utf-8")
    said = demo.fine("--content", str(own), "plan", "measures").out.splitlines()
    row = next(line for line in said if line.startswith("outage-procedure@"))
    assert [cell.strip() for cell in row.split("  ") if "€" in cell][:2] == ["€ 3,853", "€ 2,340"]
    assert said[-1].startswith("All amounts hold 21 % VAT, but for working time")


def test_own_prices_come_from_the_folder_with_content(demo: Console, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text("vat = 9\n[devices]\nonce = 500\n", encoding="utf-8")
    told = demo.fine("--content", str(own), "plan", "--budget", "9000", "--json").json
    rows = [*told["bought"], *told["not_bought"]]
    assert {r["once"]["mid"] / r["units"] for r in rows if r["remedy"] == "devices"} == {545}
    assert told["vat"] == 9
    # The list of measures has the same prices.
    (row, *_) = (r for r in rows if r["remedy"] == "devices")
    listed = demo.fine("--content", str(own), "plan", "measures").out
    (line,) = (one for one in listed.splitlines() if one.startswith(row["id"]))
    assert f"€ {row['once']['mid']:,}" in line


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[device]\nonce = 5\n", "prices.toml: device: there is no such measure"),
        ("[devices]\nonce = -5\n", "prices.toml: devices.once: expected euros from 0 to"),
        ("[devices]\nyear = 'veel'\n", "year = 900, or year = { low = 800, high = 1000 }"),
        ("[devices]\nyear = { low = 'x', high = 1 }\n", "devices.year.low: expected a number"),
        ("[devices]\ndays = 'x'\n", "as days = 0.5"),
        ("devices = 5\n", "prices.toml: devices: expected a table: [devices] with once = 900, or"),
        ("[access-point]\nonce = 5\n", "no such measure; did you mean [access-points]?"),
        ("['devices@beuk']\nonce = 5\n", "price is that of one unit, wherever it is: write [dev"),
        ("[devices]\nonce = { low = 5, high = 1 }\n", "prices.toml: devices.once: high is below"),
        ("[devices]\nprice = 5\n", "prices.toml: devices.price: unknown key; expected once and"),
        ("[devices\n", "not valid TOML"),
        ("vat = 120\n", "prices.toml: vat"),
    ],
)
def test_a_price_file_with_faults_is_named(
    console: Console, tmp_path: Path, text: str, fault: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text(text, encoding="utf-8")
    done = console("--content", str(own), "content", "check")
    assert (done.code, done.out) == (3, "")
    assert fault in done.err


def test_a_plan_is_not_made_with_a_price_file_that_has_faults(
    demo: Console, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "prices.toml").write_text("vat = 120\n", encoding="utf-8")
    done = demo("--content", str(own), "plan", "--budget", "1")
    assert done.code == 3
    assert "prices.toml: vat: expected a percentage" in done.err


@pytest.mark.parametrize("written", ["100.000", "100,000", "€ 100.000,00", "100 000"])
def test_thousands_are_read_as_on_the_screen(demo: Console, written: str) -> None:
    told = json.loads(demo("plan", "--budget", written, "--time", "5", "--json").out)
    assert told["budget"] == [100000]


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
        (["--budget", "1", "--price", "devices=9-3"], 4, "lowest price of devices is above"),
        (["--budget", "1", "--price", "devices=-3"], 4, "price of devices can't be used"),
        (["--budget", "1", "--json", "--format", "text"], 2, "--json prints only JSON"),
        (["--budget", "1.00.000"], 2, "'1.00.000' is no amount"),
        (
            ["--budget", "1", "--price", "access-points=0"],
            4,
            "The price of access-points is nothing",
        ),
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


def test_a_verdict_with_conditions_says_on_which_questions_they_are(demo: Console) -> None:
    told = demo.fine("plan", "--budget", "30000", "--json").json
    afters = {one["after"] for one in told["verdicts"]}
    assert {"ready", "ready-with-conditions"} <= afters
    for one in told["verdicts"]:
        assert bool(one["conditions"]) == (one["after"] == "ready-with-conditions")
