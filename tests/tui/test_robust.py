"""What goes wrong around a visit doesn't go wrong in it."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.widgets import OptionList

from readiness.kit import Kit
from readiness.measure.measurement import Figure, Measurement
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import LOCATION, parse
from readiness.model.value import NoLink, Number
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.confirm import Confirm
from tests.tui.plan import typed
from tests.tui.test_visit import SMALL, current, go_to, into_visit, press


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("network.line-failover", ["2"]),
        ("devices.working-share", [*typed("19/20"), "enter"]),
        ("helpdesk.backlog", ["4", "enter"]),
        ("safety.accounts", ["space", "enter"]),
    ],
)
async def test_quick_fingers_never_answer_another_question(
    home: Path, visit_id: str, question: str, keys: list[str]
) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, question)
        # All at once, as a paste or a slow laptop delivers them: the answer, then on.
        for key in (*keys, "f2"):
            character = key if len(key) == 1 else "/" if key == "slash" else None
            app.post_message(events.Key(key, character))
        for _ in range(5):
            await pilot.pause()
            await app.workers.wait_for_complete()
    kit = Kit(Home(home))
    assert [o.question for o in kit.visit(visit_id).observations] == [question]
    kit.close_store()


async def test_a_visit_closed_by_a_command_meanwhile_asks_for_a_reason(
    home: Path, visit_id: str
) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "network.line-failover")
        other = Kit(Home(home))
        other.close_visit(other.visit(visit_id))
        other.close_store()
        await press(pilot, "2")
        assert "a correction needs a reason" in next(n.message for n in app._notifications)
    assert current(home, visit_id, "network.line-failover") is None


async def test_a_note_keeps_what_a_figure_was_measured_with(home: Path, visit_id: str) -> None:
    room = parse("spot:1/North/client-room/101")
    kit = Kit(Home(home))
    given = Given(
        "network.download", room, Known(Number(Decimal(40))), "measured", "", {"server": "s"}
    )
    kit.record(kit.visit(visit_id), [given])
    kit.close_store()
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "network.download")
        await press(pilot, "f4", *typed("door closed"), "enter")
        (held,) = screen.visit.about("network.download", room)
        assert (held.note, held.instrument) == ("door closed", {"server": "s"})


async def test_help_in_the_middle_of_an_answer_loses_nothing(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "safety.accounts")
        await press(pilot, "space", "down", "space", "f1", "escape", "enter")
    answer = current(home, visit_id, "safety.accounts")
    assert isinstance(answer, Known)


async def test_no_network_over_measured_figures_asks_first(home: Path, visit_id: str) -> None:
    room = parse("spot:1/North/client-room/101")
    kit = Kit(Home(home))
    kit.record(kit.visit(visit_id), [Given("network.download", room, Known(Number(Decimal(40))))])
    kit.close_store()
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        await into_visit(pilot)
        await press(pilot, "f5", "x")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "escape")
    assert current(home, visit_id, "network.download", str(room)) == Known(Number(Decimal(40)))


async def test_another_program_that_writes_is_told_and_the_visit_goes_on(
    home: Path, visit_id: str
) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "network.line-failover")
        other = sqlite3.connect(Home(home).database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, "2")
        assert "busy writing" in next(n.message for n in app._notifications)
        other.execute("ROLLBACK")
        other.close()
        screen.query_one("QuestionList", OptionList).focus()
        await go_to(pilot, screen, "network.line-failover")
        await press(pilot, "3")
        assert [o.question for o in screen.visit.observations] == ["network.line-failover"]
        assert screen.visit.about("network.line-failover", LOCATION)


async def test_a_damaged_store_ends_the_screens_with_its_own_error(home: Path) -> None:
    home.mkdir()
    Home(home).database.write_bytes(b"no database at all, but long enough to be looked at")
    app = ReadinessApp(home)
    with pytest.raises(Exception, match="can't be read"):
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            await pilot.pause()


async def test_a_stray_enter_answers_nothing(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "network.line-capacity")
        await press(pilot, *typed("300"), "enter", "enter", "enter")
        assert [o.question for o in screen.visit.observations] == ["network.line-capacity"]
        await go_to(pilot, screen, "coupling.alarm-test")
        await press(pilot, "shift+tab", "home", "down", "enter", "enter")
        assert [o.question for o in screen.visit.observations] == ["network.line-capacity"]


async def test_a_reason_for_a_person_leaves_one_field_on_the_screen(
    home: Path, visit_id: str
) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "network.recording-failures")
        await press(pilot, "f7", *typed("ill"), "enter")
        for _ in range(3):
            await pilot.pause()
        assert len(screen.query("SubjectList")) == 1
        assert len(screen.query("ChoiceField")) == 1


async def test_an_undone_person_leaves_a_field_for_the_next(home: Path, visit_id: str) -> None:
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL) as pilot:
        screen = await into_visit(pilot)
        await go_to(pilot, screen, "applications.count")
        for _ in range(3):
            await press(pilot, "9", "enter")
        await press(pilot, "shift+tab", "home", "enter", "f9")
        await press(pilot, *typed("8"), "enter")
    kit = Kit(Home(home))
    answers = kit.visit(visit_id).by_question()["applications.count"]
    assert len(answers) == 3
    kit.close_store()


def test_a_measurement_after_no_network_leaves_nothing_of_it(home: Path, visit_id: str) -> None:
    room = parse("spot:1/North/client-room/101")
    kit = Kit(Home(home))
    names = ("download", "upload", "latency", "jitter", "loss", "signal", "snr")
    given = [Given(f"network.{name}", room, Known(NoLink())) for name in names]
    kit.record(kit.visit(visit_id), given)
    figures = {
        "download": Figure(Decimal(40), "Mbit/s", "test"),
        "upload": Figure(Decimal(20), "Mbit/s", "test"),
        "latency": Figure(Decimal(5), "ms", "test"),
        "jitter": Figure(Decimal(1), "ms", "test"),
        "loss": Figure(Decimal(0), "percent", "test"),
    }
    measured = Measurement("measured", None, figures, {"server": "s"})
    assert kit.record_measurement(kit.visit(visit_id), room, measured)
    left = {o.question for o in kit.visit(visit_id).observations}
    assert left == {f"network.{name}" for name in figures}
    kit.close_store()
