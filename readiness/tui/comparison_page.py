"""The comparison of all locations, written as a page and opened in the browser."""

from __future__ import annotations

import webbrowser
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.app import App

from readiness import __version__
from readiness.language import _, active
from readiness.tui.trouble import told

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from readiness.kit import Kit
    from readiness.model.decision import Decided
    from readiness.office.compared import Made
    from readiness.report.blocks import HouseStyle


def open_comparison(app: App[Any], kit: Kit) -> None:
    """Compares on the thread that owns the store; writing the page happens beside it."""
    from readiness.office.compared import compared
    from readiness.office.followed import followed

    with told(app):
        made, house = compared(kit, date.today()), kit.house
        decisions = followed(kit).values()
        file = kit.home.reports / f"readiness-comparison-{made.comparison.day}.html"

        def write() -> None:
            try:
                _write(file, made, house, decisions)
            except OSError as error:
                said = _("The comparison can't be written ({why}).", why=error.strerror or error)
                app.notify(said, severity="error", markup=False)
            else:
                app.notify(_opened(file), timeout=15, markup=False)

        app.run_worker(write, thread=True, exclusive=True, group="comparison")


def _write(
    file: Path, made: Made, house: HouseStyle | None, decisions: Collection[Decided]
) -> None:
    from readiness.report.comparison.document import comparison_document
    from readiness.report.formats import FORMATS
    from readiness.shelf import write_whole

    now = datetime.now().astimezone()
    document = comparison_document(
        made.catalogue,
        made.comparison,
        active(),
        now,
        __version__,
        house=house,
        decisions=decisions,
    )
    write_whole(file, FORMATS["html"].write(document))


def _opened(file: Path) -> str:
    if webbrowser.open(file.resolve().as_uri()):
        return _("The comparison is at {file}", file=file)
    return _("No browser was found; open the comparison yourself: {file}", file=file)
