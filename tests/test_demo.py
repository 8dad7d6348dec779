"""The demo: fictional locations, the same for the same seed, marked wherever they are shown."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from readiness import library
from readiness.demo import fiction
from readiness.demo.portraits import PORTRAITS
from readiness.kit import Kit
from readiness.kit.scores import Judged
from readiness.model.answer import parse, written
from readiness.model.given import Given, check
from readiness.model.revision import Known, observation
from readiness.paths import Home
from tests.cli.console import Console

CATALOGUE = library.load()


@pytest.fixture
def console(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    return Console(home, monkeypatch, capsys)


@pytest.fixture
def kit(home: Path):
    opened = Kit(Home(home))
    opened.add_demo(12, 1)
    yield opened
    opened.close_store()


def told(console: Console) -> list[str]:
    """Everything that the commands print of a home, as they print it."""
    listed = console.fine("location", "list", "--json")
    visits = console.fine("visit", "list", "--json")
    found = [listed.out, visits.out]
    for one in visits.json:
        found.append(console.fine("assess", one["id"], "--json").out)
        found.append(console.fine("visit", "show", one["id"], "--json").out)
    return found


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    homes = []
    for name, seed in (("one", "7"), ("two", "7"), ("three", "8")):
        console = Console(tmp_path / name, monkeypatch, capsys)
        console.fine("demo", "--locations", "2", "--seed", seed)
        homes.append(told(console))
    assert homes[0] == homes[1]
    assert homes[0] != homes[2]


def test_a_location_is_the_same_however_many_others_there_are() -> None:
    few, many = fiction(CATALOGUE, range(3), 1), fiction(CATALOGUE, range(5), 1)
    assert list(few) == list(many)[:3]


def test_a_newcomer_sees_twelve_locations_with_two_visits_each(console: Console) -> None:
    done = console.fine("demo")
    assert done.out.startswith("Fictional locations made in ")
    found = console.fine("location", "list", "--json").json
    assert len(found) == len({one["name"] for one in found}) == 12
    assert {one["kind"] for one in found} == {"residential", "home-care", "both"}
    assert {one["organisation"] for one in found} == {
        "De Verzonnen Thuiszorg", "Stichting Sprookjeszorg", "Zorggroep Luchtkasteel",
    }  # fmt: skip
    assert {one["region"] for one in found} == {"Fabelkust", "Nergensland", "Verweggistan"}
    visits = console.fine("visit", "list", "--json").json
    assert Counter(Counter(one["location"] for one in visits).values()) == {2: 12}
    assert [one["closed_at"] for one in visits].count(None) == 1


def test_names_stay_different_for_a_thousand_locations() -> None:
    from readiness.demo.names import name

    names = [name(1, place, place % 12 == 7).name for place in range(1000)]
    assert len(set(names)) == 1000


def test_every_answer_is_one_that_a_person_could_have_given(kit: Kit) -> None:
    questions = kit.catalogue.questions
    for visit in kit.visits():
        for held in kit.visit(visit.id).observations:
            asked = questions[held.question]
            check(
                Given(held.question, held.subject, held.answer, held.method, held.note),
                asked,
                kit.catalogue.technologies,
            )
            if isinstance(held.answer, Known):
                value = held.answer.value
                assert parse(asked, held.subject, written(value, asked)) == value


def test_revisions_come_in_the_order_of_their_ids_and_replace_only_each_other(kit: Kit) -> None:
    found = kit.store.revisions()
    ids = {revision.id for revision in found}
    assert len(ids) == len(found)
    for location in kit.locations():
        mine = [revision.id for revision in found if revision.location == location.id]
        assert mine == sorted(mine)
    assert {old for revision in found for old in revision.replaces} <= ids
    assert {revision.laptop for revision in found} == {"demo"}


def test_every_verdict_and_most_levels_occur(kit: Kit) -> None:
    found = [one for one in kit.scored() if isinstance(one, Judged)]
    assert len(found) == 24
    states = Counter(v.state for one in found for v in one.scores.verdicts)
    assert min(states[s] for s in ("ready", "ready-with-conditions", "undecided", "not-yet")) >= 10
    levels = {one.level.low for one in found}
    assert {None, 0, 1, 2} <= levels
    assert levels & {3, 4}
    assert {stop for one in found for stop in one.scores.stops} >= {
        "network.room-coverage", "helpdesk.night-number-known", "coupling.alarm-test",
        "safety.outage-procedure",
    }  # fmt: skip


def test_each_location_is_weak_somewhere_else(kit: Kit) -> None:
    """The weakest scored questions of the first visits are of different domains."""
    first = [one for one in kit.scored() if isinstance(one, Judged) and one.visit.date.year == 2025]
    assert len(first) == 12
    weakest = Counter()
    for one in first:
        points: dict[str, list[float]] = {}
        for question in one.scores.questions:
            if question.in_play != "no" and question.point is not None:
                points.setdefault(question.id.partition(".")[0], []).append(float(question.point))
        weakest[min(points, key=lambda domain: sum(points[domain]) / len(points[domain]))] += 1
    assert len(weakest) >= 5
    assert min(float(one.coverage) for one in first) < 0.5


def test_between_the_visits_some_things_got_better_and_some_worse(kit: Kit) -> None:
    by_location: dict[str, list[Judged]] = {}
    for one in kit.scored():
        assert isinstance(one, Judged)
        by_location.setdefault(one.visit.location.id, []).append(one)
    better, worse = Counter(), Counter()
    for location, (last, first) in by_location.items():
        assert first.visit.date < last.visit.date
        for then, now in zip(first.scores.questions, last.scores.questions, strict=True):
            if then.point is not None and now.point is not None:
                better[location] += now.point - then.point >= 15
                worse[location] += then.point - now.point >= 15
    assert sum(count > 0 for count in better.values()) >= 9
    assert sum(count > 0 for count in worse.values()) >= 9


def test_groups_are_large_enough_and_alarms_are_logged_one_by_one(kit: Kit) -> None:
    (strong,) = (
        one
        for one in kit.locations()
        if "nurse-call" in one.in_use and one.wanted == ("hip-airbag",)
    )
    visit = kit.visit(kit.visits(strong.id)[0].id)
    about = {
        question: Counter(o.subject.kind for o in found)
        for question, found in visit.by_question().items()
    }
    assert about["coupling.alarm-test"] == {"alarm": 20}
    assert about["helpdesk.mark"]["person"] >= 5
    assert about["applications.count"]["person"] >= 3
    assert about["helpdesk.pick-up-time"] == {"call": 5}
    assert about["coupling.matrix"]["pair"] >= 8
    assert about["devices.per-carer"] == {"shift": 4}
    assert about["network.download"]["spot"] >= 10
    listed = {place.spot for place in strong.places}
    assert {o.subject for o in visit.by_question()["network.download"]} <= listed


# -- never among real ones --------------------------------------------------------------------


def test_a_home_with_real_locations_is_refused_and_left_as_it_is(console: Console) -> None:
    console.fine("location", "add", "De Lindehof")
    before = console.content()
    done = console("demo")
    assert done.code == 4
    assert done.err.count("\n") == 1
    assert "locations of your own" in done.err
    assert console.content() == before


def test_a_second_demo_is_refused_and_left_as_it_is(console: Console) -> None:
    console.fine("demo", "--locations", "2")
    before = console.content()
    done = console("demo", "--locations", "5", "--seed", "3")
    assert (done.code, done.err.count("\n")) == (4, 1)
    assert "2 fictional locations already" in done.err
    assert console.content() == before


@pytest.mark.parametrize("wrong", [("--locations", "0"), ("--locations", "1001"), ("--seed", "-1")])
def test_impossible_numbers_are_wrong_usage(console: Console, wrong: tuple[str, str]) -> None:
    assert console("demo", *wrong).code == 2


# -- marked wherever they are shown -------------------------------------------------------------


def test_lists_and_facts_say_that_it_is_fictional(console: Console) -> None:
    console.fine("demo", "--locations", "1")
    (found,) = console.fine("location", "list", "--json").json
    assert found["fictional"] is True
    name = found["name"]
    for command in (("location", "list"), ("visit", "list")):
        assert f"{name} (fictional)" in console.fine(*command).out
        assert f"{name} (fictief)" in console(*command, language="nl").out
    shown = console.fine("location", "show", name).out
    assert "made up by the demo" in shown
    visit = console.fine("visit", "list", "--json").json[0]["id"]
    assert f"{name} (fictional)" in console.fine("visit", "show", visit).out


def test_a_real_location_says_nothing_of_it(console: Console) -> None:
    console.fine("location", "add", "De Lindehof")
    assert "fictional" not in console.fine("location", "show", "De Lindehof").out
    assert console.fine("location", "list", "--json").json[0]["fictional"] is False


def test_closed_visits_keep_the_mark(kit: Kit) -> None:
    assert all(visit.location.fictional for visit in kit.visits())
    kit.edit_location(kit.locations()[0], {"beds": "3"})
    assert all(location.fictional for location in kit.locations())


def test_measurements_say_that_nobody_took_them(kit: Kit) -> None:
    measured = [
        observation(revision)
        for revision in kit.store.revisions(kind="observation")
        if (revision.body or {}).get("instrument")
    ]
    assert len(measured) > 1000
    assert all(held.instrument["fictional"] is True for held in measured)
    servers = {held.instrument["server"] for held in measured if "server" in held.instrument}
    assert servers == {"meetpunt.demo.invalid:8989"}


def test_the_portraits_name_only_what_the_content_knows() -> None:
    known = {*CATALOGUE.questions, *CATALOGUE.checks, *CATALOGUE.domains}
    for portrait in PORTRAITS:
        assert {*portrait.qualities, *portrait.later} <= known
        assert set(portrait.remarks) <= set(CATALOGUE.questions)
        assert {*portrait.in_use, *portrait.wanted, *portrait.then_in_use} <= set(
            CATALOGUE.technologies
        )
        assert json.dumps(portrait.remarks)
