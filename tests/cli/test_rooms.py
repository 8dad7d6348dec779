"""The room list by commands, and the spots that are proposed from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.console import Console

DUTCH = """verdieping;afdeling;kamer;zone;kant
1;Noord;101;;links
1;Noord;102;;rechts
1;Noord;Badkamer 101;badkamer;
1;Noord;Lift A;Lift;
2;Zuid;201;kamer;
;;Tuindeur;tuin;
"""
PLACES = [
    "1/Noord/client-room/101/links",
    "1/Noord/client-room/102/rechts",
    "1/Noord/bathroom/Badkamer 101",
    "1/Noord/lift/Lift A",
    "2/Zuid/client-room/201",
    "-/-/garden/Tuindeur",
]


def rooms(console: Console, location: str) -> list[str]:
    found: list[str] = console.fine("location", "show", location, "--json").json["rooms"]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_dutch_room_list_from_a_file(console: Console, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "Kamers.CSV"
    file.write_bytes(DUTCH.replace("Zuid", "Zuidé").replace("\n", "\r\n").encode(encoding))
    made = console.fine(
        "location", "add", "Huis", "--client-rooms", "3", "--rooms", str(file)
    )  # fmt: skip
    assert "Room list: 3 client rooms and 3 other places." in made.out
    assert rooms(console, made.last) == [place.replace("Zuid", "Zuidé") for place in PLACES]
    assert "3 client rooms and 3 other places" in console.fine("location", "show", made.last).out


def test_english_columns_with_commas_in_any_order(
    console: Console, location: str, tmp_path: Path
) -> None:
    file = tmp_path / "rooms.csv"
    file.write_text('room,floor,zone\n1,0,client room\n"2, left",0,\nPost,0,team post\n')
    console.fine("location", "edit", location, "--rooms", str(file))
    assert rooms(console, location) == [
        "0/-/client-room/1", "0/-/client-room/2, left", "0/-/team-post/Post",
    ]  # fmt: skip


def test_every_bad_row_is_named_and_nothing_is_kept(
    console: Console, location: str, tmp_path: Path
) -> None:
    file = tmp_path / "rooms.csv"
    file.write_text(
        "floor,ward,room,zone\n1,A,101,\n1,A,,\n1,A,102,sauna\n1,a,101,client-room\n"
        "1,A,1/3,\n1,A,10\u202e4,\n1,A,105,,x\n",
        encoding="utf-8",
    )
    before = console.content()
    done = console("location", "edit", location, "--beds", "9", "--rooms", str(file))
    assert done.code == 4
    said = done.err.splitlines()
    assert [line[:7] for line in said[:-1]] == [f"line {n}:" for n in (3, 4, 5, 6, 7, 8)]
    assert "expected one of client-room" in said[1]
    assert "1/a/client-room/101 stands on line 2 already" in said[2]
    assert said[-1] == "Nothing was stored."
    assert console.content() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("floor,ward\n1,A\n", "room at least; found floor,ward"),
        ("room,resident\n1,Jansen\n", "found room,resident"),
        ("kamer,room\n1,2\n", "found kamer,room"),
        ("room\n", "names no rooms"),
        ("", "names no rooms"),
        ("room\n" + "\n".join(map(str, range(2001))), "at most 2000 places"),
    ],
)
def test_a_file_that_is_no_room_list_is_refused(
    console: Console, location: str, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "rooms.csv"
    file.write_text(text)
    done = console("location", "edit", location, "--rooms", str(file))
    assert (done.code, said in done.err) == (4, True), done.err
    assert rooms(console, location) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no-such.csv", "can't be read"),
        ("rooms.xlsx", "save it as CSV"),
        ("1/A: 120-101", "is no range"),
    ],
)
def test_what_is_neither_file_nor_short_form_is_refused(
    console: Console, location: str, given: str, said: str
) -> None:
    done = console("location", "edit", location, "--rooms", given)
    assert (done.code, said in done.err) == (4, True), done.err


def test_the_short_form_and_taking_it_away(console: Console, location: str) -> None:
    done = console(
        "location", "edit", location, "--rooms", "1/North: 101-105/2, lift; 2: 201"
    )  # fmt: skip
    assert done.code == 0
    # The fixture's location has two client rooms: told, and not overwritten.
    assert "The room list names 4 client rooms, the location's facts say 2." in done.err
    found = console.fine("location", "show", location, "--json").json
    assert (found["rooms"], found["client_rooms"]) == (
        ["1/North/client-room/101", "1/North/client-room/103", "1/North/client-room/105",
         "1/North/lift/lift", "2/-/client-room/201"], 2,
    )  # fmt: skip
    console.fine("location", "edit", location, "--rooms", "")
    assert rooms(console, location) == []


def test_a_number_of_client_rooms_that_is_not_given_is_asked_for(console: Console) -> None:
    done = console("location", "add", "Huis", "--rooms", "1-12")
    assert done.code == 0
    assert "12 client rooms, but the number of client rooms isn't given" in done.err


def test_the_plan_in_order_with_what_is_left(console: Console, location: str, visit: str) -> None:
    console.fine(
        "location", "edit", location, "--client-rooms", "30", "--rooms",
        "1/North: 101-115, bathroom=Bath, lift; 2/South: 201-215",
    )  # fmt: skip
    spot = "spot:1/North/client-room/101"
    console.fine("visit", "answer", visit, "network.download", "40", "--subject", spot)
    found = console.fine("measure", "plan", visit, "--json").json
    assert (found["visit"], found["client_rooms_listed"], found["least"]) == (visit, 30, 10)
    assert [(one["spot"], one["measured"]) for one in found["spots"]][:2] == [
        (spot, True),
        ("spot:1/North/client-room/104", False),
    ]
    assert len(found["spots"]) == 12
    assert found["left"] == 11
    assert {"zone": "bathroom", "floor": "2", "ward": "South"} in found["unlisted"]
    told = console.fine("measure", "plan", visit).out
    assert "✓ done" in told.splitlines()[2]
    assert "101 (client room, floor 1, North)" in told
    assert "first room: one end of the corridor" in told
    assert "11 of 12 proposed spots left; next: 104." in told
    assert "names no stairs" in told


def test_a_visit_without_a_room_list_says_how_to_give_one(console: Console, visit: str) -> None:
    assert "--rooms" in console.fine("measure", "plan", visit).out
    assert console.fine("measure", "plan", visit, "--json").json["spots"] == []


def test_a_closed_visit_keeps_the_plan_it_had(console: Console, location: str, visit: str) -> None:
    console.fine("location", "edit", location, "--rooms", "1/A: 101, 102")
    console.fine("visit", "close", visit)
    console("location", "edit", location, "--rooms", "1/A: 301, 302")
    found = console.fine("measure", "plan", visit, "--json").json
    assert [one["spot"] for one in found["spots"]] == [
        "spot:1/A/client-room/101", "spot:1/A/client-room/102",
    ]  # fmt: skip
