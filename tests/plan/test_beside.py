"""Two plans side by side: what is bought, opened and spent more and less."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from readiness.files.plan import MOST_BYTES, read
from readiness.model.decision import Decided
from readiness.model.sentence import Refused
from readiness.plan.problem import STAGES, Goal, Limits, Measure, Obstacle, Problem
from readiness.plan.solve.solver import solve
from readiness.plan.told.beside import beside, number, of_document, of_plan
from tests.plan.instances import money
from tests.report.plans import four_houses, planned

D = Decimal


@pytest.fixture
def problem() -> Problem:
    return Problem(
        measures=(
            Measure("wifi", "wifi", "Linde", money(1500), lifts=frozenset({"coverage"})),
            Measure("phones", "phones", "Linde", money(700), lifts=frozenset({"devices"})),
        ),
        obstacles=(
            Obstacle("coverage", "Linde", "must", "q", "bedside"),
            Obstacle("devices", "Linde", "must", "q", "pager"),
        ),
        goals=(
            Goal("g1", "Linde", "bedside", 0, D(80), frozenset({"coverage"})),
            Goal("g2", "Linde", "pager", 1, D(40), frozenset({"devices"})),
        ),
        limits=Limits((D(1600),)),
    )


def test_more_money_shows_what_it_adds(problem: Problem) -> None:
    richer = replace(problem, limits=Limits((D(2500),)))
    found = beside(of_plan(problem, solve(problem)), of_plan(richer, solve(richer)))
    assert (found.bought_more, found.bought_less, found.moved) == (("phones",), (), ())
    assert (found.opens_more, found.opens_less) == ((("Linde", "pager"),), ())
    assert [tuple(map(int, found.stage(stage))) for stage in STAGES] == [(80, 80), (0, 40), (0, 0)]
    assert [int(shape.cost[0]) for shape in (found.former, found.now)] == [1500, 2200]


def test_less_money_shows_what_it_takes_away(problem: Problem) -> None:
    poorer = replace(problem, limits=Limits((D(800),)))
    found = beside(of_plan(problem, solve(problem)), of_plan(poorer, solve(poorer)))
    assert (found.bought_more, found.bought_less) == (("phones",), ("wifi",))
    assert (found.opens_more, found.opens_less) == (
        (("Linde", "pager"),), (("Linde", "bedside"),)
    )  # fmt: skip


def test_another_price_is_told_of_what_both_buy(problem: Problem) -> None:
    dearer = replace(
        problem, measures=(replace(problem.measures[0], once=money(1590)), problem.measures[1])
    )
    found = beside(of_plan(problem, solve(problem)), of_plan(dearer, solve(dearer)))
    (moved,) = found.moved
    assert (moved.measure, moved.year) == ("wifi", (0, 0))
    assert [int(euros) for euros in moved.euros] == [1500, 1590]
    assert not found.nothing


def test_the_same_plan_beside_itself_changes_nothing(problem: Problem) -> None:
    shape = of_plan(problem, solve(problem))
    assert beside(shape, shape).nothing


def test_what_was_carried_out_is_there_and_no_loss(problem: Problem) -> None:
    both = replace(problem, limits=Limits((D(2500),)))
    nothing = replace(problem, limits=Limits((D(0),)))
    former, pager = of_plan(both, solve(both)), ("Linde", "pager")
    found = beside(former, of_plan(nothing, solve(nothing), ["phones"], [pager]))
    assert (found.there, found.bought_less) == (("phones",), ("wifi",))
    assert (found.open_already, found.opens_less) == ((pager,), (("Linde", "bedside"),))
    there, open_ = ["phones", "wifi"], [pager, ("Linde", "bedside")]
    found = beside(former, of_plan(nothing, solve(nothing), there, open_))
    assert (found.bought_less, found.opens_less) == ((), ())
    assert not found.nothing


def test_what_is_open_before_anything_is_bought_is_written_down() -> None:
    # Beuk and Iep have no outage procedure, and nobody was asked about most of the rest.
    held = planned(four_houses(), 0).open_already
    assert held == {"hard-stop:safety.outage-procedure": ["els", "wilg"], "video-care": ["beuk"]}
    done = planned(four_houses(), 0, done={"beuk": ["outage-procedure"]}).open_already
    assert done["hard-stop:safety.outage-procedure"] == ["beuk", "els", "wilg"]
    assert done["legal:safety.outage-procedure"] == ["beuk"]


def test_a_former_plan_from_before_these_fields_is_read(tmp_path: Path) -> None:
    held = json.loads(planned(four_houses(), 8_000).model_dump_json())
    del held["open_already"]
    file = tmp_path / "former.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    assert read(file)[1].open == frozenset()


def test_what_was_done_in_vain_is_not_there() -> None:
    one = Decided("outage-procedure@beuk", "yes", "x", "board", "2026-01-02T10:00:00Z", "done")
    for seen, there in (("", True), ("met", True), ("unseen", True), ("failed", False)):
        vain = replace(one, seen=seen)
        shape = of_document(planned(four_houses(), 0, decisions={one.measure: vain}))
        assert (one.measure in shape.there) is there


def test_a_plan_written_down_compares_as_the_plan_in_hand(tmp_path: Path) -> None:
    plan = planned(four_houses(), 8_000)
    file = tmp_path / "former.json"
    file.write_text(plan.model_dump_json(), encoding="utf-8")
    document, shape = read(file)
    assert document == plan
    found = beside(shape, of_document(planned(four_houses(), 60_000)))
    assert "nen7510-assessment@zorg-een" in found.bought_more
    assert found.former.bought["outage-procedure@beuk"] == (0, Fraction(3590))


@pytest.mark.parametrize(
    ("given", "exact"),
    [(3, 3), (0.1, Fraction(1, 10)), ("100/3", Fraction(100, 3)), ("12.50", Fraction(25, 2))],
)
def test_figures_are_read_without_loss(given: Any, exact: Any) -> None:
    assert number(given) == exact


@pytest.mark.parametrize(
    "given",
    [
        "1/0", "1e999999999", "nan", "-", "", "9" * 40, "1 / 3", "٣",
        float("inf"), float("nan"), 10**30,
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused(given: Any) -> None:
    with pytest.raises(Refused, match="no figure that a plan can hold"):
        number(given)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b"\xff\xfe\x00",
        b'{"day": "2026-01-01"}',
        b"[" * 100_000,
        b"null",
    ],
)
def test_a_file_that_holds_no_plan_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "former.json"
    file.write_bytes(content)
    with pytest.raises(Refused, match="holds no plan that can be compared"):
        read(file)


def test_a_figure_in_a_file_that_is_none_gets_a_sentence(tmp_path: Path) -> None:
    held = json.loads(planned(four_houses(), 8_000).model_dump_json())
    held["bought"][0]["once"]["mid"] = "1e999999999"
    file = tmp_path / "former.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(Refused, match="no figure that a plan can hold"):
        read(file)


def test_a_file_that_is_missing_or_a_folder_gets_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Refused, match="can't be read"):
            read(place)


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "former.json"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(Refused, match="larger than 134 million bytes"):
        read(file)
