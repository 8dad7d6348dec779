"""Coming to the plan, leaving it, and its reports."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
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
