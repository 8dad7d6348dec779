"""What an observation is about: `location`, `spot:2/North/client-room/214`, `person:3`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast, get_args

from readiness.model.catalogue import Shift, SubjectKind, Zone
from readiness.model.sentence import Sentence, refuse

ZONES: tuple[Zone, ...] = get_args(Zone)
SHIFTS: tuple[Shift, ...] = get_args(Shift)
KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)
LONGEST_NAME = 80
_NUMBERED = ("person", "call", "alarm")


@dataclass(frozen=True, order=True)
class Subject:
    """One subject; `str` gives its written form, in which it is stored.

    `name` is empty for the location itself. A spot's name is
    `FLOOR/WARD/ZONE/NAME`, a pair's is `a~b` in alphabetical order.
    """

    kind: SubjectKind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @cached_property
    def zone(self) -> Zone:
        """The zone of a spot."""
        return cast(Zone, self.name.split("/")[2])

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Floor, ward, zone and name of a spot."""
        floor, ward, zone, name = self.name.split("/")
        return floor, ward, zone, name

    @property
    def number(self) -> int:
        """The number of a person, call or alarm; 0 for other subjects."""
        return int(self.name) if self.kind in _NUMBERED else 0


LOCATION = Subject("location")


def spot(floor: str, ward: str, zone: str, name: str) -> Subject:
    """A spot from what was typed; floor and ward may be empty and become `-`."""
    return parse(f"spot:{floor.strip() or '-'}/{ward.strip() or '-'}/{zone}/{name.strip()}")


@lru_cache(maxsize=1 << 14)
def stored(text: str) -> Subject:
    """The subject that `str` wrote; it was checked when it was parsed.

    Every figure of a spot names it anew: it is read once and shared.
    """
    kind, _, name = text.partition(":")
    return Subject(cast(SubjectKind, kind), name)


def clean(text: str, what: str | Sentence, longest: int = LONGEST_NAME) -> str:
    """Text from a person, trimmed and in one Unicode form.

    Raises:
        Refused: control or invisible direction marks, or too long.
    """
    text = unicodedata.normalize("NFC", text).strip()
    bad = next((c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")), None)
    if bad is not None:
        raise refuse(
            "The {what} holds an invisible character (U+{code}); type it again without it.",
            what=what,
            code=f"{ord(bad):04X}",
        )
    if len(text) > longest:
        raise refuse(
            "The {what} is {length} characters long; use at most {longest}.",
            what=what,
            length=len(text),
            longest=longest,
        )
    return text


def parse(text: str) -> Subject:
    """The subject that `text` writes.

    Raises:
        Refused: not a subject; the sentence says what was expected.
    """
    kind, colon, name = clean(text, "subject", 4 * LONGEST_NAME).partition(":")
    kind, name = kind.strip(), name.strip()
    if kind not in KINDS:
        raise refuse(
            "'{text}' is no subject; expected one of {kinds}, such as person:1 or "
            "spot:2/North/client-room/214.",
            text=text[:60],
            kinds=", ".join(KINDS),
        )
    if kind == "location":
        if colon:
            raise refuse("The subject 'location' takes no name; write just location.")
        return LOCATION
    if kind == "spot":
        parts = [part.strip() for part in name.split("/")]
        if len(parts) != 4 or not all(parts):
            raise refuse(
                "'{text}' is no spot; expected spot:FLOOR/WARD/ZONE/NAME, such as "
                "spot:2/North/client-room/214.",
                text=text[:60],
            )
        if parts[2] not in ZONES:
            raise refuse(
                "'{zone}' is no zone; expected one of {zones}.",
                zone=parts[2][:40],
                zones=", ".join(ZONES),
            )
        return Subject("spot", "/".join(parts))
    if kind in _NUMBERED:
        if not (name.isascii() and name.isdigit() and 1 <= int(name) <= 9999):
            raise refuse(
                "'{text}' needs a number from 1, such as {kind}:1; no names of people.",
                text=text[:60],
                kind=kind,
            )
        return Subject(cast(SubjectKind, kind), str(int(name)))
    if kind == "shift":
        if name not in SHIFTS:
            raise refuse(
                "'{text}' is no shift; expected one of {shifts}.",
                text=text[:60],
                shifts=", ".join(f"shift:{shift}" for shift in SHIFTS),
            )
        return Subject("shift", name)
    if kind == "pair":
        systems = sorted(part.strip().lower() for part in name.split("~"))
        if len(systems) != 2 or not all(systems) or systems[0] == systems[1]:
            raise refuse(
                "'{text}' is no pair of systems; expected two, such as pair:ecd~pharmacy.",
                text=text[:60],
            )
        return Subject("pair", "~".join(systems))
    if not name:
        raise refuse("'{text}' needs a name behind the colon.", text=text[:60])
    return Subject(cast(SubjectKind, kind), name)
