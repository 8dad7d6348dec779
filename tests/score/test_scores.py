"""From outcomes to checks, domains, the location, coverage, the level and hard stops."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from readiness.model.assessment import HardStopResult, Tally
from readiness.score.level import level
from tests.builders import (
    GOOD_ROOM,
    NO_NETWORK,
    by_hand_not_applicable,
    catalogue,
    check,
    domain,
    judged,
    numbered,
    rooms,
    said,
    stop_on,
    unknown,
)


def test_a_needed_question_counts_twice() -> None:
    # helpdesk.close-by, all questions: guides need 80, floor-visits nice 40, mark and
    # involved-early (need) unknown.
    given = [said("helpdesk.guides", "3"), said("helpdesk.floor-visits", "0.5")]
    found = check(judged(given), "helpdesk.close-by")  # core only: guides and mark
    assert (found.low, found.point, found.high) == (40, 80, 90)
    from readiness.score.assess import assess
    from tests.builders import a_visit

    every = check(assess(catalogue(), a_visit(given, extended=True)), "helpdesk.close-by")
    assert every.low == F(2 * 80 + 40, 7)
    assert every.point == F(2 * 80 + 40, 3)
    assert every.high == F(2 * 80 + 40 + 4 * 100, 7)
    assert (every.known, every.in_play) == (2, 4)


def test_a_domain_is_the_mean_of_its_checks_in_play() -> None:
    given = [
        said("safety.outage-procedure", "3"),
        said("safety.offline-overview", "3"),
        said("safety.nen7510", "0"),
        said("safety.accounts", "personal=no,second-factor=no,removed-on-leaving=no"),
    ]
    found = domain(judged(given), "safety")
    assert (found.low, found.point, found.high) == (50, 50, 50)


def test_a_check_without_anything_known_is_left_out_of_the_point_but_not_of_the_interval() -> None:
    given = [
        said("safety.nen7510", "3"),
        said("safety.accounts", "personal=yes,second-factor=yes,removed-on-leaving=yes"),
    ]
    found = domain(judged(given), "safety")
    # outage: 0 to 100, no point; information security: 90
    assert (found.low, found.point, found.high) == (45, 90, 95)
    assert (found.known, found.in_play) == (2, 4)


def test_what_is_not_applicable_leaves_every_sum() -> None:
    given = [
        said("safety.nen7510", "3"),
        by_hand_not_applicable("safety.accounts"),
        by_hand_not_applicable("safety.outage-procedure"),
        by_hand_not_applicable("safety.offline-overview"),
    ]
    found = domain(judged(given), "safety")
    assert (found.low, found.point, found.high) == (80, 80, 80)
    assert (found.known, found.in_play) == (1, 1)
    assert [part.of for part in found.contributions] == ["safety.information-security"]


def test_the_location_is_the_mean_of_its_domains_by_weight() -> None:
    # Only steering (weight 8) and safety (weight 6) have a point: 8 x 100 and 6 x 0 of 14.
    given = [
        said("steering.vision-known", "3"),
        said("safety.outage-procedure", "0"),
    ]
    found = judged(given).location
    assert found.point == F(800, 14)
    # steering: vision check (100 and 0..100) / 2 = 50..100, three checks: 50/3..100
    # safety: outage check (0 and 0..100) / 2 = 0..50, two checks: 0..75
    assert found.low == F(8, 100) * F(50, 3)
    assert found.high == 100 - F(6, 100) * 25


def test_the_domain_weights() -> None:
    assert {d.id: d.weight for d in catalogue().domains.values()} == {
        "network": 20, "devices": 14, "applications": 12, "coupling": 14,
        "helpdesk": 14, "people": 12, "steering": 8, "safety": 6,
    }  # fmt: skip
    assert {d.id for d in catalogue().domains.values() if d.basic} == {
        "network", "devices", "applications", "coupling", "helpdesk",
    }  # fmt: skip


def test_core_questions_are_in_play_and_extended_ones_when_a_chosen_technology_names_them() -> None:
    assert judged().in_play == 56
    # bed-sensor names power-backup and privacy-weighed.
    assert judged(in_use=("bed-sensor",)).in_play == 58
    assert judged(wanted=("bed-sensor",)).in_play == 58
    from readiness.score.assess import assess
    from tests.builders import a_visit

    assert assess(catalogue(), a_visit(extended=True)).in_play == 80


def test_an_extended_answer_that_is_not_in_play_changes_no_score_but_decides_its_must() -> None:
    from tests.builders import requirement

    given = said("network.power-backup", "0")
    found = judged(given)
    assert found.outcomes["network.power-backup"].in_play is False
    assert found.location.point is None
    assert found.in_play == 56
    assert requirement(found, "nurse-call", "network.power-backup").state == "failed"


def test_coverage_is_known_over_in_play_unweighted_at_every_tier() -> None:
    found = judged(said("safety.nen7510", "3"), said("applications.card", "2"))
    assert found.coverage == F(2, 56)
    assert domain(found, "safety").coverage == F(1, 4)
    assert check(found, "safety.information-security").coverage == F(1, 2)


def test_partly_known_is_not_counted_as_known() -> None:
    found = judged(said("safety.accounts", "personal=yes,second-factor=yes"))
    assert found.known == 0
    tally = check(found, "safety.information-security")
    # accounts: by count 2 or 3 -> 65..100; nen7510 0..100
    assert (tally.low, tally.point, tally.high) == (F("32.5"), None, 100)


# -- level -------------------------------------------------------------------------


def levels(scores: str, stops: tuple[str, ...] = (), known: int = 56, **highs: int) -> tuple:
    """Level low and high; `scores` are the eight domains in order."""
    domains = list(catalogue().domains.values())
    made = [
        (d, Tally(d.id, F(s), F(highs.get(d.id, s)), None, 7, 7, ()))
        for d, s in zip(domains, scores.split(), strict=True)
    ]
    location = Tally("location", F(0), F(100), None, known, 56, ())
    found = level(location, made, [HardStopResult("q", state) for state in stops])  # type: ignore[arg-type]
    return found.low, found.high


# network devices applications coupling helpdesk people steering safety
@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ("29.999 100 100 100 100 100 100 100", 0),
        ("30 30 30 30 30 0 0 0", 1),
        ("49.999 100 100 100 100 100 100 100", 1),
        ("50 50 50 50 50 0 0 0", 2),
        ("70 70 70 70 69.999 100 100 100", 2),
        ("70 70 70 70 70 50 50 49.999", 2),
        ("70 70 70 70 70 50 50 50", 3),
        ("85 85 85 85 85 85 84.999 85", 3),
        ("85 85 85 85 85 85 85 85", 4),
    ],
)
def test_the_levels(scores: str, expected: int) -> None:
    assert levels(scores) == (expected, expected)


def test_an_open_interval_gives_a_level_between_two() -> None:
    assert levels("60 90 90 90 90 90 90 90", network=90) == (2, 4)


def test_a_hard_stop_caps_both_sides_at_1_and_an_unknown_one_the_low_side_only() -> None:
    every = "90 90 90 90 90 90 90 90"
    assert levels(every, ("raised",)) == (1, 1)
    assert levels(every, ("unknown",)) == (1, 4)
    assert levels(every, ("raised", "unknown")) == (1, 1)
    assert levels(every, ("clear",)) == (4, 4)
    assert levels("20 90 90 90 90 90 90 90", ("raised",)) == (0, 0)


def test_under_70_percent_coverage_there_is_no_level() -> None:
    every = "90 90 90 90 90 90 90 90"
    assert levels(every, known=39) == (None, None)  # 69.6 %
    assert levels(every, known=40) == (4, 4)  # 71.4 %


# -- hard stops ----------------------------------------------------------------------

COVERAGE = "network.room-coverage"


@pytest.mark.parametrize(
    ("good", "bad", "state"), [(15, 5, "clear"), (14, 6, "raised"), (5, 4, "unknown")]
)
def test_fewer_than_75_percent_of_rooms(good: int, bad: int, state: str) -> None:
    given = rooms((good, GOOD_ROOM), (bad, NO_NETWORK))
    assert stop_on(COVERAGE, given, client_rooms=20) == state


@pytest.mark.parametrize(("delivered", "state"), [(20, "clear"), (19, "clear"), (18, "raised")])
def test_more_than_one_in_twenty_alarms_lost(delivered: int, state: str) -> None:
    given = said("coupling.alarm-test", f"sent=20,delivered={delivered},median=5")
    assert stop_on("coupling.alarm-test", given, in_use=("bed-sensor",)) == state


def test_lost_alarms_stop_only_where_an_alarm_technology_is_in_use() -> None:
    given = said("coupling.alarm-test", "sent=20,delivered=2,median=5")
    for facts in ({}, {"in_use": ("video-care",)}, {"wanted": ("nurse-call",)}):
        found = {stop.question for stop in judged(given, **facts).hard_stops}
        assert "coupling.alarm-test" not in found
        assert "helpdesk.night-number-known" not in found


def test_too_few_test_alarms_leave_the_hard_stop_unknown() -> None:
    given = numbered("coupling.alarm-test", "alarm", *["lost"] * 5)
    assert stop_on("coupling.alarm-test", given, in_use=("nurse-call",)) == "unknown"


@pytest.mark.parametrize(
    ("value", "state"), [("2/4", "clear"), ("1/3", "raised"), ("0/2", "unknown")]
)
def test_no_known_night_number(value: str, state: str) -> None:
    given = said("helpdesk.night-number-known", value)
    assert stop_on("helpdesk.night-number-known", given, in_use=("nurse-call",)) == state


@pytest.mark.parametrize(("step", "state"), [("0", "raised"), ("1", "clear")])
def test_no_outage_procedure(step: str, state: str) -> None:
    assert stop_on("safety.outage-procedure", said("safety.outage-procedure", step)) == state


@pytest.mark.parametrize(("step", "state"), [("0", "clear"), ("1", "raised"), ("2", "clear")])
def test_borrowed_logins(step: str, state: str) -> None:
    assert stop_on("devices.temp-ready", said("devices.temp-ready", step)) == state


def test_not_applicable_by_hand_lifts_no_hard_stop() -> None:
    given = by_hand_not_applicable("safety.outage-procedure")
    assert stop_on("safety.outage-procedure", given) == "unknown"
    assert stop_on("safety.outage-procedure", unknown("safety.outage-procedure")) == "unknown"
