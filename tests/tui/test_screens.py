"""Whole screens at 80 x 24, in Dutch as most assessors see them.

After a wanted change: pytest tests/tui/test_screens.py --snapshot-update, and look.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from readiness import language
from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens import plan_work
from tests.tui.plan_desk import Desk
from tests.tui.planning.today import Today

SMALL = (80, 24)
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def dutch() -> None:
    language.use("nl")


def keys(*pressed: str, start: int = 1) -> Callable[[Pilot[object]], object]:
    """Runs before the picture: `start` Enters into the visit, then the keys."""

    async def press(pilot: Pilot[object]) -> None:
        await pilot.pause()
        await pilot.pause()
        for key in (*["enter"] * start, *pressed):
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
        pilot.app.clear_notifications()
        await pilot.pause()

    return press


@pytest.mark.parametrize(
    ("name", "start", "pressed"),
    [
        ("offer-to-go-on", 0, ()),
        ("locations", 0, ("escape",)),
        ("new-location", 0, ("escape", "n")),
        ("scale", 1, ("f2", "f2", "down", "enter")),
        ("checklist", 1, ("f2", "down", "enter", "space", "down", "space", "space")),
        ("hard-stop-in-the-verdicts", 1, ("f2",) * 4 + ("down", "down", "enter", "1", "f3")),
        ("help", 1, ("f2", "f2", "f1")),
        ("review", 1, ("f10",)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_screen_looks_as_it_did(
    snap_compare: Compare,
    home: Path,
    visit_id: str,
    name: str,
    start: int,
    pressed: tuple[str, ...],
) -> None:
    assert snap_compare(
        ReadinessApp(home), terminal_size=SMALL, run_before=keys(*pressed, start=start)
    )


def test_the_plan_looks_as_it_did(
    snap_compare: Compare, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_work, "date", Today)
    kit = Kit(Home(home))
    kit.add_demo(12, 1)
    kit.close_store()

    async def press(pilot: Pilot[object]) -> None:
        desk = Desk(pilot)
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape", "p")
        await desk.until(lambda: desk.settled)
        await desk.press("o")
        await desk.press("down", "down")

    assert snap_compare(ReadinessApp(home), terminal_size=SMALL, run_before=press)
