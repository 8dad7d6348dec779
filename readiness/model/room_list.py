"""The room list of a location: its places in walking order, as they are typed and stored.

Stored as `FLOOR/WARD/ZONE/NAME`, with `/SIDE` behind it where the side of the corridor
is known. Typed in the short form `1/North: 101-120, lift; 2/South: 201-239/2@left`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from readiness.model.catalogue import Zone
from readiness.model.sentence import Refused, Sentence, refuse
from readiness.model.subject import ZONES, Subject, clean, spot

MOST_PLACES = 2_000
# The words for zones beside their ids, in both languages, as room lists write them.
_ZONE_WORDS: dict[str, Zone] = {
    "room": "client-room",
    "kamer": "client-room",
    "cliëntkamer": "client-room",
    "clientkamer": "client-room",
    "bewonerskamer": "client-room",
    "appartement": "client-room",
    "huiskamer": "living-room",
    "woonkamer": "living-room",
    "gang": "corridor",
    "badkamer": "bathroom",
    "douche": "bathroom",
    "trap": "stairs",
    "trappenhuis": "stairs",
    "medicijnkamer": "medicine-room",
    "medicatiekamer": "medicine-room",
    "teampost": "team-post",
    "zusterpost": "team-post",
    "uitgang": "exit",
    "nooduitgang": "exit",
    "tuin": "garden",
    "tuindeur": "garden",
    "garden-door": "garden",
    "kelder": "basement",
    "overig": "other",
    "andere-plek": "other",
}
_RANGE = re.compile(r"([^-–]*?)([0-9]{1,9})\s*[-–]\s*([^-–]*?)([0-9]{1,9})(?:\s*/\s*([0-9]{1,4}))?")
_MOST_STEP = 9_999
_MARKS = frozenset(',;:=@/"\n')


@dataclass(frozen=True)
class Place:
    """One place of the list; `side` is empty where it isn't known. `str`: as it is stored."""

    spot: Subject
    side: str = ""

    def __str__(self) -> str:
        return f"{self.spot.name}/{self.side}" if self.side else self.spot.name

    @property
    def ward(self) -> tuple[str, str]:
        """Floor and ward."""
        return self.spot.place[:2]


def zone_of(word: str) -> Zone | None:
    """The zone that a word in Dutch or English names."""
    name = "-".join(unicodedata.normalize("NFC", word).casefold().split())
    known = next((zone for zone in ZONES if zone == name), None)
    return known or _ZONE_WORDS.get(name)


def place(floor: str, ward: str, zone: str, name: str, side: str = "") -> Place:
    """A place from what was typed; floor, ward and side may be empty, as may the zone.

    Raises:
        Refused: a part is missing, too long, or can't be written; or there is no such zone.
    """
    found = zone_of(zone) if zone.strip() else "client-room"
    if found is None:
        raise refuse(
            "'{zone}' is no zone; expected one of {zones}.",
            zone=zone.strip()[:40],
            zones=", ".join(ZONES),
        )
    if not name.strip():
        raise refuse("a room without a name or number; give each place one.")
    for part in (floor, ward, name, side):
        if "/" in part:
            raise refuse(
                "'{text}' holds a slash, which separates floor and ward; write it with another "
                "sign.",
                text=part.strip()[:60],
            )
    floor, ward = clean(floor, Sentence("floor")), clean(ward, Sentence("ward"))
    name, side = clean(name, Sentence("name")), clean(side, Sentence("side of the corridor"))
    return Place(spot(floor, ward, found, name), side)


def stored(text: str) -> Place:
    """The place that `str` wrote; it was checked when it was read."""
    floor, ward, zone, name, *side = text.split("/")
    return Place(Subject("spot", f"{floor}/{ward}/{zone}/{name}"), side[0] if side else "")


def read(given: str | Iterable[object]) -> tuple[Place, ...]:
    """The places of a short form, or of a list of stored forms.

    Raises:
        Refused: a place can't be used, stands there twice, or there are too many.
    """
    if isinstance(given, str):
        places = _short(given)
    else:
        places = []
        for number, written in enumerate(given, 1):
            parts = str(written).split("/")
            try:
                if not 4 <= len(parts) <= 5:
                    raise refuse(
                        "'{text}' is no place; expected FLOOR/WARD/ZONE/NAME.",
                        text=str(written)[:60],
                    )
                places.append(place(*parts))
            except Refused as refused:
                raise refuse(
                    "room list, place {number}: {what}", number=number, what=refused.sentence
                ) from None
    if len(places) > MOST_PLACES:
        raise too_many()
    seen: set[str] = set()
    for one in places:
        if key(one) in seen:
            raise refuse(
                "{place} stands in the room list twice; name each place once.", place=one.spot.name
            )
        seen.add(key(one))
    return tuple(places)


def too_many() -> Refused:
    """The refusal of a list that is too long."""
    return refuse("A room list holds at most {most} places; split the location.", most=MOST_PLACES)


def key(one: Place) -> str:
    """What makes a place the same as another: where and what it is, however it is spelled."""
    return one.spot.name.casefold()


def union(lists: Iterable[Iterable[str]]) -> list[str]:
    """All places of several stored lists, each once, in the order of the first that has it."""
    found: dict[str, Place] = {}
    for one in (stored(text) for places in lists for text in places):
        earlier = found.setdefault(key(one), one)
        if one.side and not earlier.side:
            found[key(one)] = Place(earlier.spot, one.side)
    return [str(one) for one in found.values()]


# -- the short form ------------------------------------------------------------------


def _short(text: str) -> list[Place]:
    if text.count('"') % 2:
        raise refuse("The room list has a quote that isn't closed; close it.")
    found: list[Place] = []
    for group in _split(text, ";\n"):
        if not group.strip():
            continue
        head, *tail = _split(group, ":")
        if len(tail) > 1:
            raise refuse(
                "'{text}' holds more than one colon; put a semicolon between two wards.",
                text=group.strip()[:60],
            )
        where = _split(head, "/") if tail else []
        if len(where) > 2:
            raise refuse(
                "'{text}' is no floor and ward; expected such as 1/North.", text=head.strip()[:60]
            )
        floor, ward = [*map(_bare, where), "", ""][:2]
        for item in _split(tail[0] if tail else head, ","):
            if item.strip():
                found += _item(floor, ward, item.strip())
                if len(found) > MOST_PLACES:
                    raise too_many()
    return found


def _item(floor: str, ward: str, item: str) -> list[Place]:
    """The places of `101`, `101-120`, `101-139/2@left`, `lift` or `stairs=Stairs A`."""
    body, *side = _split(item, "@")
    zone, *rest = _split(body, "=")
    if len(side) > 1 or len(rest) > 1:
        raise refuse(
            "'{text}' can't be read; expected such as 101, 101-120, 101-139/2, lift or "
            "bathroom=Bathroom 1.",
            text=item[:60],
        )
    name = (rest[0] if rest else zone).strip()
    if not rest:
        zone = _implied(name)
    quoted = name.startswith('"')
    names = [_bare(name)] if quoted else _names(name)
    return [place(floor, ward, _bare(zone), one, _bare(side[0]) if side else "") for one in names]


def _implied(name: str) -> Zone:
    """The zone that a name alone speaks of: `lift`, `Bathroom 3`; else it is a client room."""
    words = name.split()
    for count in range(len(words), 0, -1):
        if zone := zone_of(" ".join(words[:count])):
            return zone
    return "client-room"


def _names(text: str) -> list[str]:
    """All names of a range; the text itself where it is none."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return [text]
    before, first, before_last, last, step = match.groups()
    low, high, by = int(first), int(last), int(step or 1)
    if before_last.strip() not in ("", before.strip()) or high < low or by == 0:
        raise refuse(
            "'{text}' is no range; expected such as 101-120 or 101-139/2. A name with a dash "
            'stands in quotes: "2-14".',
            text=text[:60],
        )
    if (high - low) // by >= MOST_PLACES:
        raise too_many()
    return [_numbered(before, number, first) for number in range(low, high + 1, by)]


def _numbered(before: str, number: int, first: str) -> str:
    """A name of a range, with the leading zeros of its first."""
    return f"{before}{number:0{len(first) if first.startswith('0') else 1}d}"


def _split(text: str, marks: str) -> list[str]:
    """The pieces between marks that stand outside quotes."""
    pieces, inside = [""], False
    for sign in text:
        inside ^= sign == '"'
        if sign in marks and not inside:
            pieces.append("")
        else:
            pieces[-1] += sign
    return pieces


def _bare(text: str) -> str:
    """Without the quotes around it."""
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def written(places: Sequence[str]) -> str:
    """The short form of a stored list; `read` makes the same list of it."""
    groups = []
    for (floor, ward), found in groupby(map(stored, places), key=lambda one: one.ward):
        where = _quoted(floor) if ward == "-" else f"{_quoted(floor)}/{_quoted(ward)}"
        items = ", ".join(_items(list(found)))
        groups.append(items if (floor, ward) == ("-", "-") else f"{where}: {items}")
    return "; ".join(groups)


def _items(places: list[Place]) -> list[str]:
    items, at = [], 0
    while at < len(places):
        first = places[at]
        zone, name = first.spot.zone, first.spot.place[3]
        length, item = _run(places[at:])
        if not item:
            item = _quoted(name)
            if zone != ("client-room" if item != name else _implied(name)):
                item = f"{zone}={item}"
        items.append(item + (f"@{_quoted(first.side)}" if first.side else ""))
        at += length
    return items


def _run(places: list[Place]) -> tuple[int, str]:
    """How many places from the first on make one range of client rooms, and that range.

    (1, "") for none: two rooms are written as two.
    """
    first = places[0]
    name = first.spot.place[3]
    match = re.fullmatch(r"([^-–]*?)([0-9]{1,9})", name)
    if (
        match is None
        or _MARKS & set(name)
        or (first.spot.zone != "client-room" or _implied(name) != "client-room")
    ):
        return 1, ""
    before, digits = match.groups()
    numbers = [one.spot.place[3].removeprefix(before) for one in places[:2]]
    if len(numbers) < 2 or not re.fullmatch("[0-9]{1,9}", numbers[1]):
        return 1, ""
    step = int(numbers[1]) - int(digits)
    if not 1 <= step <= _MOST_STEP:
        return 1, ""
    length = 1
    for number, one in enumerate(places[1:], 1):
        expected = _numbered(before, int(digits) + number * step, digits)
        same = (one.spot.zone, one.side) == (first.spot.zone, first.side)
        if not same or one.spot.place[3] != expected or len(expected) - len(before) > 9:
            break
        length += 1
    if length < 3:
        return 1, ""
    last = places[length - 1].spot.place[3].removeprefix(before)
    return length, f"{name}-{last}" + (f"/{step}" if step > 1 else "")


def _quoted(text: str) -> str:
    if _MARKS & set(text) or _RANGE.fullmatch(text):
        return '"' + text.replace('"', '""') + '"'
    return text
