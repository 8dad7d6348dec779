"""The report of a visit from the store: what changed, with which ruler, on which floor plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from readiness.files import floor_plans as floor_plan_file
from readiness.kit import Kit
from readiness.language import Language
from readiness.model.answer import parse as value
from readiness.model.floor_plan import position
from readiness.model.given import Given
from readiness.model.location import Location
from readiness.model.revision import Known
from readiness.model.sentence import Refused
from readiness.model.subject import parse
from readiness.office import visit_report
from readiness.office.asked import Asked
from readiness.paths import Home
from readiness.report.location.view import LocationView

ROOM = "spot:1/North/client-room/{}"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    opened = Kit(Home(tmp_path / "home"))
    yield opened
    opened.close_store()


@pytest.fixture
def location(kit: Kit) -> Location:
    return kit.add_location({"name": "De Wilg", "client_rooms": "2", "rooms": "1/North: 101-102"})


def answer(kit: Kit, visit: str, question: str, text: str, about: str = "location") -> None:
    held = kit.visit(visit)
    subject = parse(about)
    asked = kit.question(held, question)
    kit.record(held, [Given(question, subject, Known(value(asked, subject, text)))])


def visited(kit: Kit, location: Location, day: date, hours: str) -> str:
    made = kit.start_visit(location, day)
    answer(kit, made, "helpdesk.hours", hours)
    return made


def asked(kit: Kit, visit: str) -> Asked:
    return Asked(kit, kit.visit(visit), Language("en"), datetime(2026, 5, 1, tzinfo=UTC), "1")


def view(kit: Kit, visit: str) -> LocationView:
    return asked(kit, visit).view()


def picture(folder: Path, name: str = "floor.png", size: tuple[int, int] = (800, 400)) -> Path:
    file = folder / name
    Image.new("RGB", size, "white").save(file)
    return file


# -- since the last visit ----------------------------------------------------------------


def test_a_first_visit_has_nothing_to_compare_with(kit: Kit, location: Location) -> None:
    assert view(kit, visited(kit, location, date(2025, 1, 6), "55")).since is None


def test_regressions_since_the_last_visit_are_told(kit: Kit, location: Location) -> None:
    visited(kit, location, date(2024, 1, 8), "168")
    visited(kit, location, date(2025, 1, 6), "112")
    last = visited(kit, location, date(2026, 1, 5), "55")
    since = view(kit, last).since
    assert since is not None
    assert (since.day, since.refused, since.note) == (
        "6 Jan 2025", "", "That visit is still open; its answers can still change."
    )  # fmt: skip
    (change,) = since.worse
    assert change.before == "112 hours; score 80"
    assert change.after == "55 hours; score 40"
    assert str(change.mark) == "▼ worse"
    assert since.better == ()


def test_an_earlier_visit_is_not_compared_with_a_later_one(kit: Kit, location: Location) -> None:
    first = visited(kit, location, date(2024, 1, 8), "168")
    visited(kit, location, date(2025, 1, 6), "112")
    assert view(kit, first).since is None


def test_a_visit_whose_ruler_is_lost_is_refused_with_the_reason(
    kit: Kit, location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited(kit, location, date(2024, 1, 8), "168")
    last = visited(kit, location, date(2025, 1, 6), "112")
    # The earlier visit came from another laptop without its content.
    found = Kit.visit

    def without_ruler(self: Kit, reference: str) -> object:
        from dataclasses import replace

        made = found(self, reference)
        return made if made.id == last else replace(made, ruler="0123456789abcdef")

    monkeypatch.setattr(Kit, "visit", without_ruler)
    since = view(kit, last).since
    assert since is not None
    assert since.refused.startswith("The visit of 8 Jan 2024 can't be compared with this one: ")
    assert "ruler 0123456789abcdef" in since.refused
    assert since.worse == ()


# -- floor plans ---------------------------------------------------------------------------


def test_a_floor_plan_is_shrunk_stripped_and_kept_by_what_it_holds(
    kit: Kit, location: Location, tmp_path: Path
) -> None:
    file = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x010E] = "taken in room 101"
    exif[0x0112] = 6
    Image.new("RGB", (4000, 2000), "white").save(file, exif=exif)
    changed = kit.keep_floor_plans(location, {"1": str(file)})
    name = changed.plans["1"]
    content = (kit.home.pictures / name).read_bytes()
    with Image.open(BytesIO(content)) as kept:
        # It stood on its side.
        assert kept.size == (800, 1600)
        assert not dict(kept.getexif())
    assert b"room 101" not in content
    loaded = floor_plan_file.load(kit.home, name)
    assert loaded is not None
    assert loaded[1:] == (800, 1600)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.svg", b"<svg onload='alert(1)'/>", "an SVG can hold more than a drawing"),
        ("plan.png", b"<svg onload='alert(1)'/>", "is no picture that can be read"),
        ("plan.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "is no picture that can be read"),
        ("missing.png", b"", "can't be read"),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_changes(
    kit: Kit, location: Location, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    if content:
        file.write_bytes(content)
    with pytest.raises(Refused, match=said):
        kit.keep_floor_plans(location, {"1": str(file)})
    assert kit.location("De Wilg").plans == {}
    assert not kit.home.pictures.exists()


def test_a_spot_is_placed_only_where_its_floor_has_a_picture(
    kit: Kit, location: Location, tmp_path: Path
) -> None:
    at = position(parse(ROOM.format(101)), "12,5", "40")
    with pytest.raises(Refused, match="has no picture"):
        kit.place_spot(location, at)
    changed = kit.keep_floor_plans(location, {"1": str(picture(tmp_path))})
    placed = kit.place_spot(changed, at)
    assert placed.positions == ("12.5,40/1/North/client-room/101",)
    moved = kit.place_spot(placed, position(parse(ROOM.format(101)), "13", "41"))
    assert moved.positions == ("13,41/1/North/client-room/101",)


@pytest.mark.parametrize("where", [("101", "4"), ("-1", "4"), ("4", "x"), ("1e1", "4")])
def test_a_place_outside_the_picture_is_refused(where: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="is no place on the picture"):
        position(parse(ROOM.format(101)), *where)


def test_the_report_draws_the_wifi_on_the_plan_also_of_a_closed_visit(
    kit: Kit, location: Location, tmp_path: Path
) -> None:
    visit = kit.start_visit(location, date(2026, 1, 5))
    for room, down in (("101", "48"), ("102", "3")):
        answer(kit, visit, "network.download", down, ROOM.format(room))
    kit.close_visit(kit.visit(visit))
    changed = kit.keep_floor_plans(location, {"1": str(picture(tmp_path))})
    kit.place_spot(changed, position(parse(ROOM.format(102)), "50", "50"))
    made = visit_report.files(asked(kit, visit), ["html", "json"])
    page = made[f"readiness-{visit}.html"].decode()
    assert page.count("data:image/png;base64,") == 1
    assert "Wi-Fi on floor 1" in page
    report = json.loads(made[f"readiness-{visit}.json"])["report"]
    assert [(s["name"], s["x"], s["mark"]["state"]) for s in report["wifi"]["spots"]] == [
        ("101", "", "unknown"), ("102", "50", "weak"),
    ]  # fmt: skip
    assert report["wifi"]["plans"][0]["picture"] == ""


def test_a_plan_that_this_laptop_lacks_leaves_the_grid(kit: Kit, location: Location) -> None:
    name = "0" * 64 + ".png"
    changed = kit.edit_location(location, {"floor_plans": [f"{name}/1"]})
    kit.place_spot(changed, position(parse(ROOM.format(101)), "50", "50"))
    visit = kit.start_visit(location, date(2026, 1, 5))
    answer(kit, visit, "network.download", "48", ROOM.format(101))
    found = view(kit, visit)
    assert found.wifi is not None
    assert found.wifi.plans == ()
    assert visit_report.files(asked(kit, visit), ["html"])


def test_a_picture_that_was_changed_on_the_disk_is_not_shown(
    kit: Kit, location: Location, tmp_path: Path
) -> None:
    changed = kit.keep_floor_plans(location, {"1": str(picture(tmp_path))})
    name = changed.plans["1"]
    picture(kit.home.pictures, name, (10, 10))
    assert floor_plan_file.load(kit.home, name) is None
