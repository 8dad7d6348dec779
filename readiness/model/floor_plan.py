"""Floor plans of a location: a picture per floor, and where the spots lie on it.

Stored as `PICTURE/FLOOR`, where PICTURE is the SHA-256 of the kept file with its ending,
and as `X,Y/FLOOR/WARD/ZONE/NAME` in percent of the picture's width and height.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from readiness.model.answer import plain
from readiness.model.sentence import Sentence, refuse
from readiness.model.subject import Subject, clean, parse

MOST_FLOORS = 60
MOST_POSITIONS = 2_000
_PICTURE = re.compile(r"[0-9a-f]{64}\.(png|jpg)")
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class FloorPlan:
    """`picture` names a kept file. `str`: as it is stored."""

    floor: str
    picture: str

    def __str__(self) -> str:
        return f"{self.picture}/{self.floor}"


@dataclass(frozen=True)
class Position:
    """Where a spot lies: percent from the left and from the top. `str`: as it is stored."""

    spot: Subject
    x: Decimal
    y: Decimal

    def __str__(self) -> str:
        return f"{plain(self.x)},{plain(self.y)}/{self.spot.name}"


def stored_plan(text: str) -> FloorPlan:
    """The plan that `str` wrote; it was checked when it was read."""
    picture, _, floor = text.partition("/")
    return FloorPlan(floor, picture)


def stored_position(text: str) -> Position:
    """The position that `str` wrote; it was checked when it was read."""
    at, _, name = text.partition("/")
    x, _, y = at.partition(",")
    return Position(Subject("spot", name), Decimal(x), Decimal(y))


def position(spot: Subject, x: object, y: object) -> Position:
    """A position from what was typed, in percent.

    Raises:
        Refused: not a spot, or not two numbers from 0 to 100.
    """
    if spot.kind != "spot":
        raise refuse(
            "'{subject}' is no spot; expected spot:FLOOR/WARD/ZONE/NAME, such as "
            "spot:2/North/client-room/214.",
            subject=spot,
        )
    return Position(spot, _percent(x), _percent(y))


def _percent(given: object) -> Decimal:
    text = str(given).strip().removesuffix("%").strip()
    number = Decimal(text.replace(",", ".")) if _PERCENT.fullmatch(text) else None
    if number is None or number > 100:
        raise refuse(
            "'{given}' is no place on the picture; expected a percentage from 0 (left or top) "
            "to 100.",
            given=text[:40],
        )
    return number


def read_plans(given: Any) -> list[str]:
    """The stored forms of the plans, one a floor.

    Raises:
        Refused: not such a form, or too many floors.
    """
    plans: dict[str, FloorPlan] = {}
    for text in _texts(given, MOST_FLOORS):
        plan = stored_plan(text)
        floor = clean(plan.floor, Sentence("floor"))
        if not _PICTURE.fullmatch(plan.picture) or not floor or "/" in floor:
            raise refuse("'{given}' is no floor plan that is kept here.", given=text[:60])
        plans[floor] = FloorPlan(floor, plan.picture)
    return [str(plan) for plan in plans.values()]


def read_positions(given: Any) -> list[str]:
    """The stored forms of the positions, one a spot.

    Raises:
        Refused: not such a form, or too many.
    """
    positions: dict[Subject, Position] = {}
    for text in _texts(given, MOST_POSITIONS):
        at, _, name = text.partition("/")
        x, _, y = at.partition(",")
        made = position(parse(f"spot:{name}"), x, y)
        positions[made.spot] = made
    return [str(one) for one in positions.values()]


def union(lists: Iterable[list[str]]) -> list[str]:
    """All of them, each floor or spot once: of two laptops the one given last."""
    found: dict[str, str] = {}
    for texts in lists:
        for text in texts:
            found[text.partition("/")[2]] = text
    return list(found.values())


def _texts(given: Any, most: int) -> list[str]:
    texts = [str(text) for text in given or ()] if not isinstance(given, str) else [given]
    if len(texts) > most:
        raise refuse("{count} entries are too many; at most {most}.", count=len(texts), most=most)
    return [text for text in texts if text]
