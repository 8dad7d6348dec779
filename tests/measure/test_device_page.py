"""The page for phones in a real Chromium: what it shows, sends and refuses, and that it's right."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from readiness import paths
from readiness.measure.device.pairing import DeviceFigures, Open, Pairing
from readiness.measure.peer import Peer
from readiness.measure.spot.run import SpotProbe

from .relay import Relay
from .run import finish, value

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium on this machine")
_SHOWN = 20_000  # ms; a run takes 12 s


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone of a Dutch reader."""
    with closing(phone(browser, "nl-NL")) as made:
        yield made


def phone(browser: Browser, language: str) -> Any:
    return browser.new_context(
        viewport={"width": 390, "height": 844}, locale=language, has_touch=True, is_mobile=True
    ).new_page()


def watched(page: Page) -> Seen:
    seen = Seen()
    page.on("console", lambda message: seen.messages.append(message.text))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    return seen


def opened(url: str) -> tuple[Any, Open]:
    """A pairing that is under way, and what its laptop shows."""
    run = Pairing(url, "2 · Noord · kamer · 214").run(threading.Event())
    return run, next(event for event in run if isinstance(event, Open))


def start(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.click("button.main")


def refusal(page: Page) -> str:
    page.wait_for_selector("#refusal:not(:empty)", timeout=_SHOWN)
    assert page.locator("#result").is_hidden()
    return page.locator("#refusal").inner_text()


def test_a_whole_run_sends_figures_to_the_laptop_and_nothing_elsewhere(
    peer: Peer, page: Page
) -> None:
    seen = watched(page)
    page.goto(peer.url)
    run, shown = opened(peer.url)
    with closing(run):
        page.click("text=telefoon")
        start(page, f"{shown.code[:3].lower()} {shown.code[3:]}")
        page.wait_for_selector("#result:not([hidden])", timeout=_SHOWN)
        figures = next(event for event in run if isinstance(event, DeviceFigures))
    assert figures.device == "telefoon"
    assert figures.download > 50
    assert figures.upload > 50
    assert figures.latency is not None
    assert 0 < figures.latency < 100
    assert 11 < figures.seconds < 16
    assert seen.messages == []
    assert {url[: len(peer.url)] for url in seen.requests} == {peer.url}
    # What the reader sees is what was sent, in the reader's notation.
    told = page.locator("#download").inner_text()
    assert re.fullmatch(r"[\d.]+,\d Mbit/s", told)
    shown_mbps = float(told.split()[0].replace(".", "").replace(",", "."))
    assert shown_mbps == pytest.approx(float(figures.download), abs=0.051)
    assert page.locator("#result-spot").inner_text() == "2 · Noord · kamer · 214"


@pytest.mark.timeout(300)
def test_it_agrees_with_the_engine_on_a_link_of_100_mbits(peer: Peer, page: Page) -> None:
    with Relay(peer.port, mbps=100) as relay:
        page.goto(relay.url)
        run, shown = opened(peer.url)
        with closing(run):
            start(page, shown.code)
            page.wait_for_selector("#result:not([hidden])", timeout=_SHOWN)
            told = next(event for event in run if isinstance(event, DeviceFigures))
        _, measured = finish(SpotProbe(relay.url))
    for name in ("download", "upload"):
        engine = float(value(measured, name))
        assert float(getattr(told, name)) == pytest.approx(engine, rel=0.05), name
        assert engine == pytest.approx(100, rel=0.05), name


def test_a_wrong_code_is_refused_in_one_sentence(peer: Peer, page: Page) -> None:
    page.goto(peer.url)
    start(page, "XXXXXX")
    assert refusal(page) == (
        "Deze code is niet bekend. Vergelijk hem met het scherm van de laptop en typ hem opnieuw."
    )
    assert page.evaluate("document.activeElement.id") == "code"
    start(page, "ABC")
    assert refusal(page).startswith("Typ de code van zes letters en cijfers")


def test_an_expired_code_is_told(peer: Peer, page: Page) -> None:
    run, shown = opened(peer.url)
    run.close()
    page.goto(peer.url)
    start(page, shown.code)
    assert refusal(page).startswith("Deze code is niet meer geldig.")


def test_a_link_lost_while_measuring_is_no_number(peer: Peer, page: Page) -> None:
    run, shown = opened(peer.url)
    with closing(run), Relay(peer.port, mbps=50) as relay:
        page.goto(relay.url)
        start(page, shown.code)
        page.wait_for_selector("text=Downloaden wordt gemeten", timeout=_SHOWN)
        page.wait_for_function("parseFloat(document.getElementById('live').textContent) > 5")
        relay.cut()
        assert refusal(page).startswith("Onderbroken: de verbinding viel weg")
        assert not [event for event in (next(run), next(run)) if isinstance(event, DeviceFigures)]


def test_a_peer_that_is_gone_is_told(page: Page) -> None:
    with Peer("127.0.0.1", 0) as peer:
        page.goto(peer.url)
    start(page, "CDFGHJ")
    assert refusal(page).startswith("De meetlaptop geeft geen antwoord.")


def test_a_page_sent_to_the_background_is_no_number(peer: Peer, page: Page) -> None:
    run, shown = opened(peer.url)
    with closing(run):
        page.goto(peer.url)
        start(page, shown.code)
        page.wait_for_selector("text=Downloaden wordt gemeten", timeout=_SHOWN)
        page.evaluate(
            "Object.defineProperty(document, 'hidden', {value: true});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
        assert refusal(page).startswith("Onderbroken: deze pagina stond")


def test_stopping_sends_nothing(peer: Peer, page: Page) -> None:
    run, shown = opened(peer.url)
    with closing(run):
        page.goto(peer.url)
        start(page, shown.code)
        page.wait_for_selector("text=Downloaden wordt gemeten", timeout=_SHOWN)
        page.click("#stop")
        assert refusal(page) == "Gestopt. Er is niets verstuurd."


def test_a_label_with_markup_is_only_text(peer: Peer, page: Page) -> None:
    seen = watched(page)
    bad = "<img src=x onerror=alert(1)>"
    run = Pairing(peer.url, bad).run(threading.Event())
    shown = next(event for event in run if isinstance(event, Open))
    with closing(run):
        page.goto(peer.url)
        start(page, shown.code)
        page.wait_for_function("document.getElementById('run-title').textContent !== ''")
        assert page.locator("#run-title").inner_text() == bad
        page.click("#stop")
    assert seen.messages == []


@pytest.mark.parametrize(("language", "title"), [
    ("nl-BE", "Meten met dit apparaat"), ("en-GB", "Measure with this device"),
    ("de-DE", "Measure with this device"),
])  # fmt: skip
def test_it_reads_in_the_language_of_the_phone_and_fits_it(
    browser: Browser, peer: Peer, language: str, title: str
) -> None:
    with closing(phone(browser, language)) as page:
        page.goto(peer.url)
        assert page.title() == page.locator("h1").inner_text() == title
        assert page.evaluate("document.documentElement.lang") == language[:2].replace("de", "en")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        # Everything to type or press has a name and is large enough for a finger.
        for part in page.locator("input:visible, button:visible").all():
            name = part.evaluate("e => (e.labels && e.labels[0] || e).textContent.trim()")
            assert name
            assert (part.bounding_box() or {"height": 0})["height"] >= 44


def test_both_languages_say_the_same_things() -> None:
    text = (paths.content_folder("reports") / "device" / "words.js").read_text(encoding="utf-8")
    english, dutch = (
        set(re.findall(r'\b(\w+): "', part)) for part in re.split(r"\n    nl: \{", text)
    )
    assert english == dutch
    assert len(english) == 40


def test_the_page_asks_for_no_newer_script_than_old_tablets_know() -> None:
    folder: Path = paths.content_folder("reports") / "device"
    for file in sorted(folder.glob("*.js")):
        text = file.read_text(encoding="utf-8")
        script = re.sub(r'"[^"]*"|/\*.*?\*/|//[^\n]*', "", text, flags=re.DOTALL)
        for new in ("=>", "await ", "async ", "import ", "?.", "??", "`", "const ", "let "):
            assert new not in script, f"{file.name}: {new}"
