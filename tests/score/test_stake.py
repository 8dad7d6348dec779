"""What an answer that is still missing would decide, found by scoring again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

from readiness.model.visit import Visit
from readiness.score.assess import assess
from readiness.score.stake import Stake, stakes
from tests.builders import a_visit, catalogue, said
from tests.score.test_golden import golden_visit


def without(question: str) -> Visit:
    """The golden visit, in which everything is known, without the answers to one question."""
    visit = golden_visit()
    kept = tuple(o for o in visit.observations if o.question != question)
    return replace(visit, observations=kept)


def only_stake(question: str) -> Stake:
    (found,) = stakes(catalogue(), assess(catalogue(), without(question)))
    return found


def test_a_visit_without_open_questions_has_nothing_at_stake() -> None:
    assert stakes(catalogue(), assess(catalogue(), golden_visit())) == ()


def test_the_width_is_what_the_interval_gets_wider_by() -> None:
    found = only_stake("helpdesk.hours")
    whole = assess(catalogue(), without("helpdesk.hours")).location
    assert whole.low is not None
    assert whole.high is not None
    # One of four questions of one of three checks of a domain that counts 14 of 100.
    assert found.width == whole.high - whole.low == F(100, 4) / 3 * 14 / 100


def test_a_hard_stop_that_is_not_known_decides_the_level() -> None:
    found = only_stake("safety.outage-procedure")
    assert found.hard_stop
    assert (found.worst.low, found.worst.high) == (1, 1)
    assert (found.best.low, found.best.high) == (3, 3)
    assert found.moves_level


def test_a_verdict_that_hangs_on_one_answer_only() -> None:
    found = only_stake("devices.working-share")
    assert "mobile-record" in found.alone
    assert found.together == ()
    assert not found.hard_stop


def test_a_verdict_that_waits_for_several_answers_hangs_on_none_alone() -> None:
    visit = without("devices.working-share")
    kept = tuple(o for o in visit.observations if o.question != "safety.outage-procedure")
    made = stakes(catalogue(), assess(catalogue(), replace(visit, observations=kept)))
    assert all("mobile-record" not in one.alone for one in made)
    assert sum("mobile-record" in one.together for one in made) == 2


def test_the_most_deciding_comes_first() -> None:
    visit = a_visit([said("helpdesk.hours", "100")], in_use=("nurse-call",))
    made = stakes(catalogue(), assess(catalogue(), visit))
    keys = [not one.hard_stop for one in made if "nurse-call" not in one.alone]
    assert keys == sorted(keys)
    assert made[0].hard_stop
