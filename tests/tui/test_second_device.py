"""The screen with a code for a phone: what it shows, keeps and ends."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from readiness.kit import Kit
from readiness.measure.peer import Peer, pairing
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import parse
from readiness.model.value import Number
from readiness.paths import Home
from readiness.tui.screens.second_device import SecondDeviceScreen
from readiness.tui.widgets.big_code import BigCode, drawn

SPOT = parse("spot:2/North/client-room/214")


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer("127.0.0.1", 0) as running:
        yield running


class OneScreen(App[None]):
    """An app that holds nothing else."""

    def __init__(self, screen: SecondDeviceScreen) -> None:
        super().__init__()
        self._only = screen

    def on_mount(self) -> None:
        self.push_screen(self._only)


@pytest.fixture
def kit(home: Path, peer: Peer) -> Kit:
    kit = Kit(Home(home))
    kit.change_setting("server", peer.url)
    visit = kit.start_visit(kit.add_location({"name": "De Linde"}), date(2026, 3, 2))
    laptop = Known(Number(Decimal(100)))
    kit.record(kit.visit(visit), [Given("network.download", SPOT, laptop, "measured")])
    return kit


@pytest.fixture
def screen(kit: Kit) -> SecondDeviceScreen:
    return SecondDeviceScreen(kit, kit.visits()[0].id, SPOT)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    limit = time.monotonic() + 10
    while not true():
        assert time.monotonic() < limit
        await pilot.pause(0.05)


def text(screen: SecondDeviceScreen, name: str) -> str:
    return str(screen.query_one(name, Static).content)


def code(screen: SecondDeviceScreen) -> str:
    return screen.query_one(BigCode).code


def report(peer: Peer, typed: str, **figures: object) -> None:
    told = {"code": typed, "download": 41.3, "upload": 20, "latency": 4, "seconds": 12} | figures
    with closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        head = {"Content-Type": "application/json"}
        line.request("POST", "/figures.json", json.dumps(told), head)
        assert line.getresponse().status == 200


async def test_devices_that_report_are_shown_and_kept(
    kit: Kit, peer: Peer, screen: SecondDeviceScreen
) -> None:
    async with OneScreen(screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(code(screen)) == 6)
        assert text(screen, "#url") == peer.url
        assert "No other device has reported yet." in text(screen, "#came")
        report(peer, code(screen), device="phone [b]")
        report(peer, code(screen), device="tablet", download=95)
        await until(pilot, lambda: "tablet" in text(screen, "#came"))
        rows = [line.split() for line in text(screen, "#came").splitlines()]
        assert rows[1:4] == [
            ["this", "laptop", "100.0", "–", "–"],
            ["phone", "[b]", "41.3", "20.0", "4.0"],
            ["tablet", "95.0", "20.0", "4.0"],
        ]
        assert "! Another device receives clearly worse here" in text(screen, "#came")
    visit = kit.visit(kit.visits()[0].id)
    (held,) = visit.about("network.download", SPOT)
    assert held.answer == Known(Number(Decimal(100)))
    assert [row["device"] for row in held.instrument["cross_checks"]] == ["phone [b]", "tablet"]


async def test_escape_ends_the_wait_and_the_code(peer: Peer, screen: SecondDeviceScreen) -> None:
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(code(screen)) == 6)
        before = threading.active_count()
        await pilot.press("escape")
        await until(pilot, lambda: not app.workers)
        assert app.screen is not screen
        assert threading.active_count() <= before


async def test_a_code_that_is_over_is_renewed_with_a_key(
    screen: SecondDeviceScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairing, "VALID_S", 0.5)
    async with OneScreen(screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "no longer valid" in text(screen, "#state"))
        assert code(screen) == ""
        monkeypatch.setattr(pairing, "VALID_S", 900.0)
        await pilot.press("n")
        await until(pilot, lambda: len(code(screen)) == 6)
        assert text(screen, "#state").startswith("Valid for another 1")


async def test_without_a_server_it_says_what_to_do(kit: Kit, screen: SecondDeviceScreen) -> None:
    kit.change_setting("server", "")
    async with OneScreen(screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No measuring server is set" in text(screen, "#state"))


def test_every_letter_of_a_code_is_drawn_and_no_two_alike() -> None:
    pictures = {letter: tuple(drawn(letter)[:3]) for letter in pairing.ALPHABET}
    assert all(any(row.strip() for row in picture) for picture in pictures.values())
    assert len(set(pictures.values())) == len(pairing.ALPHABET) == 23
    assert drawn("T7")[:3] == ["▀▀█▀▀  ▀▀▀▀█", "  █      ▄▀", "  █     █"]
