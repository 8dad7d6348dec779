"""The spots to measure, proposed from the room list (domain.md section 10, point 2).

All client rooms up to ten; above that at least ten and at least 30 %, shared out over
floors and wards, with both ends and both sides of each corridor; and every critical zone.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from readiness.model.catalogue import Zone
from readiness.model.location import Location
from readiness.model.revision import Known
from readiness.model.room_list import Place
from readiness.model.sentence import Sentence, ZoneName
from readiness.model.subject import Subject
from readiness.model.visit import Visit

Ward = tuple[str, str]
# One bathroom a ward is enough; of the others each one that is listed.
_CRITICAL: tuple[Zone, ...] = (
    "medicine-room", "bathroom", "lift", "stairs", "garden", "exit", "team-post",
)  # fmt: skip
# The garden door is asked for once, whichever of the two zones it was listed under.
_ONCE_A_BUILDING: dict[Zone, tuple[Zone, ...]] = {
    "medicine-room": ("medicine-room",),
    "lift": ("lift",),
    "stairs": ("stairs",),
    "garden": ("garden", "exit"),
    "team-post": ("team-post",),
}


@dataclass(frozen=True)
class Proposed:
    """One spot of the plan, and why it is in."""

    spot: Subject
    why: Sentence


@dataclass(frozen=True)
class Unlisted:
    """A critical zone that the room list doesn't name; `ward` only for a bathroom."""

    zone: Zone
    ward: Ward | None = None

    @property
    def where(self) -> str:
        """The floor and ward of a bathroom, empty where the list names none."""
        return " · ".join(part for part in self.ward or () if part != "-")

    @property
    def in_words(self) -> Sentence:
        """What is missing, and what to do about it."""
        if self.where:
            return Sentence(
                "The room list names no bathroom for {ward}; add the bathroom of one room.",
                ward=self.where,
            )
        return Sentence(
            "The room list names no {zone}; add it where the building has one.",
            zone=ZoneName(self.zone),
        )


@dataclass(frozen=True)
class SpotPlan:
    """The proposed spots in walking order; none without a room list.

    `rooms`: how many client rooms the list names; `least`: how many of them are the least
    to measure, by the list and by the location's own number of client rooms.
    """

    spots: tuple[Proposed, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    rooms: int = 0
    least: int = 0


def least_rooms(client_rooms: int | None, home_care: bool) -> int:
    """How many spots are the least: all client rooms up to 10, then max(10, 30 %).

    Where the number of rooms isn't known, 10; home care without rooms of its own
    needs at least one spot.
    """
    if client_rooms is None:
        return 1 if home_care else 10
    if client_rooms <= 10:
        return max(1, client_rooms)
    return max(10, math.ceil(Fraction(3, 10) * client_rooms))


def plan(location: Location) -> SpotPlan:
    """The spots that are proposed for this location: the same for the same facts."""
    wards = _by_ward(location.places)
    rooms = {
        ward: [one for one in places if one.spot.zone == "client-room"]
        for ward, places in wards.items()
    }
    rooms = {ward: found for ward, found in rooms.items() if found}
    listed = sum(map(len, rooms.values()))
    told = listed if location.client_rooms is None else location.client_rooms
    home_care = location.kind == "home-care"
    least = max(least_rooms(listed, home_care), least_rooms(told, home_care))
    sides = [_sides(found) for found in rooms.values()]
    counts = shares(
        [len(found) for found in rooms.values()], [_fewest(of) for of in sides], min(least, listed)
    )
    why: dict[Subject, Sentence] = {}
    for found, of, count in zip(rooms.values(), sides, counts, strict=True):
        for index, reason in _chosen(of, count):
            why[found[index].spot] = (
                Sentence("all client rooms, since there are so few") if listed <= least else reason
            )
    for places in wards.values():
        why |= {one.spot: _critical(one) for one in _critical_places(places)}
    spots = [one.spot for places in wards.values() for one in places if one.spot in why]
    return SpotPlan(
        spots=tuple(Proposed(spot, why[spot]) for spot in spots),
        unlisted=tuple(_unlisted(wards, rooms)),
        rooms=listed,
        least=least if location.rooms else 0,
    )


def left(found: SpotPlan, measured: Collection[Subject]) -> SpotPlan:
    """What of the plan is still to do when these spots have been measured."""
    zones = {spot.zone for spot in measured}
    bathrooms = {spot.place[:2] for spot in measured if spot.zone == "bathroom"}
    return SpotPlan(
        spots=tuple(one for one in found.spots if one.spot not in measured),
        unlisted=tuple(
            one
            for one in found.unlisted
            if (one.ward not in bathrooms if one.ward else not _stands_for(one.zone, zones))
        ),
        rooms=found.rooms,
        least=found.least,
    )


def in_words(whole: SpotPlan, left: SpotPlan) -> Sentence:
    """How much of a plan is left, in one line."""
    if not left.spots:
        return Sentence("All {count} proposed spots are measured.", count=len(whole.spots))
    return Sentence(
        "{left} of {count} proposed spots left; next: {next}.",
        left=len(left.spots),
        count=len(whole.spots),
        next=left.spots[0].spot.place[3],
    )


def measured_spots(visit: Visit) -> frozenset[Subject]:
    """The spots of a visit whose speed is known, or where there is no network."""
    return frozenset(
        held.subject
        for held in visit.observations
        if held.question == "network.download" and isinstance(held.answer, Known)
    )


def in_walking_order(location: Location, spots: Iterable[Subject]) -> list[Subject]:
    """The spots as they are passed; what isn't listed comes at the end of its ward."""
    wards = _by_ward(location.places)
    ward_at = {ward: n for n, ward in enumerate(wards)}
    at = {one.spot: n for places in wards.values() for n, one in enumerate(places)}
    return sorted(
        spots,
        key=lambda spot: (
            ward_at.get(spot.place[:2], len(wards)), at.get(spot, len(at)), _natural(spot),
        ),
    )  # fmt: skip


def shares(sizes: Sequence[int], fewest: Sequence[int], total: int) -> list[int]:
    """How many of `total` each ward gets: by its size, the largest remainders rounded up.

    None gets less than its `fewest`, which may make the sum greater than `total`.
    """
    given = dict(enumerate(fewest))
    open_ = set(given)
    while open_:
        rooms = sum(sizes[n] for n in open_)
        seats = total - sum(given[n] for n in given if n not in open_)
        quota = {n: max(Fraction(0), Fraction(seats * sizes[n], rooms)) for n in open_}
        small = {n for n in open_ if quota[n] < fewest[n]}
        if small:
            open_ -= small
            continue
        given |= {n: math.floor(quota[n]) for n in open_}
        rest = sum(quota.values()) - sum(given[n] for n in open_)
        by_remainder = sorted(open_, key=lambda n: (given[n] - quota[n], n))
        for n in by_remainder[: int(rest)]:
            given[n] += 1
        break
    return [given[n] for n in sorted(given)]


# -- the rooms of one ward -----------------------------------------------------------


def _by_ward(places: Iterable[Place]) -> dict[Ward, list[Place]]:
    """The places by floor and ward, floors and wards in the order of the list."""
    floors: dict[str, dict[Ward, list[Place]]] = {}
    for one in places:
        floors.setdefault(one.ward[0], {}).setdefault(one.ward, []).append(one)
    return {ward: found for wards in floors.values() for ward, found in wards.items()}


def _sides(rooms: Sequence[Place]) -> list[str]:
    """The side of each room: as it was given, else odd or even; empty where neither is."""
    if any(room.side for room in rooms):
        return [room.side.casefold() for room in rooms]
    numbers = [re.findall("[0-9]+", room.spot.place[3]) for room in rooms]
    return [("even", "odd")[int(found[-1][-1]) % 2] if found else "" for found in numbers]


def _ends(sides: Sequence[str]) -> list[int]:
    return list(dict.fromkeys((0, len(sides) - 1)))


def _other_sides(sides: Sequence[str]) -> set[str]:
    """The sides on which neither end of the corridor lies."""
    return {*sides} - {sides[end] for end in _ends(sides)} - {""}


def _fewest(sides: Sequence[str]) -> int:
    """Both ends, and one room of each side that they don't lie on."""
    return len(_ends(sides)) + len(_other_sides(sides))


def _chosen(sides: Sequence[str], count: int) -> list[tuple[int, Sentence]]:
    """Which rooms of a ward: the ends, then evenly between, by turns on each side."""
    last = len(sides) - 1
    if last == 0:
        return [(0, Sentence("the only room of this ward"))]
    found = {
        0: Sentence("first room: one end of the corridor"),
        last: Sentence("last room: the other end of the corridor"),
    }
    apart = Fraction(last, count - 1)
    targets = [nth * apart for nth in range(1, count - 1)]
    for side in sorted(_other_sides(sides)):
        there = [n for n in range(len(sides)) if sides[n] == side]
        _distance, target, room = min(_nearest_pairs(targets, there))
        targets.remove(target)
        found[room] = Sentence("the other side of the corridor")
    on_side, visited = Counter(sides), Counter(sides[n] for n in found)
    for target in targets:
        room = min(
            _free_near(target, apart / 2, len(sides), found),
            key=lambda n: (Fraction(visited[sides[n]], on_side[sides[n]]), abs(n - target), n),
        )
        visited[sides[room]] += 1
        found[room] = Sentence("spread evenly over the ward")
    return list(found.items())


def _nearest_pairs(
    targets: Sequence[Fraction], rooms: Sequence[int]
) -> Iterable[tuple[Fraction, Fraction, int]]:
    """For each target its distance to the nearest of these rooms, itself, and that room."""
    for target in targets:
        after = bisect_left(rooms, target)
        near = rooms[max(0, after - 1) : after + 1]
        yield min((abs(room - target), target, room) for room in near)


def _free_near(
    target: Fraction, reach: Fraction, count: int, taken: Collection[int]
) -> Sequence[int]:
    """The rooms within reach of a target that aren't in yet; further off where all are."""
    while True:
        low, high = max(0, math.ceil(target - reach)), math.floor(target + reach)
        free = [n for n in range(low, min(count - 1, high) + 1) if n not in taken]
        if free:
            return free
        reach *= 2


# -- critical zones ------------------------------------------------------------------


def _critical_places(places: Iterable[Place]) -> list[Place]:
    found = [one for one in places if one.spot.zone in _CRITICAL]
    bathroom = next((one for one in found if one.spot.zone == "bathroom"), None)
    return [one for one in found if one.spot.zone != "bathroom" or one is bathroom]


def _critical(one: Place) -> Sentence:
    if one.spot.zone == "bathroom":
        return Sentence("one bathroom in each ward")
    return Sentence("critical zone: {zone}", zone=ZoneName(one.spot.zone))


def _unlisted(wards: dict[Ward, list[Place]], rooms: dict[Ward, list[Place]]) -> Iterable[Unlisted]:
    zones = {one.spot.zone for places in wards.values() for one in places}
    if not zones:
        return
    for zone in _ONCE_A_BUILDING:
        if not _stands_for(zone, zones):
            yield Unlisted(zone)
    for ward in rooms:
        if not any(one.spot.zone == "bathroom" for one in wards[ward]):
            yield Unlisted("bathroom", ward)


def _stands_for(zone: Zone, zones: Collection[Zone]) -> bool:
    return any(other in zones for other in _ONCE_A_BUILDING[zone])


def _natural(spot: Subject) -> list[tuple[int, str]]:
    """Room 9 before room 10."""
    return [
        (int(part), "") if part.isdecimal() else (0, part.casefold())
        for part in re.split(r"(\d{1,18})", "\0".join(spot.place))
    ]
