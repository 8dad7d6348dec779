"""Decisions on measures by command, and plans that keep to them."""

from __future__ import annotations

import re

import pytest

from readiness.kit import Kit, uuid7
from readiness.paths import Home
from tests.cli.console import Console
from tests.cli.planning import cheapest, plan
from tests.decided import done_in_2020


def test_decisions_and_progress_are_kept_and_counted(demo: Console) -> None:
    one, *others = [row["id"] for row in plan(demo, "--budget", "0")["not_bought"]][:3]
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "safety first")
    for other in others:
        demo.fine("plan", "decide", other, "yes", "--by", "ict", "--why", "cheap")
    demo.fine("plan", "progress", one, "ordered")
    demo.fine("plan", "progress", one, "done")
    told = demo.fine("plan", "decisions", "--json").json
    assert (told["done"], told["decided_yes"]) == (1, 3)
    first = told["decisions"][0]
    assert first["done_on"] == first["progress_at"][:10]
    assert first | {"at": "", "progress_at": "", "done_on": ""} == {
        "measure": one, "answer": "yes", "by": "board", "why": "safety first", "at": "",
        "progress": "done", "progress_at": "", "seen": "", "seen_on": "", "done_on": "",
        "failing": [], "partly": False,
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


@pytest.mark.parametrize("years", ["1", "2"])
def test_what_is_decided_for_later_or_no_is_left_out_and_says_by_whom(
    demo: Console, years: str
) -> None:
    asked = ("--budget", "50000", "--years", years)
    later, refused = (one["id"] for one in plan(demo, *asked)["bought"][:2])
    demo.fine("plan", "decide", later, "later", "--by", "board", "--why", "after {the} move.")
    demo.fine("plan", "decide", refused, "no", "--by", "ict", "--why", "no room")
    told = plan(demo, *asked, "--from-decisions")
    why = {one["id"]: one["why"] for one in told["not_bought"]}
    assert why[later] == (
        "It was decided to do this later (board), so it isn't in this plan: “after {the} move”."
    )
    assert why[refused] == "It was decided not to do this (ICT department): “no room”."
    assert told["from_decisions"]
    said = " ".join(demo.fine("plan", *asked, "--from-decisions").out.split())
    assert "Decided: decided for later: 1; decided against: 1." in said
    assert "Decided for later, so not in this plan: " in said
    # What is asked now goes before what was decided.
    told = plan(demo, *asked, "--from-decisions", "--fix", later)
    assert later in [one["id"] for one in told["bought"]]


def test_a_plan_that_follows_no_decision_says_so(demo: Console) -> None:
    refused = plan(demo, "--budget", "50000")["bought"][0]["id"]
    demo.fine("plan", "decide", refused, "no", "--by", "board", "--why", "moving out")
    said = " ".join(demo.fine("plan", "--budget", "50000").out.split())
    assert "This plan does not follow what was decided; --from-decisions does." in said
    assert "In this plan, though decided no: " in said
    assert "0 of 0" not in said + demo.fine("plan", "decisions").out


def test_a_kind_is_decided_on_for_all_its_measures_at_once(demo: Console) -> None:
    rows = plan(demo, "--budget", "0")["not_bought"]
    kind = "outage-procedure"
    mine = {row["id"] for row in rows if row["remedy"] == kind}
    decided = demo.fine("plan", "decide", kind, "yes", "--by", "board", "--why", "safety").out
    assert decided == f"Stored: {kind}: yes (measures of this kind: {len(mine)})\n"
    first, *others = sorted(mine)
    demo.fine("plan", "decide", first, "no", "--by", "board", "--why", "not here")
    done = demo.fine("plan", "progress", kind, "done").out
    assert done == f"Stored: {kind}: done (measures of this kind: {len(others)})\n"
    told = demo.fine("plan", "decisions", "--json").json
    assert {one["measure"]: one["progress"] for one in told["decisions"]} == {
        first: "open",
        **dict.fromkeys(others, "done"),
    }
    kit = Kit(Home(demo.home))
    located = {one.key: one.location for one in kit.store.revisions(kind="progress")}
    kit.close_store()
    assert located == {id_: id_.partition("@")[2] for id_ in others}


def test_the_words_that_are_shown_are_taken_in_too(demo: Console) -> None:
    one = cheapest(demo)
    done = demo("plan", "decide", one, "Ja", "--by", "bestuur", "--why", "goed", language="nl")
    assert (done.code, done.out) == (0, f"Opgeslagen: {one}: ja\n")
    done = demo("plan", "progress", one, "besteld", language="nl")
    assert (done.code, done.out) == (0, f"Opgeslagen: {one}: besteld\n")
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert (told["answer"], told["by"], told["progress"]) == ("yes", "board", "ordered")
    demo.fine("plan", "decide", one, "no", "--by", "location manager", "--why", "moving out")
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert told["by"] == "location-manager"


def test_what_the_system_refuses_is_in_words_of_the_program(demo: Console) -> None:
    done = demo("plan", "--budget", "1", "--beside", str(demo.home / "nothing.json"))
    assert done.code == 4
    assert "can't be read (there is no such file or folder)" in done.err


def test_what_was_carried_out_since_the_visit_counts_as_there(demo: Console) -> None:
    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "ict", "--why", "small")
    demo.fine("plan", "progress", one, "done")
    told = plan(demo, "--budget", "50000", "--from-decisions")
    assert one not in [row["id"] for row in [*told["bought"], *told["not_bought"]]]


def test_what_was_done_and_still_fails_is_weighed_anew_and_says_so(demo: Console) -> None:
    one = next(row["id"] for row in plan(demo, "--budget", "50000")["bought"] if row["location"])
    done_in_2020(demo.home, one)
    # Nothing to spend: it is no longer bought in any case.
    told = plan(demo, "--budget", "0", "--from-decisions")
    assert one not in told["fixed_in"]
    (row,) = (row for row in [*told["bought"], *told["not_bought"]] if row["id"] == one)
    assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", row["failed_on"])
    told = plan(demo, "--budget", "50000", "--from-decisions")
    (row,) = (row for row in told["bought"] if row["id"] == one)
    assert row["progress"] == "done"
    rest = [other for other in told["bought"] if other["id"] != one]
    assert {other["failed_on"] for other in rest} == {""}
    short = " ".join(demo.fine("plan", "--budget", "50000", "--from-decisions").out.split())
    assert f"Once more: {row['name']}" in short
    # What is still found is named.
    assert row["partly"]
    assert "It was done, and partly in order at the visit of" in short
    assert "which still finds: “Is there reach in corridor, " in short
    whole = demo.fine("plan", "--budget", "50000", "--from-decisions", "--format", "text").out
    assert "which still finds: “Is there reach in corridor, " in " ".join(whole.split())
    assert row["failing"] == ["network.zone-reach"]
    assert "it still finds: network.zone-reach" in demo.fine("plan", "decisions").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["decide", "gold@x", "yes", "--by", "board", "--why", "x"], "no measure 'gold@x'"),
        (["decide", "gold@x", "maybe", "--by", "board", "--why", "x"], "expected one of yes"),
        (["decide", "gold@x", "yes", "--by", "Anneke", "--why", "x"], "expected one of board"),
        (["decide", "gold", "yes", "--by", "board", "--why", "x"], "no measure 'gold'"),
        (["progress", "gold@x", "done"], "was not decided on with yes"),
        (["progress", "outage-procedure", "done"], "was not decided on with yes"),
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


def test_the_day_on_which_it_was_done_is_kept_and_a_visit_after_it_counts(demo: Console) -> None:
    one = next(row["id"] for row in plan(demo, "--budget", "50000")["bought"] if row["location"])
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "agreed")
    stored = demo.fine("plan", "progress", one, "done", "--on", "2020-01-02").out
    assert stored == f"Stored: {one}: done (2 Jan 2020)\n"
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert (told["done_on"], told["seen"]) == ("2020-01-02", "failed")
    # The visit wins from what was told: the measure can be bought, and nothing is assumed.
    made = plan(demo, "--budget", "50000", "--from-decisions")
    assert one in [row["id"] for row in made["bought"]]
    assert made["assumed"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["done", "--on", "2999-01-01"], 4, "2999-01-01 lies in the future"),
        (["done", "--on", "yesterday"], 2, "--on: 'yesterday' is no date"),
        (["ordered", "--on", "2020-01-01"], 4, "A day goes with done only"),
        (["checked"], 4, "can't be told checked"),
    ],
)
def test_progress_that_cannot_be_so_is_refused(
    demo: Console, arguments: list[str], code: int, said: str
) -> None:
    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "board", "--why", "agreed")
    demo.fine("plan", "progress", one, "done")
    refused = demo("plan", "progress", one, *arguments)
    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err
    (told,) = demo.fine("plan", "decisions", "--json").json["decisions"]
    assert (told["progress"], told["seen"]) == ("done", "")


def test_what_a_plan_counts_as_there_and_no_visit_has_seen_is_named(demo: Console) -> None:
    one = cheapest(demo)
    demo.fine("plan", "decide", one, "yes", "--by", "ict", "--why", "small")
    demo.fine("plan", "progress", one, "done")
    asked = ("--budget", "50000", "--from-decisions")
    (told,) = plan(demo, *asked)["assumed"]
    assert (told["measure"], told["locations"]) == (one, [one.partition("@")[2]])
    short = " ".join(demo.fine("plan", *asked).out.split())
    said = "This plan counts on 1 measure that was told done and no visit has seen yet."
    assert said in short
    whole = " ".join(demo.fine("plan", *asked, "--format", "text").out.split())
    assert said in whole
    how = whole.partition("How this was made")[2]
    assert "this counts as there because it was told done, and no visit has looked since: " in how
    assert ", done on " in how
    assert "no visit since, counted as there" in whole
    assert plan(demo, "--budget", "50000")["assumed"] == []
