"""design.md section 4, "Questions that need a sentence": a test for each row."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from readiness.model.sentence import Refused
from readiness.score.assess import assess
from tests.builders import (
    GOOD_ROOM,
    NO_NETWORK,
    a_visit,
    answered,
    at_spots,
    by_hand_not_applicable,
    by_people,
    catalogue,
    in_json,
    judged,
    must,
    numbered,
    outcome,
    rooms,
    said,
    should,
    spot,
    unknown,
)

COVERAGE = "network.room-coverage"


# -- network.room-coverage ----------------------------------------------------


def test_38_of_40_rooms_is_95_percent_with_wilson_83_5_to_98_6() -> None:
    found = outcome(COVERAGE, rooms((38, GOOD_ROOM), (2, NO_NETWORK)), client_rooms=40)
    assert found.point == 80
    assert found.wilson is not None
    low, high = found.wilson
    assert (round(float(low), 1), round(float(high), 1)) == (83.5, 98.6)


@pytest.mark.parametrize(
    ("question", "just_enough", "too_little"),
    [
        ("network.download", "5", "4.999"),
        ("network.upload", "2", "1.999"),
        ("network.loss", "1", "1.001"),
        ("network.signal", "-70", "-70.001"),
    ],
)
def test_what_makes_a_room_adequate(question: str, just_enough: str, too_little: str) -> None:
    for value, point in ((just_enough, 100), (too_little, 30)):
        given = rooms((3, GOOD_ROOM), (1, GOOD_ROOM | {question: value}))
        assert outcome(COVERAGE, given, client_rooms=4).point == point  # 4 of 4, 3 of 4


def test_a_room_counts_without_a_signal_that_could_not_be_read() -> None:
    figures = {q: v for q, v in GOOD_ROOM.items() if q != "network.signal"}
    given = [rooms((4, figures)), unknown("network.signal", spot(1))]
    assert outcome(COVERAGE, given[0], client_rooms=4).point == 100
    assert outcome(COVERAGE, *given, client_rooms=4).point == 100


def test_only_client_rooms_count() -> None:
    given = [rooms((4, GOOD_ROOM))]
    given += [[said(q, v, spot("lift", "lift")) for q, v in NO_NETWORK.items()]]
    assert outcome(COVERAGE, *given, client_rooms=4).point == 100


def test_a_room_that_the_laptop_failed_to_measure_is_not_measured() -> None:
    given = [rooms((4, GOOD_ROOM)), [unknown(q, spot("X")) for q in GOOD_ROOM]]
    assert outcome(COVERAGE, *given, client_rooms=5).state == "unknown"  # 4 of at least 5


def test_a_room_in_conflict_leaves_no_point_and_decides_no_must() -> None:
    # Ten good rooms; of the eleventh one laptop says good, the other no network.
    # 10/11 = 90.9 % or 11/11: eTDR needs 95 %.
    given = [rooms((11, GOOD_ROOM)), [said(q, "no-link", spot(11)) for q in GOOD_ROOM]]
    found = outcome(COVERAGE, *given, client_rooms=20)
    assert found.point is None
    assert found.low == 60 + F(10, 11) / 5 * 20  # 90 + 10/11 percent
    assert found.high == 100
    assert must("medication-record", COVERAGE, *given, client_rooms=20) == "unknown"


def test_raising_one_figure_of_a_half_measured_room_lowers_nothing() -> None:
    # Room 10 lacks its upload. Its download rises from too little to enough.
    half = {q: v for q, v in GOOD_ROOM.items() if q != "network.upload"}
    before = outcome(
        COVERAGE, rooms((9, GOOD_ROOM), (1, half | {"network.download": "3"})), client_rooms=10
    )
    after = outcome(
        COVERAGE, rooms((9, GOOD_ROOM), (1, half | {"network.download": "9"})), client_rooms=10
    )
    assert after.low >= before.low


def test_room_coverage_is_never_answered_by_a_person() -> None:
    with pytest.raises(Refused):
        said(COVERAGE, "10/10")


# -- the other rows -------------------------------------------------------------


def test_zone_reach_has_an_item_for_each_zone_with_the_exit() -> None:
    items = {item.id for item in catalogue().questions["network.zone-reach"].items}  # type: ignore[union-attr]
    assert items == {
        "corridor", "bathroom", "stairs", "lift", "medicine-room", "basement", "garden", "exit",
    }  # fmt: skip


def test_zone_reach_is_the_share_of_the_zones_that_apply() -> None:
    # good 1, patchy 0.4, none 0, over the seven zones that are there: 4.4 / 7
    value = (
        "corridor=good,bathroom=good,stairs=good,lift=patchy,medicine-room=good,"
        "basement=not-applicable,garden=none,exit=none"
    )
    assert answered("network.zone-reach", value).point == F("4.4") / 7 * 100


def test_zone_reach_is_not_derived_from_spots() -> None:
    given = [at_spots("network.signal", ["-55"], zone) for zone in ("corridor", "exit", "lift")]
    assert outcome("network.zone-reach", *given).state == "unknown"


@pytest.mark.parametrize("question", ["network.signal", "network.snr"])
def test_signal_and_noise_may_come_from_a_register_of_the_last_year(question: str) -> None:
    from datetime import date

    asked = catalogue().questions[question]
    assert {"measured", "register"} <= set(asked.methods)
    given = [
        said(question, "-60" if question.endswith("signal") else "30", spot(n), method="register",
             at="2025-03-03T08:00:00+00:00")
        for n in range(4)
    ]  # fmt: skip
    fresh = judged(given, as_of=date(2026, 3, 2), client_rooms=4)
    stale = judged(given, as_of=date(2026, 4, 4), client_rooms=4)
    assert fresh.outcomes[question].point is not None
    assert stale.outcomes[question].state == "unknown"


@pytest.mark.parametrize(
    ("word", "score"),
    [("weak", F("32.5")), ("ok", F(65)), ("good", F("86.666666")), ("none", F(0))],
)
def test_mobile_reception_in_words(word: str, score: F) -> None:
    # -110: 15 + 5/10 x 35; -100: 50 + 5/10 x 30; -90: 80 + 5/15 x 20
    given = at_spots("network.mobile-reception", [word] * 4)
    found = outcome("network.mobile-reception", given, client_rooms=4)
    assert found.point is not None
    assert abs(found.point - score) < F(1, 1000)


def test_no_mobile_reception_fails() -> None:
    given = at_spots("network.mobile-reception", ["none"] * 4)
    found = outcome("network.mobile-reception", given, client_rooms=4)
    assert found.state == "fail"
    assert must("medicine-dispenser", "network.mobile-reception", given, client_rooms=4) == "failed"


@pytest.mark.parametrize(
    ("facts", "target"),
    [
        # 1.3 x (4 V + D + 2 K + 2 G)
        (
            {"beds": 49, "video_calls": 0, "active_devices": 10, "camera_streams": 0, "guests": 5},
            40,
        ),
        (
            {"beds": 50, "video_calls": 0, "active_devices": 10, "camera_streams": 0, "guests": 5},
            300,
        ),
        (
            {"beds": 30, "video_calls": 3, "active_devices": 30, "camera_streams": 4, "guests": 10},
            91,
        ),
    ],
)
def test_the_line_target(facts: dict[str, int], target: int) -> None:
    assert answered("network.line-capacity", str(target), **facts).point == 80
    assert answered("network.line-capacity", str(target * 2), **facts).point == 100
    assert answered("network.line-capacity", f"{target * 0.25:g}", **facts).point == 0


def test_the_line_against_facts_that_are_missing_has_no_point_and_meets_nothing() -> None:
    found = answered("network.line-capacity", "100000", beds=30)
    assert found.point is None
    given = said("network.line-capacity", "100000")
    assert should("mobile-record", "network.line-capacity", given, beds=30) == "unknown"


@pytest.mark.parametrize(
    ("value", "low", "point", "high"),
    [
        ("age=4,monitored=yes", 100, 100, 100),
        ("age=4,monitored=no", 80, 80, 80),
        ("age=9,monitored=no", 0, 0, 0),  # max(0, 13.3 - 20)
        ("age=6,monitored=no", 40, 40, 40),
        ("age=6", 40, None, 60),
    ],
)
def test_access_point_age(value: str, low: int, point: int | None, high: int) -> None:
    found = answered("network.access-point-age", value)
    assert (found.low, found.point, found.high) == (low, point, high)


@pytest.mark.parametrize(
    ("steps", "score"),
    [("0 0 0", 0), ("4 4 4", 100), ("1 3 4", 75), ("1 2 3 4", 40), ("0 1 4 4", 15)],
)
def test_recording_failures_take_the_worse_middle(steps: str, score: int) -> None:
    given = by_people("network.recording-failures", *steps.split())
    assert outcome("network.recording-failures", given).point == score


def test_matrix_weights_and_an_unknown_state() -> None:
    pairs = [
        said("coupling.matrix", "3", "pair:ecd~medication"),  # weight 3
        said("coupling.matrix", "1", "pair:ecd~planning"),  # weight 2
        said("coupling.matrix", "2", "pair:hr~training"),  # weight 1
    ]
    assert outcome("coupling.matrix", pairs).point == F(9 + 2 + 2, 18) * 100
    pairs.append(unknown("coupling.matrix", "pair:ecd~pharmacy"))  # weight 3: 0 or 9 of 27
    found = outcome("coupling.matrix", pairs)
    assert (found.low, found.point, found.high) == (F(1300, 27), None, F(2200, 27))
    assert found.state == "unknown"


def test_a_matrix_without_any_needed_pair_is_not_applicable() -> None:
    given = by_hand_not_applicable("coupling.matrix", "pair:ecd~medication")
    found = outcome("coupling.matrix", given)
    assert (found.state, found.in_play) == ("not_applicable", False)


def test_no_alarm_channel_is_not_applicable() -> None:
    found = answered("coupling.alarm-channels", "0")
    assert (found.state, found.in_play) == ("not_applicable", False)


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("sent=20,delivered=20,median=3", 100),
        ("sent=20,delivered=20,median=10", 80),
        ("sent=20,delivered=19,median=3", 60),
        ("sent=20,delivered=18,median=3", 20),
        ("sent=20,delivered=17,median=3", 0),
        ("sent=20,delivered=20,median=30", 40),
        ("sent=40,delivered=38,median=3", 60),
    ],
)
def test_an_alarm_test_is_the_lower_of_the_two_curves(value: str, score: int) -> None:
    assert answered("coupling.alarm-test", value).point == score


def test_a_lost_alarm_is_infinitely_late_inside_the_median() -> None:
    # 11 in 5 s and 9 lost: median 5 s; 10 and 10: between 5 s and never.
    eleven = numbered("coupling.alarm-test", "alarm", *["5"] * 11, *["lost"] * 9)
    ten = numbered("coupling.alarm-test", "alarm", *["5"] * 10, *["lost"] * 10)
    for given, seconds in ((eleven, F(5)), (ten, None)):
        readings = outcome("coupling.alarm-test", given)
        assert readings.point == 0  # too few delivered
        assert ("5 s" in str(readings.actual)) == (seconds is not None)
    # 19 of 20, sorted 5 x 10, 10 x 9, lost: middle two 5 and 10 -> 7.5 s; delivered 60.
    mixed = numbered("coupling.alarm-test", "alarm", *["5"] * 10, *["10"] * 9, "lost")
    found = outcome("coupling.alarm-test", mixed)
    assert found.point == 60
    assert "7.5 s" in str(found.actual)


def test_nineteen_test_alarms_are_not_enough() -> None:
    given = numbered("coupling.alarm-test", "alarm", *["3"] * 19)
    assert outcome("coupling.alarm-test", given).state == "unknown"
    assert answered("coupling.alarm-test", "sent=19,delivered=19,median=3").state == "unknown"
    facts = {"in_use": ("nurse-call",)}
    assert must("nurse-call", "coupling.alarm-test", given, **facts) == "unknown"


def test_a_test_as_a_whole_never_hides_alarms_logged_one_by_one() -> None:
    # Two laptops, one kept: 20 of 20; the other: 20 alarms, ten of them lost.
    given = [
        said("coupling.alarm-test", "sent=20,delivered=20,median=5"),
        *numbered("coupling.alarm-test", "alarm", *["5"] * 10, *["lost"] * 10),
    ]
    facts = {"in_use": ("nurse-call",)}
    assert must("nurse-call", "coupling.alarm-test", given, **facts) != "met"


@pytest.mark.parametrize("lost", [1, 2, 9])
def test_one_lost_alarm_is_not_hidden_by_a_whole_test_with_the_same_median(lost: int) -> None:
    # Both have a median of 5 s; only the alarms one by one tell that some were lost.
    given = [
        said("coupling.alarm-test", "sent=20,delivered=20,median=5"),
        *numbered("coupling.alarm-test", "alarm", *["5"] * (20 - lost), *["lost"] * lost),
    ]
    facts = {"in_use": ("nurse-call",)}
    assert must("nurse-call", "coupling.alarm-test", given, **facts) != "met"
    assert outcome("coupling.alarm-test", given, **facts).point is None


def test_a_whole_count_never_hides_the_count_of_a_shift() -> None:
    given = [said("devices.per-carer", "8/8"), said("devices.per-carer", "4/8", "shift:day")]
    assert outcome("devices.per-carer", given, carers_day=8).point is None
    assert must("mobile-record", "devices.per-carer", given, carers_day=8) == "unknown"


@pytest.mark.parametrize(
    ("hours", "score"), [("0", F(0)), ("20", F("12.5")), ("40", F(25)), ("168", F(100))]
)
def test_helpdesk_hours_start_at_nothing(hours: str, score: F) -> None:
    assert answered("helpdesk.hours", hours).point == score


def calls(*events: str) -> list:
    return numbered("helpdesk.pick-up-time", "call", *events)


def test_an_unanswered_call_is_infinitely_late() -> None:
    # 30 and 60 s and one unanswered: median 60 -> 70
    given = calls("seconds=30,moment=day", "seconds=60,moment=evening", "unanswered,moment=weekend")
    assert outcome("helpdesk.pick-up-time", given).point == 70
    # two unanswered of three: 0
    given = calls("seconds=30,moment=day", "unanswered,moment=evening", "unanswered,moment=weekend")
    assert outcome("helpdesk.pick-up-time", given).point == 0


def test_test_calls_need_day_evening_and_weekend() -> None:
    given = calls("seconds=20,moment=day", "seconds=20,moment=evening", "seconds=20,moment=night")
    found = outcome("helpdesk.pick-up-time", given)
    assert (found.state, found.point) == ("unknown", None)


@pytest.mark.parametrize(
    ("value", "low", "point", "high"),
    [
        ("hours=4,night=yes", 65, 65, 65),
        ("hours=1,night=no", 0, 0, 0),
        ("hours=4", 0, None, 65),
    ],
)
def test_supplier_response(value: str, low: int, point: int | None, high: int) -> None:
    found = answered("helpdesk.supplier-response", value)
    assert (found.low, found.point, found.high) == (low, point, high)


@pytest.mark.parametrize(
    ("goals", "score"),
    [("0", 0), ("1", 50), ("2", 70), ("3", 100), ("4", 100), ("5", 100), ("6", 80), ("50", 80)],
)
def test_concrete_goals(goals: str, score: int) -> None:
    assert answered("steering.concrete-goals", goals).point == score


def test_concrete_goals_are_whole_and_have_no_better_direction() -> None:
    assert catalogue().questions["steering.concrete-goals"].direction == "none"
    with pytest.raises(Refused):
        said("steering.concrete-goals", "2.5")


@pytest.mark.parametrize(("yes", "score"), [(0, 0), (1, 40), (2, 75), (3, 100)])
def test_ordinary_work_by_count(yes: int, score: int) -> None:
    value = ",".join(
        f"{item}={'yes' if n < yes else 'no'}"
        for n, item in enumerate(("intake", "care-plan", "meeting"))
    )
    assert answered("steering.in-ordinary-work", value).point == score


@pytest.mark.parametrize(("yes", "score"), [(0, 0), (1, 30), (2, 65), (3, 100)])
def test_accounts_by_count(yes: int, score: int) -> None:
    value = ",".join(
        f"{item}={'yes' if n < yes else 'no'}"
        for n, item in enumerate(("personal", "second-factor", "removed-on-leaving"))
    )
    assert answered("safety.accounts", value).point == score


@pytest.mark.parametrize(("count", "score"), [(0, 0), (1, 35), (2, 70), (3, 100)])
def test_involved_early_by_count(count: int, score: int) -> None:
    assert answered("helpdesk.involved-early", f"{count}/3").point == score


def test_answers_of_fewer_than_three_carers_stay_hidden() -> None:
    # 13 and 29 stand nowhere else: neither they nor their median of 21 may be told.
    visit = a_visit(by_people("applications.count", "13", "29"))
    row = next(
        q
        for q in in_json(assess(catalogue(), visit))["questions"]
        if q["id"] == "applications.count"
    )
    assert "21" not in row["actual"]
    assert "13" not in row["actual"]
    assert row["worst_tenth"] == []


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("network.recording-failures", 3),
        ("applications.count", 3),
        ("applications.self-explanatory", 3),
        ("coupling.double-entry", 3),
        ("helpdesk.night-number-known", 3),
        ("helpdesk.mark", 5),
        ("people.digicoach-known", 5),
        ("people.safe-to-try", 5),
        ("people.reason-known", 5),
        ("helpdesk.pick-up-time", 3),
        ("coupling.alarm-test", 20),
    ],
)
def test_how_many_must_be_asked(question: str, least: int) -> None:
    assert catalogue().questions[question].least == least


# -- several subjects that aren't a median ------------------------------------------


def test_devices_are_counted_on_the_busiest_shift() -> None:
    given = [
        said("devices.per-carer", "10/10", "shift:day"),
        said("devices.per-carer", "2/4", "shift:evening"),
    ]
    facts = {"carers_day": 10, "carers_evening": 4}
    assert outcome("devices.per-carer", given, **facts).point == 90
    facts = {"carers_day": 3, "carers_evening": 4}
    assert outcome("devices.per-carer", given, **facts).point == 40


def test_another_shift_never_stands_for_the_busiest() -> None:
    given = said("devices.per-carer", "3/3", "shift:night")
    assert outcome("devices.per-carer", given, carers_day=10).point is None
    assert must("mobile-record", "devices.per-carer", given, carers_day=10) == "unknown"


def test_a_count_of_one_more_shift_widens_nothing() -> None:
    evening = said("devices.per-carer", "8/8", "shift:evening")
    night = said("devices.per-carer", "9/9", "shift:night")
    before = outcome("devices.per-carer", evening, unknown("devices.per-carer", "shift:night"))
    after = outcome("devices.per-carer", evening, night)
    assert after.high - after.low <= before.high - before.low


def test_technologies_in_use_are_pooled_and_wishes_count_for_nothing() -> None:
    facts = {"in_use": ("mobile-record", "nurse-call"), "wanted": ("bed-sensor",)}
    given = [
        said("steering.owner", "yes", "technology:mobile-record"),
        said("steering.owner", "no", "technology:nurse-call"),
    ]
    assert outcome("steering.owner", given, **facts).point == 40  # 50 %
    wish = said("steering.owner", "yes", "technology:bed-sensor")
    assert outcome("steering.owner", given, wish, **facts).point == 40


def test_every_technology_in_use_must_be_asked_for_its_owner() -> None:
    facts = {"in_use": ("mobile-record", "nurse-call")}
    given = said("steering.owner", "yes", "technology:mobile-record")
    assert outcome("steering.owner", given, **facts).state == "unknown"
