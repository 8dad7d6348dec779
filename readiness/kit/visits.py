"""The visits of the kit: found, started, judged, closed and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from readiness.kit.ground import abbreviates, now, random_tail
from readiness.kit.places import Places
from readiness.model import location as locations
from readiness.model.assessment import Assessment
from readiness.model.content import Catalogue
from readiness.model.given import LONGEST_NOTE
from readiness.model.location import Location
from readiness.model.revision import Observation, Revision, current, observation
from readiness.model.sentence import refuse
from readiness.model.subject import clean
from readiness.model.visit import Visit
from readiness.score.assess import assess


class Visits(Places):
    """Visits from start to close, and what they came to."""

    def visits(self, location: str | None = None) -> list[Visit]:
        """All visits (of a location), newest date first, without their observations."""
        if location is not None:
            return self._read_visits(location)
        return list(self._unchanged("visits", self._read_visits))

    def _read_visits(self, location: str | None = None) -> list[Visit]:
        by_id = {found.id: found for found in self.locations()}
        starts = sorted(
            current(self.store.revisions(kind="visit", location=location)),
            key=lambda start: ((start.body or {})["date"], start.id),
            reverse=True,
        )
        statuses: dict[str, list[Revision]] = {}
        for revision in current(self.store.revisions(kind="status", location=location)):
            statuses.setdefault(revision.visit, []).append(revision)
        return [
            self._visit(start, statuses.get(start.visit, []), by_id[start.location], ())
            for start in starts
            if start.location in by_id
        ]

    def visit_id(self, reference: str) -> str:
        """The id that this id, or unambiguous beginning or end of one, stands for."""
        starts = current(self.store.revisions(kind="visit"))
        ids = [start.visit for start in starts]
        if reference in ids:
            return reference
        match = [id_ for id_ in ids if abbreviates(reference, id_)]
        if len(match) == 1:
            return match[0]
        if match:
            raise refuse(
                "'{reference}' fits several visits: {ids}; give one of these ids.",
                reference=reference[:60],
                ids=", ".join(match),
            )
        raise refuse(
            "There is no visit '{reference}'; `readiness visit list` shows them all.",
            reference=reference[:60],
        )

    def visit(self, reference: str) -> Visit:
        """A visit with everything currently known of it."""
        revisions = current(self.store.revisions(visit=reference))
        if not any(r.kind == "visit" for r in revisions):
            # Only the beginning or the end of an id: all of them must be looked at.
            revisions = current(self.store.revisions(visit=self.visit_id(reference)))
        start = next(r for r in revisions if r.kind == "visit")
        location = next(found for found in self.locations() if found.id == start.location)
        return self._visit(
            start,
            [r for r in revisions if r.kind == "status"],
            location,
            tuple(observation(r) for r in revisions if r.kind == "observation"),
        )

    def last_touched(self, visit: str) -> str:
        """When anything was last recorded in a visit; UTC, ISO 8601."""
        return max((r.at for r in self.store.revisions(visit=visit)), default="")

    def _visit(
        self,
        start: Revision,
        statuses: Sequence[Revision],
        location: Location,
        observations: tuple[Observation, ...],
    ) -> Visit:
        body = start.body or {}
        # An open state in a conflict wins: nobody's correction may be refused by a merge.
        closed = [s.body or {} for s in statuses if (s.body or {}).get("closed_at")]
        is_closed = bool(closed) and len(closed) == len(statuses)
        if is_closed:
            location = locations.from_facts(location.id, closed[-1]["facts"])
        return Visit(
            id=start.visit,
            location=location,
            date=date.fromisoformat(body["date"]),
            assessor=start.assessor,
            ruler=body["ruler"],
            extended=body["extended"],
            closed_at=closed[-1]["closed_at"] if is_closed else "",
            observations=observations,
            status_conflict=len(statuses) > 1,
        )

    def start_visit(self, location: Location, day: date, extended: bool = False) -> str:
        """Starts a visit and gives its id; it is pinned to today's content."""
        if day > date.today():
            raise refuse(
                "{day} lies in the future; a visit is of today or earlier.", day=day.isoformat()
            )
        id_ = f"{location.id.rpartition('-')[0]}-{day.isoformat()}-{random_tail()}"
        body = {"date": day.isoformat(), "ruler": self.catalogue.ruler, "extended": extended}
        self.store.add(
            [self._revision("visit", location.id, visit=id_, key="start", body=body)],
            rulers=[self._kept_content()],
        )
        return id_

    def close_visit(self, visit: Visit) -> None:
        """Closes the visit and pins the location's facts, in one transaction."""
        if visit.closed:
            raise refuse("Visit {visit} is closed already.", visit=visit.id)
        body = {"closed_at": now(), "facts": locations.to_facts(visit.location)}
        self._set_status(visit, body)

    def reopen_visit(self, visit: Visit, reason: str) -> None:
        """Opens a closed visit again; its location's present facts count from now on."""
        if not visit.closed:
            raise refuse("Visit {visit} is open already.", visit=visit.id)
        if not reason.strip():
            raise refuse("Reopening visit {visit} needs a reason; say why.", visit=visit.id)
        self._set_status(visit, {"closed_at": ""}, clean(reason, "reason", LONGEST_NOTE))

    def _set_status(self, visit: Visit, body: dict[str, Any], reason: str = "") -> None:
        held = [r.id for r in current(self.store.revisions(kind="status", visit=visit.id))]
        self.store.add(
            [
                self._revision(
                    "status",
                    visit.location.id,
                    visit=visit.id,
                    body=body,
                    replaces=tuple(held),
                    reason=reason,
                )
            ]
        )

    def catalogue_of(self, visit: Visit) -> Catalogue:
        """The content that the visit was made with."""
        if visit.ruler == self.catalogue.ruler:
            return self.catalogue
        if visit.ruler in self._kept_catalogues:
            return self._kept_catalogues[visit.ruler]
        kept = self.store.ruler(visit.ruler)
        if kept is None:
            raise refuse(
                "The content that visit {visit} was made with (ruler {ruler}) isn't in this "
                "store, so it can't be scored here.",
                visit=visit.id,
                ruler=visit.ruler,
            )
        try:
            return self._kept_catalogues.setdefault(
                visit.ruler, Catalogue.model_validate_json(kept)
            )
        except ValueError:
            raise refuse(
                "Visit {visit} was made with content (ruler {ruler}) that this version of the "
                "program can't read; open it with the version that made it.",
                visit=visit.id,
                ruler=visit.ruler,
            ) from None

    def assess(self, visit: Visit, as_of: date | None = None) -> Assessment:
        """The visit judged with the content it was made with."""
        return assess(self.catalogue_of(visit), visit, as_of)
