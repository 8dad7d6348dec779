"""Decisions and their progress, kept and planned from."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from readiness.kit import Kit
from readiness.model.decision import Answer, Decided, Step
from readiness.paths import Home
from readiness.tui import plan_page
from readiness.tui.screens.plan_forms import DecisionForm
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
        await desk.pilot.press("g", "down", "down", "enter", "enter")
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
        assert told.startswith("Done before: Partly in order at the visit of ")
        assert "which still finds: Is there reach in corridor, " in told


POINTS = "access-points@hofje-theepot-c88d44"


def elsewhere(home: Path, answer: Answer, why: str, step: Step | None = None) -> None:
    """Another program decides on the access points."""
    kit = Kit(Home(home))
    kit.decisions.decide(POINTS, "hofje-theepot-c88d44", answer, "board", why)
    if step is not None:
        kit.decisions.progress(POINTS, step)
    kit.close_store()


async def test_s_and_r_follow_what_was_decided_elsewhere_meanwhile(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[plan_page.Wanted] = []
    monkeypatch.setattr(
        plan_page, "write", lambda wanted, stop, tell: reported.append(wanted) or ""
    )
    async with at_the_plan(demo) as desk:
        elsewhere(demo, "yes", "agreed", "done")
        await desk.pilot.press("r")
        await desk.until(lambda: reported)
        assert reported[0].look.gathered.decisions[POINTS].step == "done"
        assert desk.said == ["Something was decided elsewhere meanwhile: it is shown now."]
        # What is done is bought again here, which is said.
        assert desk.line("state").endswith("This plan doesn't follow what was decided: press s.")
        await desk.press("s")
        assert not any("access points Hofje Theepot" in row for row in desk.rows)
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
        elsewhere(demo, "no", "too dear")
        # The plan was made from what is so no longer: it is made again and nothing is written.
        await desk.press("r")
        assert desk.said[-1] == "The plan is still being made; press r when it is there."
        assert desk.screen.shown is not None
        look = desk.screen.shown.look
        assert look is not None
        assert POINTS in look.case.problem.fixed_out
        assert len(reported) == 1


async def test_a_decision_taken_elsewhere_is_never_replaced_unseen(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        elsewhere(demo, "no", "too dear")
        # The form begins with what is decided now.
        await desk.pilot.press("d")
        assert desk.pilot.app.screen.query_one(Input).value == "too dear"
        elsewhere(demo, "yes", "the board wants it")
        await desk.pilot.press("up", "enter", "enter")
        await desk.type(" yet")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, DecisionForm))
        await desk.pilot.pause()
        form = desk.pilot.app.screen
        assert form.query_one(Input).value == "the board wants it"
        assert str(form.query_one("#fault", Static).render()).startswith(
            "Somebody else decided on this meanwhile, so nothing was stored."
        )
        await desk.pilot.press("escape")
        assert held(demo).why == "the board wants it"
        # Seen now, it may be changed.
        await desk.pilot.press("d", "down", "enter", "enter")
        await desk.type("next year")
        assert (held(demo).answer, held(demo).why) == ("later", "next year")


async def test_progress_of_what_was_declined_elsewhere_is_not_kept(demo: Path) -> None:
    elsewhere(demo, "yes", "agreed")
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("g", "down")
        elsewhere(demo, "no", "too dear")
        await desk.pilot.press("enter")
        await desk.pilot.pause()
        assert desk.said[-1] == (
            "This was not decided on with yes, so it has no progress: press d first."
        )
        assert (held(demo).answer, held(demo).step) == ("no", "open")


def test_what_is_decided_between_looking_and_storing_is_a_conflict(home: Path) -> None:
    kit = Kit(Home(home))
    kit.decisions.decide(POINTS, "", "yes", "board", "agreed")
    seen = kit.decisions.held(POINTS)
    kit.decisions.decide(POINTS, "", "no", "board", "too dear")
    found = kit.decisions.decide(POINTS, "", "later", "ict", "busy", seen)
    kit.close_store()
    assert found.answer is None
    assert set(found.answers) == {"no", "later"}


def held(home: Path) -> Decided:
    kit = Kit(Home(home))
    found = kit.decisions.all()[POINTS]
    kit.close_store()
    return found


async def test_the_day_on_which_it_was_done_is_taken_and_checked_is_not(demo: Path) -> None:
    measure = "access-points@hofje-theepot-c88d44"
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("d", "enter", "enter")
        await desk.type("agreed")
        await desk.pilot.press("g", "down", "down", "down", "enter")
        await desk.until(lambda: any("can't be told checked" in said for said in desk.said))
        await desk.pilot.press("g", "down", "down", "enter", *"yesterday", "enter")
        await desk.until(lambda: "'yesterday' is no date" in " ".join(desk.lines()))
        await desk.pilot.press("ctrl+u", *"2020-01-02", "enter")
        await desk.until(lambda: desk.rows[0].endswith(" done"))
        # What the visit since then says of it is told at once.
        await desk.until(lambda: any(line.startswith("Done before: ") for line in desk.told))
    kit = Kit(Home(demo))
    assert kit.decisions.all()[measure].on == "2020-01-02"
    kit.close_store()
