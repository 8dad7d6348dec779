"""The plan's screen as a person uses it: keys in, lines out."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from readiness.tui.app import ReadinessApp
from readiness.tui.screens.plan import PlanScreen
from readiness.tui.widgets.row_list import RowList

SMALL = (80, 24)


class Desk:
    """The plan on the screen of a running app."""

    def __init__(self, pilot: Pilot[object]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> PlanScreen:
        (found,) = (one for one in self.pilot.app.screen_stack if isinstance(one, PlanScreen))
        return found

    async def until(self, so: Callable[[], object], seconds: float = 60) -> None:
        """Goes on when it is so; keys and messages are handled meanwhile."""
        end = time.monotonic() + seconds
        while not so():
            assert time.monotonic() < end, self.lines()
            await self.pilot.pause(0.01)

    async def press(self, *keys: str) -> None:
        """The keys, and then the plan that they ask for."""
        await self.pilot.press(*keys)
        await self.until(lambda: self.settled)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """The text and Enter, and then the plan that they ask for."""
        names = {".": "full_stop", ",": "comma", "-": "minus", " ": "space"}
        await self.press(*(names.get(letter, letter) for letter in text), "enter")

    @property
    def settled(self) -> bool:
        shown = self.screen.shown
        if shown is None:
            return False
        return bool(shown.trouble) or (
            shown.fresh and shown.look is not None and shown.look.settled
        )

    def line(self, id_: str) -> str:
        """What stands in a line of the screen."""
        return str(self.screen.query_one(f"#{id_}", Static).render())

    @property
    def budget(self) -> str:
        """The words of the slider."""
        return str(self.screen.query_one("BudgetSlider", Static).render()).partition("  ◀")[0]

    @property
    def rows(self) -> list[str]:
        """The rows that are in sight, without the titles of the columns."""
        listed = self.screen.query_one(RowList)
        drawn = (listed.render_line(y).text for y in range(1, listed.size.height))
        return [" ".join(line.split()) for line in drawn if line.strip()]

    @property
    def told(self) -> list[str]:
        """All that is told about the row under the cursor."""
        return self.line("told").splitlines()

    @property
    def said(self) -> list[str]:
        """The messages that were given."""
        return [one.message for one in self.pilot.app._notifications]

    def lines(self) -> list[str]:
        return [str(one.render()) for one in self.pilot.app.screen.query(Static)]


@asynccontextmanager
async def at_the_plan(home: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Desk]:
    """The plan of this home, made; an offer to go on with a visit is declined."""
    async with ReadinessApp(home).run_test(size=size) as pilot:
        desk = Desk(pilot)
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape", "p")
        await desk.until(lambda: desk.settled)
        await pilot.pause()
        yield desk
