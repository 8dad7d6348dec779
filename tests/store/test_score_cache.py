"""The cache of scores: whatever happened, what it gives is what judging anew would give."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.compare.scored import scored_visit
from readiness.kit import Kit
from readiness.kit.scores import MADE_BY, Judged, Stopped, Unscored
from readiness.model import answer as answers
from readiness.model import subject as subjects
from readiness.model.content import Catalogue
from readiness.model.given import Given
from readiness.model.revision import Known, Unknown
from readiness.paths import Home
from readiness.store import Store, StoreError

FIRST = date(2025, 3, 3)


@pytest.fixture
def kit(home: Path) -> Iterator[Kit]:
    opened = Kit(Home(home))
    yield opened
    opened.close_store()


def a_visit(kit: Kit, name: str = "Linde", day: date = FIRST) -> str:
    location = kit.add_location({"name": name, "client_rooms": "2", "in_use": "mobile-record"})
    return kit.start_visit(location, day)


def say(kit: Kit, visit: str, question: str, text: str, subject: str = "location") -> None:
    about = subjects.parse(subject)
    value = answers.parse(kit.catalogue.questions[question], about, text)
    reason = "" if not kit.visit(visit).closed else "typing mistake"
    kit.record(kit.visit(visit), [Given(question, about, Known(value))], reason)


def anew(kit: Kit, visit: str, as_of: date | None = None) -> Judged:
    """The same without the cache."""
    found = kit.visit(visit)
    made = kit.assess(found, as_of)
    day = as_of or found.date
    scores = scored_visit(found, kit.catalogue_of(found), made, day.isoformat())
    (header,) = (one for one in kit.visits() if one.id == visit)
    judged = Judged(
        header, day, made.location.low, made.location.high, made.known, made.in_play, made.level, ""
    )
    judged.__dict__["scores"] = scores
    return judged


def same(kit: Kit, as_of: date | None = None) -> None:
    """Every visit comes out of the cache as it is judged anew."""
    for one in kit.scored(as_of=as_of):
        assert isinstance(one, Judged)
        true = anew(kit, one.visit.id, as_of)
        assert one.scores == true.scores
        assert (one.visit, one.as_of, one.low, one.high, one.known, one.in_play) == (
            true.visit, true.as_of, true.low, true.high, true.known, true.in_play,
        )  # fmt: skip
        assert (one.level.low, one.level.high) == (true.level.low, true.level.high)


def computed(kit: Kit, as_of: date | None = None) -> int:
    """How many visits had to be judged; the others came from the cache."""
    heard = [(0, 0)]
    kit.scored(as_of=as_of, progress=lambda done, total: heard.append((done, total)))
    return heard[-1][1]


# -- what makes a row stale ---------------------------------------------------------------


def test_what_was_judged_once_is_not_judged_again(kit: Kit, home: Path) -> None:
    visit = a_visit(kit)
    say(kit, visit, "applications.card", "3")
    assert computed(kit) == 1
    assert computed(kit) == 0
    kit.close_store()
    again = Kit(Home(home))
    assert computed(again) == 0
    same(again)
    again.close_store()


def test_a_new_answer_makes_only_its_own_visit_stale(kit: Kit) -> None:
    one, other = a_visit(kit), a_visit(kit, "Eik")
    assert computed(kit) == 2
    say(kit, one, "applications.card", "4")
    assert computed(kit) == 1
    say(kit, other, "applications.card", "0")
    kit.withdraw(kit.visit(one), "applications.card", subjects.LOCATION)
    assert computed(kit) == 2
    same(kit)


def test_a_changed_fact_makes_open_visits_stale_and_leaves_closed_ones(kit: Kit) -> None:
    closed, open_ = a_visit(kit), ""
    kit.close_visit(kit.visit(closed))
    open_ = kit.start_visit(kit.location("Linde"), FIRST + timedelta(days=200))
    assert computed(kit) == 2
    kit.edit_location(kit.location("Linde"), {"client_rooms": "30", "wanted": "bed-sensor"})
    assert computed(kit) == 1
    same(kit)
    by_id = {one.visit.id: one for one in kit.scored()}
    found = by_id[closed], by_id[open_]
    assert [
        any(v.wanted for v in one.scores.verdicts) for one in found if isinstance(one, Judged)
    ] == [False, True]


def test_closing_correcting_and_reopening_are_seen(kit: Kit) -> None:
    visit = a_visit(kit)
    say(kit, visit, "applications.card", "1")
    same(kit)
    kit.close_visit(kit.visit(visit))
    same(kit)
    say(kit, visit, "applications.card", "4")
    same(kit)
    kit.edit_location(kit.location("Linde"), {"in_use": "nurse-call"})
    kit.reopen_visit(kit.visit(visit), "something was forgotten")
    same(kit)


def test_another_program_that_writes_is_seen(kit: Kit, home: Path) -> None:
    visit = a_visit(kit)
    computed(kit)
    other = Kit(Home(home))
    say(other, visit, "applications.card", "4")
    other.close_store()
    assert computed(kit) == 1
    same(kit)


def test_a_merge_that_brings_older_revisions_is_seen(kit: Kit, tmp_path: Path) -> None:
    visit = a_visit(kit)
    other = Kit(Home(tmp_path / "other"))
    other.store.add(kit.store.revisions(), rulers=[(kit.catalogue.ruler, "{}")])
    say(other, visit, "applications.card", "1")
    # Made before everything that comes now, and it arrives after it.
    say(kit, visit, "applications.card", "4")
    same(kit)
    have = {r.id for r in kit.store.revisions()}
    kit.store.add([r for r in other.store.revisions() if r.id not in have])
    other.close_store()
    assert computed(kit) == 1
    same(kit)
    (found,) = kit.scored()
    assert isinstance(found, Judged)
    card = next(q for q in found.scores.questions if q.id == "applications.card")
    assert (card.low, card.high, card.point) == (25, 100, None)


def test_rows_of_another_version_of_the_program_are_made_again(kit: Kit, home: Path) -> None:
    visit = a_visit(kit)
    computed(kit)
    kit.close_store()
    with sqlite3.connect(home / "readiness.sqlite3") as connection:
        connection.execute("UPDATE score SET made_by = '0.0 1', record = 'nonsense'")
    connection.close()
    assert computed(kit) == 1
    same(kit)
    (row,) = kit.store.scores.kept(_basis(kit), MADE_BY, [visit])
    assert row.visit == visit


def test_a_cleared_cache_is_made_again(kit: Kit) -> None:
    a_visit(kit)
    computed(kit)
    kit.store.scores.clear()
    assert computed(kit) == 1
    same(kit)


def test_other_content_has_scores_of_its_own(kit: Kit) -> None:
    visit = a_visit(kit)
    say(kit, visit, "applications.card", "3")
    (own,) = kit.scored()
    content = kit.catalogue.model_dump(mode="json", by_alias=True)
    content["questions"]["applications.card"]["set"] = "extended"
    other_content = Catalogue.model_validate(content)
    (other,) = kit.scored(catalogue=other_content)
    assert isinstance(own, Judged)
    assert isinstance(other, Judged)
    assert (own.in_play, other.in_play) == (own.in_play, own.in_play - 1)
    assert computed(kit) == 0


def _basis(kit: Kit) -> str:
    from readiness.kit.scores import basis

    return basis(kit.catalogue)


# -- the day ------------------------------------------------------------------------------


def test_a_row_holds_until_an_answer_becomes_too_old(kit: Kit) -> None:
    visit = a_visit(kit)
    say(kit, visit, "applications.card", "3")  # counts for 24 months
    say(kit, visit, "devices.carried", "1")  # counts for 12 months
    taken = date.fromisoformat(kit.visit(visit).observations[0].at[:10])
    days = [taken, taken + timedelta(days=300), taken + timedelta(days=400)]
    assert [computed(kit, day) for day in days] == [1, 0, 1]
    assert [computed(kit, day) for day in days] == [0, 0, 0]
    assert [computed(kit, taken + timedelta(days=n)) for n in (500, 900)] == [0, 1]
    for n in (0, 1, 364, 365, 366, 367, 729, 730, 731, 732, 900):
        same(kit, taken + timedelta(days=n))
    known = [
        one.known
        for day in (taken, taken + timedelta(days=400), taken + timedelta(days=900))
        for one in kit.scored(as_of=day)
        if isinstance(one, Judged)
    ]
    assert known == [2, 1, 0]


def test_the_day_it_was_judged_on_is_the_day_that_was_asked_for(kit: Kit) -> None:
    a_visit(kit)
    for day in (None, FIRST, FIRST + timedelta(days=3)):
        (found,) = kit.scored(as_of=day)
        assert isinstance(found, Judged)
        assert found.scores.judged_on == (day or FIRST).isoformat()


# -- what can't be scored, stopping, and a store that can't be written -------------------------


def test_a_visit_without_its_content_says_why(kit: Kit, home: Path) -> None:
    visit = a_visit(kit)
    kit.close_store()
    with sqlite3.connect(home / "readiness.sqlite3") as connection:
        connection.execute(
            "UPDATE revision SET body = replace(body, ?, 'gone')", [kit.catalogue.ruler]
        )
    connection.close()
    (found,) = kit.scored()
    assert isinstance(found, Unscored)
    assert (found.visit.id, found.reason.values["ruler"]) == (visit, "gone")


def test_stopping_keeps_what_was_done(kit: Kit) -> None:
    for name in ("Linde", "Eik", "Beuk"):
        a_visit(kit, name)
    stop = threading.Event()

    def progress(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            stop.set()

    with pytest.raises(Stopped):
        kit.scored(stop=stop, progress=progress)
    assert computed(kit) == 1


def test_scores_are_given_while_another_program_holds_the_store(kit: Kit, home: Path) -> None:
    a_visit(kit)
    writer = sqlite3.connect(home / "readiness.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    same(kit)
    with pytest.raises(StoreError):
        kit.store.scores.clear()
    writer.execute("COMMIT")
    writer.close()
    assert computed(kit) == 1
    assert computed(kit) == 0


def test_an_older_store_gets_the_cache_and_keeps_everything(kit: Kit, home: Path) -> None:
    visit = a_visit(kit)
    say(kit, visit, "applications.card", "3")
    before = kit.store.revisions()
    kit.close_store()
    with sqlite3.connect(home / "readiness.sqlite3") as connection:
        connection.execute("DROP TABLE score")
        connection.execute("DROP INDEX revision_kind")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    with Store(home / "readiness.sqlite3") as store:
        assert store.revisions() == before
    assert computed(kit) == 1
    same(kit)


# -- any history ----------------------------------------------------------------------------

_ACTS = ("answer", "unknown", "withdraw", "fact", "close", "reopen", "start", "merge", "look")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9), st.lists(st.sampled_from(_ACTS), min_size=4, max_size=14))
def test_cached_is_computed_after_any_history(
    tmp_path_factory: pytest.TempPathFactory, seed: int, acts: list[str]
) -> None:
    dice = random.Random(seed)
    folder = tmp_path_factory.mktemp("history")
    here, there = Kit(Home(folder / "here")), Kit(Home(folder / "there"))
    a_visit(here)
    _unite(here, there)
    for act in acts:
        laptop = dice.choice([here, there])
        _act(laptop, act, dice)
        if act == "merge":
            _unite(here, there)
            _unite(there, here)
        if act == "look" or dice.random() < 0.3:
            day = dice.choice(
                [None, date.today() + timedelta(days=dice.choice([0, 200, 370, 740]))]
            )
            same(laptop, day)
    for laptop in (here, there):
        same(laptop)
        laptop.close_store()


def _act(kit: Kit, act: str, dice: random.Random) -> None:
    visits = kit.visits()
    visit = kit.visit(dice.choice(visits).id)
    why = "a mistake" if visit.closed else ""
    card = subjects.LOCATION
    acts: dict[str, Callable[[], object]] = {
        "answer": lambda: say(kit, visit.id, "applications.card", str(dice.randrange(5))),
        "unknown": lambda: kit.record(
            visit, [Given("applications.card", card, Unknown("nobody knew"))], why
        ),
        "withdraw": lambda: (
            visit.about("applications.card", card)
            and kit.withdraw(visit, "applications.card", card, why)
        ),
        "fact": lambda: kit.edit_location(
            kit.location(visit.location.id),
            {"client_rooms": str(dice.randrange(1, 40)), "wanted": dice.choice(["", "bed-sensor"])},
        ),
        "close": lambda: visit.closed or kit.close_visit(visit),
        "reopen": lambda: visit.closed and kit.reopen_visit(visit, "look again"),
        "start": lambda: kit.start_visit(
            kit.location(visit.location.id), FIRST + timedelta(days=dice.randrange(300))
        ),
    }
    acts.get(act, lambda: None)()


def _unite(source: Kit, target: Kit) -> None:
    have = {r.id for r in target.store.revisions()}
    new = [r for r in source.store.revisions() if r.id not in have]
    random.Random(len(new)).shuffle(new)
    kept = source.store.ruler(source.catalogue.ruler) or ""
    target.store.add(new, rulers=[(source.catalogue.ruler, kept)])
