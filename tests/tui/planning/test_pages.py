"""Everything there is to know of a plan, page by page, and in Dutch."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from readiness import language
from readiness.plan.problem import STAGES
from readiness.tui.planning.scale import Scale
from readiness.tui.planning.value_curve import Curve, picture
from tests.tui.plan_desk import at_the_plan


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
            "Closing all of this costs at least € 85,933 in the first year "
            "(€ 34,545 to € 137,320). "
            "Of these with something unknown, to find out first: 4. "
            "Unknown besides, and so in no count: technologies in use 1, hard stops 3, legal "
            "duties 2."
        )
        assert desk.rows[-1] == "Nurse call and voice over Wi-Fi Hofje Theepot 70 € 43,950"
        await desk.press("tab")
        assert desk.line("note") == (
            "At Wijkteam Hinkelbaan: legal duty “Are accounts personal, with a second factor, and "
            "removed on leaving?”; added to this plan it would take € 34,713 more."
        )
        await desk.until(lambda: "·" not in str(desk.screen.query_one("ValueCurve").render()))
        await desk.press("tab")
        assert desk.rows[0].startswith("Huize Suikerspin Is there a way of working when")
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


async def test_the_former_plan_stands_beside_the_new_one(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("o", "shift+tab")
        assert desk.rows[0] == "€ 150,000, one year → € 150,000, one year · out: 1"
        assert "− Add or replace access … Hofje Theepot € 3,600" in desk.rows
        (unsafe,) = (row for row in desk.rows if row.startswith("= Stays unsafe"))
        assert unsafe == "= Stays unsafe 6 → 7 € 85,933 → € 89,533"
        await desk.pilot.press("end")
        assert desk.rows[-1] == "− Indoor living circles … Hofje Theepot unsafe or in use"


async def test_former_and_new_price_and_year_are_told_in_full(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("y")
        await desk.pilot.press("p", *["backspace"] * 12)
        await desk.type("1000-2000")
        await desk.press("shift+tab")
        (at,) = (n for n, row in enumerate(desk.rows) if row.startswith("In another year or at"))
        assert desk.rows[at + 1] == "~ Add or replace access … Hofje Theepot € 3,600 → € 1,500"
        while not desk.told or not desk.told[0].startswith("Add or replace access points"):
            await desk.pilot.press("down")
        assert desk.told[1:3] == ["Former plan: € 3,600, year 1", "This plan: € 1,500, year 1"]


async def test_rows_are_in_sight_on_every_page_of_a_small_terminal(demo: Path) -> None:
    async with at_the_plan(demo, size=(60, 15)) as desk:
        for _page in range(5):
            await desk.press("tab")
            assert len(desk.rows) >= 1, desk.screen.view.section


async def test_a_kept_plan_stays_beside_every_next_one(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("k")
        await desk.press("right")
        await desk.press("right", "shift+tab")
        assert desk.rows[0] == "€ 150,000, one year → € 170,000, one year"


async def test_the_side_by_side_tells_both_vats(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("v", "backspace")
        await desk.type("21")
        await desk.press("shift+tab")
        assert desk.rows[0] == "€ 150,000, one year → € 150,000, one year · with 21 % VAT"


async def test_only_a_plan_that_is_ready_is_kept(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        planner = desk.screen.planner
        assert planner is not None
        with planner.working:
            # As long as this is held no plan can be made.
            await desk.pilot.press("right", "k")
            assert desk.screen.kept is None
            assert desk.said == ["The plan is still being made; press k when it is there."]
        await desk.until(lambda: desk.settled)
        assert desk.screen.shown is not None
        look = desk.screen.shown.look
        assert look is not None
        desk.screen.shown = replace(desk.screen.shown, look=replace(look, settled=False))
        await desk.pilot.press("k")
        assert desk.screen.kept is None


async def test_the_axis_of_the_chart_names_both_ends_when_there_is_no_room_for_more() -> None:
    scale = Scale(top=Decimal(30_000_000), step=Decimal(500_000))
    most = dict.fromkeys(STAGES, Decimal(1))
    chart = picture(Curve(scale, [], most, Decimal(0)), 38, 3)
    axis = chart.plain.splitlines()[-1]
    assert axis == "€ 0" + "€ 30,000,000".rjust(35)


async def test_it_speaks_dutch(demo: Path) -> None:
    language.use("nl")
    async with at_the_plan(demo, size=(120, 40)) as desk:
        assert desk.line("title") == " Readiness · investeringsplan · 12 locaties (fictief)"
        assert desk.budget == "€ 150.000, één jaar"
        assert desk.line("opens") == "Opent 48: 29 onveilig/in gebruik, 9 gewenst, 10 extra"
        assert desk.told[2] == "Prijs: € 3.600 (€ 2.400 tot € 4.800) eenmalig (aanname)"
