"""Everything that content may hold, read and checked at once: no file is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from readiness import house, library
from readiness.files import prices
from readiness.files.prices import OwnPrices
from readiness.house import House
from readiness.library.faults import Fault, InvalidContent
from readiness.model.content import Catalogue

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class OwnContent:
    """What is asked, and of the overlay its look and its prices."""

    catalogue: Catalogue
    house: House
    prices: OwnPrices


def checked(overlay: Path | None, checks: Path | None, profiles: Path | None) -> OwnContent:
    """The content of these folders; None: what is shipped, and no overlay.

    Raises:
        InvalidContent: with the faults of all files. Which measures can be priced isn't known
            where the catalogue has faults: the prices are then not looked at.
    """
    faults: list[Fault] = []

    def read(load: Callable[[], _Part]) -> _Part | None:
        try:
            return load()
        except InvalidContent as error:
            faults.extend(error.faults)
            return None

    catalogue = read(lambda: library.load(checks, profiles, overlay))
    look = read(lambda: house.load(overlay))
    own = None if catalogue is None else read(lambda: prices.load(overlay, catalogue.remedies))
    if catalogue is None or look is None or own is None:
        raise InvalidContent(faults)
    return OwnContent(catalogue, look, own)
