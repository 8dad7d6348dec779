"""The remarks of a fact check on the page before leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from readiness.kit import Kit
from readiness.model.given_remark import GivenRemark
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.review import ReviewScreen
from tests.tui.test_visit import SMALL, into_visit, press


@pytest.fixture
def remarked(home: Path, visit_id: str) -> str:
    """A visit with a draft and two remarks, of which one is answered."""
    kit = Kit(Home(home))
    visit = kit.visit(visit_id)
    draft = kit.remarks.record_draft(visit, kit.catalogue_of(visit))
    number = {finding: n for n, finding in draft.findings.items()}
    given = [
        GivenRemark(number["fact:beds"], "", "26 beds\nsince \x1b[31mMay"),
        GivenRemark(number["question:helpdesk.hours"], "", "ask the office"),
    ]
    kit.remarks.record(visit, given, "location-manager")
    kit.remarks.reply(visit, number["question:helpdesk.hours"], True, "asked them")
    kit.close_store()
    return visit_id


async def page(home: Path) -> list[str]:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await into_visit(pilot)
        await press(pilot, "f10")
        assert isinstance(app.screen, ReviewScreen)
        return str(app.screen.query_one("#page", Static).render()).splitlines()


async def test_remarks_stand_there_with_what_was_done_the_open_ones_first(
    home: Path, remarked: str
) -> None:
    shown = [line.strip() for line in await page(home)]
    at = shown.index("Remarks from the fact check: 2, not answered yet: 1")
    assert shown[at + 1].endswith(" beds")
    assert shown[at + 1].startswith("? ")
    assert shown[at + 2 : at + 4] == [
        "location manager: 26 beds since \ufffd[31mMay",
        "not answered yet",
    ]
    assert shown[at + 4].startswith("✓ ")
    assert shown[at + 5 : at + 7] == [
        "location manager: ask the office",
        "taken over: asked them",
    ]


async def test_a_visit_without_remarks_says_nothing_of_them(home: Path, visit_id: str) -> None:
    assert not [line for line in await page(home) if "fact check" in line]
