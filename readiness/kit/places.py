"""The locations of the kit, with their facts, floor plans and fictional ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from readiness.kit.ground import Ground, abbreviates, random_tail
from readiness.model import location as locations
from readiness.model.floor_plan import FloorPlan, Position
from readiness.model.ids import slug
from readiness.model.location import Location
from readiness.model.revision import Revision, current
from readiness.model.sentence import refuse
from readiness.model.subject import Subject


class Places(Ground):
    """Locations: found, added, changed."""

    def locations(self) -> list[Location]:
        """All locations by name."""
        return list(self._unchanged("locations", self._read_locations))

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
            [found for found in everything if abbreviates(reference, found.id)],
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
        id_ = f"{slug(read['name'])}-{random_tail()}"
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
        from readiness.files import floor_plans as floor_plan_file

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
                "`readiness location edit {id} --floor-plan {floor}=FILE`.",
                floor=floor,
                location=location.name,
                id=location.id,
            )
        placed = location.placed | {at.spot: at}
        return self.edit_location(location, {"positions": [str(one) for one in placed.values()]})

    def take_spot_off(self, location: Location, spot: Subject) -> Location:
        """The location with this spot no longer on the picture of its floor.

        Raises:
            Refused: it isn't on one.
        """
        placed = dict(location.placed)
        if placed.pop(spot, None) is None:
            raise refuse(
                "{spot} isn't on the picture of a floor of {location}, so there is nothing to "
                "take off; nothing was changed.",
                spot=spot,
                location=location.name,
            )
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
