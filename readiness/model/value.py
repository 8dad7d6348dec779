"""Values: what an answer holds, one class for each shape, and their stored form."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Number:
    """An amount in the question's unit; `word` where a word was answered ("good")."""

    amount: Decimal
    word: str = ""


@dataclass(frozen=True)
class NoLink:
    """A spot without any network: the worst that can be measured there."""


@dataclass(frozen=True)
class Ratio:
    count: int
    total: int


@dataclass(frozen=True)
class Step:
    step: int


@dataclass(frozen=True)
class Items:
    """Checklist: (item, state) pairs sorted by item; state may be "not-applicable"."""

    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Parts:
    """Composite: (part, amount or yes/no) pairs sorted by part; a missing part is unknown."""

    parts: tuple[tuple[str, Decimal | bool], ...]


@dataclass(frozen=True)
class Timed:
    """One event of a timed log; `seconds` None: it never came."""

    seconds: Decimal | None
    moment: str = ""


@dataclass(frozen=True)
class Coupling:
    """The state of one pair of systems; `weight` None: the catalogue's."""

    state: int
    weight: int | None = None


Value = Number | NoLink | Ratio | Step | Items | Parts | Timed | Coupling


def to_body(value: Value) -> dict[str, Any]:
    """The value as it is stored: JSON with amounts as decimal text."""
    match value:
        case Number(amount, word):
            return {"number": str(amount)} | ({"word": word} if word else {})
        case NoLink():
            return {"no_link": True}
        case Ratio(count, total):
            return {"count": count, "total": total}
        case Step(step):
            return {"step": step}
        case Items(states):
            return {"items": dict(states)}
        case Parts(parts):
            return {"parts": {n: v if isinstance(v, bool) else str(v) for n, v in parts}}
        case Timed(seconds, moment):
            body: dict[str, Any] = {"seconds": None if seconds is None else str(seconds)}
            return body | ({"moment": moment} if moment else {})
        case Coupling(state, weight):
            return {"state": state} | ({"weight": weight} if weight is not None else {})


def from_body(body: dict[str, Any]) -> Value:
    """The value that `to_body` wrote."""
    if "number" in body:
        return Number(Decimal(body["number"]), body.get("word", ""))
    if "no_link" in body:
        return NoLink()
    if "total" in body:
        return Ratio(body["count"], body["total"])
    if "step" in body:
        return Step(body["step"])
    if "items" in body:
        return Items(tuple(sorted(body["items"].items())))
    if "parts" in body:
        return Parts(
            tuple(
                (name, part if isinstance(part, bool) else Decimal(part))
                for name, part in sorted(body["parts"].items())
            )
        )
    if "seconds" in body:
        seconds = body["seconds"]
        return Timed(None if seconds is None else Decimal(seconds), body.get("moment", ""))
    return Coupling(body["state"], body.get("weight"))
