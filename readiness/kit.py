"""The kit: home folder, content and store together. All that screens and commands do.

The terminal UI and the command line both work through `Kit`, so that a visit done
by keys and one done by commands can't differ.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness import measured, paths, settings
from readiness.model import location as locations
from readiness.model.assessment import Assessment
from readiness.model.catalogue import Question
from readiness.model.content import Catalogue
from readiness.model.floor_plan import FloorPlan, Position
from readiness.model.given import LONGEST_NOTE, Given, check, written_twice
from readiness.model.ids import LETTERS, NOISE_BYTES, TAIL, revision_id, slug
from readiness.model.location import Location
from readiness.model.revision import (
    Known,
    Observation,
    Revision,
    RevisionKind,
    current,
    observation,
)
from readiness.model.sentence import refuse
from readiness.model.subject import Subject, clean
from readiness.model.value import NoLink
from readiness.model.visit import Visit
from readiness.paths import Home
from readiness.score.assess import assess

if TYPE_CHECKING:
    from readiness.decisions import Decisions
    from readiness.kept_scores import Judged, Unscored
    from readiness.measure.device.pairing import DeviceFigures
    from readiness.measure.measurement import Measurement, Side
    from readiness.measure.walk.walked import Walk
    from readiness.price_file import OwnPrices
    from readiness.remarks import Remarks
    from readiness.report.blocks import HouseStyle
    from readiness.store import Store


class Kit:
    """Everything the program knows and keeps, through one door."""

    def __init__(self, home: Home, content: str | None = None) -> None:
        """`content`: the overlay's folder, empty for none; None: READINESS_CONTENT or the
        setting says it."""
        self.home = home
        self._content = content
        # The content of older visits, by ruler, read once.
        self._kept_catalogues: dict[str, Catalogue] = {}
        # Locations and visits as they were read, with the store's newest number at that time.
        self._read: dict[str, tuple[int, list[Any]]] = {}

    @cached_property
    def overlay(self) -> Path | None:
        """The folder that is laid over the shipped content; None when there is none."""
        given = paths.given_content() if self._content is None else self._content
        if given is None:
            # Only read: looking at the content makes no home folder.
            given = settings.load(self.home.settings).content
        return Path(given).expanduser() if given else None

    @cached_property
    def catalogue(self) -> Catalogue:
        """The content in use: as it is shipped, with the overlay over it.

        Raises:
            InvalidContent: the overlay has faults.
        """
        from readiness import library

        return library.load(overlay=self.overlay)

    @cached_property
    def house(self) -> HouseStyle | None:
        """The organisation's own look, from the overlay; None when it has none.

        Raises:
            InvalidContent: its file has faults.
        """
        from readiness import house

        style = house.load(self.overlay).style
        return style if style.organisation else None

    @cached_property
    def prices(self) -> OwnPrices:
        """The organisation's own prices of measures, from the overlay; none when it has none.

        Raises:
            InvalidContent: its file has faults.
        """
        from readiness import price_file

        return price_file.load(self.overlay, self.catalogue.remedies)

    @cached_property
    def store(self) -> Store:
        """Opened at the first use, so that a screen can be shown before it."""
        from readiness.store import Store

        return Store(self.home.database)

    @cached_property
    def settings(self) -> settings.Settings:
        return settings.with_laptop(self.home.settings)

    def change_setting(self, key: str, value: str) -> None:
        """Changes one setting and keeps it.

        Raises:
            Refused: it doesn't fit. InvalidContent: an overlay with faults. Nothing is changed.
        """
        changed = self.settings.with_(key, value)
        if key == "content" and changed.content:
            from readiness import house, library, price_file

            laid = library.load(overlay=Path(changed.content))
            house.load(Path(changed.content))
            price_file.load(Path(changed.content), laid.remedies)
        settings.save(self.home.settings, changed)
        self.__dict__["settings"] = changed

    def servers(self, inside: str | None = None, outside: str | None = None) -> dict[Side, str]:
        """The measuring servers to use; what is given goes before the settings.

        With only one given, the other one of the settings is left alone: who names a server
        wants to know about that one.
        """
        if inside is None and outside is None:
            inside, outside = self.settings.server, self.settings.outside
        both: dict[Side, str] = {"inside": inside or "", "outside": outside or ""}
        return {side: server for side, server in both.items() if server}

    def another(self) -> Kit:
        """A kit on the same home for a thread of its own, to be closed there.

        It opens the store anew; the content that was read already is shared.
        """
        made = Kit(self.home, self._content)
        for read in ("catalogue", "prices"):
            if read in self.__dict__:
                made.__dict__[read] = self.__dict__[read]
        return made

    def close_store(self) -> None:
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]
            self._read.clear()

    # -- locations ---------------------------------------------------------------

    def locations(self) -> list[Location]:
        """All locations by name."""
        return list(self._unchanged("locations", self._read_locations))

    def _unchanged(self, what: str, read: Callable[[], list[Any]]) -> list[Any]:
        """What was read before, as long as nothing was added to the store since."""
        # Asked before reading: what somebody adds meanwhile makes it be read again.
        newest = self.store.newest()
        if self._read.get(what, (-1, []))[0] != newest:
            self._read[what] = newest, read()
        return self._read[what][1]

    def _read_locations(self) -> list[Location]:
        facts: dict[str, dict[str, list[Any]]] = {}
        for location, name, value in self.store.facts():
            facts.setdefault(location, {}).setdefault(name, []).append(value)
        found = [locations.from_candidates(id_, held) for id_, held in facts.items()]
        return sorted(found, key=lambda location: (location.name.casefold(), location.id))

    def location(self, reference: str) -> Location:
        """The location with this id, name, or unambiguous beginning or end of an id."""
        everything = self.locations()
        for match in (
            [found for found in everything if found.id == reference],
            [found for found in everything if found.name.casefold() == reference.casefold()],
            [found for found in everything if _abbreviates(reference, found.id)],
        ):
            if len(match) == 1:
                return match[0]
            if match:
                raise refuse(
                    "'{reference}' fits several locations: {ids}; give one of these ids.",
                    reference=reference[:60],
                    ids=", ".join(found.id for found in match),
                )
        raise refuse(
            "There is no location '{reference}'; `readiness location list` shows them all.",
            reference=reference[:60],
        )

    def add_location(self, facts: Mapping[str, Any]) -> Location:
        """A new location with these facts; `name` is required."""
        read = self._read_facts({"name": "", "kind": "residential", **facts})
        for other in self.locations():
            same = (other.name.casefold(), other.organisation.casefold())
            if same == (read["name"].casefold(), read.get("organisation", "").casefold()):
                raise refuse(
                    "There is a location {name} already ({id}); give the new one another name or "
                    "organisation, or edit that one.",
                    name=other.name,
                    id=other.id,
                )
        id_ = f"{slug(read['name'])}-{_random()}"
        self.store.add([self._fact(id_, name, value) for name, value in read.items()])
        return locations.from_facts(id_, read)

    def edit_location(self, location: Location, facts: Mapping[str, Any]) -> Location:
        """The location with these facts changed; closed visits keep the facts they had."""
        read = self._read_facts(facts)
        before = locations.to_facts(location)
        held: dict[str, list[str]] = {}
        for revision in current(self.store.revisions(kind="fact", location=location.id)):
            held.setdefault(revision.key, []).append(revision.id)
        self.store.add(
            [
                self._fact(location.id, name, value, replaces=held.get(name, ()))
                for name, value in read.items()
                if before[name] != value or len(held.get(name, ())) > 1
            ]
        )
        return locations.from_facts(location.id, before | read)

    def keep_floor_plans(self, location: Location, files: Mapping[str, str]) -> Location:
        """The location with these pictures of floors; an empty name takes a picture away.

        Raises:
            Refused: one of the files can't be used. Nothing is changed.
        """
        from readiness import floor_plan_file

        held = dict(location.plans)
        for floor, file in files.items():
            held.pop(floor, None)
            if file:
                held[floor] = floor_plan_file.keep(self.home, Path(file).expanduser())
        made = [str(FloorPlan(floor, picture)) for floor, picture in held.items()]
        return self.edit_location(location, {"floor_plans": made})

    def place_spot(self, location: Location, at: Position) -> Location:
        """The location with this spot placed on the picture of its floor.

        Raises:
            Refused: its floor has no picture.
        """
        floor = at.spot.place[0]
        if floor not in location.plans:
            raise refuse(
                "Floor {floor} of {location} has no picture to place a spot on; give one with "
                "`readiness location edit {location} --floor-plan {floor}=FILE`.",
                floor=floor,
                location=location.name,
            )
        placed = location.placed | {at.spot: at}
        return self.edit_location(location, {"positions": [str(one) for one in placed.values()]})

    def add_demo(self, count: int, seed: int) -> list[Location]:
        """Fills this home with so many fictional locations, in one transaction.

        Raises:
            Refused: the home holds locations already; made-up ones never come among them.
        """
        from readiness import demo

        held = self.locations()
        if any(not location.fictional for location in held):
            raise refuse(
                "{folder} holds locations of your own, and made-up ones must not stand among "
                "them; nothing was changed. Give the demo a folder of its own: "
                "`readiness --home FOLDER demo`.",
                folder=self.home.folder,
            )
        if held:
            raise refuse(
                "{folder} holds {count} fictional locations already; nothing was changed. For "
                "others, give the demo another folder: `readiness --home FOLDER demo`.",
                folder=self.home.folder,
                count=len(held),
            )
        made = list(demo.fiction(self.catalogue, range(count), seed))
        self.store.add(
            [revision for one in made for revision in one.revisions],
            rulers=[self._kept_content()],
        )
        return [one.location for one in made]

    def _read_facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        technologies = tuple(self.catalogue.technologies)
        return {n: locations.read_fact(n, value, technologies) for n, value in facts.items()}

    def _fact(self, location: str, name: str, value: Any, replaces: Iterable[str] = ()) -> Revision:
        return self._revision(
            "fact", location, key=name, body={"value": value}, replaces=tuple(replaces)
        )

    # -- visits ------------------------------------------------------------------

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
        match = [id_ for id_ in ids if _abbreviates(reference, id_)]
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
        id_ = f"{location.id.rpartition('-')[0]}-{day.isoformat()}-{_random()}"
        body = {"date": day.isoformat(), "ruler": self.catalogue.ruler, "extended": extended}
        self.store.add(
            [self._revision("visit", location.id, visit=id_, key="start", body=body)],
            rulers=[self._kept_content()],
        )
        return id_

    def _kept_content(self) -> tuple[str, str]:
        """Today's content as it is kept beside visits: its ruler and its text."""
        return self.catalogue.ruler, self.catalogue.model_dump_json(by_alias=True)

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

    def scored(
        self,
        visits: Collection[str] | None = None,
        *,
        as_of: date | None = None,
        catalogue: Catalogue | None = None,
        stop: threading.Event | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Judged | Unscored]:
        """What these visits (all) came to, newest first, from the cache where it holds.

        Judged on `as_of`, or each on its own day; with `catalogue`, or each with the content it
        was made with. `progress` hears how many of the missing ones are done, and of how many.

        Raises:
            Stopped: `stop` was set; what was computed until then is kept.
        """
        from readiness import kept_scores

        return kept_scores.scored(self, visits, as_of, catalogue, stop, progress)

    # -- answers -----------------------------------------------------------------

    def question(self, visit: Visit, id_: str) -> Question:
        """A question of the visit's content.

        Raises:
            Refused: there is none with this id.
        """
        question = self.catalogue_of(visit).questions.get(id_)
        if question is None:
            raise refuse(
                "There is no question '{question}'; `readiness content list` shows them all.",
                question=id_[:60],
            )
        return question

    def record(self, visit: Visit, given: Sequence[Given], correction: str = "") -> None:
        """Records the answers in one transaction; on the disk when this returns.

        Raises:
            Refused: an answer doesn't fit its question, or the visit is closed and no
                reason for a correction is given. Nothing is stored.
        """
        correction = self._correction(visit, correction)
        held = self._held(visit, {one.question for one in given})
        entered: dict[str, set[Subject]] = {}
        for observation_ in visit.observations:
            entered.setdefault(observation_.question, set()).add(observation_.subject)
        catalogue = self.catalogue_of(visit)
        revisions = []
        for one in given:
            question = self.question(visit, one.question)
            check(one, question, catalogue.technologies)
            if isinstance(one.answer, Known):
                seen = entered.setdefault(question.id, set())
                written_twice(question, one.subject, seen)
                seen.add(one.subject)
            made = Observation(
                question=one.question,
                subject=one.subject,
                answer=one.answer,
                method=one.method,
                note=one.note.strip(),
                instrument=dict(one.instrument or {}),
            )
            revisions.append(
                self._revision(
                    "observation",
                    visit.location.id,
                    visit=visit.id,
                    key=one.question,
                    subject=str(one.subject),
                    body=made.body(),
                    replaces=tuple(held.get((one.question, str(one.subject)), ())),
                    reason=correction,
                )
            )
        self.store.add(revisions)

    def withdraw(self, visit: Visit, question: str, subject: Subject, correction: str = "") -> None:
        """Undoes the answer: it counts as never given. The record keeps it."""
        correction = self._correction(visit, correction)
        asked = self.question(visit, question).id
        held = self._held(visit, {asked}).get((asked, str(subject)), ())
        if not held:
            raise refuse(
                "{question} has no answer about {subject} to withdraw.",
                question=question,
                subject=subject,
            )
        self.store.add(
            [
                self._revision(
                    "observation",
                    visit.location.id,
                    visit=visit.id,
                    key=question,
                    subject=str(subject),
                    body=None,
                    replaces=tuple(held),
                    reason=correction,
                )
            ]
        )

    def _held(self, visit: Visit, questions: set[str]) -> dict[tuple[str, str], list[str]]:
        """What is there now and would be replaced, by question and subject."""
        key = next(iter(questions)) if len(questions) == 1 else None
        held: dict[tuple[str, str], list[str]] = {}
        for revision in current(self.store.revisions(kind="observation", visit=visit.id, key=key)):
            held.setdefault((revision.key, revision.subject), []).append(revision.id)
        return held

    def _correction(self, visit: Visit, correction: str) -> str:
        # What counts is whether it is closed now, not when the caller last looked.
        statuses = current(self.store.revisions(kind="status", visit=visit.id))
        closed = bool(statuses) and all((s.body or {}).get("closed_at") for s in statuses)
        if closed and not correction.strip():
            raise refuse(
                "Visit {visit} is closed; a correction needs a reason (--reason), or reopen the "
                "visit.",
                visit=visit.id,
            )
        return clean(correction, "reason", LONGEST_NOTE) if closed else ""

    def check_measurable(self, visit: Visit, spot: Subject, correction: str = "") -> None:
        """Raises Refused before a measurement that couldn't be stored afterwards."""
        self._correction(visit, correction)
        if spot.kind != "spot":
            raise refuse(
                "'{subject}' is no spot; expected spot:FLOOR/WARD/ZONE/NAME, such as "
                "spot:2/North/client-room/214.",
                subject=spot,
            )

    def record_measurement(
        self, visit: Visit, spot: Subject, measurement: Measurement, correction: str = ""
    ) -> bool:
        """Keeps what a probe found at a spot; False when there was nothing better to keep.

        A figure that couldn't be had never replaces one that could: the earlier one is kept.
        """
        given = measured.spot_answers(self.catalogue_of(visit), visit, spot, measurement)
        if given:
            self.record(visit, given, correction)
        if measurement.state == "measured":
            self._lift_no_link(visit, spot, {one.question for one in given}, correction)
        return any(
            one.answer not in [held.answer for held in visit.about(one.question, spot)]
            or measurement.state == "measured"
            for one in given
        )

    def record_cross_check(
        self, visit: Visit, spot: Subject, figures: DeviceFigures, correction: str = ""
    ) -> None:
        """Keeps what another device measured at a spot, beside the laptop's unchanged figures."""
        self.check_measurable(visit, spot, correction)
        visit = self.visit(visit.id)  # several devices report while a screen is open
        given = measured.cross_check_answers(self.catalogue_of(visit), visit, spot, figures)
        self.record(visit, given, correction)

    def check_walkable(self, visit: Visit, correction: str = "") -> None:
        """Raises Refused before a walk that couldn't be stored afterwards."""
        self._correction(visit, correction)
        self.question(visit, measured.ROAMING_GAP)

    def record_walk(self, visit: Visit, walk: Walk, correction: str = "") -> bool:
        """Keeps what a walk test found; False when there was nothing better to keep."""
        given = measured.walk_answers(self.catalogue_of(visit), visit, walk)
        if given:
            self.record(visit, given, correction)
        return bool(given)

    def check_line(self, visit: Visit, correction: str = "") -> None:
        """Raises Refused before a measurement of the line that couldn't be stored afterwards."""
        self._correction(visit, correction)
        self.question(visit, measured.LINE_CAPACITY)

    def record_line(self, visit: Visit, measurement: Measurement, correction: str = "") -> bool:
        """Keeps what a probe found of the internet line; False when there was nothing better."""
        given = measured.line_answers(self.catalogue_of(visit), visit, measurement)
        if given:
            self.record(visit, given, correction)
        return bool(given)

    def _lift_no_link(
        self, visit: Visit, spot: Subject, measured: set[str], correction: str
    ) -> None:
        """Where a link was measured, an earlier "no network" is no longer true of anything."""
        for held in visit.observations:
            if (
                held.subject == spot
                and held.question not in measured
                and held.answer == Known(NoLink())
            ):
                self.withdraw(visit, held.question, spot, correction)

    @property
    def decisions(self) -> Decisions:
        """What management decided on measures, and how far they are."""
        from readiness.decisions import Decisions

        return Decisions(self.store, self._revision)

    @property
    def remarks(self) -> Remarks:
        """The fact checks: drafts that were sent, remarks that came back."""
        from readiness.remarks import Remarks

        return Remarks(self.store, self._revision)

    # -- closing -----------------------------------------------------------------

    def close_visit(self, visit: Visit) -> None:
        """Closes the visit and pins the location's facts, in one transaction."""
        if visit.closed:
            raise refuse("Visit {visit} is closed already.", visit=visit.id)
        body = {"closed_at": _now(), "facts": locations.to_facts(visit.location)}
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

    def _revision(
        self,
        kind: RevisionKind,
        location: str,
        *,
        visit: str = "",
        key: str = "",
        subject: str = "",
        body: dict[str, Any] | None,
        replaces: tuple[str, ...] = (),
        reason: str = "",
    ) -> Revision:
        return Revision(
            id=uuid7(),
            kind=kind,
            location=location,
            visit=visit,
            key=key,
            subject=subject,
            body=body,
            replaces=replaces,
            reason=reason,
            assessor=self.settings.assessor,
            laptop=self.settings.laptop,
            at=_now(),
        )


def uuid7() -> str:
    """The id of a revision that is made now."""
    return revision_id(time.time_ns() // 1_000_000, secrets.token_bytes(NOISE_BYTES))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _random() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(TAIL))


def _abbreviates(reference: str, id_: str) -> bool:
    return len(reference) >= 4 and (id_.startswith(reference) or id_.endswith(reference))
