"""The files of a to-do list: the list in every format, and the calendar file."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.blocks import HouseStyle
from readiness.report.formats import FORMATS
from readiness.report.plain_text import plain_view
from readiness.report.todo import calendar_file
from readiness.report.todo.compose import compose
from readiness.report.todo.view import TodoView

LIST_FORMATS = ("html", "pdf", "xlsx", "md")


def todo_files(
    view: TodoView, formats: Sequence[str] = LIST_FORMATS, house: HouseStyle | None = None
) -> dict[str, bytes]:
    """Each file by its name."""
    document = plain_view(compose(view, house))
    name = f"todo-{view.visit}"
    made = {f"{name}{FORMATS[given].suffix}": FORMATS[given].write(document) for given in formats}
    return made | {f"{name}.ics": calendar_file.write(view)}
