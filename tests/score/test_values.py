"""From values to an outcome: curves, medians, least numbers, no network, partly known."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from readiness.model.spot_plan import least_rooms
from tests.builders import (
    GOOD_ROOM,
    NO_NETWORK,
    answered,
    at_spots,
    by_people,
    judged,
    outcome,
    rooms,
    said,
    spot,
    unknown,
)

# domain.md 7.1; a spot or person question gets the same value at its least number.
VECTORS = [
    ("network.download", "7", F(48)),
    ("network.signal", "-68.5", F(70)),
    ("network.latency", "125", F(50)),
    ("devices.per-carer", "6/10", F(50)),
    ("applications.count", "17", F(50)),
    ("applications.count", "14", F(65)),
    ("devices.time-to-record", "29", F("71.5")),
    ("helpdesk.pick-up-time", "120", F(50)),
    ("helpdesk.first-contact-resolution", "66", F(60)),
    ("people.digital-starters", "16", F(60)),
]


@pytest.mark.parametrize(("question", "value", "score"), VECTORS)
def test_the_vectors_of_the_specification(question: str, value: str, score: F) -> None:
    if question.startswith("network."):
        given = at_spots(question, [value] * 4)
    elif question == "applications.count":
        given = by_people(question, value, value, value)
    elif question == "helpdesk.pick-up-time":
        moments = ("day", "evening", "weekend")
        given = [
            said(question, f"seconds={value},moment={moment}", f"call:{n}")
            for n, moment in enumerate(moments, 1)
        ]
    else:
        given = [said(question, value)]
    found = outcome(question, given, client_rooms=4)
    assert (found.low, found.point, found.high) == (score, score, score)


@pytest.mark.parametrize(
    ("question", "value", "score"),
    [
        ("devices.replacement-time", "0", 100),
        ("devices.replacement-time", "9999", 0),
        ("people.digicoach-hours", "400", 100),
        ("devices.per-carer", "30/10", 100),
        ("devices.per-carer", "1/10", 0),
    ],
)
def test_a_curve_is_flat_outside_its_points(question: str, value: str, score: int) -> None:
    assert answered(question, value).point == score


@pytest.mark.parametrize(
    ("value", "state"),
    [("2", "pass"), ("3", "pass"), ("1", "partial"), ("0", "fail")],
)
def test_pass_is_70_and_up_and_fail_is_under_30(value: str, state: str) -> None:
    # people.onboarding: 0, 30, 70, 100; 30 is not under 30.
    assert answered("people.onboarding", value).state == state


def test_just_under_70_is_partial_however_it_is_displayed() -> None:
    # 30.001 s: 70 - 0.001 = 69.999, shown as 70.0
    found = answered("devices.time-to-record", "30.001")
    assert found.point == F("69.999")
    assert found.state == "partial"


def test_the_median_decides_and_not_the_mean() -> None:
    # 8, 8, 30: median 8 -> 100; the mean of 15.3 would be 58.
    assert (
        outcome("applications.count", by_people("applications.count", "8", "8", "30")).point == 100
    )


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two() -> None:
    # 12 and 17: 14.5 -> 75 - 2.5/5 x 25 = 62.5
    given = by_people("applications.count", "1", "12", "17", "99")
    assert outcome("applications.count", given).point == F("62.5")


@pytest.mark.parametrize(
    ("client_rooms", "least"), [(4, 4), (10, 10), (11, 10), (33, 10), (34, 11), (200, 60)]
)
def test_the_least_number_of_spots(client_rooms: int, least: int) -> None:
    assert least_rooms(client_rooms, home_care=False) == least
    too_few = at_spots("network.download", ["25"] * (least - 1))
    enough = at_spots("network.download", ["25"] * least)
    assert outcome("network.download", too_few, client_rooms=client_rooms).state == "unknown"
    assert outcome("network.download", enough, client_rooms=client_rooms).point == 80


def test_too_few_subjects_are_unknown_with_the_numbers_in_words() -> None:
    given = [
        said("helpdesk.pick-up-time", "seconds=20,moment=day", "call:1"),
        said("helpdesk.pick-up-time", "seconds=20,moment=evening", "call:2"),
    ]
    found = outcome("helpdesk.pick-up-time", given)
    assert found.state == "unknown"
    assert (found.low, found.high, found.point) == (0, 100, None)
    assert "2 of at least 3" in str(found.reason)


def test_unknown_subjects_do_not_count_towards_the_least_number() -> None:
    given = [*by_people("applications.count", "8", "8"), unknown("applications.count", "person:3")]
    found = outcome("applications.count", given)
    assert (found.state, found.point) == ("unknown", None)


@pytest.mark.parametrize("kept", [0, 1])
def test_a_ratio_of_people_counts_those_asked(kept: int) -> None:
    # helpdesk.night-number-known needs 3, people.digicoach-known 5.
    assert answered("helpdesk.night-number-known", "2/2").state == "unknown"
    assert answered("helpdesk.night-number-known", f"{kept}/3").point is not None
    assert answered("people.digicoach-known", "4/4").state == "unknown"
    assert answered("people.digicoach-known", "5/5").point == 100


@pytest.mark.parametrize(
    ("question", "score"),
    [
        ("network.download", 0),
        ("network.upload", 0),
        ("network.loss", 0),
        ("network.signal", 0),
        ("network.latency", 0),
        ("network.jitter", 0),
        ("network.snr", 0),
    ],
)
def test_no_network_is_a_measurement_and_the_worst(question: str, score: int) -> None:
    found = outcome(question, at_spots(question, ["no-link"] * 4), client_rooms=4)
    assert (found.state, found.point) == ("fail", score)


def test_no_network_counts_in_the_median() -> None:
    given = at_spots("network.download", ["50", "50", "no-link", "no-link"])
    assert outcome("network.download", given, client_rooms=4).point == 80  # median 25


def test_no_network_makes_a_room_inadequate() -> None:
    given = rooms((3, GOOD_ROOM), (1, NO_NETWORK))
    found = outcome("network.room-coverage", given, client_rooms=4)
    assert found.point == 30  # 75 %


def test_nothing_measured_is_undecided_and_never_zero() -> None:
    found = judged(client_rooms=4)
    assert found.outcomes["network.download"].state == "unknown"
    assert (found.location.low, found.location.high, found.location.point) == (0, 100, None)


def test_the_worst_tenth_is_told_beside_the_median() -> None:
    given = at_spots("network.download", ["50"] * 18 + ["1", "no-link"])
    found = outcome("network.download", given, client_rooms=20)
    assert found.point == 100
    assert [(str(s), v) for s, v in found.worst_tenth] == [
        (spot(20), "no-link"),
        (spot(19), "1"),
    ]


def test_a_missing_item_leaves_an_interval_and_no_point() -> None:
    # Seven of eight zones good: the eighth is 0 or 100.
    value = (
        "corridor=good,bathroom=good,stairs=good,lift=good,medicine-room=good,"
        "basement=good,garden=good"
    )
    found = answered("network.zone-reach", value)
    assert (found.low, found.high, found.point) == (F("87.5"), 100, None)
    assert found.state == "unknown"


def test_an_old_answer_is_unknown_on_a_later_day() -> None:
    from datetime import date

    given = said("applications.card", "4", at="2024-03-05T09:00:00+00:00")  # valid 24 months
    fresh = judged(given, as_of=date(2026, 3, 4)).outcomes["applications.card"]
    stale = judged(given, as_of=date(2026, 4, 6)).outcomes["applications.card"]
    assert (fresh.point, fresh.state) == (100, "pass")
    assert (stale.low, stale.high, stale.point, stale.state) == (0, 100, None, "unknown")


def test_an_old_answer_does_not_meet_a_must() -> None:
    from datetime import date

    from tests.builders import requirement

    given = said("network.power-backup", "60", at="2023-01-10T09:00:00+00:00")
    late = judged(given, as_of=date(2026, 3, 2))
    assert requirement(late, "nurse-call", "network.power-backup").state == "unknown"


def test_a_newer_answer_than_the_day_of_judging_still_counts() -> None:
    given = said("applications.card", "4", at="2026-03-09T09:00:00+00:00")
    assert outcome("applications.card", given).point == 100


def test_a_score_displays_rounded_half_up_to_a_tenth() -> None:
    from readiness.language import Language

    assert Language("en").number(F("83.25")) == "83.3"
    assert Language("en").number(F("83.2499")) == "83.2"
    assert Language("nl").number(F("83.25")) == "83,3"


def test_the_evidence_mix_is_counted_by_method() -> None:
    given = [
        said("network.signal", "-60", spot(1), method="measured"),
        said("network.signal", "-60", spot(2), method="register"),
        said("network.signal", "-60", spot(3), method="register"),
    ]
    found = outcome("network.signal", given, client_rooms=3)
    assert dict(found.evidence) == {"measured": 1, "register": 2}
