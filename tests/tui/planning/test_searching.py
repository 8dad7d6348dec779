"""A search that runs: it is cancelled, ended, and never holds the keys up."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from textual.worker import Worker

from readiness.kit import Kit
from readiness.paths import Home
from readiness.plan.problem import Plan, Problem
from readiness.plan.solve.solver import Effort, Usable, solve
from readiness.tui.planning import solving
from readiness.tui.planning.look import Look
from readiness.tui.planning.solving import Enough, LastJudged
from readiness.tui.planning.state import proof_words
from readiness.tui.planning.trial import Trial
from tests.tui.plan_desk import Desk, at_the_plan
from tests.tui.planning.today import Today


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


async def test_e_ends_the_search_and_keeps_the_best_so_far(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()

    def held_up(problem: Problem, effort: Effort, stop: Enough, usable: Usable) -> Plan:
        """The real search, which waits after its first usable plan until it may go on."""

        def first(plan: Plan) -> None:
            usable(plan)
            going_on.wait(60)

        return solve(problem, effort, stop, first)

    async with at_the_plan(demo) as desk:
        await desk.press("e")
        assert desk.said[-1] == "No search is running: this plan is final."
        await desk.until(lambda: not running(desk, "curve"))
        monkeypatch.setattr(solving, "solve", held_up)
        assert desk.screen.shown is not None
        desk.screen.change(replace(desk.screen.shown.trial, years=10))
        await desk.until(lambda: desk.line("state").startswith("Usable: "))
        assert desk.line("state").endswith("Looking for better… (e: enough)")
        monkeypatch.setattr(solving, "solve", solve)
        await desk.pilot.press("e")
        going_on.set()
        await desk.until(lambda: desk.settled)
        assert desk.line("state").startswith("You ended the search: at least ")
        assert desk.line("state").endswith(" of the best possible.")
        # The best so far is a plan like any other.
        assert desk.rows[0].startswith("✓ ")


async def test_what_is_not_the_best_to_the_last_is_not_called_proven(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        assert desk.screen.shown is not None
        look = desk.screen.shown.look
        assert look is not None
        first, *rest = look.plan.stages
        near = replace(first, bound=first.value * 2)
        plan = replace(look.plan, stages=(near, *rest))
        assert proof_words(replace(look, plan=plan)) == (
            "This plan reaches at least 50% of the best possible."
        )
        assert proof_words(replace(look, plan=replace(plan, ended_by="time"))) == (
            "Out of time: at least 50% of the best possible."
        )
        assert proof_words(replace(look, plan=replace(look.plan, cost_ended_by="time"))) == (
            "No better plan exists within this budget: that is proven. Whether the same could "
            "open for less money was not searched to the end."
        )
