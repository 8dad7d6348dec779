"""The content files by their place, an overlay laid over the shipped ones."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from readiness.library import overlay
from readiness.library.faults import Fault
from readiness.library.overlay import Unreadable


class ContentFiles:
    """All content files: `checks/…` and `profiles/…`, each as one table.

    With `own` the files of that folder are laid over the shipped ones. What can't be read
    is a fault in `faults`.
    """

    def __init__(self, checks: Path, profiles: Path, own: Path | None = None) -> None:
        self.faults: list[Fault] = []
        self._folders = {"checks": checks, "profiles": profiles}
        self._own_folder = own
        self._shipped = {*_toml_files("checks", checks), *_toml_files("profiles", profiles)}
        self._own = set() if own is None else set(overlay.places(own, self.faults))
        self._tables: dict[str, dict[str, Any] | None] = {}

    @property
    def domains(self) -> list[str]:
        """Names of the folders with checks."""
        parts = [place.split("/") for place in self._shipped | self._own]
        folders = {p.name for p in self._folders["checks"].iterdir() if p.is_dir()}
        return sorted(folders | {part[1] for part in parts if part[0] == "checks" and part[2:]})

    def inside(self, folder: str) -> list[str]:
        """The names, without `.toml`, of the files right inside a folder such as `profiles`."""
        found = [place.rpartition("/") for place in self._shipped | self._own]
        return sorted(name.removesuffix(".toml") for where, _, name in found if where == folder)

    def name(self, place: str) -> str:
        """How a fault names the file, and whether it is the overlay's."""
        if self._own_folder is None:
            return place
        return f"overlay {place}" if place in self._own else f"{place}, with the overlay"

    def table(self, place: str) -> dict[str, Any] | None:
        """The whole file; None, and a fault, when it can't be read."""
        if place not in self._tables:
            self._tables[place] = self._read(place)
        return self._tables[place]

    def _read(self, place: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = None
        if place in self._shipped or place not in self._own:
            folder, _, rest = place.partition("/")
            found = self._parsed(place, self._folders[folder] / rest)
            if found is None:
                return None
        if place not in self._own or self._own_folder is None:
            return found
        own = self._parsed_own(place, self._own_folder)
        if own is None:
            return None
        laid: dict[str, Any] = own if found is None else overlay.merged(found, own)
        return laid

    def _parsed(self, place: str, file: Path) -> dict[str, Any] | None:
        try:
            return self._toml(place, file.read_bytes())
        except FileNotFoundError:
            self._fault(place, "this file is missing")
        return None

    def _parsed_own(self, place: str, own: Path) -> dict[str, Any] | None:
        try:
            table = self._toml(place, overlay.content_of(own, place))
        except Unreadable as error:
            self._fault(place, str(error))
            return None
        for key, what in overlay.unsound(table or {}):
            self._fault(place, what, key)
            return None
        return table

    def _toml(self, place: str, data: bytes) -> dict[str, Any] | None:
        try:
            return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
        except UnicodeDecodeError:
            self._fault(place, "this file is not UTF-8 text; save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._fault(place, f"not valid TOML: {error}")
        except (RecursionError, ValueError, ArithmeticError):
            # Thousands of brackets inside each other, or a number of thousands of digits.
            self._fault(place, "not valid TOML: nothing in a content file is that deep or long")
        return None

    def _fault(self, place: str, what: str, key: str = "") -> None:
        self.faults.append(Fault(self.name(place), key, what))


def _toml_files(name: str, folder: Path) -> list[str]:
    return [
        f"{name}/{file.relative_to(folder).as_posix()}"
        for pattern in ("*.toml", "*/*.toml")
        for file in folder.glob(pattern)
    ]
