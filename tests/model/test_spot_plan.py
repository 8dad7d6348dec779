"""The proposed spots: enough, spread, with ends, both sides and critical zones."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.model import room_list
from readiness.model.location import Location
from readiness.model.spot_plan import (
    SpotPlan,
    in_walking_order,
    least_rooms,
    left,
    measured_spots,
    plan,
    shares,
)
from readiness.model.subject import Subject, parse
from tests.builders import a_visit, said, unknown


def a_location(rooms: str, client_rooms: int | None = None) -> Location:
    places = tuple(str(place) for place in room_list.read(rooms))
    return Location(id="linde", client_rooms=client_rooms, rooms=places)


def names(found: SpotPlan, zone: str = "client-room") -> list[str]:
    return [one.spot.place[3] for one in found.spots if one.spot.zone == zone]


def why(found: SpotPlan, name: str) -> str:
    (reason,) = (str(one.why) for one in found.spots if one.spot.place[3] == name)
    return reason


def test_without_a_room_list_nothing_is_proposed() -> None:
    assert plan(Location(id="linde", client_rooms=40)) == SpotPlan()


def test_up_to_ten_rooms_all_are_measured() -> None:
    found = plan(a_location("1/North: 101-109"))
    assert names(found) == [str(number) for number in range(101, 110)]
    assert why(found, "105") == "all client rooms, since there are so few"


def test_forty_rooms_on_two_floors_are_shared_by_their_number() -> None:
    found = plan(a_location("1/North: 101-130; 2/South: 201-210", client_rooms=40))
    assert (found.rooms, found.least) == (40, 12)
    assert names(found) == [
        *("101", "105", "108", "112", "115", "119", "122", "126", "130"),
        *("201", "205", "210"),
    ]
    assert why(found, "101") == "first room: one end of the corridor"
    assert why(found, "130") == "last room: the other end of the corridor"
    assert why(found, "115") == "spread evenly over the ward"


def test_a_number_of_rooms_greater_than_the_list_asks_for_more_spots() -> None:
    found = plan(a_location("1/North: 101-130", client_rooms=60))
    assert (len(found.spots), found.least) == (18, 18)


def test_an_end_of_each_small_ward_stays_in_above_the_least_number() -> None:
    found = plan(a_location("; ".join(f"{n}/A: {n}01-{n}04" for n in range(1, 9))))
    assert len(found.spots) == 16
    assert names(found)[:4] == ["101", "104", "201", "204"]


def test_the_side_where_no_end_lies_is_visited() -> None:
    odd_then_even = a_location("1/A: 101-119/2, 102-120/2, 121, 123, 125")
    assert {int(name) % 2 for name in names(plan(odd_then_even))} == {0, 1}
    given_sides = a_location("1/A: 101-104@left, 105-106@right, 107-140@left")
    found = plan(given_sides)
    assert {"105", "106"} & set(names(found))
    assert "the other side of the corridor" in {str(one.why) for one in found.spots}


def test_critical_zones_are_in_and_one_bathroom_a_ward() -> None:
    found = plan(
        a_location(
            "1/North: 101-103, Badkamer 101, Badkamer 102, lift, medicijnkamer, gang; "
            "2/South: 201-203, Badkamer 201, Trap A, Trap B, tuindeur, teampost, huiskamer"
        )
    )
    assert names(found, "bathroom") == ["Badkamer 101", "Badkamer 201"]
    assert names(found, "stairs") == ["Trap A", "Trap B"]
    assert [names(found, zone) for zone in ("lift", "medicine-room", "garden", "team-post")] == [
        ["lift"], ["medicijnkamer"], ["tuindeur"], ["teampost"],
    ]  # fmt: skip
    assert names(found, "corridor") == names(found, "living-room") == []
    assert why(found, "Badkamer 101") == "one bathroom in each ward"
    assert why(found, "lift") == "critical zone: lift"
    assert found.unlisted == ()


def test_what_the_list_does_not_name_is_told_until_it_is_measured() -> None:
    found = plan(a_location("1/North: 101-103; 2/South: 201-203, bathroom"))
    assert [(one.zone, one.ward) for one in found.unlisted] == [
        ("medicine-room", None), ("lift", None), ("stairs", None), ("garden", None),
        ("team-post", None), ("bathroom", ("1", "North")),
    ]  # fmt: skip
    measured = {
        parse(f"spot:{where}")
        for where in ("1/North/bathroom/101", "1/-/lift/A", "0/-/exit/garden door")
    }
    assert [one.zone for one in left(found, measured).unlisted] == [
        "medicine-room", "stairs", "team-post",
    ]  # fmt: skip


def test_floors_and_wards_are_walked_one_by_one_however_the_list_mixes_them() -> None:
    found = plan(a_location("1/N: 101; 2/N: 201; 1/S: 151; 1/N: 102; 2/N: 202"))
    assert names(found) == ["101", "102", "151", "201", "202"]


def test_what_is_left_are_the_spots_without_a_speed() -> None:
    found = plan(a_location("1/N: 101-104"))
    visit = a_visit(
        said("network.download", "12", "spot:1/N/client-room/101"),
        said("network.download", "no-link", "spot:1/N/client-room/102"),
        said("network.signal", "-60", "spot:1/N/client-room/103"),
        unknown("network.download", "spot:1/N/client-room/104"),
    )
    assert names(left(found, measured_spots(visit))) == ["103", "104"]


def test_spots_off_the_list_stand_at_the_end_of_their_ward() -> None:
    location = a_location("1/N: 9, 10; 2/N: 21")
    spots = [
        Subject("spot", f"{where}/client-room/{name}")
        for where, name in (("3/X", "7"), ("2/N", "2"), ("1/N", "extra"), ("1/N", "10"),
                            ("1/N", "9"), ("3/X", "11"))
    ]  # fmt: skip
    assert [spot.place[3] for spot in in_walking_order(location, spots)] == [
        "9", "10", "extra", "2", "7", "11",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sizes", "fewest", "total", "shared"),
    [
        ([30, 10], [2, 2], 12, [9, 3]),
        ([7, 7, 7], [2, 2, 2], 10, [4, 3, 3]),
        ([100, 3, 3], [2, 2, 2], 32, [28, 2, 2]),
        ([4, 4, 4], [2, 2, 2], 3, [2, 2, 2]),
        ([], [], 10, []),
    ],
)
def test_the_largest_remainders_are_rounded_up(
    sizes: list[int], fewest: list[int], total: int, shared: list[int]
) -> None:
    assert shares(sizes, fewest, total) == shared


PLACES = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "-"]),
        st.sampled_from(["North", "South", "-"]),
        st.sampled_from(["client-room"] * 12 + ["bathroom", "lift", "corridor"]),
        st.integers(1, 300),
        st.sampled_from(["", "", "left", "right"]),
    ),
    max_size=150,
    unique_by=lambda place: place[:4],
)


@given(PLACES, st.none() | st.integers(0, 200))
def test_a_plan_always_holds_enough_of_the_list(
    given: list[tuple[str, str, str, int, str]], client_rooms: int | None
) -> None:
    places = [room_list.place(f, w, zone, str(n), side) for f, w, zone, n, side in given]
    location = Location(id="x", client_rooms=client_rooms, rooms=tuple(map(str, places)))
    found = plan(location)
    assert plan(location) == found
    rooms = [one.spot for one in places if one.spot.zone == "client-room"]
    proposed = [one.spot for one in found.spots if one.spot.zone == "client-room"]
    assert set(proposed) <= set(rooms)
    assert len(set(proposed)) == len(proposed)
    assert len(proposed) >= min(len(rooms), least_rooms(len(rooms), home_care=False))
    for ward in {spot.place[:2] for spot in rooms}:
        there = [one for one in places if one.spot in rooms and one.ward == ward]
        chosen = [one for one in there if one.spot in proposed]
        assert chosen[0] == there[0]
        assert chosen[-1] == there[-1]
        assert {one.side for one in chosen if one.side} == {one.side for one in there if one.side}
    assert all(str(one.why) for one in found.spots)
    assert left(found, {one.spot for one in found.spots}).spots == ()
    order = in_walking_order(location, [one.spot for one in found.spots])
    assert order == [one.spot for one in found.spots]


@given(st.integers(11, 400))
def test_one_ward_gets_exactly_its_least_number_evenly(count: int) -> None:
    found = plan(a_location(f"1/A: 1-{count}"))
    least = max(10, -(-3 * count // 10))
    numbers = [int(name) for name in names(found)]
    assert len(numbers) == least
    gaps = [b - a for a, b in pairwise(numbers)]
    assert max(gaps) <= 2 * Decimal(count - 1) / (least - 1) + 1
