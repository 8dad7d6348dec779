"""The walk test by keys, against the real peer over a link that is cut on the way."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from readiness import language
from readiness.kit import Kit
from readiness.measure.peer import Peer
from readiness.measure.walk.probe import WalkProbe
from readiness.model.revision import Known, Observation, Unknown
from readiness.model.subject import LOCATION
from readiness.model.value import Number
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.ask import Ask
from readiness.tui.screens.confirm import Confirm
from readiness.tui.screens.walking import WalkingScreen
from tests.measure.relay import Relay
from tests.tui.plan import typed

SMALL, LARGE = (80, 24), (120, 40)


@contextlib.asynccontextmanager
async def walking(
    home: Path,
    visit_id: str,
    url: str,
    size: tuple[int, int] = SMALL,
    seconds: float = 60.0,
    least_s: float = 0.5,
) -> AsyncIterator[tuple[Pilot[object], WalkingScreen]]:
    """The screen on top of the app, the walk begun."""
    app = ReadinessApp(home)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape")
        probe = WalkProbe(url or None, seconds, least_s=least_s)
        screen = WalkingScreen(app.kit, visit_id, probe=probe)
        await app.push_screen(screen)
        yield pilot, screen


async def until(pilot: Pilot[object], seen: Callable[[], bool]) -> None:
    """Go on with the screen until this is seen."""
    for _ in range(400):
        if seen():
            return
        await pilot.pause(0.02)
    raise AssertionError("it was not seen within 8 s")


def shown(screen: WalkingScreen, what: str) -> str:
    return str(screen.query_one(f"#{what}", Static).content)


def began(screen: WalkingScreen) -> bool:
    return "walked" in shown(screen, "now") and " ms" in shown(screen, "now")


def silent_ms(screen: WalkingScreen) -> int:
    """The silence that is going on."""
    found = re.search(r"✗ silent for (\d+) ms", shown(screen, "now"))
    return int(found[1]) if found else 0


def over(screen: WalkingScreen) -> bool:
    return "longest gap" in shown(screen, "told")


def held(home: Path, visit_id: str) -> Observation | None:
    kit = Kit(Home(home))
    try:
        found = kit.visit(visit_id).about("network.roaming-gap", LOCATION)
        return found[0] if found else None
    finally:
        kit.close_store()


async def test_a_walk_with_a_gap_and_notes_is_stored_by_s(home: Path, visit_id: str) -> None:
    with Peer("127.0.0.1", 0) as peer, Relay(peer.port) as relay:
        async with walking(home, visit_id, relay.url) as (pilot, screen):
            await until(pilot, lambda: began(screen))
            await pilot.press("4")
            await pilot.press("n")
            assert isinstance(pilot.app.screen, Ask)
            await pilot.press(*typed("near the pantry"), "enter")
            await until(pilot, lambda: "near the pantry" in shown(screen, "told"))
            relay.cut()
            await until(pilot, lambda: silent_ms(screen) >= 300)
            relay.resume()
            await until(pilot, lambda: "✗ silent for" in shown(screen, "told"))
            told = shown(screen, "told").split("\n")
            assert [line.split("  ")[1][0] for line in told] == ["✗", "✎", "✎"]
            assert "╳" in str(screen.query_one("WalkStrip", Static).content)
            await pilot.press("s")
            await until(pilot, lambda: over(screen))
            assert "probes" in shown(screen, "told")
            await pilot.press("enter")
            assert pilot.app.screen is not screen
    found = held(home, visit_id)
    assert found is not None
    assert isinstance(found.answer, Known)
    assert isinstance(found.answer.value, Number)
    assert found.answer.value.amount >= 250
    assert found.method == "measured"
    assert "fire door" in found.note
    assert "near the pantry" in found.note
    walk = found.instrument["walk"]
    assert walk["longest_near"] in ("fire door", "near the pantry")
    assert max(row[1] for row in walk["gaps"]) == found.answer.value.amount
    assert [row[1] for row in walk["notes"]] == ["fire door", "near the pantry"]
    assert found.instrument["how"] == "udp-echo-20ms"


async def test_a_walk_is_not_thrown_away_by_one_key(home: Path, visit_id: str) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url) as (pilot, screen):
            await until(pilot, lambda: began(screen))
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, Confirm)
            before = shown(screen, "now")
            await until(pilot, lambda: shown(screen, "now") != before)
            await pilot.press("escape")
            assert pilot.app.screen is screen
            await pilot.press("escape", "enter")
            assert pilot.app.screen is not screen
    assert held(home, visit_id) is None


async def test_a_walk_that_ends_while_a_note_is_typed_keeps_the_note(
    home: Path, visit_id: str
) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url, seconds=1.2) as (pilot, screen):
            await until(pilot, lambda: began(screen))
            await pilot.press("n", *typed("lift"))
            await until(pilot, lambda: screen._walk is not None)
            assert held(home, visit_id) is None
            await pilot.press("enter")
            await until(pilot, lambda: over(screen))
    found = held(home, visit_id)
    assert found is not None
    assert found.note.endswith("lift")


async def test_a_walk_that_ends_while_it_is_thrown_away_is_not_stored(
    home: Path, visit_id: str
) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url, seconds=1.2) as (pilot, screen):
            await until(pilot, lambda: began(screen))
            await pilot.press("escape")
            await until(pilot, lambda: screen._walk is not None)
            await pilot.press("enter")
            assert pilot.app.screen is not screen
    assert held(home, visit_id) is None


async def test_a_walk_ends_and_is_stored_by_itself(home: Path, visit_id: str) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url, LARGE, seconds=1.0) as (pilot, screen):
            await until(pilot, lambda: over(screen))
            assert "The walk is over." in shown(screen, "now")
    found = held(home, visit_id)
    assert found is not None
    assert isinstance(found.answer, Known)


async def test_a_short_walk_is_unknown_and_never_replaces_a_figure(
    home: Path, visit_id: str
) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url, seconds=0.6, least_s=60) as (pilot, screen):
            await until(pilot, lambda: over(screen))
        found = held(home, visit_id)
        assert found is not None
        assert isinstance(found.answer, Unknown)
        assert "Walk at least a minute" in found.answer.reason
        async with walking(home, visit_id, peer.url, seconds=1.0) as (pilot, screen):
            await until(pilot, lambda: over(screen))
        known = held(home, visit_id)
        assert known is not None
        assert isinstance(known.answer, Known)
        async with walking(home, visit_id, peer.url, seconds=0.6, least_s=60) as (pilot, screen):
            await until(pilot, lambda: over(screen))
            assert "Nothing was stored." in [n.message for n in pilot.app._notifications]
    assert held(home, visit_id) == known


async def test_a_walk_that_a_busy_store_refused_can_be_stored_again(
    home: Path, visit_id: str
) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url) as (pilot, screen):
            await until(pilot, lambda: began(screen))
            other = sqlite3.connect(Home(home).database, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("s")
            await until(pilot, lambda: over(screen))
            assert "busy writing" in next(n.message for n in pilot.app._notifications)
            other.execute("ROLLBACK")
            other.close()
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press("escape")
            await pilot.press("enter")
            assert pilot.app.screen is not screen
    assert held(home, visit_id) is not None


async def test_without_a_server_it_says_so(home: Path, visit_id: str) -> None:
    async with walking(home, visit_id, "") as (pilot, screen):
        await until(pilot, lambda: "No measuring server is set" in shown(screen, "now"))
        await pilot.press("escape")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("code", ["en", "nl"])
async def test_everything_fits(home: Path, visit_id: str, size: tuple[int, int], code: str) -> None:
    language.use(code)
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url, size) as (pilot, screen):
            await until(pilot, lambda: " ms" in shown(screen, "now"))
            strip = screen.query_one("WalkStrip")
            assert strip.size.width == size[0] - 2
            assert strip.size.height >= (5 if size == SMALL else 14)
            for what in ("#title", "#now", "#quick", "VerticalScroll", "KeyBar"):
                region = screen.query_one(what).region
                assert region.height >= 1
                assert region.bottom <= size[1]
            quick = shown(screen, "quick")
            assert ("branddeur" if code == "nl" else "fire door") in quick
            assert "9" in quick


async def test_ctrl_c_asks_before_a_walk_is_lost(home: Path, visit_id: str) -> None:
    with Peer("127.0.0.1", 0) as peer:
        async with walking(home, visit_id, peer.url) as (pilot, screen):
            await until(pilot, lambda: "0:01" in str(screen.query_one("#now", Static).content))
            await pilot.press("ctrl+c")
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert pilot.app.return_code is not None or not pilot.app.is_running
