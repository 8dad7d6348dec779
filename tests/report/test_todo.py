"""The to-do list: actions by role and class, and a calendar file that calendars can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from readiness.language import Language
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.model.location import Location
from readiness.report.blocks import Checklist, Document, Picture, Table
from readiness.report.todo import calendar_file
from readiness.report.todo.compose import compose
from readiness.report.todo.files import todo_files
from readiness.report.todo.of_visit import todo_view
from readiness.report.todo.view import TodoView
from readiness.report.words import Words
from readiness.score.assess import assess
from tests.report import house

START = date(2026, 2, 10)
MADE_AT = datetime(2026, 2, 3, 13, 30, tzinfo=UTC)
ROLE_WORDS = {
    "location-manager": "location manager",
    "ict": "ICT department",
    "organisation": "management of the organisation",
}


def todo(
    catalogue: Catalogue, language: str = "en", location: Location = house.LINDEHOF
) -> TodoView:
    visit = house.visit(catalogue, location=location)
    words = Words(catalogue, visit, Language(language))
    return todo_view(words, assess(catalogue, visit), START, MADE_AT)


@pytest.fixture(scope="module")
def view(catalogue: Catalogue) -> TodoView:
    return todo(catalogue)


@pytest.fixture(scope="module")
def document(view: TodoView) -> Document:
    return compose(view)


def checklists(document: Document) -> dict[str, tuple[str, ...]]:
    return {
        section.id: tuple(name for name, _pairs in block.items)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Checklist)
    }


def test_every_measure_of_the_assessment_is_one_action_of_the_role_that_acts(
    catalogue: Catalogue, view: TodoView, document: Document
) -> None:
    assessment = assess(catalogue, house.visit(catalogue))
    listed = [name for section, names in checklists(document).items()
              if section != "find-out" for name in names]  # fmt: skip
    names = [catalogue.remedies[n.remedy].name.in_language("en") for n in assessment.needs]
    assert sorted(listed) == sorted(names)
    assert len(listed) > 8
    for action in view.actions:
        assert action.who == ROLE_WORDS[action.role]


def test_within_a_role_what_is_needed_now_comes_first(document: Document) -> None:
    order = [section.id for section in document.sections if section.level == 2]
    assert order == sorted(
        order,
        key=lambda id_: (
            next(n for n, role in enumerate(ROLE_WORDS) if id_.startswith(f"for-{role}")),
            next(n for n, class_ in enumerate(("need-now", "need-condition", "nice"))
                 if id_.endswith(class_)),
        ),
    )  # fmt: skip
    assert "for-ict-need-now" in order


def test_an_action_says_why_what_it_costs_and_leaves_owner_and_date_to_fill_in(
    document: Document,
) -> None:
    section = next(s for s in document.sections if s.id == "for-ict-need-now")
    (block,) = section.blocks
    assert isinstance(block, Checklist)
    actions = {name: dict(pairs) for name, pairs in block.items}
    fibre = actions["Backup power in the network cabinets"] if (
        "Backup power in the network cabinets" in actions
    ) else next(iter(actions.values()))  # fmt: skip
    assert fibre["Owner"] == ""
    assert fibre["Date agreed"] == ""
    assert fibre["Cost"].startswith("€\u00a0")
    assert "(assumption)" in fibre["Cost"]
    assert fibre["Own effort"].endswith("working days")
    assert fibre["Lead time"].endswith("weeks")
    assert fibre["When"].startswith("Starts ")
    for pairs in actions.values():
        assert pairs["Why"]


def test_a_hard_stop_and_a_technology_are_named_as_the_reason(view: TodoView) -> None:
    whys = [line for action in view.actions for line in action.why]
    assert any(line.startswith("Lifts the hard stop: ") for line in whys)
    assert any(
        line.startswith("Puts right what this needs, which is in use: ")
        and "Nurse call and voice over Wi-Fi" in line
        for line in whys
    )
    assert any(line.startswith("Brings this wish nearer: ") for line in whys)


def test_what_is_there_or_decided_against_is_marked_wherever_it_is_listed(
    catalogue: Catalogue,
) -> None:
    visit = house.visit(catalogue)
    words, assessment = Words(catalogue, visit, Language("en")), assess(catalogue, visit)
    first, second, third, fourth, *_ = [need.remedy for need in assessment.needs]
    one = Decided(f"{first}@lindehof", "yes", "x", "board", "2026-01-02T10:00:00Z", "done")
    held = [
        one,
        replace(one, measure=f"{second}@lindehof", answer="no", step="open"),
        replace(one, measure=f"{third}@lindehof", seen="failed", seen_on="2026-03-02"),
        replace(one, measure=f"{fourth}@lindehof", step="open"),
    ]
    view = todo_view(words, assessment, START, MADE_AT, held)
    marked = {action.uid: action.mark for action in view.actions if action.mark}
    assert len(marked) == 4
    names = {action.label for action in view.actions}
    for remedy, begins, ends in (
        (first, "done", ")"),
        (second, "decided: no", ")"),
        (third, "done", ", but still found)"),
        (fourth, "decided: yes", ")"),
    ):
        name = catalogue.remedies[remedy].name.in_language("en")
        (label,) = (one for one in names if one.startswith(f"{name} ({begins}"))
        assert label.endswith(ends)
    document = compose(view)
    tables = (b for s in document.sections for b in s.blocks if isinstance(b, Table))
    (overview,) = (one for one in tables if one.id == "overview")
    assert {row[0].text for row in overview.rows} == names
    assert {n for some in checklists(document).values() for n in some} == names


def test_the_calendar_is_a_picture_with_the_same_actions_in_a_table(
    view: TodoView, document: Document
) -> None:
    section = next(s for s in document.sections if s.id == "calendar")
    picture = section.blocks[0]
    assert isinstance(picture, Picture)
    assert picture.table is not None
    planned = [a.name for a in view.actions if a.start]
    assert [row[0].text for row in picture.table.rows] == planned
    assert picture.description.startswith(f"{len(planned)} measures from 1 Mar 2026 to ")
    assert picture.svg.count("<text") >= len(planned)


def test_every_file_is_written_and_names_every_action(view: TodoView) -> None:
    files = todo_files(view, formats=("html", "md", "xlsx"))
    name = "todo-lindehof-2025-11-20-xyz789"
    assert set(files) == {f"{name}.html", f"{name}.md", f"{name}.xlsx", f"{name}.ics"}
    html = files[f"{name}.html"].decode()
    markdown = files[f"{name}.md"].decode()
    book = load_workbook(BytesIO(files[f"{name}.xlsx"]))
    cells = {
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    }
    for action in view.actions:
        assert action.name in html
        assert action.name in markdown
        assert action.name in cells


# -- the calendar file ---------------------------------------------------------------


def parsed(view: TodoView) -> Calendar:
    return Calendar.from_ical(calendar_file.write(view))


def test_each_action_is_a_task_due_on_the_day_of_the_project_calendar(view: TodoView) -> None:
    tasks = {str(t["summary"]): t for t in parsed(view).walk("VTODO")}
    assert set(tasks) == {action.name for action in view.actions}
    for action in view.actions:
        task = tasks[action.name]
        assert action.due is not None
        assert task["due"].dt == action.due
        assert task["dtstart"].dt == action.start
        # All day: a date without a time.
        assert task["due"].params["VALUE"] == "DATE"
        assert not isinstance(task["due"].dt, datetime)
        assert task["priority"] == {"need-now": 1, "need-condition": 5, "nice": 9}[action.class_]
        assert action.explanation in str(task["description"])
        assert action.when in str(task["description"])


def test_each_planned_action_has_an_all_day_entry_on_its_last_day_that_takes_no_time(
    view: TodoView,
) -> None:
    events = list(parsed(view).walk("VEVENT"))
    assert len(events) == len(view.actions)
    for event, action in zip(events, view.actions, strict=True):
        assert str(event["summary"]) == f"Ready: {action.name}"
        assert event["dtstart"].dt == action.due
        assert event["dtend"].dt == action.due + timedelta(days=1)  # type: ignore[operator]
        assert event["transp"] == "TRANSPARENT"


def test_the_calendar_file_invites_nobody_and_rings_for_nobody(view: TodoView) -> None:
    text = calendar_file.write(view).decode()
    for word in ("ATTENDEE", "ORGANIZER", "VALARM"):
        assert word not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_same_action_keeps_its_id_whatever_the_language_or_the_day(
    catalogue: Catalogue, view: TodoView
) -> None:
    dutch = todo(catalogue, "nl")
    assert [a.uid for a in dutch.actions] == [a.uid for a in view.actions]
    assert len({a.uid for a in view.actions}) == len(view.actions)
    other = todo(catalogue, location=replace(house.LINDEHOF, id="elders-abc234"))
    for here, there in zip(view.actions, other.actions, strict=True):
        # A measure for the whole organisation is one entry, whichever list names it.
        assert (here.uid == there.uid) == here.scope.startswith("whole organisation"), here.name


def test_the_calendar_file_speaks_the_readers_language(catalogue: Catalogue) -> None:
    calendar = parsed(todo(catalogue, "nl"))
    assert str(calendar["x-wr-calname"]) == "Actielijst De Lindehof"
    event = next(iter(calendar.walk("VEVENT")))
    assert str(event["summary"]).startswith("Klaar: ")


def test_hostile_text_stands_literally_in_the_calendar_file(catalogue: Catalogue) -> None:
    name = "Huis; X,\\n=1+1\r\nATTENDEE:mailto:a@b.nl\x07 \u202eevil <b>"
    view = todo(catalogue, location=replace(house.LINDEHOF, name=name))
    raw = calendar_file.write(view)
    assert b"\nATTENDEE" not in raw
    assert b"\x07" not in raw
    task = next(iter(Calendar.from_ical(raw).walk("VTODO")))
    assert str(task["location"]) == ("Huis; X,\\n=1+1\nATTENDEE:mailto:a@b.nl\ufffd \ufffdevil <b>")


def test_the_list_of_an_open_or_made_up_visit_says_so(catalogue: Catalogue) -> None:
    visit = replace(
        house.visit(catalogue, location=replace(house.LINDEHOF, fictional=True)), closed_at=""
    )
    words = Words(catalogue, visit, Language("en"))
    view = todo_view(words, assess(catalogue, visit), START, MADE_AT)
    document = compose(view)
    assert document.draft
    assert document.fictional
    assert document.cautions[0] == "Fictional: this location and its figures were made up."
    task = next(iter(parsed(view).walk("VTODO")))
    assert "Fictional: this location" in str(task["description"])


def test_without_measures_the_list_says_why_it_is_empty(catalogue: Catalogue) -> None:
    visit = house.empty_visit(catalogue)
    words = Words(catalogue, visit, Language("en"))
    view = todo_view(words, assess(catalogue, visit), START, MADE_AT)
    assert view.actions == ()
    short = compose(view).sections[0]
    assert [b.text for b in short.blocks] == [  # type: ignore[union-attr]
        "Nothing is known yet, so nothing can be said about measures."
    ]
    assert list(parsed(view).walk("VTODO")) == []
