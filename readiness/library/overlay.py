"""The overlay: a folder of an organisation's own with the layout of the shipped content.

Somebody else made it, so nothing in it is trusted: what doesn't belong there, leads out of
the folder, is too big or holds what no content needs is a fault, never a surprise later.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from readiness.library.faults import Fault
from readiness.plain import plain

LARGEST_FILE = 256_000
MOST_FILES = 500
_LONGEST_TEXT = 4_000
_MOST_VALUES = 50_000
_DEEPEST = 12
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}")
# What may lie beside the content without being part of it.
_ASIDE = re.compile(r"\..*|(?i:thumbs\.db|desktop\.ini)|.*\.(md|txt)")
_PICTURE = re.compile(r".*\.(?i:png|svg)")
_TABLES = ("benchmarks.toml", "glossary.toml", "remedies.toml", "sources.toml")


class Unreadable(Exception):
    """A file that can't be used; the message says why."""


def places(root: Path, faults: list[Fault]) -> list[str]:
    """The content files of an overlay, such as `checks/network/line.toml`, in order.

    Whatever doesn't belong there becomes a fault.
    """
    found: list[str] = []
    try:
        for place in _walked(root, faults):
            found.append(place)
            if len(found) > MOST_FILES:
                faults.append(Fault("overlay", "", f"more than {MOST_FILES} files"))
                break
    except OSError as error:
        faults.append(Fault("overlay", "", f"can't be listed: {error.strerror or error}"))
    return sorted(found)


def _walked(root: Path, faults: list[Fault]) -> Iterator[str]:
    for entry in _entries(root):
        if _is_folder(entry) and entry.name in ("checks", "profiles"):
            if _leads_out(root, Path(entry.path)):
                faults.append(_out(entry.name))
            elif entry.name == "profiles":
                yield from _files(root, "profiles", faults)
            else:
                yield from _checks(root, faults)
        elif not (entry.name in ("house.toml", "prices.toml") or _PICTURE.fullmatch(entry.name)):
            faults.append(
                _stray(
                    entry.name,
                    "checks/, profiles/, house.toml, prices.toml and the picture of the logo",
                )
            )


def _checks(root: Path, faults: list[Fault]) -> Iterator[str]:
    for entry in _entries(root / "checks"):
        place = f"checks/{entry.name}"
        if _is_folder(entry):
            if _leads_out(root, Path(entry.path)):
                faults.append(_out(place))
            elif not _SLUG.fullmatch(entry.name):
                faults.append(_misnamed(place))
            else:
                yield from _files(root, place, faults)
        elif entry.name in _TABLES:
            yield place
        else:
            faults.append(_stray(place, f"a folder for each domain, and {', '.join(_TABLES)}"))


def _files(root: Path, folder: str, faults: list[Fault]) -> Iterator[str]:
    for entry in _entries(root / folder):
        place, stem = f"{folder}/{entry.name}", entry.name.removesuffix(".toml")
        if _is_folder(entry) or stem == entry.name:
            faults.append(_stray(place, "files that end in .toml"))
        elif not _SLUG.fullmatch(stem):
            faults.append(_misnamed(place))
        else:
            yield place


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    seen = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if _ASIDE.fullmatch(entry.name):
                continue
            seen += 1
            if seen > MOST_FILES:
                raise OSError(f"more than {MOST_FILES} files in {folder.name}")
            yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself: told when it is read


def _stray(place: str, expected: str) -> Fault:
    return Fault(f"overlay {place}", "", f"doesn't belong here; expected {expected}")


def _misnamed(place: str) -> Fault:
    return Fault(
        f"overlay {place}", "", "expected a name of small letters and digits with dashes between"
    )


def _out(place: str) -> Fault:
    return Fault(f"overlay {place}", "", _LEADS_OUT)


_LEADS_OUT = "a link that leads out of the overlay's folder; put a copy there"


def _leads_out(root: Path, path: Path) -> bool:
    return not path.resolve().is_relative_to(root.resolve())


def content_of(root: Path, place: str, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of one file inside the overlay, `largest` at most.

    Raises:
        Unreadable: it leads out of the folder, is no ordinary file, or is too big.
    """
    file = root / place
    try:
        if _leads_out(root, file):
            raise Unreadable(_LEADS_OUT)
        if file.exists() and not file.is_file():
            raise Unreadable("this is no ordinary file")
        with file.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise Unreadable("this file is missing") from None
    except (OSError, RuntimeError) as error:  # a link to itself is either of them
        raise Unreadable(f"can't be read: {getattr(error, 'strerror', '') or error}") from None
    if len(data) > largest:
        raise Unreadable(f"too big: at most {largest // 1000} kB")
    return data


def unsound(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What no content needs and could do harm, as (key, what): only the first few."""
    rows: list[tuple[tuple[str, ...], Any]] = [((), data)]
    values = 0
    while rows:
        path, value = rows.pop()
        values += 1
        if values > _MOST_VALUES:
            yield "", f"more than {_MOST_VALUES} values"
            return
        if len(path) > _DEEPEST:
            yield ".".join(path), f"tables inside each other more than {_DEEPEST} deep"
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                if not _KEY.fullmatch(key):
                    yield (
                        ".".join((*path, key[:40])),
                        "expected a key of letters, digits and dashes",
                    )
                    return
                rows.append(((*path, key), inner))
        elif isinstance(value, list):
            rows += [((*path, str(number)), inner) for number, inner in enumerate(value)]
        elif what := _harm(value):
            yield ".".join(path), what
            return


def _harm(value: Any) -> str:
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            return f"a text of more than {_LONGEST_TEXT} characters"
        return "" if plain(value) == value else "control characters or direction marks in a text"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        if not number.is_finite():
            return "no number"
        if (number and not -12 <= number.adjusted() <= 12) or len(number.as_tuple().digits) > 30:
            return "a number of more than 12 places before or behind the point"
    return ""


def merged(shipped: Any, own: Any) -> Any:
    """The shipped value with the overlay's over it: tables by key, everything else whole.

    A clause (it has `on`) is one thing and replaced whole, and so is a table that becomes
    one of another `kind`: what is left of the old one would mean nothing.
    """
    if not isinstance(shipped, dict) or not isinstance(own, dict):
        return own
    if "on" in own or own.get("kind", shipped.get("kind")) != shipped.get("kind"):
        return own
    laid = {key: merged(shipped[key], value) if key in shipped else value
            for key, value in own.items()}  # fmt: skip
    return {**shipped, **laid}
