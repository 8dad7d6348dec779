"""A visit by keys alone, in the app itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from readiness import language
from readiness.files.answers import COLUMNS, read_file
from readiness.kit import Kit
from readiness.model.answer import written
from readiness.model.printed.assessment import document
from readiness.model.revision import Known, NotApplicable, Unknown
from readiness.model.subject import LOCATION, Subject, parse
from readiness.model.visit import Visit
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.confirm import Confirm
from readiness.tui.screens.explain import Explain
from readiness.tui.screens.location import LocationScreen
from readiness.tui.screens.location_form import LocationForm
from readiness.tui.screens.locations import LocationsScreen
from readiness.tui.screens.review import ReviewScreen
from readiness.tui.screens.verdicts import VerdictsScreen
from readiness.tui.screens.visit import VisitScreen
from tests.tui.plan import typed, whole_visit

SMALL = (80, 24)


async def press(pilot: Pilot[object], *keys: str) -> None:
    """Keys one by one, each answered before the next."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def into_visit(pilot: Pilot[object]) -> VisitScreen:
    """From the start to the open visit, through the offer to go on with it."""
    await pilot.pause()
    await pilot.pause()
    assert isinstance(pilot.app.screen, Confirm)
    await press(pilot, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, VisitScreen)
    return screen


async def go_to(pilot: Pilot[object], screen: VisitScreen, question: str) -> None:
    """To a question's field, by keys."""
    check = screen.catalogue.questions[question].check
    checks = list(screen.catalogue.checks)
    for _ in range((checks.index(check) - checks.index(screen.check)) % len(checks)):
        await press(pilot, "f2")
    place = list(screen.catalogue.checks[check].questions).index(question.partition(".")[2])
    screen.query_one("QuestionList", OptionList).focus()
    await press(pilot, "home", *["down"] * place, "enter")
    assert screen.question.id == question


def current(home: Path, visit_id: str, question: str, subject: str = "location") -> object:
    kit = Kit(Home(home))
    try:
        held = kit.visit(visit_id).about(question, parse(subject))
        assert len(held) <= 1
        return held[0].answer if held else None
    finally:
        kit.close_store()


async def test_a_new_location_and_its_visit_are_made_by_keys(home: Path) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LocationsScreen)
        await press(pilot, "n")
        assert isinstance(app.screen, LocationForm)
        await press(pilot, *typed("Het Anker"), "enter", *typed("Zorg"), "enter", "f2")
        assert isinstance(app.screen, LocationScreen)
        await press(pilot, "n")
        assert isinstance(app.screen, VisitScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LocationScreen)
    kit = Kit(Home(home))
    (location,) = kit.locations()
    assert (location.name, location.organisation) == ("Het Anker", "Zorg")
    (visit,) = kit.visits()
    assert visit.location.id == location.id
    kit.close_store()


async def test_a_location_without_a_name_is_refused_on_the_form(home: Path) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "n", "f2")
        assert isinstance(app.screen, LocationForm)
        assert "needs a name" in str(app.screen.query_one("#fault").render())  # type: ignore[attr-defined]
    kit = Kit(Home(home))
    assert kit.locations() == []
    kit.close_store()


async def test_a_whole_visit_by_keys_answers_every_core_question(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await press(pilot, "f2", "shift+f2")
        for what, keys in whole_visit(screen.catalogue):
            await press(pilot, *keys)
            assert app.screen is screen, f"{what}: {keys} left the visit"
        await press(pilot, "f10")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "c", "enter")
    kit = Kit(Home(home))
    visit = kit.visit(visit_id)
    assert visit.closed
    assessment = kit.assess(visit)
    unknown = {q for q, o in assessment.outcomes.items() if o.in_play and not o.known}
    # Left: what needs spots, the extended questions, and what asks of a technology.
    spots = {"download", "upload", "latency", "loss", "jitter", "signal", "room-coverage"}
    assert {q for q in unknown if q.startswith("network.")} == {
        *(f"network.{name}" for name in spots),
        "network.power-backup",
    }
    assert unknown - {f"network.{name}" for name in (*spots, "power-backup")} <= {
        "safety.privacy-weighed",
        "people.technology-training",
    }
    # The same visit from a file comes to the same, byte for byte.
    file = home / "answers.csv"
    write_csv(file, kit, visit)
    again = kit.visit(kit.start_visit(kit.location("De Linde"), visit.date))
    kit.record(again, read_file(file, kit.catalogue))
    first, second = (
        document(kit.assess(one), kit.catalogue, language.active()).model_dump_json()
        for one in (visit, kit.visit(again.id))
    )
    assert first == second.replace(again.id, visit.id)
    kit.close_store()


def write_csv(file: Path, kit: Kit, visit: Visit) -> None:
    """A visit's answers as a file for `visit fill`."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for o in visit.observations:
            assert isinstance(o.answer, Known)
            value = written(o.answer.value, kit.catalogue.questions[o.question])
            writer.writerow([o.question, o.subject, value, "", "", o.method or "", o.note])


@pytest.mark.parametrize(
    ("question", "keys", "subject", "stored"),
    [
        ("network.line-failover", ["2"], "location", "2"),
        ("network.line-failover", ["down", "down", "enter"], "location", "1"),
        ("devices.replacement-time", [*typed("4,5"), "enter"], "location", "4.5"),
        ("devices.working-share", [*typed("38/40"), "enter"], "location", "38/40"),
        ("applications.self-explanatory", [*typed("6"), "enter"], "person:1", "6"),
        ("safety.accounts", ["space", "down", "space", "space", "enter"], "location",
         "personal=yes,second-factor=no"),
        ("helpdesk.supplier-response", ["4", "enter", "1"], "location", "hours=4,night=no"),
        ("helpdesk.supplier-response", ["4", "enter", "2"], "location", "hours=4"),
        ("helpdesk.pick-up-time", [*typed("25"), "enter", "1"], "call:1",
         "seconds=25,moment=evening"),
        ("helpdesk.pick-up-time", ["x", "enter", "3"], "call:1", "unanswered,moment=weekend"),
        ("coupling.matrix", ["w", "2"], "pair:ecd~medication", "state=2,weight=1"),
        ("steering.owner", [*typed("yes"), "enter"], "technology:mobile-record", "1/1"),
    ],
)  # fmt: skip
async def test_each_kind_of_question_is_answered_by_keys(
    home: Path, visit_id: str, question: str, keys: list[str], subject: str, stored: str
) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, question)
        await press(pilot, *keys)
    answer = current(home, visit_id, question, subject)
    assert isinstance(answer, Known)
    kit = Kit(Home(home))
    assert written(answer.value, kit.catalogue.questions[question]) == stored


async def test_unknown_not_applicable_note_method_and_undo(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    question = "network.line-failover"
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, question)
        await press(pilot, "f7", *typed("supplier away"), "enter")
        assert current(home, visit_id, question) == Unknown("supplier away")
        await go_to(pilot, screen, question)
        await press(pilot, "f8", *typed("no line"), "enter")
        assert current(home, visit_id, question) == NotApplicable("no line")
        await go_to(pilot, screen, question)
        await press(pilot, "3")
        await go_to(pilot, screen, question)
        await press(pilot, "f4", *typed("seen"), "enter", "f6")
        held = screen.visit.about(question, LOCATION)[0]
        assert (held.note, held.method) == ("seen", "observed")
        await press(pilot, "f9")
        assert current(home, visit_id, question) is None


async def test_a_wrong_answer_is_told_and_nothing_is_stored(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "devices.working-share")
        await press(pilot, *typed("41/40"), "enter")
        (note,) = app._notifications
        assert note.message.startswith("devices.working-share: '41/40' can't be used")
        assert isinstance(app.focused, Input)
    assert current(home, visit_id, "devices.working-share") is None


async def test_an_answer_moves_the_verdict_beside_it(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await into_visit(pilot)
        panel = screen.query_one("VerdictPanel")
        assert panel.display
        before = str(panel.query_one("Static").render())  # type: ignore[attr-defined]
        assert "known 0 of" in before
        await go_to(pilot, screen, "devices.temp-ready")
        await press(pilot, "1")
        after = str(panel.query_one("Static").render())  # type: ignore[attr-defined]
        assert "known 1 of" in after
        assert "1 hard stop" in after


async def test_the_verdict_panel_gives_way_on_a_small_screen(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        assert not screen.query_one("VerdictPanel").display
        await press(pilot, "f3")
        assert isinstance(app.screen, VerdictsScreen)
        await press(pilot, "escape")
        assert app.screen is screen


async def test_f1_explains_every_question(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        for check in screen.catalogue.checks.values():
            for question in check.questions.values():
                page = Explain.question(screen.catalogue, question)
                await app.push_screen(page)
                await pilot.press("escape")
        await press(pilot, "f1")
        assert isinstance(app.screen, Explain)


async def test_a_closed_visit_asks_why_before_it_is_corrected(home: Path, visit_id: str) -> None:
    kit = Kit(Home(home))
    kit.close_visit(kit.visit(visit_id))
    kit.close_store()
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "enter")
        screen = app.screen
        assert isinstance(screen, VisitScreen)
        await go_to(pilot, screen, "network.line-failover")
        await press(pilot, "2", *typed("typing mistake"), "enter")
        held = screen.visit.about("network.line-failover", LOCATION)
        assert [o.correction for o in held] == ["typing mistake"]


async def test_spots_are_added_and_told_to_have_no_network(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await press(pilot, "f5")
        # The list is empty, so the form for a new spot is there at once.
        await press(pilot, *typed("214"), "tab", "2", "tab", *typed("North"), "enter", "x")
        await press(pilot, "escape")
        assert app.screen is screen
    for name in ("download", "upload", "latency", "jitter", "loss", "signal"):
        answer = current(home, visit_id, f"network.{name}", "spot:2/North/client-room/214")
        assert isinstance(answer, Known)
    assert Subject("spot", "2/North/client-room/214").zone == "client-room"
