"""The settings screen: a folder with own content is checked as soon as it is typed."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from readiness import library
from readiness.kit import Kit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.settings import SettingsScreen
from tests.overlays import LOOSE_NURSE_CALL, QUESTION, laid

SMALL = (80, 24)


async def given(pilot: Pilot[object], folder: str) -> str:
    """What the screen says of this folder."""
    pilot.app.screen.query_one("#content", Input).value = folder
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return str(pilot.app.screen.query_one("#checked", Static).render())


async def test_what_a_folder_holds_is_said_at_once(home: Path, tmp_path: Path) -> None:
    own = laid(
        tmp_path / "own", checks__safety__outage=QUESTION, profiles__nurse_call=LOOSE_NURSE_CALL
    )
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert await given(pilot, str(tmp_path / "nowhere")) == "There is no folder of this name."
        said = await given(pilot, str(own))
        assert said.startswith("Fine: 81 questions and 16 technologies; ")
        assert await given(pilot, "") == ""


async def test_faults_are_said_and_such_a_folder_is_not_stored(home: Path, tmp_path: Path) -> None:
    own = laid(tmp_path / "own", profiles__nurse_call='colour = "red"\n')
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        said = await given(pilot, str(own))
        assert "profiles/nurse-call.toml: colour: unknown key" in said
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        fault = str(app.screen.query_one("#fault", Static).render())
        assert fault == "The folder with your own content has faults, so it wasn't stored."
    assert Kit(Home(home)).settings.content == ""


async def test_a_sound_folder_is_stored(home: Path, tmp_path: Path) -> None:
    own = laid(tmp_path / "own", profiles__nurse_call=LOOSE_NURSE_CALL)
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        said = await given(pilot, str(own))
        loosened = len(library.load(overlay=own).loosened)
        assert loosened > 0
        assert said == f"Fine: 80 questions and 16 technologies; {loosened} loosened."
        await pilot.press("f2")
        await pilot.pause()
    assert Kit(Home(home)).settings.content == str(own)
