"""An organisation's own prices: `prices.toml` in the folder that is laid over the content.

    vat = 21

    [access-points]
    once = 900
    year = { low = 40, high = 60 }
    days = 0.5

Amounts are euros per unit without VAT, `days` working days per unit; `vat` is the percentage
that a plan adds to every price. Working time of own people outside ICT comes on top, without
VAT: the days of the measure at the content's hourly rate. What isn't given stays the content's
assumption.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from readiness.library import overlay
from readiness.library.faults import Fault, InvalidContent, dotted, in_plain_words
from readiness.library.overlay import Unreadable
from readiness.model.catalogue import Range
from readiness.plan.problem import Money
from readiness.plan.quantities import OwnPrice

PLACE = "prices.toml"
Amount = Annotated[Decimal, Field(ge=0, le=100_000_000)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]
_EUROS = "once = 900, or once = { low = 800, high = 1000 }"


class PriceRow(BaseModel):
    """The price of one remedy as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    once: Amount | Range | None = None
    year: Amount | Range | None = None
    days: Annotated[Decimal, Field(ge=0, le=10_000)] | None = None


class _Vat(RootModel[Percent]):
    pass


@dataclass(frozen=True)
class OwnPrices:
    """The prices by remedy, and the VAT in percent that is added to every price."""

    of: Mapping[str, OwnPrice] = field(default_factory=dict)
    vat: Decimal = Decimal(0)


def load(folder: Path | None, remedies: Collection[str]) -> OwnPrices:
    """The prices in this folder; none where there is no folder or no file.

    Raises:
        InvalidContent: the file can't be used, with every fault in it.
    """
    if folder is None or (not (folder / PLACE).is_symlink() and not (folder / PLACE).exists()):
        return OwnPrices()
    table = _table(folder)
    faults: list[Fault] = []
    prices: dict[str, OwnPrice] = {}
    vat = Decimal(0)
    for key, written in table.items():
        try:
            if key == "vat":
                vat = _Vat.model_validate(written).root
            elif key not in remedies:
                faults.append(_fault(key, _no_measure(key, remedies)))
            elif not isinstance(written, dict):
                faults.append(_fault(key, f"expected a table: [{key}] with {_EUROS}"))
            else:
                row = PriceRow.model_validate(written)
                prices[key] = OwnPrice(_money(row.once), _money(row.year), row.days)
        except ValidationError as error:
            for one in error.errors():
                place = _place(written, one["loc"])
                if place is not None:
                    said = _expected((key, *place), one["type"], one["msg"])
                    faults.append(_fault(dotted((key, *place)), said))
    if faults:
        raise InvalidContent(faults)
    return OwnPrices(prices, vat)


def _place(written: Any, place: tuple[int | str, ...]) -> tuple[int | str, ...] | None:
    """Where a fault is, as the file is written; None where it is about the other of the two ways
    in which an amount may be written, a number and a range."""
    if not isinstance(written, dict) or len(place) < 2:
        return place
    as_range = place[1] != "decimal"
    if as_range != isinstance(written.get(str(place[0])), dict):
        return None
    return (place[0], *place[2:])


def _no_measure(key: str, remedies: Collection[str]) -> str:
    near = get_close_matches(key.lower(), remedies, n=1, cutoff=0.8)
    if near:
        return f"there is no such measure; did you mean [{near[0]}]?"
    return f"there is no such measure; expected vat, or a table for one of {', '.join(remedies)}"


def _expected(key: tuple[int | str, ...], kind: str, message: str) -> str:
    """What to write where this fault is; `key` begins with the measure."""
    if kind in ("value_error", "missing"):
        return in_plain_words(kind, message)
    if key == ("vat",):
        return "expected a percentage from 0 to 100, as vat = 21"
    if kind == "extra_forbidden":
        keys = "low and high" if len(key) > 2 else "once and year (euros) and days"
        return f"unknown key; expected {keys}"
    if key[1:] == ("days",):
        return "expected working days for one unit, from 0 to 10000, as days = 0.5"
    if len(key) > 2:
        return "expected a number of euros from 0"
    return f"expected euros from 0 to 100000000: {_EUROS.replace('once', str(key[1]))}"


def _money(given: Decimal | Range | None) -> Money | None:
    if given is None:
        return None
    if isinstance(given, Range):
        return Money(given.low, given.mid, given.high)
    return Money(given, given, given)


def _table(folder: Path) -> dict[str, Any]:
    try:
        text = overlay.content_of(folder, PLACE).decode("utf-8-sig")
        table: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except Unreadable as error:
        raise InvalidContent([_fault("", str(error))]) from None
    except UnicodeDecodeError:
        raise InvalidContent(
            [_fault("", "this file is not UTF-8 text; save it as UTF-8")]
        ) from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InvalidContent([_fault("", f"not valid TOML: {error}")]) from None
    faults = [
        _fault(key, f"a price is that of one unit, wherever it is: write [{key.split('@')[0]}]")
        for key in table
        if "@" in key
    ]
    faults = faults or [_fault(key, what) for key, what in overlay.unsound(table)]
    if faults:
        raise InvalidContent(faults)
    return table


def _fault(key: str, what: str) -> Fault:
    return Fault(f"overlay {PLACE}", key, what)
