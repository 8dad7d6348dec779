"""A real browser runs nothing of what people typed, in any document but the location report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.report.formats import FORMATS

from ..documents import HOSTILE
from ..test_hostile_documents import MADE, TOGETHER

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("kind", [*MADE, *TOGETHER])
def test_it_opens_without_a_message_a_request_or_a_dialog(
    browser: Browser, tmp_path: Path, kind: str
) -> None:
    everything = " ".join(HOSTILE[name] for name in ("script", "svg", "close", "entity"))
    document = MADE[kind](everything) if kind in MADE else TOGETHER[kind]([everything])
    file = tmp_path / "report.html"
    file.write_bytes(FORMATS["html"].write(document))
    page = browser.new_page()
    page.add_init_script("window.alert = () => console.error('a dialog')")
    heard: list[str] = []
    page.on("popup", lambda opened: heard.append(opened.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert heard == [file.as_uri()]
    assert page.locator("img, iframe, object, a[href^='javascript']").count() == 0
    page.close()
