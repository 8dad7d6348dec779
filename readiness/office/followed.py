"""Decisions with what later visits say of the measures that were carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from readiness.compare.rulers import asked_otherwise, misfit
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.decision import Decided
from readiness.model.location import Location
from readiness.model.sentence import Refused
from readiness.model.visit import Visit
from readiness.plan.offers import measure_id
from readiness.plan.told.follow_up import Seen, seen, together
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.kit import Kit


def followed(kit: Kit, location: Location | None = None) -> dict[str, Decided]:
    """Every decision, or those that concern this location, by measure.

    Of a measure that is there, the last visit on a later day than it was told done says whether
    it is seen; of a measure for the whole organisation every location visited since does.
    """
    held = kit.decisions.all()
    if location is not None:
        held = {id_: one for id_, one in held.items() if _concerns(one, location)}
    if not any(one.there for one in held.values()):
        return held
    visits: dict[str, list[Visit]] = {}
    for visit in kit.visits():
        visits.setdefault(visit.location.id, []).append(visit)
    look = _Look(kit)
    return {id_: _followed(look, one, visits) if one.there else one for id_, one in held.items()}


def _concerns(one: Decided, location: Location) -> bool:
    return one.measure in (
        f"{one.remedy}@{location.id}",
        measure_id(one.remedy, location.organisation),
    )


def _followed(look: _Look, one: Decided, visits: Mapping[str, list[Visit]]) -> Decided:
    states: list[Seen] = []
    days = []
    for mine in visits.values():
        if not _concerns(one, mine[0].location):
            continue
        later = [visit for visit in mine if visit.date.isoformat() > one.step_at[:10]]
        if later:
            earlier = [visit for visit in mine if visit not in later]
            states.append(look.seen(one.remedy, earlier[0].id if earlier else "", later[0].id))
            days.append(later[0].date.isoformat())
    if not states:
        return one
    return replace(one, seen=together(states), seen_on=max(days))


class _Look:
    """Two visits of a location side by side, each read and judged once."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._visit = cache(kit.visit)
        self._judged: dict[tuple[str, str], Assessment] = {}

    def seen(self, remedy: str, before: str, after: str) -> Seen:
        """What the later visit says, with its own content; where that isn't at hand, nothing."""
        try:
            visit = self._visit(after)
            content = self._kit.catalogue_of(visit)
            earlier = self._earlier(before, content) if before else None
            return seen(content, remedy, earlier, self._assess(content, visit))
        except Refused:
            return "unseen"

    def _earlier(self, id_: str, content: Catalogue) -> Assessment | None:
        """The earlier visit judged with this content; None where it asked otherwise."""
        visit = self._visit(id_)
        if visit.ruler != content.ruler:
            own = self._kit.catalogue_of(visit)
            if misfit(visit, asked_otherwise(own, content)) is not None:
                return None
        return self._assess(content, visit)

    def _assess(self, content: Catalogue, visit: Visit) -> Assessment:
        key = visit.id, content.ruler
        if key not in self._judged:
            self._judged[key] = assess(content, visit)
        return self._judged[key]
