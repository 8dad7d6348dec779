"""The report of a plan in a real browser, from a file, as from a USB stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.plan.told.beside import beside, of_document
from readiness.report.blocks import Document
from readiness.report.plan.document import Former

from ..documents import HOSTILE
from ..plans import four_houses, planned, reported
from .test_location_page import Scheme, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def document() -> Document:
    plan = planned(four_houses(HOSTILE["script"] + "w" * 500), 60_000)
    former = planned(four_houses(), 8_000)
    return reported(plan, former=Former(former, beside(of_document(former), of_document(plan))))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_a_message_or_a_request(
    browser: Browser, tmp_path: Path, document: Document, width: int, scheme: Scheme
) -> None:
    page, messages, requests = opened(browser, tmp_path, document, width, scheme)
    assert messages == []
    assert requests == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    browser: Browser, tmp_path: Path, document: Document, scheme: Scheme
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    page, _, _ = opened(browser, tmp_path, document, scheme=scheme)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe().run(page).response["violations"]
    grave = [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_both_pictures_have_a_title_a_description_and_their_figures(
    browser: Browser, tmp_path: Path, document: Document
) -> None:
    page, _, _ = opened(browser, tmp_path, document)
    told = page.evaluate(
        """[...document.querySelectorAll('figure')].map((figure) => [
          figure.querySelector('svg title').textContent,
          figure.querySelector('svg desc').textContent.length > 60,
          figure.querySelectorAll('details table tbody tr').length > 3])"""
    )
    assert told == [
        ["Calendar of the plan by quarter", True, True],
        ["Value of the best plan that was found at each budget", True, True],
    ]


def test_no_text_of_a_picture_runs_out_of_it(
    browser: Browser, tmp_path: Path, document: Document
) -> None:
    page, _, _ = opened(browser, tmp_path, document)
    over = page.evaluate(
        """[...document.querySelectorAll('svg.picture')].flatMap((svg) => {
          const wide = svg.viewBox.baseVal.width, high = svg.viewBox.baseVal.height;
          return [...svg.querySelectorAll('text')].filter((text) => {
            const b = text.getBBox();
            return b.x < -1 || b.x + b.width > wide + 1 || b.y < -1 || b.y + b.height > high + 1;
          }).map((text) => text.textContent);
        })"""
    )
    assert over == []


def test_on_a_phone_what_is_short_stands_beside_each_other(
    browser: Browser, tmp_path: Path, document: Document
) -> None:
    page, _, _ = opened(browser, tmp_path, document, 390)
    # The rows of what is bought, with the heading of each and a line for each two short cells.
    lines = page.evaluate(
        """[...document.querySelectorAll('#measures tbody tr')].map((row) => [
          row.cells.length,
          new Set([...row.cells].map((cell) => cell.getBoundingClientRect().top)).size])"""
    )
    assert lines
    assert all(high <= 1 + cells // 2 for cells, high in lines)
    # Nothing stands over anything else, and nothing beside its row.
    over = page.evaluate(
        """[...document.querySelectorAll('.stack tbody tr')].flatMap((row) => {
          const boxes = [...row.cells].map((cell) => cell.getBoundingClientRect());
          return boxes.filter((one, at) => one.right > innerWidth || boxes.some((other, to) =>
            to > at && one.right > other.left + 1 && other.right > one.left + 1
            && one.bottom > other.top + 1 && other.bottom > one.top + 1));
        }).length"""
    )
    assert over == 0
