"""Spots placed on the picture of a floor, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from textual.widgets import DataTable, Static

from readiness import terms
from readiness.kit import Kit
from readiness.language import active
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.floor_plan import FloorPlanScreen
from readiness.tui.screens.location import LocationScreen
from readiness.tui.widgets.plan_grid import PlanGrid
from tests.tui.test_visit import SMALL, press


@pytest.fixture
def kit(home: Path) -> Iterator[Kit]:
    opened = Kit(Home(home))
    yield opened
    opened.close_store()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A white floor with one black wall on the left."""
    drawn = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, 9, 199), fill="black")
    file = tmp_path / "floor.png"
    drawn.save(file)
    return file


async def test_spots_are_placed_one_after_the_other(kit: Kit, home: Path, plan: Path) -> None:
    location = kit.add_location({"name": "De Wilg", "rooms": "1/North: 101-102; 2/North: 201"})
    kit.keep_floor_plans(location, {"1": str(plan)})
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(LocationScreen(app.kit, location.id))
        await pilot.pause()
        await press(pilot, "p")
        assert isinstance(app.screen, FloorPlanScreen)
        assert str(app.screen.query_one("#title", Static).content).startswith(
            " De Wilg, floor 1 · picture given"
        )
        grid = app.screen.query_one(PlanGrid)
        # The wall is seen: the first column is dark, the middle is paper.
        first = str(grid.content).split("\n")[3]
        assert (first[0], first[5]) == ("▓", " ")
        await press(pilot, "left", "shift+left", "up", "enter", "right", "right", "enter")
        assert kit.location("De Wilg").positions == (
            "36.25,47.5/1/North/client-room/101",
            "41.25,47.5/1/North/client-room/102",
        )
        assert str(app.screen.query_one("#spots", Static).content).startswith("2 of 2 placed")


async def test_a_floor_without_a_picture_gets_one_by_keys(kit: Kit, home: Path, plan: Path) -> None:
    location = kit.add_location({"name": "De Wilg", "rooms": "2/North: 201"})
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(FloorPlanScreen(app.kit, location.id))
        await pilot.pause()
        await press(pilot, "enter")
        assert kit.location("De Wilg").positions == ()
        await press(pilot, "n", *str(plan), "enter")
        assert set(kit.location("De Wilg").plans) == {"2"}
        await press(pilot, "enter")
        assert len(kit.location("De Wilg").positions) == 1


async def test_a_spot_is_taken_off_the_picture_again(kit: Kit, home: Path, plan: Path) -> None:
    location = kit.add_location({"name": "De Wilg", "rooms": "1/North: 101-102"})
    kit.keep_floor_plans(location, {"1": str(plan)})
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(FloorPlanScreen(app.kit, location.id))
        await pilot.pause()
        await press(pilot, "enter", "enter")
        assert len(kit.location("De Wilg").positions) == 2
        # After the last one the second stays chosen; space goes round to the first.
        await press(pilot, "space", "x")
        assert [text.rpartition("/")[2] for text in kit.location("De Wilg").positions] == ["102"]
        # What isn't on the picture can't be taken off; it is placed elsewhere instead.
        await press(pilot, "x", "left", "enter")
        assert len(kit.location("De Wilg").positions) == 2


async def test_a_visit_that_was_judged_is_not_judged_again(
    kit: Kit, home: Path, visit_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = kit.assess(kit.visit(visit_id))
    kit.scored()
    monkeypatch.setattr(Kit, "assess", None)
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        # No, the visit that is open isn't gone on with now.
        await press(pilot, "escape")
        app.push_screen(LocationScreen(app.kit, kit.visit(visit_id).location.id))
        await pilot.pause()
        row = app.screen.query_one(DataTable).get_row_at(0)
        assert [str(cell) for cell in row] == [
            "2 Mar 2026",
            "open",
            terms.score_span(active(), shown),
            terms.level_span(active(), shown.level),
        ]
