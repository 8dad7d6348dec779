"""What changed between two visits that were judged with the same ruler."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from readiness.model.assessment import Assessment
from readiness.score.assess import assess
from readiness.score.change import changes
from tests.builders import catalogue, said
from tests.score.test_golden import golden_visit, visited


def later(question: str, *answers: str) -> Assessment:
    """The golden visit again, with one question answered otherwise, or not at all."""
    visit = golden_visit()
    kept = tuple(o for o in visit.observations if o.question != question)
    return assess(
        catalogue(),
        replace(visit, observations=(*kept, *(said(question, answer) for answer in answers))),
    )


def test_two_equal_visits_show_no_change() -> None:
    found = changes(visited(), visited())
    assert (found.verdicts, found.hard_stops, found.questions) == ((), (), ())
    assert found.same == 62


def test_a_lower_score_is_worse_and_says_by_how_much() -> None:
    found = changes(visited(), later("helpdesk.hours", "55"))
    (change,) = found.questions
    assert (change.question, change.turn, change.gain) == ("helpdesk.hours", "worse", F(40) - 80)
    assert found.same == 61


def test_a_hard_stop_and_the_verdict_that_falls_with_it_are_worse() -> None:
    found = changes(visited(), later("safety.outage-procedure", "0"))
    assert [(s.question, s.before, s.after, s.turn) for s in found.hard_stops] == [
        ("safety.outage-procedure", "clear", "raised", "worse")
    ]
    fallen = {v.technology: (v.before, v.after, v.turn) for v in found.verdicts}
    assert fallen["mobile-record"] == ("ready", "not-yet", "worse")


def test_what_is_not_known_any_more_is_lost_and_the_other_way_round_found() -> None:
    unknown = later("helpdesk.hours")
    lost, found = changes(visited(), unknown), changes(unknown, visited())
    assert [(c.question, c.turn, c.gain) for c in lost.questions] == [
        ("helpdesk.hours", "lost", None)
    ]
    assert [c.turn for c in found.questions] == ["found"]
    # A verdict that comes to be known got neither worse nor better.
    assert {v.turn for v in lost.verdicts} <= {"lost"}
    assert {v.turn for v in found.verdicts} <= {"found"}


def test_what_got_worse_comes_first() -> None:
    visit = golden_visit()
    kept = [
        o for o in visit.observations if o.question not in ("helpdesk.hours", "devices.carried")
    ]
    mixed = [said("helpdesk.hours", "168"), said("devices.carried", "4")]
    after = assess(catalogue(), replace(visit, observations=(*kept, *mixed)))
    assert [c.turn for c in changes(visited(), after).questions] == ["worse", "better"]


def test_different_rulers_are_refused() -> None:
    with pytest.raises(ValueError, match="can't be compared"):
        changes(replace(visited(), ruler="another"), visited())
