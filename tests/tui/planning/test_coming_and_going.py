"""Coming to the plan, leaving it, and its reports."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.paths import Home
from readiness.plan.problem import Money
from readiness.tui import plan_page
from readiness.tui.app import ReadinessApp
from readiness.tui.planning import trial
from readiness.tui.screens.locations import LocationsScreen
from readiness.tui.screens.plan import PlanScreen
from tests.tui.plan_desk import at_the_plan


async def test_without_a_visit_one_sentence_says_so(home: Path) -> None:
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlanScreen)
        assert str(pilot.app.screen.query_one("#said").render()) == (
            "There is nothing to plan for yet: no location has a visit. Press Esc, open a location "
            "with Enter and start a visit there."
        )
        await pilot.press("right", "i", "r", "tab", "7", "escape")
        assert isinstance(pilot.app.screen, LocationsScreen)


async def test_leaving_while_locations_are_judged_ends_the_judging(home: Path) -> None:
    kit = Kit(Home(home))
    kit.add_demo(60, 1)
    kit.close_store()
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape")
        pilot.app.screen.action_plan()  # type: ignore[attr-defined]
        await pilot.pause(0)
        (judging,) = (one for one in pilot.app.workers if one.group == "judge")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LocationsScreen)
        assert judging.cancelled_event.is_set()


async def test_the_plan_is_there_at_once_the_second_time(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        first = desk.screen.planner
        await desk.pilot.press("d", "enter", "enter")
        await desk.type("agreed")
        await desk.pilot.press("escape", "p")
        await desk.until(lambda: desk.settled)
        # A decision changes no visit: nothing was judged again.
        assert desk.screen.planner is first


async def test_what_was_asked_is_still_asked_on_coming_back(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("v", "backspace")
        await desk.type("21")
        await desk.press("right", "o")
        said = desk.line("title"), desk.budget, desk.line("spent")
        assert said[0].endswith(" · out: 1")
        await desk.pilot.press("escape", "p")
        await desk.until(lambda: desk.settled)
        assert (desk.line("title"), desk.budget, desk.line("spent")) == said


async def test_what_is_tried_and_kept_stays_where_locations_are_judged_again(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("k")
        await desk.pilot.press("v", "backspace")
        await desk.type("21")
        await desk.press("right", "o")
        gone = trial.Trial(Decimal(0)).turned("beamer@huize-zeepbel", True).fix
        assert desk.screen.shown is not None
        desk.screen.change(replace(desk.screen.shown.trial, fix=gone))
        await desk.pilot.press("escape")
        kit = Kit(Home(demo))
        kit.edit_location(kit.locations()[0], {"beds": 61})
        kit.close_store()
        await desk.pilot.press("p")
        await desk.until(lambda: desk.settled)
        assert desk.budget == "€ 160,000, one year"
        assert desk.line("title").endswith("(fictional) · out: 1")
        assert "with 21 % VAT" in desk.line("spent")
        # What is on offer no longer is told and let go.
        assert desk.said[-1] == (
            "The locations were judged again: beamer@huize-zeepbel was tried, but is no longer on "
            "offer and was let go."
        )
        await desk.press("shift+tab")
        assert desk.rows[0].startswith("€ 150,000, one year → € 160,000, one year · out: 1")


async def test_a_trial_without_a_plan_is_told_by_name_on_coming_back(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        # A measure without costs each year: for nothing it would always be bought.
        await desk.pilot.press("p", *["backspace"] * 12)
        await desk.type("0")
        said = desk.line("state")
        assert said.startswith("The price of Add or replace access points (Hofje Theepot) is")
        for key in "kre":
            await desk.pilot.press(key)
            assert desk.said[-1].startswith("There is no plan of what is asked now. The price of ")
        await desk.pilot.press("escape", "p")
        await desk.until(lambda: desk.settled)
        assert desk.line("state") == said
        # The plan that was in sight still is, and the keys have something to act on.
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 3,600 1"
        await desk.press("o")
        assert desk.line("title").endswith("out: 1 · prices: 1")


async def test_what_is_tried_is_in_the_title_in_any_width(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("o", "down", "i", "down", "o")
        assert desk.screen.shown is not None
        some = Decimal(100)
        desk.screen.change(
            replace(
                desk.screen.shown.trial,
                prices={"access-points@hofje-theepot-c88d44": Money(some, some, some)},
                weights={"bed-sensor": Decimal(2)},
            )
        )
        assert desk.line("title") == (
            " 12 locations (fictional) · in: 1 · out: 2 · prices: 1 · weights: 1"
        )
        desk.screen.query_one("#title").render()
        assert desk.screen.query_one("#title").size.height == 1


async def test_leaving_before_the_reports_are_there_is_told(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        plan_page, "write", lambda wanted, stop, tell: "" if stop.wait(60) else "late"
    )
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("r")
        await desk.until(
            lambda: (
                desk.line("title")
                == " 12 locations (fictional) · The reports of the plan are being made…"
            )
        )
        await desk.pilot.press("escape")
        assert desk.said == ["You left before the reports were there: nothing was written."]
    assert not (demo / "reports").exists()


async def test_a_second_report_tells_that_it_breaks_off_the_first(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_page, "write", lambda *asked: str(asked[1].wait(60))[:0])
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("r")
        await desk.press("right")
        await desk.pilot.press("r")
        assert desk.said == [
            "The report of € 150,000, one year was broken off for this one: it was not written."
        ]
        await desk.pilot.press("escape")


async def test_r_writes_the_reports(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(opened.append(address)) or True)
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("r")
        await desk.until(lambda: desk.said)
    folder = demo / "reports"
    assert sorted(file.name for file in folder.iterdir()) == [
        "readiness-plan-2026-03-02.html",
        "readiness-plan-2026-03-02.json",
        "readiness-plan-2026-03-02.pdf",
        "readiness-plan-2026-03-02.xlsx",
    ]
    page = folder / "readiness-plan-2026-03-02.html"
    assert opened == [page.resolve().as_uri()]
    assert "Hofje Theepot" in page.read_text(encoding="utf-8")


def test_reports_of_another_plan_of_the_day_stand_beside_the_first(tmp_path: Path) -> None:
    def put(plan: bytes) -> list[str]:
        files = plan_page.beside_others(tmp_path, {"plan.html": b"page", "plan.json": plan})
        for file, content in files.items():
            file.write_bytes(content)
        return [file.name for file in files]

    assert put(b"one") == ["plan.html", "plan.json"]
    assert put(b"two") == ["plan-2.html", "plan-2.json"]
    assert put(b"one") == ["plan.html", "plan.json"]
    (tmp_path / "plan-3.html").write_bytes(b"without its JSON")
    assert put(b"three") == ["plan-4.html", "plan-4.json"]
