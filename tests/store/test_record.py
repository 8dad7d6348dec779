"""What was observed is never lost: one transaction an answer, revisions, conflicts, closing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.model import answer as answers
from readiness.model import subject as subjects
from readiness.model.given import Given
from readiness.model.revision import Known, NotApplicable, Unknown
from readiness.model.sentence import Refused
from readiness.model.visit import Visit
from readiness.paths import Home

DAY = date(2026, 3, 2)


def open_kit(home: Path) -> Kit:
    return Kit(Home(home))


def given(kit: Kit, question: str, value: str, subject: str = "location") -> Given:
    about = subjects.parse(subject)
    return Given(
        question, about, Known(answers.parse(kit.catalogue.questions[question], about, value))
    )


@pytest.fixture
def kit(home: Path):
    opened = open_kit(home)
    yield opened
    opened.close_store()


@pytest.fixture
def visit(kit: Kit) -> Visit:
    location = kit.add_location({"name": "De Lindehof", "beds": "40", "client_rooms": "12"})
    return kit.visit(kit.start_visit(location, DAY))


def values(kit: Kit, visit: Visit, question: str) -> list[str]:
    asked = kit.catalogue.questions[question]
    return [
        answers.written(o.answer.value, asked) if isinstance(o.answer, Known) else o.answer.reason
        for o in kit.visit(visit.id).observations
        if o.question == question
    ]


def test_an_answer_is_there_for_the_next_program(kit: Kit, visit: Visit, home: Path) -> None:
    kit.record(visit, [given(kit, "applications.card", "3")])
    other = open_kit(home)
    assert values(other, visit, "applications.card") == ["3"]
    other.close_store()


def test_answers_of_one_record_are_all_kept_or_none(kit: Kit, visit: Visit) -> None:
    good = given(kit, "applications.card", "3")
    bad = Given("safety.nen7510", subjects.LOCATION, Unknown("  "))
    with pytest.raises(Refused):
        kit.record(visit, [good, bad])
    assert values(kit, visit, "applications.card") == []


KILLED = """
import sys
from tests.store.test_record import given, open_kit
from pathlib import Path
kit = open_kit(Path(sys.argv[1]))
visit = kit.visit(sys.argv[2])
for step in ("0", "1", "2"):
    kit.record(visit, [given(kit, "applications.card", step)])
    visit = kit.visit(visit.id)
print("stored", flush=True)
sys.stdin.read()
"""


def test_an_answer_outlives_a_writer_that_is_killed(kit: Kit, visit: Visit, home: Path) -> None:
    kit.close_store()
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home), visit.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert writer.stdout is not None
    assert writer.stdin is not None
    with writer.stdout, writer.stdin:
        assert writer.stdout.readline() == b"stored\n"
        writer.kill()
        writer.wait()
    again = open_kit(home)
    assert values(again, visit, "applications.card") == ["2"]
    kept = [r for r in again.store.revisions(visit=visit.id) if r.key == "applications.card"]
    assert [r.body["value"]["step"] for r in kept if r.body] == [0, 1, 2]
    again.close_store()


def test_a_new_answer_replaces_the_old_one_and_the_old_one_is_kept(kit: Kit, visit: Visit) -> None:
    kit.record(visit, [given(kit, "applications.card", "1")])
    kit.record(kit.visit(visit.id), [given(kit, "applications.card", "3")])
    assert values(kit, visit, "applications.card") == ["3"]
    first, second = [r for r in kit.store.revisions(visit=visit.id) if r.kind == "observation"]
    assert second.replaces == (first.id,)
    assert first.body == {"value": {"step": 1}}


def test_withdrawing_undoes_and_keeps_the_record(kit: Kit, visit: Visit) -> None:
    kit.record(visit, [given(kit, "applications.card", "1")])
    kit.withdraw(kit.visit(visit.id), "applications.card", subjects.LOCATION)
    assert values(kit, visit, "applications.card") == []
    assert kit.assess(kit.visit(visit.id)).outcomes["applications.card"].state == "unknown"
    kept = [r for r in kit.store.revisions(visit=visit.id) if r.kind == "observation"]
    assert [r.body is None for r in kept] == [False, True]
    with pytest.raises(Refused):
        kit.withdraw(kit.visit(visit.id), "applications.card", subjects.LOCATION)


def test_unknown_and_not_applicable_keep_their_reason(kit: Kit, visit: Visit) -> None:
    kit.record(
        visit,
        [
            Given("applications.card", subjects.LOCATION, Unknown("manager was ill")),
            Given("safety.nen7510", subjects.LOCATION, NotApplicable("part of another firm")),
        ],
    )
    assert values(kit, visit, "applications.card") == ["manager was ill"]
    assert values(kit, visit, "safety.nen7510") == ["part of another firm"]


# -- merging ---------------------------------------------------------------------------


def copy(home: Path, to: Path) -> Kit:
    """A second laptop that has everything the first one has."""
    first, second = open_kit(home), open_kit(to)
    union(first, second)
    first.close_store()
    return second


def union(source: Kit, target: Kit) -> None:
    have = {r.id for r in target.store.revisions()}
    new = [r for r in source.store.revisions() if r.id not in have]
    rulers = {(r.body or {})["ruler"] for r in source.store.revisions(kind="visit") if r.body}
    kept = [(hash_, source.store.ruler(hash_) or "") for hash_ in rulers]
    target.store.add(new, rulers=kept)


def test_the_union_of_two_laptops_is_a_conflict_and_no_winner(
    kit: Kit, visit: Visit, home: Path, tmp_path: Path
) -> None:
    kit.record(visit, [given(kit, "applications.card", "0")])
    other = copy(home, tmp_path / "other")
    kit.record(kit.visit(visit.id), [given(kit, "applications.card", "1")])
    other.record(other.visit(visit.id), [given(other, "applications.card", "3")])
    union(kit, other)
    union(other, kit)
    for laptop in (kit, other):
        assert sorted(values(laptop, visit, "applications.card")) == ["1", "3"]
        found = laptop.assess(laptop.visit(visit.id)).outcomes["applications.card"]
        assert (found.low, found.high, found.point, found.conflict) == (25, 80, None, True)
    # A person decides, once, for both.
    kit.record(kit.visit(visit.id), [given(kit, "applications.card", "3")])
    union(kit, other)
    assert values(other, visit, "applications.card") == ["3"]
    other.close_store()


def test_facts_that_two_laptops_changed_come_out_the_same_on_both(
    kit: Kit, visit: Visit, home: Path, tmp_path: Path
) -> None:
    other = copy(home, tmp_path / "other")
    kit.edit_location(kit.location(visit.location.id), {"client_rooms": "60", "beds": "44"})
    other.edit_location(other.location(visit.location.id), {"client_rooms": "10"})
    union(kit, other)
    union(other, kit)
    here, there = kit.location(visit.location.id), other.location(visit.location.id)
    assert here == there
    assert here.beds == 44
    other.close_store()


def test_a_withdrawal_against_a_correction_keeps_the_correction_in_sight(
    kit: Kit, visit: Visit, home: Path, tmp_path: Path
) -> None:
    kit.record(visit, [given(kit, "applications.card", "0")])
    other = copy(home, tmp_path / "other")
    kit.withdraw(kit.visit(visit.id), "applications.card", subjects.LOCATION)
    other.record(other.visit(visit.id), [given(other, "applications.card", "3")])
    union(other, kit)
    assert values(kit, visit, "applications.card") == ["3"]
    other.close_store()


def test_the_same_union_twice_changes_nothing(
    kit: Kit, visit: Visit, home: Path, tmp_path: Path
) -> None:
    kit.record(visit, [given(kit, "applications.card", "2")])
    other = copy(home, tmp_path / "other")
    before = other.store.revisions()
    union(kit, other)
    assert other.store.revisions() == before
    other.close_store()


# -- closing ---------------------------------------------------------------------------


def test_a_correction_after_closing_needs_a_reason(kit: Kit, visit: Visit) -> None:
    kit.record(visit, [given(kit, "applications.card", "2")])
    kit.close_visit(kit.visit(visit.id))
    closed = kit.visit(visit.id)
    assert closed.closed
    for wrong in ("", "   "):
        with pytest.raises(Refused):
            kit.record(closed, [given(kit, "applications.card", "4")], wrong)
        with pytest.raises(Refused):
            kit.withdraw(closed, "applications.card", subjects.LOCATION, wrong)
    assert values(kit, visit, "applications.card") == ["2"]
    kit.record(closed, [given(kit, "applications.card", "4")], "typing mistake")
    assert values(kit, visit, "applications.card") == ["4"]
    (kept,) = kit.visit(visit.id).observations
    assert kept.correction == "typing mistake"


def test_closing_pins_the_facts(kit: Kit, visit: Visit) -> None:
    kit.close_visit(kit.visit(visit.id))
    kit.edit_location(
        kit.location(visit.location.id), {"client_rooms": "60", "in_use": "nurse-call"}
    )
    assert kit.visit(visit.id).location.client_rooms == 12
    assert kit.visit(visit.id).location.in_use == ()
    assert kit.location(visit.location.id).client_rooms == 60
    kit.reopen_visit(kit.visit(visit.id), "two rooms forgotten")
    assert kit.visit(visit.id).location.client_rooms == 60
    assert not kit.visit(visit.id).closed


def test_a_visit_is_pinned_to_the_content_it_was_started_with(kit: Kit, visit: Visit) -> None:
    assert visit.ruler == kit.catalogue.ruler
    assert kit.store.ruler(visit.ruler) is not None


def test_reopening_needs_a_reason(kit: Kit, visit: Visit) -> None:
    kit.close_visit(visit)
    with pytest.raises(Refused):
        kit.reopen_visit(kit.visit(visit.id), " ")
    assert kit.visit(visit.id).closed
    with pytest.raises(Refused):
        kit.close_visit(kit.visit(visit.id))


def test_a_timed_log_is_entered_one_by_one_or_as_a_whole(kit: Kit, visit: Visit) -> None:
    one = given(kit, "coupling.alarm-test", "5", "alarm:1")
    whole = given(kit, "coupling.alarm-test", "sent=20,delivered=20,median=5")
    with pytest.raises(Refused):
        kit.record(visit, [one, whole])
    assert kit.visit(visit.id).observations == ()
    kit.record(visit, [one])
    with pytest.raises(Refused):
        kit.record(kit.visit(visit.id), [whole])
