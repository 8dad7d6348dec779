"""Decisions with what later visits say of the measures that were carried out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from readiness.compare.rulers import asked_otherwise, misfit
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.decision import Decided, after
from readiness.model.location import Location
from readiness.model.sentence import Refused
from readiness.model.visit import Visit
from readiness.plan.offers import measure_id
from readiness.plan.told.follow_up import Sight, seen, together
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.kit import Kit


def followed(
    kit: Kit, location: Location | None = None, measures: Collection[str] | None = None
) -> dict[str, Decided]:
    """Every decision, those that concern this location, or those on these measures, by measure.

    Of a measure that is there, the last visit after it was done says whether it is seen; of a
    measure for the whole organisation every location visited since does.
    """
    held = kit.decisions.all()
    if location is not None:
        held = {id_: one for id_, one in held.items() if _concerns(one, location)}
    if measures is not None:
        held = {id_: one for id_, one in held.items() if id_ in measures}
    if not any(one.there for one in held.values()):
        return held
    visits, look = _by_location(kit), _Look(kit)
    return {id_: _followed(look, one, visits) if one.there else one for id_, one in held.items()}


def passed_over(kit: Kit, measures: Collection[str]) -> dict[str, str]:
    """The day of the finished visit that counts as one before a measure was done and finds it
    failing, though it was made since the decision; by measure, those without one left out.

    It may have been made after the work, and "done" have been typed later, at the office.
    """
    visits, look = _by_location(kit), _Look(kit)
    found = {}
    for id_, one in followed(kit, measures=measures).items():
        days = [day for mine in visits.values() if (day := _last_since(one, mine))]
        if not (one.there and days) or one.on or one.seen == "failed":
            continue
        told = _followed(look, replace(one, on=min(days)), visits)
        if told.seen == "failed":
            found[id_] = told.seen_on
    return found


def _last_since(one: Decided, mine: list[Visit]) -> str:
    """The day of the last finished visit to this location since the decision; empty: none."""
    if not _concerns(one, mine[0].location):
        return ""
    for visit in mine:
        if visit.closed and (visit.date.isoformat(), visit.closed_at) > (one.at[:10], one.at):
            return visit.date.isoformat()
    return ""


def _by_location(kit: Kit) -> dict[str, list[Visit]]:
    """The visits to each location by its id, newest first."""
    visits: dict[str, list[Visit]] = {}
    for visit in kit.visits():
        visits.setdefault(visit.location.id, []).append(visit)
    return visits


def _concerns(one: Decided, location: Location) -> bool:
    return one.measure in (
        f"{one.remedy}@{location.id}",
        measure_id(one.remedy, location.organisation),
    )


def _followed(look: _Look, one: Decided, visits: Mapping[str, list[Visit]]) -> Decided:
    sights: list[Sight] = []
    days = []
    for mine in visits.values():
        if not _concerns(one, mine[0].location):
            continue
        later = [visit for visit in mine if look.after(one, visit)]
        if later:
            earlier = next((visit.id for visit in mine if visit not in later), "")
            sight, visit = look.last(one.remedy, earlier, later)
            sights.append(sight)
            days.append(visit.date.isoformat())
    if not sights:
        return one
    sight = together(sights)
    return replace(
        one, seen=sight.state, seen_on=max(days), failing=sight.failing, partly=sight.partly
    )


class _Look:
    """Two visits of a location side by side, each read and judged once."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._visit = cache(kit.visit)
        self._judged: dict[tuple[str, str], Assessment] = {}

    def after(self, one: Decided, visit: Visit) -> bool:
        """Whether the visit looked after the measure was carried out; its answers are read only
        where that hangs on the moment of the last one."""
        same_day = visit.date.isoformat() == one.done_on
        return after(one, self._visit(visit.id) if same_day and not visit.closed else visit)

    def last(self, remedy: str, before: str, later: Sequence[Visit]) -> tuple[Sight, Visit]:
        """What the last of these visits that looked at it says, newest first; one that did not
        look hides nothing that was found before it."""
        for visit in later:
            sight = self.seen(remedy, before, visit.id)
            if sight.state != "unseen":
                return sight, visit
        return Sight("unseen"), later[0]

    def seen(self, remedy: str, before: str, after: str) -> Sight:
        """What the later visit says, with its own content; where that isn't at hand, nothing."""
        try:
            visit = self._visit(after)
            content = self._kit.catalogue_of(visit)
            earlier = self._earlier(before, content) if before else None
            return seen(content, remedy, earlier, self._assess(content, visit))
        except Refused:
            return Sight("unseen")

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
