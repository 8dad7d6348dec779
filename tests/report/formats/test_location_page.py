"""The location report in a real browser, from a file, as from a USB stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from readiness.report.blocks import Document
from readiness.report.formats import FORMATS
from readiness.report.location.document import location_card, location_document
from readiness.report.plain_text import plain_view
from tests.builders import catalogue

from .. import house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]


def documents() -> dict[str, Document]:
    bad = "<img src=http://example.org/x onerror=alert(1)><script>alert(1)</script>" + "w" * 5_000
    note = house.observation(catalogue(), "devices.carried", "location", "2", "counted", bad)
    view = house.view(catalogue(), house.visit(catalogue(), note))
    return {
        "whole": plain_view(location_document(view)),
        "card": plain_view(location_card(view)),
    }


def opened(
    browser: Browser, folder: Path, document: Document, width: int = 1280, scheme: Scheme = "light"
) -> tuple[Page, list[str], list[str]]:
    """The page, what the browser said of it, and what it asked for."""
    file = folder / "report.html"
    file.write_bytes(FORMATS["html"].write(document))
    messages: list[str] = []
    requests: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    return page, messages, [url for url in requests if url != file.as_uri()]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["whole", "card"])
def test_it_opens_without_a_message_or_a_request(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme
) -> None:
    page, messages, requests = opened(browser, tmp_path, documents()[name], width, scheme)
    assert messages == []
    assert requests == []
    assert page.locator("h1").inner_text() == "De Lindehof"
    # Long words wrap: nothing runs off the page sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    page, _, _ = opened(browser, tmp_path, documents()["whole"], scheme=scheme)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe().run(page).response["violations"]
    grave = [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_every_link_leads_somewhere(browser: Browser, tmp_path: Path) -> None:
    for document in documents().values():
        page, _, _ = opened(browser, tmp_path, document)
        lost = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
            ".filter(href => !document.getElementById(href.slice(1)))"
        )
        assert lost == []


def test_no_text_of_a_picture_runs_out_of_its_box(browser: Browser, tmp_path: Path) -> None:
    page, _, _ = opened(browser, tmp_path, documents()["whole"])
    over = page.evaluate(
        """[...document.querySelectorAll('svg.picture')].flatMap((svg) => {
          const boxes = [...svg.querySelectorAll('rect')].map((rect) => rect.getBBox());
          const wide = svg.viewBox.baseVal.width;
          return [...svg.querySelectorAll('text')].filter((text) => {
            const b = text.getBBox(), middle = b.y + b.height / 2;
            const inside = (r) => b.x >= r.x && b.x < r.x + r.width
              && middle > r.y && middle < r.y + r.height;
            return b.x < -1 || b.x + b.width > wide + 1
              || boxes.some((r) => inside(r) && b.x + b.width > r.x + r.width + 1);
          }).map((text) => text.textContent);
        })"""
    )
    assert over == []
