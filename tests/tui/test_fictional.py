"""Fictional locations say so on every screen that names them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.coordinate import Coordinate
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.confirm import Confirm
from readiness.tui.screens.location import LocationScreen
from readiness.tui.screens.locations import LocationsScreen
from readiness.tui.screens.review import ReviewScreen
from readiness.tui.screens.visit import VisitScreen


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three fictional locations; every visit to them is closed."""
    kit = Kit(Home(tmp_path / "home"))
    kit.add_demo(3, 1)
    kit.close_store()
    return tmp_path / "home"


async def press(pilot: Pilot[object], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_every_screen_names_it_with_the_mark(home: Path) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert isinstance(app.screen, LocationsScreen)
        table = app.screen.query_one(DataTable)
        names = [str(table.get_cell_at(Coordinate(row, 0))) for row in range(table.row_count)]
        assert len(names) == 3
        assert all(name.endswith(" (fictional)") for name in names)
        # With scores, from the cache, as before.
        assert all(str(table.get_cell_at(Coordinate(row, 5))).endswith("%") for row in range(3))
        await press(pilot, "enter")
        assert isinstance(app.screen, LocationScreen)
        assert "(fictional)" in str(app.screen.query_one("#title", Static).render())
        await press(pilot, "enter")
        assert isinstance(app.screen, VisitScreen)
        assert "(fictional)" in str(app.screen.query_one("#top", Static).render())
        await press(pilot, "f10")
        assert isinstance(app.screen, ReviewScreen)
        shown = [str(one.render()) for one in app.screen.query(Static)]
        assert any("(fictional)" in text for text in shown)


async def test_the_offer_to_go_on_names_it_with_the_mark(home: Path) -> None:
    kit = Kit(Home(home))
    visit = kit.visit(kit.visits()[0].id)
    kit.reopen_visit(visit, "to look again")
    kit.close_store()
    app = ReadinessApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert isinstance(app.screen, Confirm)
        shown = " ".join(str(one.render()) for one in app.screen.query(Static))
        assert f"{visit.location.name} (fictional)" in shown


async def test_editing_a_fictional_location_keeps_the_mark(home: Path) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "f2")
    kit = Kit(Home(home))
    assert all(location.fictional for location in kit.locations())
    kit.close_store()
