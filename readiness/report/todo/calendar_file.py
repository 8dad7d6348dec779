"""The to-do list as iCalendar (RFC 5545): a task for each action, and its last day as an entry.

Many calendars show no tasks, so each planned action also has an all-day entry on its last day,
which takes up no time. Nobody is invited, and nothing rings.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from readiness.language import Language
from readiness.model.assessment import NeedClass
from readiness.report.todo.view import Action, TodoView

if TYPE_CHECKING:
    from icalendar import Component, Event, Todo

# RFC 5545, 3.8.1.9: 1 is the highest, 5 the middle, 9 the lowest.
_PRIORITY: dict[NeedClass, int] = {"need-now": 1, "need-condition": 5, "nice": 9}


def write(view: TodoView) -> bytes:
    """The file. An action without room in the calendar is a task without dates."""
    from icalendar import Calendar, vText

    language = Language(view.language)
    calendar = Calendar()
    calendar.add("prodid", "-//readiness//to-do list//" + view.language.upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Of a name that it doesn't know the library escapes nothing, unless told that it is text.
    name = vText(language.word("To-do list {location}", location=view.location))
    calendar.add("x-wr-calname", name)
    for action in view.actions:
        calendar.add_component(_task(view, action, language))
        if action.due is not None:
            calendar.add_component(_last_day(view, action, action.due, language))
    made: bytes = calendar.to_ical()
    return made


def _task(view: TodoView, action: Action, language: Language) -> Todo:
    from icalendar import Todo

    task = Todo()
    _common(task, view, action, language)
    task.add("uid", action.uid)
    task.add("summary", action.label)
    task.add("priority", _PRIORITY[action.class_])
    task.add("status", "NEEDS-ACTION")
    if action.start is not None and action.due is not None:
        task.add("dtstart", action.start)
        task.add("due", action.due)
    return task


def _last_day(view: TodoView, action: Action, due: date, language: Language) -> Event:
    from icalendar import Event

    event = Event()
    _common(event, view, action, language)
    event.add("uid", f"{action.uid}-ready")
    event.add("summary", language.word("Ready: {action}", action=action.label))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _common(component: Component, view: TodoView, action: Action, language: Language) -> None:
    word = language.word
    lines = [
        *view.cautions[:-1],
        action.explanation,
        *action.why,
        word("Who acts") + f": {action.who}",
        word("Where") + f": {action.scope}",
        word("Cost") + ": " + word("{amount} in the first year (assumption)", amount=action.cost),
        word("Own effort") + f": {action.days}",
        word("Lead time") + f": {action.lead}",
        action.when,
    ]
    add = component.add
    add("dtstamp", view.made_at.astimezone(UTC))
    add("description", "\n".join(lines))
    add("location", view.location)
    add("categories", [action.class_name])
