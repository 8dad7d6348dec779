"""The page in a real browser, from a file, as from a USB stick."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pypdf
import pytest

from readiness.report.blocks import Aside, Document, Paragraph, Section
from readiness.report.formats import html

from .. import documents
from . import reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
DOCUMENTS = {"every": documents.every_block, "hostile": documents.hostile}


@dataclass
class Seen:
    """What the browser said, asked for and asked of the reader while the page was open."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


def opened(
    browser: Browser,
    folder: Path,
    document: Document,
    width: int = 1280,
    scheme: Scheme = "light",
    script: bool = True,
) -> tuple[Page, Seen, str]:
    file = folder / "report.html"
    file.write_bytes(html.write(document))
    seen = Seen()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    page.on("console", lambda message: seen.messages.append(message.text))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    return page, seen, file.as_uri()


@pytest.mark.parametrize("name", list(DOCUMENTS))
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark")])
def test_it_opens_without_a_message_a_request_or_a_dialog(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme
) -> None:
    page, seen, address = opened(browser, tmp_path, DOCUMENTS[name](), width, scheme)
    assert (seen.messages, seen.dialogs, seen.requests) == ([], [], [address])
    # The style is applied: the policy's hash is right in a browser's eyes too.
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    # Nothing runs off the page sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", list(DOCUMENTS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, tmp_path: Path, name: str, scheme: Scheme) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    page, _, _ = opened(browser, tmp_path, DOCUMENTS[name](), scheme=scheme)
    # What is folded away is looked at too.
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe().run(page).response["violations"]
    grave = [
        (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0].get("failureSummary"))
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_table_is_ordered_by_its_headings(browser: Browser, tmp_path: Path) -> None:
    page, _, _ = opened(browser, tmp_path, documents.every_block())
    names = (
        "[...document.querySelectorAll('#scores-2 tbody th')].map((th) => th.textContent.trim())"
    )
    before = ["Network", "Devices", "People", "Safety"]
    assert page.evaluate(names) == before
    button = page.get_by_role("button", name="Score", exact=True)
    button.click()
    # What has no figure stays last.
    assert page.evaluate(names) == ["Safety", "Devices", "Network", "People"]
    button.click()
    assert page.evaluate(names) == ["Network", "Devices", "Safety", "People"]
    head = page.locator("#scores-2 thead th").nth(1)
    assert head.get_attribute("aria-sort") == "descending"
    # By keys too, for who has no mouse.
    button.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"


def test_without_a_script_it_is_read_all_the_same(browser: Browser, tmp_path: Path) -> None:
    page, _, _ = opened(browser, tmp_path, documents.every_block(), script=False)
    assert page.locator("#scores-2 tbody tr").count() == 4
    assert page.locator("thead [role=button]").count() == 0
    summary = page.get_by_text("The figures of this picture")
    inside = page.get_by_role("rowheader", name="client room")
    assert not inside.is_visible()
    summary.click()
    assert inside.is_visible()


def test_a_document_without_a_table_to_order_has_no_script() -> None:
    page = html.write(documents.long(3)).decode()
    assert "<script" not in page
    assert "script-src" not in page


def test_it_prints_on_a4_in_light_colours_with_nothing_folded_away(
    browser: Browser, tmp_path: Path
) -> None:
    page, _, _ = opened(browser, tmp_path, documents.every_block(), scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 38, 38)"
    printed = page.pdf(prefer_css_page_size=True)
    reader = pypdf.PdfReader(io.BytesIO(printed))
    # 210 x 297 mm in points.
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {(595, 842)}
    text = reading.pdf_text(printed)
    assert "How the Wi-Fi was measured." in text
    assert "client room" in text
    assert text.count("fictional: made up for the demo · draft") == len(reader.pages) + 1


def test_no_row_is_cut_between_two_printed_pages(browser: Browser, tmp_path: Path) -> None:
    page, _, _ = opened(browser, tmp_path, documents.long(120))
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) > 4
    for one in pages:
        text = reading.squeezed(one.extract_text())
        # Each row has its question and the two ends of its answer; its headings return.
        assert text.count(".question") == text.count("countedtwice.") / 2
        if ".question" in text:
            assert "Verdict" in text


def test_headings_to_order_by_return_on_every_printed_page(
    browser: Browser, tmp_path: Path
) -> None:
    sections = (Section("heat", "Heat", (documents.grid(120, 6),)),)
    page, _, _ = opened(browser, tmp_path, replace(documents.every_block(), sections=sections))
    assert page.get_by_role("button", name="Location", exact=True).count() == 1
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    held = [text for text in (one.extract_text() for one in pages) if "De Lindehof" in text]
    assert len(held) > 2
    assert all("Location" in text and "Helpdesk" in text for text in held)


def test_a_house_keeps_its_colour_only_where_it_can_be_read() -> None:
    house = replace(documents.every_block().house, colour="#7a1f5c", accent="#ffdd00")
    page = html.write(replace(documents.every_block(), house=house)).decode()
    light = page[: page.index("@media screen and (prefers-color-scheme: dark)")]
    assert "--accent: #7a1f5c;" in light
    # Yellow on white can't be read: the rule above a heading has the house's other colour.
    assert "--second: #7a1f5c;" in light
    assert "#ffdd00" not in light
    # In the dark neither has contrast enough but yellow.
    dark = page[len(light) :]
    assert "--accent: #6cc4c4;" in dark
    assert "--second: #ffdd00;" in dark


def test_what_is_no_colour_never_reaches_the_style() -> None:
    assert b"display:none" not in html.write(documents.hostile())


def test_on_a_phone_a_picture_keeps_its_size_and_moves_in_its_own_box(
    browser: Browser, tmp_path: Path
) -> None:
    wide = replace(documents.picture(), svg=documents.SVG.replace("420", "900"))
    section = Section("p", "Picture", (wide,))
    document = replace(documents.every_block(), sections=(section,))
    page, _, _ = opened(browser, tmp_path, document, 390)
    box = "document.querySelector('.drawing')"
    assert page.evaluate(f"{box}.scrollWidth") == 900
    assert page.evaluate(f"{box}.clientWidth") < 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # What was drawn with a size of 10 is read at that size.
    drawn = f"{box}.querySelector('svg').getBoundingClientRect().width"
    assert page.evaluate(drawn) == 900


def test_what_is_not_for_paper_is_folded_on_the_screen_and_named_in_print(
    browser: Browser, tmp_path: Path
) -> None:
    many = Aside("Every score", (Paragraph("Figure upon figure."),), paper=False)
    document = replace(documents.every_block(), sections=(Section("m", "Many", (many,)),))
    page, _, _ = opened(browser, tmp_path, document)
    page.get_by_text("Every score").click()
    assert page.get_by_text("Figure upon figure.").is_visible()
    assert not page.get_by_text("Not on paper").is_visible()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    text = reading.squeezed("".join(one.extract_text() for one in printed))
    assert "Notonpaper:toomanyfigurestoreadthere." in text
    assert "Figureuponfigure." not in text
