"""A repair is the weakest that lifts what it says, shown by judging again."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from readiness.model.answer import written as in_writing
from readiness.model.assessment import VERDICT_ORDER, Assessment
from readiness.model.catalogue import Clause
from readiness.model.revision import Known, Observation
from readiness.model.value import Value
from readiness.model.visit import Visit
from readiness.plan.repairs import Fault, faults, repaired_visit, repairs
from readiness.score.assess import assess
from tests.builders import (
    GOOD_ROOM,
    NO_NETWORK,
    a_visit,
    at_spots,
    by_people,
    catalogue,
    numbered,
    rooms,
    said,
    unknown,
)
from tests.score import wild


def repaired(visit: Visit, *remedies: str) -> Visit:
    found = faults(catalogue(), assess(catalogue(), visit))
    return repaired_visit(catalogue(), visit, found, remedies)


def values(visit: Visit, question: str) -> list[Value]:
    return [
        one.answer.value
        for one in visit.observations
        if one.question == question and isinstance(one.answer, Known)
    ]


def written(visit: Visit, question: str) -> list[str]:
    return [in_writing(value, catalogue().questions[question]) for value in values(visit, question)]


def after(
    question: str, remedy: str, *given: Observation | list[Observation], **facts: object
) -> list[str]:
    return written(repaired(a_visit(*given, **facts), remedy), question)


def test_a_step_becomes_the_first_that_every_must_accepts() -> None:
    # nurse-call asks step 3, others step 2 or less.
    assert after("network.segmentation", "segment-network", said("network.segmentation", "0")) == [
        "3"
    ]


def test_a_number_becomes_just_what_is_asked() -> None:
    assert after("network.power-backup", "power-supply", said("network.power-backup", "5")) == [
        "30"
    ]


def test_devices_are_counted_up_to_the_share_that_is_asked() -> None:
    found = after(
        "devices.per-carer",
        "devices",
        said("devices.per-carer", "3/8", "shift:day"),
        said("devices.per-carer", "2/3", "shift:night"),
    )
    # 8 x 1.0 for the highest must on the busiest shift; bed-sensor asks 1 a carer at night.
    assert found == ["8/8", "3/3"]


def test_only_as_many_spots_as_the_share_asks_are_repaired_and_the_nearest_first() -> None:
    spots = at_spots("network.jitter", ["5"] * 8 + ["200", "31"])
    found = after("network.jitter", "survey-retune", spots, client_rooms=10)
    assert found == ["5"] * 8 + ["30", "30"]
    # 19 of 20 are enough for 95 %: the worst spot stays as it was.
    spots = at_spots("network.jitter", ["5"] * 18 + ["200", "31"])
    found = after("network.jitter", "survey-retune", spots, client_rooms=20)
    assert found == ["5"] * 18 + ["200", "30"]


def test_a_median_is_lifted_by_as_few_people_as_it_takes() -> None:
    # No shipped must looks at people's answers; an organisation's own may.
    content = catalogue()
    glasses = content.technologies["smart-glasses"]
    asked = glasses.must[0].model_copy(
        update={
            "question": "network.recording-failures",
            "clauses": (Clause(on="step", at_least=Decimal(3)),),
            "subject": "",
        }
    )
    technologies = content.technologies | {
        "smart-glasses": glasses.model_copy(update={"must": (asked,)})
    }
    content = content.model_copy(update={"technologies": technologies})
    visit = a_visit(by_people("network.recording-failures", "0", "1", "2", "2", "4"))
    found = faults(content, assess(content, visit))
    made = repaired_visit(content, visit, found, ["survey-retune"])
    # Three of five at step 3 or more make the median; the two that are nearest go up.
    assert written(made, "network.recording-failures") == ["0", "1", "3", "3", "4"]


def test_a_checklist_gets_the_weakest_states_that_are_asked() -> None:
    question = catalogue().questions["network.zone-reach"]
    items = [item.id for item in question.items]  # type: ignore[union-attr]
    given = ",".join(f"{item}={'none' if n < 2 else 'good'}" for n, item in enumerate(items))
    visit = a_visit(said(question.id, given))
    before = assess(catalogue(), visit)
    made = repaired(visit, "access-points")
    now = assess(catalogue(), made)
    assert now.outcomes[question.id].low >= 90 > before.outcomes[question.id].low
    assert "none" not in written(made, question.id)[0]


def test_parts_of_a_composite_become_what_is_asked_and_no_better() -> None:
    assert after(
        "helpdesk.supplier-response",
        "supplier-agreement",
        said("helpdesk.supplier-response", "hours=24,night=no"),
    ) == ["hours=4,night=yes"]
    assert after(
        "helpdesk.supplier-response",
        "supplier-agreement",
        said("helpdesk.supplier-response", "hours=2,night=no"),
    ) == ["hours=2,night=yes"]


def test_a_part_that_is_unknown_is_not_called_repaired() -> None:
    visit = a_visit(said("helpdesk.supplier-response", "hours=24"))
    found = faults(catalogue(), assess(catalogue(), visit))
    assert found
    (repair,) = repairs(catalogue(), visit, found)
    assert repair.lifted < set(found)
    assert repair.beyond


def test_a_test_of_alarms_arrives_in_full_and_in_time() -> None:
    visit = a_visit(
        said("coupling.alarm-test", "sent=20,delivered=12,median=25"), in_use=("nurse-call",)
    )
    made = repaired(visit, "alarm-platform")
    assert written(made, "coupling.alarm-test") == ["delivered=20,median=10,sent=20"]
    alarms = numbered("coupling.alarm-test", "alarm", *["5"] * 17, "lost", "lost", "lost")
    made = repaired(a_visit(alarms, in_use=("nurse-call",)), "alarm-platform")
    assert written(made, "coupling.alarm-test") == ["5"] * 17 + ["86400"] * 3


def test_a_pair_of_systems_is_coupled_as_far_as_its_must_asks() -> None:
    visit = a_visit(said("coupling.matrix", "0", "pair:ecd~speech"), in_use=("speech-reporting",))
    made = repaired(visit, "coupling")
    assert written(made, "coupling.matrix") == ["2"]


def test_a_yes_is_given_for_the_technology_that_lacks_it_only() -> None:
    visit = a_visit(
        said("safety.privacy-weighed", "no", "technology:monitoring"),
        said("safety.privacy-weighed", "no", "technology:bed-sensor"),
        in_use=("monitoring",),
    )
    made = repaired(visit, "privacy-weighing")
    assert written(made, "safety.privacy-weighed") == ["1/1", "0/1"]


def test_a_hard_stop_is_lifted_by_the_next_step() -> None:
    visit = a_visit(said("devices.temp-ready", "1"))
    found = faults(catalogue(), assess(catalogue(), visit))
    assert Fault("devices.temp-ready", "hard-stop") in found
    assert written(repaired(visit, "accounts-from-hr"), "devices.temp-ready") == ["2"]


def test_room_coverage_is_repaired_through_the_spots_of_as_few_rooms_as_it_takes() -> None:
    weak = GOOD_ROOM | {"network.signal": "-80"}
    visit = a_visit(rooms((6, GOOD_ROOM), (1, NO_NETWORK), (3, weak)), client_rooms=10)
    before = assess(catalogue(), visit)
    found = faults(catalogue(), before)
    assert Fault("network.room-coverage", "hard-stop") in found
    now = assess(catalogue(), repaired(visit, "access-points"))
    assert before.outcomes["network.room-coverage"].actual.values["count"] == 6
    assert now.outcomes["network.room-coverage"].actual.values["count"] == 10


def test_what_is_unknown_stays_unknown() -> None:
    visit = a_visit(unknown("network.power-backup"), said("network.segmentation", "0"))
    made = repaired(visit, *catalogue().remedies)
    assert made.observations[0] == visit.observations[0]


def test_without_a_remedy_nothing_changes() -> None:
    visit = wild.visit(7)
    assert repaired(visit) == visit


# -- for visits at random ------------------------------------------------------------------------


def promised(before: Assessment, lifted: set[Fault], technology: str) -> bool:
    """Whether a plan may say that the technology opens."""
    (verdict,) = (v for v in before.verdicts if v.technology == technology)
    failed = {
        Fault(r.question, "must", technology, r.number) for r in verdict.of("failed", must=True)
    }
    return bool(failed) and failed <= lifted and not verdict.of("unknown", must=True)


@pytest.mark.parametrize("seed", range(60))
def test_judging_again_gives_what_was_promised(seed: int) -> None:
    visit, dice = wild.visit(seed), random.Random(seed)
    before = assess(catalogue(), visit)
    found = faults(catalogue(), before)
    made = repairs(catalogue(), visit, found)
    chosen = [one for one in made if dice.random() < 0.6]
    lifted: set[Fault] = set().union(*(one.lifted for one in chosen))
    remedies = [one.remedy for one in chosen]
    now = assess(catalogue(), repaired_visit(catalogue(), visit, found, remedies))
    for old, new in zip(before.verdicts, now.verdicts, strict=True):
        if promised(before, lifted, old.technology):
            assert new.state in ("ready", "ready-with-conditions"), old.technology
        elif old.state == "not-yet":
            assert new.state in ("not-yet", "undecided"), old.technology
    for was, stop in zip(before.hard_stops, now.hard_stops, strict=True):
        if Fault(was.question, "hard-stop") in lifted:
            assert stop.state == "clear"
        elif was.state == "raised":
            assert stop.state != "clear"


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_no_repair_makes_anything_worse(seed: int) -> None:
    # Conflicts aside: with two answers a repair may settle which of the two is true.
    visit = wild.visit(seed, conflicts=False)
    before = assess(catalogue(), visit)
    found = faults(catalogue(), before)
    every = [one.remedy for one in repairs(catalogue(), visit, found)]
    now = assess(catalogue(), repaired_visit(catalogue(), visit, found, every))
    for question, outcome in before.outcomes.items():
        assert now.outcomes[question].low >= outcome.low, question
        assert (now.outcomes[question].point or Fraction(0)) >= (outcome.point or Fraction(0))
    for old, new in zip(before.verdicts, now.verdicts, strict=True):
        if old.state != "not-applicable":
            assert VERDICT_ORDER.index(new.state) >= VERDICT_ORDER.index(old.state)
