"""Values and subjects as people write them, and as they are stored."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.model import subject as subjects
from readiness.model.answer import parse, written
from readiness.model.revision import Revision, current
from readiness.model.sentence import Refused
from readiness.model.value import from_body, to_body
from tests.builders import catalogue, spot
from tests.score import wild


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_stored_and_written_is_read_back_the_same(seed: int) -> None:
    dice = random.Random(seed)
    for question in catalogue().questions.values():
        if getattr(question, "derived", ""):
            continue
        for about in wild.subjects(question, dice)[:2]:
            subject = subjects.parse(about)
            value = parse(question, subject, wild.value(question, about, dice))
            assert from_body(to_body(value)) == value
            assert parse(question, subject, written(value, question)) == value


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("location", "location"),
        ("spot:2/North/client-room/214", "spot:2/North/client-room/214"),
        ("spot: 2 / North / client-room / 214", "spot:2/North/client-room/214"),
        ("person:03", "person:3"),
        ("pair:pharmacy~ECD", "pair:ecd~pharmacy"),
        ("shift:night", "shift:night"),
        ("technology:bed-sensor", "technology:bed-sensor"),
    ],
)
def test_subjects(text: str, kept: str) -> None:
    assert str(subjects.parse(text)) == kept
    assert subjects.parse(kept) == subjects.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "room 4", "spot:1/North/client-room", "spot:1/North/attic/4", "spot:1//client-room/4",
        "person:Els", "person:0", "person:-1", "person:٣", "pair:ecd", "pair:ecd~ecd", "pair:a~b~c",
        "shift:noon", "location:here", "technology:", "spot:1/N/client-room/4\u202e",
    ],
)  # fmt: skip
def test_what_is_no_subject(text: str) -> None:
    with pytest.raises(Refused):
        subjects.parse(text)


def test_the_zones_are_those_of_the_contract() -> None:
    assert set(subjects.ZONES) == {
        "client-room", "living-room", "corridor", "bathroom", "stairs", "lift", "medicine-room",
        "team-post", "exit", "garden", "basement", "other",
    }  # fmt: skip


def test_a_unicode_name_is_one_name_however_it_was_typed() -> None:
    assert subjects.parse(spot("Caf\u00e9")) == subjects.parse(spot("Cafe\u0301"))


def line(id_: str, *replaces: str, body: dict | None = None) -> Revision:
    return Revision(id_, "observation", "l", "v", "q", "location", body, replaces, "", "", "", "")


def test_the_current_revisions_are_those_that_nobody_replaced() -> None:
    x = {"value": {"step": 1}}
    lines = [line("1", body=x), line("2", "1", body=x), line("3", "1", body=x), line("4", "3")]
    assert [r.id for r in current(lines)] == ["2"]
    assert {r.id for r in current(reversed(lines))} == {"2"}
    assert [r.id for r in current([*lines, line("5", "2", "4", body=x)])] == ["5"]


def test_ids_are_uuids_of_version_7() -> None:
    from readiness.kit import uuid7

    made = [UUID(uuid7()) for _ in range(50)]
    assert {u.version for u in made} == {7}
    assert len(set(made)) == 50
    assert [u.int >> 80 for u in made] == sorted(u.int >> 80 for u in made)
