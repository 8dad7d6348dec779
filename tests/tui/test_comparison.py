"""The comparison of all locations, by one key from the first screen."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from textual.pilot import Pilot

from readiness.tui.app import ReadinessApp


async def _press_c(pilot: Pilot[object]) -> list[str]:
    """The messages after the key, the offer to go on with a visit declined."""
    await pilot.pause()
    await pilot.pause()
    await pilot.press("escape", "c")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return [one.message for one in pilot.app._notifications]


async def test_c_writes_the_comparison_and_opens_it(
    home: Path, visit_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(opened.append(address)) or True)
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        (message,) = await _press_c(pilot)
    (file,) = (home / "reports").iterdir()
    assert message == f"The comparison is at {file}"
    assert opened == [file.resolve().as_uri()]
    assert "De Linde" in file.read_text(encoding="utf-8")


async def test_without_a_browser_the_file_is_named(
    home: Path, visit_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        (message,) = await _press_c(pilot)
    (file,) = (home / "reports").iterdir()
    assert message == f"No browser was found; open the comparison yourself: {file}"


async def test_without_a_location_there_is_a_sentence_and_no_file(home: Path) -> None:
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        (message,) = await _press_c(pilot)
    assert message.startswith("There is no location to compare.")
    assert not (home / "reports").exists()


async def test_a_folder_that_cannot_be_written_is_told(home: Path, visit_id: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "reports").write_text("a file in its place")
    async with ReadinessApp(home).run_test(size=(80, 24)) as pilot:
        (message,) = await _press_c(pilot)
    assert message.startswith("The comparison can't be written (")
