"""What was decided and carried out is checked by the next visit, or contradicted by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from readiness.kit import Kit, uuid7
from readiness.language import Language
from readiness.model.answer import parse as value
from readiness.model.decision import Step
from readiness.model.given import Given
from readiness.model.location import Location
from readiness.model.revision import Known
from readiness.model.sentence import Refused
from readiness.model.subject import parse
from readiness.office import visit_report
from readiness.office.followed import followed, passed_over
from readiness.office.planned import gathered
from readiness.office.progress import keep_progress
from readiness.office.visit_report import Asked
from readiness.paths import Home
from readiness.report.decided import tally, views
from tests.report.formats import reading

OUTAGE = "safety.outage-procedure"
BEFORE, AFTER = date(2020, 3, 2), date(2024, 9, 2)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    opened = Kit(Home(tmp_path / "home"))
    yield opened
    opened.close_store()


@pytest.fixture
def location(kit: Kit) -> Location:
    return kit.add_location({"name": "De Wilg", "organisation": "Zorg Een"})


def visited(kit: Kit, location: Location, day: date, **answers: str) -> str:
    made = kit.start_visit(location, day)
    for name, text in answers.items():
        held, subject = kit.visit(made), parse("location")
        question = f"safety.{name.replace('_', '-')}"
        answer = value(kit.question(held, question), subject, text)
        kit.record(held, [Given(question, subject, Known(answer))])
    return made


def carried_out(kit: Kit, measure: str, location: str, on: str, at: str = "10:00") -> None:
    """The measure was decided on and told done; the moment of that is set in the record."""
    kit.decisions.decide(measure, location, "yes", "board", "safety first")
    told(kit, measure, "done", f"{on}T{at}:00.000000Z")


def told(kit: Kit, measure: str, step: Step, at: str, **body: str) -> None:
    kit.decisions.progress(measure, step)
    held = kit.store.revisions(kind="progress", key=measure)[-1]
    then = replace(held, id=uuid7(), at=at, body={"step": step} | body, replaces=(held.id,))
    kit.store.add([then])


def closed(kit: Kit, visit: str, at: str) -> None:
    """The visit was closed at this moment; that is set in the record."""
    kit.close_visit(kit.visit(visit))
    (held,) = kit.store.revisions(kind="status", visit=visit)
    body = (held.body or {}) | {"closed_at": at}
    kit.store.add([replace(held, id=uuid7(), body=body, replaces=(held.id,))])


def decided_at(kit: Kit, measure: str, at: str) -> None:
    (held,) = kit.store.revisions(kind="decision", key=measure)
    kit.store.add([replace(held, id=uuid7(), at=at, replaces=(held.id,))])


def test_met_at_a_later_visit_is_checked(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visited(kit, location, AFTER, outage_procedure="3")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    one = followed(kit)[measure]
    assert (one.seen, one.seen_on, one.checked) == ("met", "2024-09-02", True)
    assert tally([one], Language("en")) == ("1 of 1 done; seen to be in order at a later visit: 1.")


def test_still_failed_at_a_later_visit_is_said(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visited(kit, location, AFTER, outage_procedure="0")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    one = followed(kit)[measure]
    assert (one.seen, one.checked, one.there) == ("failed", False, True)
    assert "a later visit still finds what it was to repair: 1" in tally([one], Language("en"))


def test_a_visit_that_did_not_look_says_nothing(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visited(kit, location, AFTER, nen7510="1")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    assert followed(kit)[measure].seen == "unseen"


def test_a_visit_before_it_was_done_says_nothing(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    assert (followed(kit)[measure].seen, followed(kit)[measure].step) == ("", "done")


def test_a_central_measure_is_checked_where_every_location_visited_since_says_so(
    kit: Kit, location: Location
) -> None:
    other = kit.add_location({"name": "De Es", "organisation": "Zorg Een"})
    kit.add_location({"name": "Elders", "organisation": "Zorg Twee"})
    for place in (location, other):
        visited(kit, place, BEFORE, nen7510="0")
    carried_out(kit, "nen7510-assessment@zorg-een", "", "2021-01-05")
    visited(kit, location, AFTER, nen7510="4")
    assert followed(kit)["nen7510-assessment@zorg-een"].seen == "met"
    visited(kit, other, AFTER, nen7510="0")
    assert followed(kit)["nen7510-assessment@zorg-een"].seen == "failed"
    assert set(followed(kit, location)) == {"nen7510-assessment@zorg-een"}


def test_the_report_and_the_to_do_list_of_the_location_tell_it(
    kit: Kit, location: Location
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visit = visited(kit, location, AFTER, outage_procedure="0")
    carried_out(kit, f"outage-procedure@{location.id}", location.id, "2021-01-05")
    kit.decisions.decide(f"power-supply@{location.id}", location.id, "later", "ict", "next year")
    made = datetime(2026, 10, 1, tzinfo=UTC)
    asked = Asked(kit, kit.visit(visit), Language("en"), made, "1")
    written = visit_report.files(asked, ["html", "md", "todo", "json"])
    report, todo = (
        next(content for name, content in written.items() if name.startswith(kind))
        for kind in (f"readiness-{visit}.html", f"todo-{visit}.html")
    )
    page = reading.html_text(report)
    assert "1 of 1 done; done, but a later visit still finds what it was to repair: 1;" in page
    assert "decided for later: 1." in page
    assert "done, but the visit of 2 Sep 2024 still finds what it was to repair" in page
    assert "Decided: 1 of 1 done" in reading.html_text(todo)
    assert "yes (board, " in reading.html_text(todo)


# -- a visit of the very day --------------------------------------------------------------

DAY = "2024-09-02"


def counts_as_there(kit: Kit, measure: str) -> bool:
    """Whether a plan from the decisions takes it that the measure is there."""
    (site,) = gathered(kit, from_decisions=True).sites
    return measure.partition("@")[0] in site.done


@pytest.mark.parametrize(
    ("shut", "answer", "seen"),
    [
        # Closed after "done" was said: it looked after.
        ("16:00", "0", "failed"),
        ("16:00", "3", "met"),
        # Closed before: it is the visit that the measure came of.
        ("09:00", "0", ""),
    ],
)
def test_a_visit_of_the_same_day_counts_where_it_was_closed_after_done_was_said(
    kit: Kit, location: Location, shut: str, answer: str, seen: str
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visit = visited(kit, location, AFTER, outage_procedure=answer)
    closed(kit, visit, f"{DAY}T{shut}:00.000000Z")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, DAY)
    assert followed(kit)[measure].seen == seen
    # What a visit has looked at is taken from the visit, not from what was told.
    assert counts_as_there(kit, measure) is (not seen)


def test_an_open_visit_of_the_same_day_counts_by_its_last_answer(
    kit: Kit, location: Location
) -> None:
    """Its answers are of today, and so after what was told on a day in 2024."""
    visited(kit, location, BEFORE, outage_procedure="0")
    visited(kit, location, AFTER, outage_procedure="0")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, DAY)
    assert followed(kit)[measure].seen == "failed"
    assert not counts_as_there(kit, measure)


def test_where_only_the_day_is_known_the_visit_that_still_finds_it_wins(
    kit: Kit, location: Location
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    closed(kit, visited(kit, location, AFTER, outage_procedure="0"), f"{DAY}T09:00:00.000000Z")
    measure = f"outage-procedure@{location.id}"
    kit.decisions.decide(measure, location.id, "yes", "board", "safety first")
    kit.decisions.progress(measure, "done", AFTER)
    one = followed(kit)[measure]
    assert (one.done_on, one.seen) == (DAY, "failed")
    assert not counts_as_there(kit, measure)


def test_a_later_visit_that_did_not_look_hides_nothing(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    visited(kit, location, AFTER, outage_procedure="0")
    visited(kit, location, date(2025, 1, 6))
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    one = followed(kit)[measure]
    assert (one.seen, one.seen_on) == ("failed", DAY)


def test_done_told_after_the_visit_that_still_finds_it_says_so(
    kit: Kit, location: Location
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    closed(kit, visited(kit, location, AFTER, outage_procedure="0"), f"{DAY}T16:00:00.000000Z")
    measure = f"outage-procedure@{location.id}"
    kit.decisions.decide(measure, location.id, "yes", "board", "safety first")
    # The visit was closed before the decision: it is what the decision came of.
    assert keep_progress(kit, {measure}, "done") == {}
    decided_at(kit, measure, f"{DAY}T08:00:00.000000Z")
    assert keep_progress(kit, {measure}, "done") == {measure: DAY}
    assert keep_progress(kit, {measure}, "done", date(2024, 9, 1)) == {}
    assert passed_over(kit, {measure}) == {}
    assert followed(kit)[measure].seen == "failed"


# -- checked, and what is still found ---------------------------------------------------------


def test_nobody_tells_that_it_is_checked_but_a_visit(kit: Kit, location: Location) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    with pytest.raises(Refused, match="no visit after it was done has seen it in order"):
        keep_progress(kit, {measure}, "checked")
    visited(kit, location, AFTER, outage_procedure="3")
    keep_progress(kit, {measure}, "checked")
    assert followed(kit)[measure].checked
    # Nothing was kept: the day on which it was done still stands.
    assert followed(kit)[measure].done_on == "2021-01-05"


@pytest.mark.parametrize(("answer", "seen"), [("0", "failed"), ("3", "met")])
def test_what_was_told_checked_once_hides_no_visit_since_it_was_done(
    kit: Kit, location: Location, answer: str, seen: str
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0")
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    told(kit, measure, "checked", "2025-01-05T10:00:00.000000Z")
    one = followed(kit)[measure]
    assert (one.progress, one.seen, one.checked) == ("done", "", False)
    assert tally([one], Language("en")) == "1 of 1 done."
    visited(kit, location, AFTER, outage_procedure=answer)
    assert followed(kit)[measure].seen == seen


@pytest.mark.parametrize(
    ("procedure", "overview", "failing", "partly"),
    [
        ("0", "0", ("safety.outage-procedure", "safety.offline-overview"), False),
        ("3", "0", ("safety.offline-overview",), True),
        # The hard stop is gone, but the question is not in order yet: that is no part.
        ("1", "0", ("safety.offline-overview", "safety.outage-procedure"), False),
    ],
)
def test_what_is_still_found_is_named_and_what_is_in_order_makes_it_partly(
    kit: Kit,
    location: Location,
    procedure: str,
    overview: str,
    failing: tuple[str, ...],
    partly: bool,
) -> None:
    visited(kit, location, BEFORE, outage_procedure="0", offline_overview="0")
    visited(kit, location, AFTER, outage_procedure=procedure, offline_overview=overview)
    measure = f"outage-procedure@{location.id}"
    carried_out(kit, measure, location.id, "2021-01-05")
    one = followed(kit)[measure]
    assert (one.seen, one.failing, one.partly) == ("failed", failing, partly)
    said = tally([one], Language("en"))
    assert ("only partly in order" in said) is partly
    (view,) = views([one], kit.catalogue, Language("en"))
    assert view.fails
    assert "it still finds: " in view.seen if partly else "what it was to repair: " in view.seen
    assert (
        "“Is a current medication and client overview reachable without the network?”" in view.seen
    )
