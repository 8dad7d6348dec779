"""The report opened in a real browser, from a file, as from a USB stick."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from readiness.model.content import Catalogue
from readiness.report.formats import FORMATS

from . import house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
Scheme = Literal["light", "dark"]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium on this machine")


@dataclass
class Seen:
    """What the browser said and asked for while the page was open."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as running:
        made = running.chromium.launch(
            executable_path=_CHROMIUM,
            args=[
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
            ],
        )  # fmt: skip
        yield made
        made.close()


def opened(browser: Browser, file: Path, width: int, scheme: Scheme) -> tuple[Page, Seen]:
    seen = Seen()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: seen.messages.append(message.text))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    return page, seen


@pytest.fixture
def report(catalogue: Catalogue, tmp_path: Path) -> Path:
    bad = "<img src=http://example.org/x onerror=alert(1)><script>alert(1)</script>" + "w" * 5_000
    note = house.observation(catalogue, "devices.carried", "location", "2", "counted", bad)
    file = tmp_path / "report.html"
    file.write_bytes(FORMATS["html"].write(house.view(catalogue, house.visit(catalogue, note))))
    return file


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_a_message_or_a_request(
    browser: Browser, report: Path, width: int, scheme: Scheme
) -> None:
    page, seen = opened(browser, report, width, scheme)
    assert seen.messages == []
    assert seen.requests == [report.as_uri()]
    assert page.locator("h1").inner_text() == "De Lindehof"
    # The style is applied: the policy's hash is right in a browser's eyes too.
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    # Long words wrap: nothing runs off the page sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_on_a4_in_light_colours(browser: Browser, report: Path, tmp_path: Path) -> None:
    page, _ = opened(browser, report, 1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(27, 38, 38)"
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    # 210 x 297 mm in points.
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}
