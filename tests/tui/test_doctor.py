"""F4 on the settings screen: what this laptop can measure, as it is found out."""

from __future__ import annotations

import socket
import time
from pathlib import Path

from textual.widgets import Input, Static

from readiness.tui.app import ReadinessApp
from readiness.tui.screens.doctor import DoctorScreen
from readiness.tui.screens.settings import SettingsScreen


async def test_the_address_that_stands_in_the_field_is_tried(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    app = ReadinessApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        app.screen.query_one("#server", Input).value = f"127.0.0.1:{port}"
        await pilot.press("f4")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DoctorScreen)
        page = str(screen.query_one("#page", Static).render())
        assert "✗ doesn’t work · Server inside the building" in page
        assert "refused the connection" in page
        now = str(screen.query_one("#now", Static).render())
        assert now == "Done: a spot can't be measured yet."
        await pilot.press("escape")
        assert isinstance(app.screen, SettingsScreen)


async def test_leaving_stops_what_is_being_looked_at(home: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(8)  # takes connections and never answers
        app = ReadinessApp(home)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await pilot.pause()
            app.screen.query_one("#server", Input).value = f"127.0.0.1:{deaf.getsockname()[1]}"
            await pilot.press("f4")
            now = app.screen.query_one("#now", Static)
            while "Server inside" not in str(now.render()):
                await pilot.pause()
            left = time.monotonic()
            await pilot.press("escape")
            await app.workers.wait_for_complete()
            assert time.monotonic() - left < 1
            assert isinstance(app.screen, SettingsScreen)
