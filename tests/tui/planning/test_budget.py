"""The budget by keys and by amount: the plan is made again, and never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.tui.plan_desk import at_the_plan


async def test_p_shows_what_is_bought_and_what_it_opens(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        assert desk.line("title") == " Readiness · investment plan · 12 locations (fictional)"
        assert desk.budget == "€ 150,000, one year"
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"
        assert desk.line("spent") == (
            "26 measures, € 147,413, € 2,587 left, without VAT, 25 ICT days"
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
        assert desk.line("state") == "Being renewed… What is shown is of € 150,000, one year."
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


@pytest.mark.parametrize("together", [True, False])
async def test_no_digit_is_lost_by_typing_faster_than_the_field_opens(
    demo: Path, together: bool
) -> None:
    async with at_the_plan(demo) as desk:
        # As a terminal gives what came while the screen was busy: without waiting in between.
        for key in [*"123456", *(["enter"] if together else [])]:
            desk.pilot.app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        if not together:
            await desk.pilot.pause(0.2)
            await desk.pilot.press("enter")
        await desk.until(lambda: desk.budget == "€ 123,456, one year")


async def test_years_follow_the_key_and_each_measure_tells_its_year(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("y", "y")
        assert desk.budget == "€ 150,000 a year, 3 years"
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot 1 € 3,600 1"
        await desk.press("Y", "Y", "Y")
        assert desk.budget == "€ 150,000, one year"


async def test_what_cannot_be_paid_is_one_sentence_and_the_keys_go_on(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("i")
        await desk.type("100")
        assert desk.line("state").startswith(
            "Add or replace access points (Hofje Theepot) is fixed in, but can't be paid or"
        )
        assert desk.line("state").endswith("What is shown is of € 150,000, one year.")
        await desk.press("right")
        assert desk.budget == "€ 10,000, one year"
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
