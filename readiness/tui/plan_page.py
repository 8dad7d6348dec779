"""The reports of a plan, written beside the screen; its page is opened in the browser."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from readiness import __version__
from readiness.language import _, active

if TYPE_CHECKING:
    from pathlib import Path

    from readiness.plan.told.beside import Shape
    from readiness.plan.told.document import PlanDocument
    from readiness.plan.told.outlook import Outlook
    from readiness.report.blocks import HouseStyle
    from readiness.tui.planning.look import Look

# What a meeting needs: to open, to print, to sort, and to set a later plan beside.
FORMATS = ("html", "pdf", "xlsx", "json")
# Seconds for the plans at other budgets and prices that a report shows.
_AROUND_S = 60.0


@dataclass(frozen=True)
class Wanted:
    """The plan to report, and the one to set beside it, if any."""

    look: Look
    former: Look | None
    day: str
    folder: Path
    house: HouseStyle | None


def write(wanted: Wanted, stop: threading.Event, tell: Callable[[str], None]) -> str:
    """Writes all formats; gives what came of it in words, nothing where it was stopped.

    It takes a while: `tell` hears what is being done.
    """
    from readiness.office import plan_report
    from readiness.plan.told.outlook import outlook
    from readiness.shelf import write_together
    from readiness.tui.planning.state import budget_words

    look = wanted.look

    def around(done: int, total: int) -> None:
        tell(_("Planning for other budgets and prices: {done} of {total}", done=done, total=total))

    found = outlook(look.case.problem, look.plan, _AROUND_S, stop, around)
    if stop.is_set():
        return ""
    tell(_("The reports are being written…"))
    report = plan_report.Asked(
        _document(look, wanted.day, found),
        look.gathered.catalogue,
        active(),
        datetime.now().astimezone(),
        __version__,
        wanted.house,
        None if wanted.former is None else _former(wanted.former, wanted.day),
    )
    made = plan_report.files(report, list(FORMATS))
    if stop.is_set():
        return ""
    try:
        files = beside_others(wanted.folder, made)
        write_together(files)
    except OSError as error:
        why = error.strerror or error
        return _("The reports of the plan can't be written ({why}).", why=why)
    page = next(iter(files))
    if webbrowser.open(page.resolve().as_uri()):
        # By its budget: the slider may stand elsewhere by now.
        return _(
            "The plan of {budget} is at {file}, with PDF, XLSX and JSON beside it.",
            budget=budget_words(look.trial),
            file=page,
        )
    return _("No browser was found; open the plan yourself: {file}", file=page)


def beside_others(folder: Path, made: Mapping[str, bytes]) -> dict[Path, bytes]:
    """The files under names that no other plan of that day has: a meeting makes several.

    Only the same plan, known by its JSON, takes the place of itself.
    """
    for number in count(1):
        tail = f"-{number}" if number > 1 else ""
        files = {}
        for name, content in made.items():
            stem, dot, suffix = name.rpartition(".")
            files[folder / f"{stem}{tail}{dot}{suffix}"] = content
        there = [file for file in files if file.exists()]
        same = any(f.suffix == ".json" and f.read_bytes() == files[f] for f in there if f.is_file())
        if same or not there:
            return files
    raise AssertionError("numbers don't end")


def _document(look: Look, day: str, found: Outlook | None = None) -> PlanDocument:
    from readiness.plan.told.documented import document

    return document(
        look.case,
        look.plan,
        day,
        active().code,
        active(),
        look.gathered.left_out,
        look.gathered.decisions,
        found,
    )


def _former(look: Look, day: str) -> tuple[PlanDocument, Shape]:
    from readiness.plan.told.beside import of_document

    made = _document(look, day)
    return made, of_document(made)
