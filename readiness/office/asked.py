"""A report that is asked for, and everything that it says, from what the kit holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from readiness.compare.rulers import asked_otherwise, misfit
from readiness.language import Language
from readiness.model.location import Location
from readiness.model.sentence import Refused
from readiness.model.visit import Visit
from readiness.office.followed import followed
from readiness.report.location.of_visit import location_view
from readiness.report.location.since import Earlier
from readiness.report.location.view import LocationView
from readiness.report.location.wifi import PlanPicture
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.kit import Kit


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
    from readiness.files import floor_plans as floor_plan_file

    found = {}
    for floor, name in location.plans.items():
        kept = floor_plan_file.load(kit.home, name)
        if kept is not None:
            content, width, height = kept
            kind = "png" if name.endswith(".png") else "jpeg"
            found[floor] = PlanPicture(kind, content, width, height)
    return found
