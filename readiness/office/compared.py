"""The comparison of what the kit holds: which locations, which visits, which ruler."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from readiness import garbage
from readiness.compare.comparison import Comparison, Filters, LeftOut, compare
from readiness.compare.place import Compared
from readiness.compare.rulers import asked_otherwise, misfit
from readiness.compare.scored import ScoredVisit
from readiness.model.content import Catalogue
from readiness.model.location import Location
from readiness.model.sentence import Refused, Sentence, refuse
from readiness.model.visit import Visit

if TYPE_CHECKING:
    from readiness.kit import Kit

Progress = Callable[[int, int], None]
# More names than this say no more in a refusal.
_MOST_NAMED = 5


@dataclass(frozen=True)
class Made:
    """A comparison with the content that all its visits were scored with."""

    catalogue: Catalogue
    comparison: Comparison


def compared(
    kit: Kit,
    today: date,
    locations: Sequence[str] = (),
    filters: Filters | None = None,
    progress: Progress | None = None,
) -> Made:
    """The comparison of these locations, or of all, that pass the filters.

    Without `as_of` every visit is judged on its own day and ages are counted to `today`.
    With it no later visit counts, and of each location the last visit is judged on that
    day: answers that are too old by then are unknown.

    Raises:
        Refused: no location is left, with the reasons.
    """
    with garbage.later():
        return _compared(kit, today, locations, filters or Filters(), progress)


def _compared(
    kit: Kit,
    today: date,
    locations: Sequence[str],
    filters: Filters,
    progress: Progress | None,
) -> Made:
    chosen = _chosen(kit, locations, filters)
    visits, left_out = _visits(kit, chosen, filters)
    catalogue = ruler_for(kit, [visit for found in visits.values() for visit in found])
    scored, reasons = _scored(kit, visits, catalogue, filters, progress)
    whole: list[Compared] = []
    for location in chosen:
        found = visits.get(location.id, [])
        if not found:
            continue
        missing = found[-1].id in reasons
        for visit in found:
            if visit.id in reasons:
                # An earlier visit in place of the last one would be shown as its news.
                last = visit is found[-1]
                left_out.append(
                    LeftOut(location, visit.id, visit.date.isoformat(), reasons[visit.id], last)
                )
        if not missing:
            held = tuple(scored[visit.id] for visit in found if visit.id in scored)
            whole.append(Compared(location, held))
    if not whole:
        raise _nothing(kit, filters, left_out)
    day = date.fromisoformat(filters.as_of) if filters.as_of else today
    return Made(catalogue, compare(catalogue, whole, left_out, day, filters))


def _chosen(kit: Kit, references: Sequence[str], filters: Filters) -> list[Location]:
    everything = kit.locations()
    if references:
        everything = list({found.id: found for found in map(kit.location, references)}.values())
    return [
        location
        for location in everything
        if _fits(filters.organisation, location.organisation)
        and _fits(filters.region, location.region)
        and (not filters.kind or filters.kind == location.kind)
    ]


def _fits(wanted: str, given: str) -> bool:
    return not wanted or wanted.strip().casefold() == given.casefold()


def _visits(
    kit: Kit, chosen: Sequence[Location], filters: Filters
) -> tuple[dict[str, list[Visit]], list[LeftOut]]:
    """The visits in the period by location, oldest first; who has none is left out."""
    ids = {location.id for location in chosen}
    until = min(filter(None, (filters.until, filters.as_of)), default="")
    found: dict[str, list[Visit]] = {}
    for visit in reversed(kit.visits()):
        day = visit.date.isoformat()
        early, late = bool(filters.since and day < filters.since), bool(until and day > until)
        if visit.location.id in ids and not early and not late:
            found.setdefault(visit.location.id, []).append(visit)
    period = bool(filters.since or until)
    reason = Sentence("no visit in this period") if period else Sentence("no visit yet")
    return found, [LeftOut(one, "", "", reason, True) for one in chosen if one.id not in found]


def ruler_for(kit: Kit, visits: Sequence[Visit]) -> Catalogue:
    """The content by which the last visits of most locations can be judged.

    The newest visit's, unless another visit's leaves fewer locations out: one laptop that
    tries a content of its own takes nobody else out of the comparison. The program's own
    where no visit's content is at hand.
    """
    newest_first = sorted(visits, key=lambda visit: (visit.date, visit.id), reverse=True)
    last = list({visit.location.id: visit for visit in reversed(newest_first)}.values())
    best: tuple[int, Catalogue] | None = None
    tried: set[str] = set()
    for visit in newest_first:
        if visit.ruler in tried:
            continue
        tried.add(visit.ruler)
        try:
            catalogue = kit.catalogue_of(visit)
        except Refused:
            continue
        out = len(misfits(kit, last, catalogue))
        if best is None or out < best[0]:
            best = out, catalogue
        if out == 0:
            break
    return kit.catalogue if best is None else best[1]


def _scored(
    kit: Kit,
    visits: dict[str, list[Visit]],
    catalogue: Catalogue,
    filters: Filters,
    progress: Progress | None,
) -> tuple[dict[str, ScoredVisit], dict[str, Sentence]]:
    """Every visit scored with the one content, or why it can't be."""
    reasons = misfits(kit, [v for found in visits.values() for v in found], catalogue)
    last = {found[-1].id for found in visits.values()} - reasons.keys()
    earlier = {v.id for found in visits.values() for v in found[:-1]} - reasons.keys()
    day = date.fromisoformat(filters.as_of) if filters.as_of else None
    scored: dict[str, ScoredVisit] = {}
    for ids, judged_on in ((last, day), (earlier, None)):
        for one in _of_kit(kit, ids, judged_on, catalogue, progress):
            scored[one.visit] = one
    return scored, reasons


def _of_kit(
    kit: Kit,
    ids: Collection[str],
    day: date | None,
    catalogue: Catalogue,
    progress: Progress | None,
) -> list[ScoredVisit]:
    from readiness.kit.scores import Judged

    if not ids:
        return []
    found = kit.scored(ids, as_of=day, catalogue=catalogue, progress=progress)
    return [one.scores for one in found if isinstance(one, Judged)]


def misfits(kit: Kit, visits: Sequence[Visit], catalogue: Catalogue) -> dict[str, Sentence]:
    """The visits of another ruler that can't be scored with this one."""
    reasons: dict[str, Sentence] = {}
    otherwise: dict[str, dict[str, Sentence]] = {}
    for visit in visits:
        if visit.ruler == catalogue.ruler:
            continue
        try:
            if visit.ruler not in otherwise:
                otherwise[visit.ruler] = asked_otherwise(kit.catalogue_of(visit), catalogue)
            if otherwise[visit.ruler]:
                reason = misfit(kit.visit(visit.id), otherwise[visit.ruler])
                if reason is not None:
                    reasons[visit.id] = reason
        except Refused as refused:
            reasons[visit.id] = refused.sentence
    return reasons


def _nothing(kit: Kit, filters: Filters, left_out: Sequence[LeftOut]) -> Refused:
    for wanted, known in (
        (filters.organisation, {one.organisation for one in kit.locations()}),
        (filters.region, {one.region for one in kit.locations()}),
    ):
        if not left_out and wanted and not any(_fits(wanted, one) for one in known):
            return refuse(
                "Nothing is called '{given}'; expected one of: {known}.",
                given=wanted[:40],
                known=tuple(sorted(filter(None, known), key=str.casefold)[:_MOST_NAMED]),
            )
    if not left_out:
        return refuse(
            "There is no location to compare. Look at `readiness location list`, or choose "
            "another organisation, region or kind."
        )
    return refuse(
        "There is nothing to compare: {reasons}.",
        reasons=tuple(
            Sentence("{location} ({reason})", location=one.location.name, reason=one.reason)
            for one in left_out[:_MOST_NAMED]
        ),
    )
