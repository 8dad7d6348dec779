"""Decisions and their progress, kept and planned from."""

from __future__ import annotations

from pathlib import Path

from readiness.kit import Kit
from readiness.paths import Home
from tests.decided import done_in_2020
from tests.tui.plan_desk import at_the_plan


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
        assert (
            "A decision needs a reason: type in a few words why it was taken, then press Enter."
            in desk.lines()
        )
        # The form stays, with what was chosen: the reason can be typed at once.
        await desk.type("agreed")
        assert desk.rows[0].endswith(" yes")


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
        # Beside the plan of before nothing was lost by it.
        await desk.press("shift+tab")
        assert "Carried out since (1)" in desk.rows
        assert "✓ Add or replace access … Hofje Theepot € 3,600" in desk.rows
        assert not any(row.startswith("−") for row in desk.rows)
        await desk.pilot.press("end")
        assert desk.rows[-1] == "✓ Indoor living circles … Hofje Theepot unsafe or in use"


async def test_what_was_done_and_still_fails_is_weighed_anew_and_says_so(demo: Path) -> None:
    measure = "access-points@hofje-theepot-c88d44"
    done_in_2020(demo, measure)
    async with at_the_plan(demo) as desk:
        await desk.type("0")
        # Done in vain: no plan of nothing is refused for it, as one that is fixed in would be.
        await desk.press("s")
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
        await desk.press("s")
        await desk.type("150000")
        await desk.press("s", "home")
        assert desk.rows[0] == "✓ Add or replace access po… Hofje Theepot € 3,600 1 done"
        (told,) = (line for line in desk.told if line.startswith("Done before: "))
        assert told.startswith("Done before: The visit of ")
        assert told.endswith(" still finds what it was to repair.")
