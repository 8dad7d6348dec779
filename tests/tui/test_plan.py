"""The investment plan on the screen: a budget by keys, recomputed while one looks."""

from __future__ import annotations

import threading
import time
import webbrowser
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual.worker import Worker

from readiness import language
from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.planning.look import Look
from readiness.tui.planning.solving import LastJudged
from readiness.tui.planning.trial import Trial
from readiness.tui.screens import plan_work
from readiness.tui.screens.locations import LocationsScreen
from readiness.tui.screens.plan import PlanScreen
from tests.tui.plan_desk import Desk, at_the_plan


class Today(date):
    """A day of which the plan begins in the next quarter."""

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 3, 2)


@pytest.fixture(autouse=True)
def on_2_march_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_work, "date", Today)


@pytest.fixture
def demo(home: Path) -> Path:
    """Twelve fictional locations."""
    kit = Kit(Home(home))
    kit.add_demo(12, 1)
    kit.close_store()
    return home


async def test_p_shows_what_is_bought_and_what_it_opens(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        assert desk.line("title") == " Readiness · investment plan · 12 locations (fictional)"
        assert desk.budget == "€ 150,000, one year"
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"
        assert desk.line("spent") == (
            "26 measures, € 147,413, € 2,588 left, without VAT, 25 ICT days"
        )
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 3,600 1"


async def test_an_arrow_makes_the_plan_of_another_budget(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("left")
        assert desk.budget == "€ 140,000, one year"
        less = desk.line("spent")
        await desk.press("shift+right")
        assert desk.budget == "€ 150,000, one year"
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"
        assert less != desk.line("spent")
        await desk.press("minus", "minus", "minus", "minus")
        assert desk.budget == "€ 0, one year"
        # The cursor stayed with its measure, which isn't bought now.
        assert desk.told[0] == "Add or replace access points (Hofje Theepot)"
        await desk.press("home")
        assert desk.rows[0] == "Nothing: with this budget no measure opens anything."


async def test_figures_of_another_budget_are_never_shown_without_saying_so(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        desk.screen.action_budget(1, False)
        # The key is handled; no plan of the new budget can be there yet.
        assert desk.budget == "€ 160,000, one year"
        assert desk.line("state") == (
            "Being renewed for € 160,000, one year… What is shown is of € 150,000, one year."
        )
        assert desk.line("spent").startswith("26 measures, € 147,413")
        await desk.until(lambda: desk.settled)
        assert desk.line("state") == "No better plan exists within this budget: that is proven."


async def test_an_amount_can_be_typed(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.type("25.000")
        assert desk.budget == "€ 25,000, one year"
        await desk.type("2x")
        assert desk.budget == "€ 25,000, one year"
        assert desk.said == [
            "'2x' is no amount in euros. Type such as 25000 or 25.000; nothing was changed."
        ]


async def test_years_follow_the_key_and_each_measure_tells_its_year(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("y", "y")
        assert desk.budget == "€ 150,000 a year, 3 years"
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot 1 € 3,600 1"
        await desk.press("Y", "Y", "Y")
        assert desk.budget == "€ 150,000 a year, 10 years"


async def test_the_next_budget_cancels_the_search_that_runs(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("y", "y")
        planner = desk.screen.planner
        assert planner is not None
        await desk.until(lambda: not running(desk, "curve"))
        with planner.working:
            # No search gets its turn in here: the first one is there for as long as it takes.
            await desk.pilot.press("right")
            await desk.until(lambda: running(desk, "solve"))
            (first,) = running(desk, "solve")
            assert not first.cancelled_event.is_set()
            desk.screen.action_budget(1, False)
            assert first.cancelled_event.is_set()
        await desk.until(lambda: desk.settled)
        assert desk.budget == "€ 170,000 a year, 3 years"
        assert desk.screen.shown is not None
        # Beside the new plan stands the last one that was made, not one that was cancelled.
        assert desk.screen.shown.former is not None
        assert desk.screen.shown.former.trial.budget == 150_000


def running(desk: Desk, group: str) -> list[Worker[object]]:
    return [one for one in desk.pilot.app.workers if one.group == group and one.is_running]


def test_a_search_ends_by_its_stop_and_says_nothing_after(demo: Path) -> None:
    kit, never, stop = Kit(Home(demo)), threading.Event(), threading.Event()
    planner, _scale = LastJudged().of(kit, Today.today(), never, lambda done, total: None)
    kit.close_store()
    said: list[Look] = []

    def say(look: Look) -> None:
        said.append(look)
        stop.set()

    began = time.monotonic()
    planner.looks(Trial(Decimal(150_000), 10), Today.today(), stop, say)
    assert time.monotonic() - began < 5
    assert [look.settled for look in said] == [False]


async def test_keys_go_on_while_a_plan_is_made(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        planner = desk.screen.planner
        assert planner is not None
        with planner.working:
            # As long as this is held no plan can be made.
            await desk.pilot.press("right", "right", "down", "tab")
            assert desk.budget == "€ 170,000, one year"
            assert desk.screen.view.section == "opens"
            assert "Being renewed" in desk.line("state")


async def test_tab_goes_through_all_there_is_to_know(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("tab")
        assert desk.rows[:2] == [
            "Safety and technology in use: 29",
            "Indoor living circles and wander detecti… Hofje Theepot 70",
        ]
        assert desk.told == [
            "Indoor living circles and wander detection · Hofje Theepot",
            "By: Add or replace access points (Hofje Theepot)",
            "Verdict: ✗ not yet → ◐ ready with conditions, judged again with the repairs in place",
            "Stage: safety and technology in use; 70 people",
        ]
        await desk.press("tab")
        assert desk.line("note") == (
            "Closing all of this costs € 85,933 in the first year (€ 34,545 to € 137,320)."
        )
        assert desk.rows[-1] == "Nurse call and voice over Wi-Fi Hofje Theepot 70 € 43,950"
        await desk.press("tab")
        assert desk.line("note") == (
            "The next € 34,713 would settle legal duty “Are accounts personal, with a second "
            "factor, and removed on leaving?” at Wijkteam Hinkelbaan."
        )
        await desk.until(lambda: "·" not in str(desk.screen.query_one("ValueCurve").render()))
        await desk.press("tab")
        assert desk.rows[0].startswith("Huize Zeepbel How many working mobile devices")
        await desk.press("tab")
        assert desk.rows == [
            "There is no former plan yet: change the budget or try something first."
        ]
        await desk.press("tab")
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 3,600 1"


async def test_enter_tells_all_about_a_measure(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("enter")
        page = "\n".join(desk.lines())
        assert "€ 3,600 (€ 2,400 to € 4,800) once (assumption)" in page
        assert "3 months, 3 ICT days; in Q2 2026" in page
        assert "(our rule of thumb)" in page
        assert "access-points@hofje-theepot-c88d44" in page


async def test_a_measure_is_left_out_and_taken_in_by_keys(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("o")
        assert desk.line("title").endswith(" · out: 1")
        assert desk.line("opens") == "Opens 47: 28 unsafe or in use, 9 wanted, 10 extra"
        assert desk.told[1] == "Why not: It was fixed out: it isn't bought whatever it would open."
        await desk.press("i")
        assert desk.line("title").endswith(" · in: 1")
        assert "✓+ Add or replace access points Hofje Theepot € 3,600 1" in desk.rows
        await desk.press("x")
        assert desk.line("title").endswith("(fictional)")
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"


async def test_the_former_plan_stands_beside_the_new_one(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("o", "shift+tab")
        assert desk.rows[0] == "€ 150,000, one year → € 150,000, one year"
        assert "− Add or replace access … Hofje Theepot € 3,600" in desk.rows
        await desk.pilot.press("end")
        assert desk.rows[-1] == "− Indoor living circles … Hofje Theepot unsafe or in use"


async def test_a_kept_plan_stays_beside_every_next_one(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("k")
        await desk.press("right")
        await desk.press("right", "shift+tab")
        assert desk.rows[0] == "€ 150,000, one year → € 170,000, one year"


async def test_a_price_of_ones_own_and_a_weight_change_the_plan(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("p", *["backspace"] * 12)
        await desk.type("1000-3000")
        assert desk.line("title").endswith(" · prices: 1")
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 2,000* 1"
        assert "Price: € 2,000 (€ 1,000 to € 3,000) once (own price)" in desk.told
        await desk.pilot.press("w", "enter", "backspace")
        await desk.type("0")
        assert desk.line("title").endswith(" · prices: 1 · weights: 1")
        await desk.press("x")
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 3,600 1"


async def test_a_decision_and_its_progress_are_kept_and_shown(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("g")
        assert desk.said == [
            "This was not decided on with yes, so it has no progress: press d first."
        ]
        # Later; by the board; why.
        await desk.pilot.press("d", "down", "enter", "up", "enter")
        await desk.type("next year")
        assert desk.rows[0] == "✓ Add or replace access po… Hofje Theepot € 3,600 1 later"
        await desk.pilot.press("d", "up", "enter", "enter", "enter")
        await desk.pilot.press("g", "down", "enter")
        await desk.until(lambda: desk.rows[0].endswith(" ordered"))
    kit = Kit(Home(demo))
    (held,) = kit.decisions.all().values()
    kit.close_store()
    assert (held.measure, held.answer, held.by, held.why, held.step) == (
        "access-points@hofje-theepot-c88d44",
        "yes",
        "board",
        "next year",
        "ordered",
    )


async def test_a_decision_without_a_reason_is_refused(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("d", "enter", "enter", "enter")
        await desk.pilot.pause()
        assert desk.said == ["A decision needs a reason; say why with --why."]


async def test_a_plan_can_start_from_what_was_decided(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("s")
        assert desk.said == ["Nothing was decided yet: press d on a measure."]
        await desk.pilot.press("d", "down", "down", "enter", "enter")
        await desk.type("too dear")
        await desk.press("s")
        assert desk.line("title").endswith(" · from decisions")
        assert desk.line("opens") == "Opens 47: 28 unsafe or in use, 9 wanted, 10 extra"
        await desk.press("s")
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"


async def test_what_was_carried_out_counts_as_there(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("d", "enter", "enter")
        await desk.type("agreed")
        await desk.pilot.press("g", "down", "down", "enter")
        await desk.until(lambda: desk.rows[0].endswith(" done"))
        await desk.press("s")
        assert not any("access points Hofje Theepot" in row for row in desk.rows)


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


async def test_without_a_visit_one_sentence_says_so(home: Path) -> None:
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlanScreen)
        assert str(pilot.app.screen.query_one("#said").render()) == (
            "There is nothing to plan for: no location has a visit. Start one with `readiness "
            "visit start`."
        )
        await pilot.press("right", "i", "r", "tab", "7", "escape")
        assert isinstance(pilot.app.screen, LocationsScreen)


async def test_what_cannot_be_paid_is_one_sentence_and_the_keys_go_on(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("i")
        await desk.type("100")
        assert desk.line("state").startswith(
            "access-points@hofje-theepot-c88d44 is fixed in, but can't be paid or carried"
        )
        assert desk.line("state").endswith("What is shown is of € 150,000, one year.")
        await desk.press("right")
        assert desk.budget == "€ 10,000, one year"
        assert desk.line("state") == "No better plan exists within this budget: that is proven."


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


async def test_it_speaks_dutch(demo: Path) -> None:
    language.use("nl")
    async with at_the_plan(demo, size=(120, 40)) as desk:
        assert desk.line("title") == " Readiness · investeringsplan · 12 locaties (fictief)"
        assert desk.budget == "€ 150.000, één jaar"
        assert desk.line("opens") == "Opent 48: 29 onveilig/in gebruik, 9 gewenst, 10 extra"
        assert desk.told[2] == "Prijs: € 3.600 (€ 2.400 tot € 4.800) eenmalig (aanname)"
