"""The spots of a visit by keys: proposed, left, next, repeated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from readiness.kit import Kit
from readiness.measure.measurement import Figure, Measurement
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import Subject, parse
from readiness.model.value import Number
from readiness.paths import Home
from readiness.tui.app import ReadinessApp
from readiness.tui.screens.location import LocationScreen
from readiness.tui.screens.location_form import LocationForm
from readiness.tui.screens.measuring import MeasuringScreen
from readiness.tui.screens.new_spot import NewSpot
from readiness.tui.screens.spots import SpotsScreen
from readiness.tui.widgets.spot_table import SpotTable
from tests.tui.plan import typed
from tests.tui.test_visit import SMALL, into_visit, press

ROOM = "spot:1/North/client-room/{}"


@pytest.fixture
def kit(home: Path) -> Iterator[Kit]:
    opened = Kit(Home(home))
    yield opened
    opened.close_store()


@pytest.fixture
def planned(kit: Kit) -> str:
    """An open visit to a location of three listed rooms, a lift and stairs."""
    location = kit.add_location(
        {"name": "De Wilg", "client_rooms": "3", "rooms": "1/North: 101-103, lift, stairs"}
    )
    return kit.start_visit(location, date(2026, 3, 2))


def measure(kit: Kit, visit_id: str, spot: str, download: str) -> None:
    figures = {
        name: Figure(Decimal(value), unit, "http-multi-6")
        for name, value, unit in (
            ("download", download, "Mbit/s"), ("upload", "20", "Mbit/s"), ("latency", "5", "ms"),
            ("jitter", "1", "ms"), ("loss", "0", "percent"),
        )
    }  # fmt: skip
    found = Measurement("measured", None, figures, {"server": "s"})
    assert kit.record_measurement(kit.visit(visit_id), parse(spot), found)


async def into_spots(pilot: Pilot[object]) -> SpotsScreen:
    await into_visit(pilot)
    await press(pilot, "f5")
    screen = pilot.app.screen
    assert isinstance(screen, SpotsScreen)
    return screen


def lines(screen: SpotsScreen) -> list[str]:
    """The rows of the table as they are read."""
    table = screen.query_one(SpotTable)
    return [
        " ".join(cell.plain.strip() for cell in table.get_row_at(n)).strip()
        for n in range(table.row_count)
    ]


def text(screen: SpotsScreen, id_: str) -> str:
    return str(screen.query_one(f"#{id_}", Static).render())


def at(screen: SpotsScreen) -> str:
    """The name of the spot under the cursor."""
    table = screen.query_one(SpotTable)
    return table.get_row_at(table.cursor_row)[3].plain.strip()


async def test_proposed_spots_stand_in_the_list_as_to_do(
    home: Path, kit: Kit, planned: str
) -> None:
    measure(kit, planned, ROOM.format(101), "48.2")
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        assert lines(screen) == [
            "✓ 1 · North client room 101 48.2 20 5 1 0 ·",
            "○ 1 · North client room 102 · · · · · ·",
            "○ 1 · North client room 103 · · · · · ·",
            "○ 1 · North lift lift · · · · · ·",
            "○ 1 · North stairs stairs · · · · · ·",
        ]
        table = screen.query_one(SpotTable)
        assert [str(table.get_row_at(n)[0].style) for n in (0, 1)] == ["", "dim"]
        assert "4 of 5 proposed spots left; next: 102." in text(screen, "about")
        assert (
            "Not on the room list: medicine room, garden, team post, bathroom 1 · North (n adds)."
            in text(screen, "about").replace("\n", " ")
        )
        # The first that is to do is chosen at once.
        assert at(screen) == "102"
        assert "all client rooms, since there are so few" in text(screen, "chosen")


async def test_one_key_goes_to_the_next_spot_to_do_and_round(
    home: Path, kit: Kit, planned: str
) -> None:
    measure(kit, planned, ROOM.format(102), "48.2")
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        seen = [at(screen)]
        for key in ("space", "f7", "space", "space"):
            await press(pilot, key)
            seen.append(at(screen))
        assert seen == ["101", "103", "lift", "stairs", "101"]


async def test_when_nothing_is_left_the_key_says_so(home: Path, kit: Kit, planned: str) -> None:
    for spot in (*(ROOM.format(n) for n in (101, 102, 103)), "spot:1/North/lift/lift",
                 "spot:1/North/stairs/stairs"):  # fmt: skip
        measure(kit, planned, spot, "48.2")
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await into_spots(pilot)
        assert "All 5 proposed spots are measured." in text(screen, "about")
        await press(pilot, "space")
        assert at(screen) == "101"
        assert [n.message for n in app._notifications] == ["All spots are measured; n adds one."]


@pytest.mark.parametrize(("key", "chosen"), [("enter", "102"), ("escape", "101")])
async def test_the_cursor_moves_on_only_after_go_on(
    home: Path, kit: Kit, planned: str, monkeypatch: pytest.MonkeyPatch, key: str, chosen: str
) -> None:
    # The probe itself has tests of its own; here the keys after it count.
    figures = {"download": Figure(Decimal("12.5"), "Mbit/s", "test")}
    done = Measurement("measured", None, figures, {})
    monkeypatch.setattr(
        "readiness.measure.spot.run.SpotProbe.run", lambda _self, _stop: (one for one in [done])
    )
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MeasuringScreen)
        await press(pilot, key)
        assert pilot.app.screen is screen
        assert lines(screen)[0].startswith("✓ 1 · North client room 101 12.5")
        assert at(screen) == chosen


async def test_a_repeat_shows_the_earlier_figure(home: Path, kit: Kit, planned: str) -> None:
    for download in ("48.2", "31.9", "40"):
        measure(kit, planned, ROOM.format(101), download)
    held = kit.visit(planned).about("network.download", parse(ROOM.format(101)))
    assert [one.answer for one in held] == [Known(Number(Decimal(40)))]
    earlier = held[0].instrument["earlier"]
    assert [(one["value"], one["how"]) for one in earlier] == [
        ("48.2", "http-multi-6"), ("31.9", "http-multi-6"),
    ]  # fmt: skip
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        await press(pilot, "up")
        assert "earlier: 31.9 Mbit/s on " in text(screen, "chosen").replace("\n", " ")
        assert "; 48.2 Mbit/s on " in text(screen, "chosen").replace("\n", " ")


def test_at_most_ten_earlier_figures_are_kept(kit: Kit, planned: str) -> None:
    for download in range(1, 14):
        measure(kit, planned, ROOM.format(101), str(download))
    (held,) = kit.visit(planned).about("network.download", parse(ROOM.format(101)))
    assert [one["value"] for one in held.instrument["earlier"]] == [str(n) for n in range(3, 13)]


async def test_no_network_after_a_measurement_keeps_its_figure(
    home: Path, kit: Kit, planned: str
) -> None:
    measure(kit, planned, ROOM.format(101), "48.2")
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        await press(pilot, "up", "x", "enter")
        assert lines(screen)[0] == "✓ 1 · North client room 101 none none none none none none"
        assert "earlier: 48.2 Mbit/s" in text(screen, "chosen").replace("\n", " ")


async def test_a_figure_that_was_held_down_and_a_cross_check_are_marked(
    home: Path, kit: Kit, planned: str
) -> None:
    room = parse(ROOM.format(101))
    instrument = {"at_least": True, "cross_checks": [{"device": "phone", "download": 20.0}]}
    answer = Known(Number(Decimal("940.4")))
    kit.record(
        kit.visit(planned), [Given("network.download", room, answer, "measured", "", instrument)]
    )
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        screen = await into_spots(pilot)
        assert lines(screen)[0] == "✓▯ 1 · North client room 101 ≥940 · · · · ·"


def test_a_repeat_keeps_what_another_device_measured_beside_it(kit: Kit, planned: str) -> None:
    room = parse(ROOM.format(101))
    phone = {"device": "phone", "download": 20.0, "upload": 19.0}
    given = Given(
        "network.download", room, Known(Number(Decimal(22))), "measured", "",
        {"cross_checks": [phone]},
    )  # fmt: skip
    kit.record(kit.visit(planned), [given])
    measure(kit, planned, str(room), "60")
    (held,) = kit.visit(planned).about("network.download", room)
    assert held.instrument["cross_checks"] == [phone]
    assert "receives clearly worse" in held.instrument["warnings"][0]


@pytest.mark.parametrize("width", [80, 120])
async def test_long_names_give_way_and_figures_do_not(home: Path, kit: Kit, width: int) -> None:
    long = "Woonzorgcentrum achter de kerk en de molen"
    location = kit.add_location(
        {"name": "De Wilg", "rooms": f"{long}/{long}: {long} 1, medicijnkamer={long} 2"}
    )
    visit = kit.start_visit(location, date(2026, 3, 2))
    spot = str(Subject("spot", f"{long}/{long}/client-room/{long} 1"))
    measure(kit, visit, spot, "1234.5")
    async with ReadinessApp(home).run_test(size=(width, 24)) as pilot:
        screen = await into_spots(pilot)
        table = screen.query_one(SpotTable)
        assert table.virtual_size.width <= width
        assert not table.show_horizontal_scrollbar
        assert lines(screen)[0].endswith("… 1235 20 5 1 0 ·")


async def test_without_a_room_list_the_screen_says_how_to_get_a_plan(
    home: Path, visit_id: str
) -> None:
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        await into_visit(pilot)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, NewSpot)
        await press(pilot, "escape")
        screen = pilot.app.screen
        assert isinstance(screen, SpotsScreen)
        assert "fill in the rooms of the location" in text(screen, "about").replace("\n", " ")


async def test_an_added_spot_stays_and_is_to_do(home: Path, visit_id: str) -> None:
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        await into_visit(pilot)
        await press(pilot, "f5", *typed("214"), "tab", "2", "enter")
        await press(pilot, "n", *typed("9"), "enter", "space")
        screen = pilot.app.screen
        assert isinstance(screen, SpotsScreen)
        assert [line.split()[-7] for line in lines(screen)] == ["9", "214"]
        assert at(screen) == "214"


async def test_rooms_are_typed_in_the_form_of_the_location(home: Path, kit: Kit) -> None:
    kit.add_location({"name": "De Wilg", "client_rooms": "9"})
    app = ReadinessApp(home)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "e")
        form = app.screen
        assert isinstance(form, LocationForm)
        field = form.query_one("#rooms", Input)
        field.focus()
        field.value = "1/North: 120-101"
        await press(pilot, "f2")
        assert app.screen is form
        assert "is no range" in str(form.query_one("#fault", Static).render())
        field.value = "1/North: 101-120, lift"
        await press(pilot, "f2")
        assert isinstance(app.screen, LocationScreen)
        assert "names 20 client rooms, the location's facts say 9" in next(
            n.message for n in app._notifications
        )
        await press(pilot, "e")
        assert app.screen.query_one("#rooms", Input).value == "1/North: 101-120, lift"
    (location,) = kit.locations()
    assert len(location.rooms) == 21


async def test_a_form_stored_unchanged_changes_no_room(home: Path, kit: Kit) -> None:
    rooms = '1/North: 101-120, "2-14", kamer=Lift, lift@left; 2: 007-009'
    before = kit.add_location({"name": "De Wilg", "client_rooms": "25", "rooms": rooms})
    revisions = len(kit.store.revisions(kind="fact"))
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "e", "f2")
    assert kit.locations()[0].rooms == tuple(before.rooms)
    facts = kit.store.revisions(kind="fact")
    assert sum(revision.key == "rooms" for revision in facts) == 1
    assert len(facts) >= revisions


async def test_rooms_come_from_a_file_in_the_form(home: Path, kit: Kit, tmp_path: Path) -> None:
    kit.add_location({"name": "De Wilg", "client_rooms": "2"})
    file = tmp_path / "kamers.csv"
    file.write_text("verdieping;kamer;zone\n1;101;\n1;102;sauna\n")
    async with ReadinessApp(home).run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "e")
        form = pilot.app.screen
        form.query_one("#rooms", Input).value = str(file)
        await press(pilot, "f2")
        assert "line 3: 'sauna' is no zone" in str(form.query_one("#fault", Static).render())
        file.write_text("verdieping;kamer;zone\n1;101;\n1;102;lift\n")
        await press(pilot, "f2")
    assert kit.locations()[0].rooms == ("1/-/client-room/101", "1/-/lift/102")
