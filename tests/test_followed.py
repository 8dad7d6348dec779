"""What was decided and carried out is checked by the next visit, or contradicted by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from readiness.kit import Kit
from readiness.language import Language
from readiness.model.answer import parse as value
from readiness.model.given import Given
from readiness.model.location import Location
from readiness.model.revision import Known
from readiness.model.subject import parse
from readiness.office import visit_report
from readiness.office.followed import followed
from readiness.office.visit_report import Asked
from readiness.paths import Home
from readiness.report.decided import tally
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


def carried_out(kit: Kit, measure: str, location: str, on: str) -> None:
    """The measure was decided on and done; the day of that is set in the record."""
    kit.decisions.decide(measure, location, "yes", "board", "safety first")
    kit.decisions.progress(measure, "done")
    (held,) = [one for one in kit.store.revisions(kind="progress") if one.key == measure]
    day = f"{on}T10:00:00.000000Z"
    kit.store.add([replace(held, id=f"{held.id[:-1]}{int(held.id[-1] == '0')}", at=day,
                           replaces=(held.id,))])  # fmt: skip


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
