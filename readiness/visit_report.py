"""The report of a visit from what the kit holds: its view, its documents, its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from readiness import around_visit
from readiness.compare.rulers import asked_otherwise, misfit
from readiness.followed import followed
from readiness.language import Language
from readiness.model.location import Location
from readiness.model.sentence import Refused
from readiness.model.visit import Visit
from readiness.report.formats import FORMATS
from readiness.report.location import data
from readiness.report.location.document import location_card, location_document
from readiness.report.location.since import Earlier
from readiness.report.location.view import LocationView, location_view
from readiness.report.location.wifi import PlanPicture
from readiness.report.plain_text import plain_view
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.kit import Kit

_CARD_FORMATS = ("html", "pdf")


@dataclass(frozen=True)
class Asked:
    """A report that is asked for: of which visit, in which language, made when by what."""

    kit: Kit
    visit: Visit
    language: Language
    made_at: datetime
    version: str
    # To be marked as a draft for the fact check; and the first day of the project calendar.
    draft: bool = False
    start: date | None = None

    def view(self) -> LocationView:
        """Everything the report says.

        Raises:
            Refused: the visit can't be scored here.
        """
        now = self.kit.location(self.visit.location.id)
        # Where a spot lies may be said after closing: it changes no score and no verdict.
        shown = replace(self.visit.location, floor_plans=now.floor_plans, positions=now.positions)
        return location_view(
            self.kit.catalogue_of(self.visit),
            replace(self.visit, location=shown),
            self.kit.assess(self.visit),
            self.language,
            self.made_at,
            self.version,
            earlier=earlier(self.kit, self.visit),
            plans=plans(self.kit, now),
            decisions=followed(self.kit, now).values(),
        )


# What a visit can be reported as besides the formats of its whole report: each gives the
# files by name. A new kind is one line here.
KINDS: dict[str, Callable[[Asked], dict[str, bytes]]] = {
    "json": lambda asked: {
        f"readiness-{asked.visit.id}.json": data.write(
            asked.view(),
            asked.kit.assess(asked.visit),
            asked.kit.catalogue_of(asked.visit),
            asked.language,
        )
    },
    "card": lambda asked: card_files(asked),
    "todo": around_visit.todo_list,
}


def names() -> tuple[str, ...]:
    """Everything that `report --format` takes."""
    return (*FORMATS, *KINDS)


def files(asked: Asked, chosen: list[str]) -> dict[str, bytes]:
    """The files of these formats and kinds, by name.

    Raises:
        Refused: the visit can't be scored here.
    """
    made: dict[str, bytes] = {}
    formats = [name for name in chosen if name in FORMATS]
    if formats:
        report = location_document(asked.view(), asked.kit.house)
        document = plain_view(around_visit.fact_checked(asked, report))
        draft = "-draft" if asked.draft else ""
        for name in formats:
            file = f"readiness-{asked.visit.id}{draft}{FORMATS[name].suffix}"
            made[file] = FORMATS[name].write(document)
    for name in chosen:
        if name in KINDS:
            made |= KINDS[name](asked)
    return made | (around_visit.remark_sheets(asked) if asked.draft else {})


def card_files(asked: Asked) -> dict[str, bytes]:
    """The one page for the location manager."""
    document = plain_view(location_card(asked.view(), asked.kit.house))
    return {
        f"card-{asked.visit.id}{FORMATS[name].suffix}": FORMATS[name].write(document)
        for name in _CARD_FORMATS
    }


def earlier(kit: Kit, visit: Visit) -> Earlier | None:
    """The last visit of the location before this one, scored with this one's ruler.

    Where that can't be done the reason stands in its place.
    """
    ids = [header.id for header in kit.visits(visit.location.id)]
    older = ids[ids.index(visit.id) + 1 :] if visit.id in ids else []
    if not older:
        return None
    before = kit.visit(older[0])
    catalogue = kit.catalogue_of(visit)
    rescored = before.ruler != catalogue.ruler
    if rescored:
        try:
            own = kit.catalogue_of(before)
        except Refused as refused:
            return Earlier(before, None, refused.sentence)
        why = misfit(before, asked_otherwise(own, catalogue))
        if why is not None:
            return Earlier(before, None, why)
    return Earlier(before, assess(catalogue, before), rescored=rescored)


def plans(kit: Kit, location: Location) -> dict[str, PlanPicture]:
    """The floor plans that are kept here, by floor."""
    from readiness import floor_plan_file

    found = {}
    for floor, name in location.plans.items():
        kept = floor_plan_file.load(kit.home, name)
        if kept is not None:
            content, width, height = kept
            kind = "png" if name.endswith(".png") else "jpeg"
            found[floor] = PlanPicture(kind, content, width, height)
    return found
