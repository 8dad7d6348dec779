"""What counts as a silence, and what is the laptop's own doing: on a clock made by hand."""

from __future__ import annotations

from readiness.measure.walk.result import kept
from readiness.measure.walk.silence import Silences
from readiness.measure.walk.walked import MOST_GAPS, Gap, Note

START = 100.0


def steady(silences: Silences, since: float, until: float, number: int = 0) -> int:
    """An answer every 20 ms in this time, both ends included; the number after the last."""
    for step in range(round((until - since) / 0.02) + 1):
        silences.heard(since + step * 0.02, number, 0.005)
        number += 1
    return number


def test_answers_every_20_ms_are_no_silence() -> None:
    silences = Silences(START)
    steady(silences, START + 0.005, START + 10.005)
    silences.end(START + 10.01)
    assert silences.gaps == []
    assert silences.longest.ms == 0


def test_one_lost_probe_is_20_ms_and_not_listed() -> None:
    silences = Silences(START)
    number = steady(silences, START + 0.005, START + 1.005)
    steady(silences, START + 1.045, START + 2.005, number + 1)
    assert silences.longest.ms == 20
    assert silences.gaps == []


def test_34_lost_probes_are_a_gap_of_680_ms_from_the_last_answer() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    steady(silences, START + 1.7, START + 2, number + 34)
    assert silences.gaps == [Gap(1.0, 680)]
    assert silences.longest == Gap(1.0, 680)


def test_answers_held_up_and_delivered_together_are_a_silence_too() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    for waited in range(16):
        silences.heard(START + 1.32, number + waited, 0.32 - waited * 0.02)
    assert silences.gaps == [Gap(1.0, 300)]


def test_a_far_server_is_no_silence() -> None:
    silences = Silences(START)
    silences.heard(START + 0.6, 0, 0.6)
    assert silences.longest.ms == 0


def test_probes_lost_before_the_first_answer_are_a_silence() -> None:
    silences = Silences(START)
    silences.heard(START + 0.501, 25, 0.001)
    assert silences.gaps == [Gap(0.0, 480)]


def test_what_the_laptop_stood_still_is_left_out() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    silences.stood_still(START + 1.02, START + 1.22)
    silences.heard(START + 1.225, number, 0.005)
    assert silences.longest.ms == 5
    assert (silences.stalls, round(silences.left_out_s, 3)) == (1, 0.2)


def test_a_short_stall_hides_no_lost_probes() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    silences.stood_still(START + 1.3, START + 1.36)
    silences.heard(START + 1.7, number + 30, 0.005)
    assert silences.gaps == [Gap(1.0, 680)]
    assert silences.stalls == 0


def test_a_short_stall_without_losses_is_no_gap() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    silences.stood_still(START + 1.02, START + 1.1)
    silences.heard(START + 1.105, number, 0.005)
    assert silences.longest.ms == 5


def test_sleep_is_no_gap_and_wifi_gets_ten_seconds_to_come_back() -> None:
    silences = Silences(START)
    number = steady(silences, START, START + 1)
    silences.slept(START + 1.02, START + 61.02)
    assert silences.now_ms(START + 70) == 0
    silences.heard(START + 66, number + 200, 0.005)
    assert silences.longest.ms == 0
    silences.slept(START + 67, START + 70)
    silences.heard(START + 90.02, number + 1000, 0.005)
    assert silences.longest.ms == 10_000


def test_a_silence_that_goes_on_at_the_end_is_at_least_that() -> None:
    silences = Silences(START)
    steady(silences, START, START + 1)
    silences.end(START + 4.02)
    assert silences.longest == Gap(1.0, 3000, at_least=True)
    assert silences.gaps == [Gap(1.0, 3000, at_least=True)]


def test_a_gap_has_the_note_nearest_to_it_within_30_seconds() -> None:
    gaps = [Gap(10.0, 2000), Gap(100.0, 60), Gap(200.0, 60)]
    notes = [Note(4.0, "corridor"), Note(15.0, "lift"), Note(129.0, "garden")]
    assert [gap.note for gap in kept(gaps, notes)] == ["lift", "garden", ""]


def test_of_very_many_gaps_the_longest_are_kept_in_order_of_time() -> None:
    gaps = [Gap(float(at), 60 if at % 2 else 200) for at in range(1200)]
    shown = kept(gaps, [])
    assert len(shown) == MOST_GAPS == 500
    assert {gap.ms for gap in shown} == {200}
    assert [gap.at_s for gap in shown] == sorted(gap.at_s for gap in shown)
