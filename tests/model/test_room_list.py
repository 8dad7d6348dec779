"""The room list in its short form, and what of it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.model.location import from_candidates, from_facts, read_fact
from readiness.model.room_list import place, read, written
from readiness.model.sentence import Refused


def stored(text: str) -> list[str]:
    return [str(one) for one in read(text)]


@pytest.mark.parametrize(
    ("short", "places"),
    [
        ("1/North: 101-103", ["1/North/client-room/101", "1/North/client-room/102",
                              "1/North/client-room/103"]),
        ("2: 201-205/2", ["2/-/client-room/201", "2/-/client-room/203", "2/-/client-room/205"]),
        ("08-10", ["-/-/client-room/08", "-/-/client-room/09", "-/-/client-room/10"]),
        ("1/A: K8-K9@links", ["1/A/client-room/K8/links", "1/A/client-room/K9/links"]),
        ("1/A: 2.01-02", ["1/A/client-room/2.01", "1/A/client-room/2.02"]),
        ('1/A: "2-14", Noord-Zuid', ["1/A/client-room/2-14", "1/A/client-room/Noord-Zuid"]),
        ("1/A: lift, Trap B, medicijnkamer; 0: tuindeur",
         ["1/A/lift/lift", "1/A/stairs/Trap B", "1/A/medicine-room/medicijnkamer",
          "0/-/garden/tuindeur"]),
        ("1/A: badkamer=Badkamer 3, kamer=Lift", ["1/A/bathroom/Badkamer 3",
                                                 "1/A/client-room/Lift"]),
        (" ; 1/A : 101 ,, ; ", ["1/A/client-room/101"]),
        ("", []),
    ],
)  # fmt: skip
def test_the_short_form(short: str, places: list[str]) -> None:
    assert stored(short) == places


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ("1/A: 120-101", "'120-101' is no range"),
        ("1/A: A1-B9", "'A1-B9' is no range"),
        ("1/A: 101-120/0", "'101-120/0' is no range"),
        ("1/A: 1-9999999", "at most 2000 places"),
        ("1/A: 1-1999; 2/A: 1-1999", "at most 2000 places"),
        ("1/A: 101, 101", "1/A/client-room/101 stands in the room list twice"),
        ("1/a: 101; 1/A: 101", "1/A/client-room/101 stands in the room list twice"),
        ("1/A/B: 101", "'1/A/B' is no floor and ward"),
        ("1/A: 101: 102", "more than one colon"),
        ("1/A: sauna=5", "'sauna' is no zone"),
        ("1/A: 101@left@right", "'101@left@right' can't be read"),
        ('1/A: "101', "a quote that isn't closed"),
        ("1/A: " + "x" * 81, "81 characters long"),
        ("1/A: 10\u202e1", "invisible character"),
        ("1/A: 12/14", "holds a slash"),
    ],
)
def test_what_is_refused_says_what_was_expected(short: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(short)


def test_a_stored_list_names_the_place_that_does_not_fit() -> None:
    with pytest.raises(Refused, match="room list, place 2: 'sauna' is no zone"):
        read(["1/A/client-room/1", "1/A/sauna/2"])
    with pytest.raises(Refused, match="place 1: '1/A' is no place"):
        read(["1/A"])


def test_a_list_is_shown_short_again() -> None:
    short = "1/North: 101-120, lift, bathroom=B 1; 2: 201-239/2@left, 202, kamer=Lift"
    assert written(stored(short)) == (
        "1/North: 101-120, lift, bathroom=B 1; 2: 201-239/2@left, 202, client-room=Lift"
    )


TEXT = st.one_of(
    st.sampled_from(["101", "102", "103", "104", "007", "008", "009", "lift", "Trap B 1", "2-14",
                     'a"b', "K 1", "K 2", "K 3", "-", "12345678901", "12345678902",
                     "12345678903", "lift 1", "lift 2", "lift 3", "a:b", "x,y", "p;q", "u=v",
                     "w@z", '"', '""', "٣", "Noord–Zuid"]),
    st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"),
                          exclude_characters="/"), min_size=1, max_size=6).filter(str.strip),
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            TEXT, TEXT, st.sampled_from(["client-room"] * 4 + ["lift", "bathroom"]), TEXT,
            st.just("") | TEXT,
        ),
        max_size=25,
    )
)  # fmt: skip
def test_the_short_form_of_any_list_reads_as_that_list(
    given: list[tuple[str, str, str, str, str]],
) -> None:
    places = {str(one).casefold(): one for one in (place(*parts) for parts in given)}
    unique = list({one.spot.name.casefold(): str(one) for one in places.values()}.values())
    assert stored(written(unique)) == unique


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_a_refusal(text: str) -> None:
    try:
        found = read(text)
    except Refused:
        return
    assert [str(one) for one in read([str(one) for one in found])] == [str(one) for one in found]


def test_two_laptops_lists_are_joined_and_named_as_a_conflict() -> None:
    here = ["1/A/client-room/1", "1/A/client-room/2"]
    there = ["1/A/client-room/2/left", "1/A/lift/L"]
    location = from_candidates("x", {"name": ["Linde"], "rooms": [here, there]})
    assert location.rooms == ("1/A/client-room/1", "1/A/client-room/2/left", "1/A/lift/L")
    assert location.conflicts == ("rooms",)


def test_facts_from_before_there_were_room_lists_are_read() -> None:
    assert from_facts("x", {"name": "Linde", "beds": 3}).rooms == ()
    assert read_fact("rooms", None, ()) == []
