"""What always holds, whatever a visit looks like (design.md section 4)."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, note, settings
from hypothesis import strategies as st

from readiness.model.answer import written
from readiness.model.assessment import VERDICT_ORDER, Assessment
from readiness.model.revision import Known, Unknown
from readiness.model.visit import Visit
from readiness.score.assess import assess
from tests.builders import catalogue, exact, in_json, json_text, said
from tests.score import wild

SEEDS = st.integers(min_value=0, max_value=2**32)
few = settings(max_examples=60, derandomize=True, deadline=None)
STEPS = 6


def tiers(made: Assessment) -> dict[str, tuple]:
    """Low, high and point of everything that has them, by what it is."""
    found = {
        f"question {o.question}": (o.low, o.high, o.point)
        for o in made.outcomes.values()
        if o.state != "not_applicable"
    }
    for tally in (*made.checks, *made.domains, made.location):
        if tally.low is not None:
            found[f"tally {tally.id}"] = (tally.low, tally.high, tally.point)
    return found


def judge(visit: Visit) -> Assessment:
    return assess(catalogue(), visit)


@few
@given(SEEDS)
def test_a_better_value_lowers_no_low_no_point_and_no_verdict(seed: int) -> None:
    dice = random.Random(seed + 1)
    visit = wild.visit(seed)
    before = judge(visit)
    was = tiers(before)
    times = Counter((o.question, o.subject) for o in visit.observations)
    known = [
        o
        for o in visit.observations
        if isinstance(o.answer, Known) and times[o.question, o.subject] == 1
    ]
    for old in dice.sample(known, min(STEPS, len(known))):
        question = catalogue().questions[old.question]
        assert isinstance(old.answer, Known)
        better = wild.raised(question, old.answer.value, dice)
        if better is None:
            continue
        was_written = written(old.answer.value, question)
        note(f"{old.question} {old.subject}: {was_written} -> {written(better, question)}")
        after = judge(wild.with_answer(visit, old, better))
        for name, (low, _, point) in tiers(after).items():
            if name not in was:
                continue
            low_was, _, point_was = was[name]
            assert low >= low_was, f"low of {name}: {low_was} -> {low}"
            if point is not None and point_was is not None:
                assert point >= point_was, f"point of {name}: {point_was} -> {point}"
        for verdict, verdict_was in zip(after.verdicts, before.verdicts, strict=True):
            assert (verdict.state == "not-applicable") == (verdict_was.state == "not-applicable")
            if verdict.state != "not-applicable":
                assert VERDICT_ORDER.index(verdict.state) >= VERDICT_ORDER.index(
                    verdict_was.state
                ), f"{verdict.technology}: {verdict_was.state} -> {verdict.state}"


@few
@given(SEEDS)
def test_answering_an_unknown_widens_no_interval(seed: int) -> None:
    # Without conflicts: beside one, more answers can move a median to a steeper curve.
    dice = random.Random(seed + 2)
    visit = wild.visit(seed, conflicts=False)
    was = tiers(judge(visit))
    open_ = [o for o in visit.observations if isinstance(o.answer, Unknown)]
    asked = {o.question for o in visit.observations}
    changed = []
    for old in dice.sample(open_, min(STEPS // 2, len(open_))):
        question = catalogue().questions[old.question]
        text = wild.value(question, str(old.subject), dice)
        answered = replace(said(question.id, text, str(old.subject)), revision=old.revision)
        changed.append((answered, [answered if o is old else o for o in visit.observations]))
    never = [
        q
        for q in catalogue().questions.values()
        if q.id not in asked and not getattr(q, "derived", "")
    ]
    for question in dice.sample(never, min(STEPS // 2, len(never))):
        for subject in wild.subjects(question, dice)[:1]:
            answered = said(question.id, wild.value(question, subject, dice), subject)
            changed.append((answered, [*visit.observations, answered]))
    for answered, observations in changed:
        assert isinstance(answered.answer, Known)
        question = catalogue().questions[answered.question]
        note(f"{answered.question} {answered.subject}: {written(answered.answer.value, question)}")
        after = judge(replace(visit, observations=tuple(observations)))
        for name, (low, high, _) in tiers(after).items():
            if name in was:
                low_was, high_was, _ = was[name]
                assert high - low <= high_was - low_was, (
                    f"{name}: {low_was}..{high_was} -> {low}..{high}"
                )


@few
@given(SEEDS)
def test_the_contributions_add_up_exactly_at_every_tier(seed: int) -> None:
    made = judge(wild.visit(seed))
    for tally in (*made.checks, *made.domains, made.location):
        if tally.low is None:
            assert tally.contributions == ()
            continue
        assert sum(c.low_part for c in tally.contributions) == tally.low
        assert sum(c.high_part for c in tally.contributions) == tally.high
        if tally.point is not None:
            assert sum(c.point_part for c in tally.contributions) == tally.point
        assert 0 <= tally.low <= tally.high <= 100
        # The point leaves out what isn't known, so it may lie outside the interval.
        assert tally.point is None or 0 <= tally.point <= 100
    for outcome in made.outcomes.values():
        assert 0 <= outcome.low <= outcome.high <= 100
        if outcome.point is not None:
            assert outcome.low == outcome.point == outcome.high
            assert sum(amount for _, amount in outcome.parts) == outcome.point


@few
@given(SEEDS)
def test_the_contributions_in_the_document_add_up_exactly_too(seed: int) -> None:
    made = json.loads(json.dumps(in_json(judge(wild.visit(seed)))))
    for tally in (*made["domains"], *made["checks"]):
        parts = tally["contributions"]
        for side in ("low", "high"):
            if tally[side] is not None:
                total = sum((exact(p["share"]) * exact(p[side]) for p in parts), Fraction(0))
                assert total == exact(tally[side])
        if tally["point"] is not None:
            total = sum(
                (
                    exact(p["point_share"]) * exact(p["point"])
                    for p in parts
                    if p["point"] is not None
                ),
                Fraction(0),
            )
            assert total == exact(tally["point"])
    for question in made["questions"]:
        if question["point"] is not None:
            total = sum((exact(s["amount"]) for s in question["contributions"]), Fraction(0))
            assert total == exact(question["point"])


@few
@given(SEEDS)
def test_the_order_of_the_answers_changes_no_byte(seed: int) -> None:
    visit = wild.visit(seed)
    mixed = list(visit.observations)
    random.Random(seed + 3).shuffle(mixed)
    assert json_text(judge(replace(visit, observations=tuple(mixed)))) == json_text(judge(visit))


@few
@given(SEEDS)
def test_nothing_unknown_is_ever_ready(seed: int) -> None:
    for verdict in judge(wild.visit(seed)).verdicts:
        if verdict.state in ("ready", "ready-with-conditions"):
            assert {r.state for r in verdict.requirements if r.must} <= {
                "met",
                "condition",
                "not-applicable",
            }
        if verdict.state == "ready":
            assert "condition" not in {r.state for r in verdict.requirements}


def test_the_visits_that_are_tried_are_not_all_alike() -> None:
    made = [judge(wild.visit(seed)) for seed in range(40)]
    states = Counter(v.state for one in made for v in one.verdicts)
    assert {"not-yet", "undecided", "ready"} <= set(states)
    assert {o.state for one in made for o in one.outcomes.values()} == {
        "pass", "partial", "fail", "unknown", "not_applicable",
    }  # fmt: skip
    assert len({(one.level.low, one.level.high) for one in made}) > 3
