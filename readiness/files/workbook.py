"""The cells of a workbook that came back: XLSX as text, read without running anything in it.

Formulas give the value that the program which saved them had reckoned; links, macros and
everything outside the cells are left alone.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from readiness.model.sentence import Refused, of_system, refuse

_LARGEST = 20_000_000
_LARGEST_PART = 100_000_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 100
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_COLUMN = re.compile(r"([A-Z]{1,3})\d+")
_SHARED = "xl/sharedStrings.xml"
# A line end that XML can't hold as such.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def sheets(file: Path) -> Iterator[list[tuple[int, list[str]]]]:
    """Each sheet as its rows: the number of the row and its cells, empty ones as "".

    Raises:
        Refused: the file can't be read as a workbook, or is too large.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise refuse("{file} is larger than 20 MB; split it.", file=file)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            shared = list(_shared(archive)) if _SHARED in names else []
            found = sorted(
                (int(match.group(1)), name) for name in names if (match := _SHEET.fullmatch(name))
            )
            for _number, name in found:
                yield list(_rows(archive, name, shared))
    except OSError as error:
        raise refuse("{file} can't be read: {why}.", file=file, why=of_system(error)) from None
    except Refused:
        raise
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, ValueError, KeyError, IndexError,
        RuntimeError, NotImplementedError, EOFError,
    ):  # fmt: skip
        raise refuse(
            "{file} can't be read as a workbook; save it as .xlsx or as CSV UTF-8.", file=file
        ) from None


def _root(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)
    # A document type can hold entities that grow without end; Excel writes none.
    if len(content) > _LARGEST_PART or b"<!DOCTYPE" in content or b"\0" in content:
        raise ValueError(name)
    return ElementTree.fromstring(content)  # noqa: S314


def _shared(archive: zipfile.ZipFile) -> Iterator[str]:
    for item in _root(archive, _SHARED).iter(f"{_MAIN}si"):
        yield _text(item)


def _text(element: ElementTree.Element) -> str:
    """The text of a string with its runs; how it is read aloud (rPh) is no part of it."""
    parts = [element.findtext(f"{_MAIN}t", "")]
    parts += [run.findtext(f"{_MAIN}t", "") for run in element.findall(f"{_MAIN}r")]
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), "".join(parts))


def _rows(
    archive: zipfile.ZipFile, name: str, shared: list[str]
) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(_root(archive, name).iter(f"{_MAIN}row"), 1):
        if count > _MOST_ROWS:
            raise ValueError(name)
        cells: list[str] = []
        for cell in row.findall(f"{_MAIN}c"):
            place = _column(cell.get("r", ""), len(cells))
            if place < _MOST_COLUMNS:
                cells += [""] * (place + 1 - len(cells))
                cells[place] = _value(cell, shared)
        yield int(row.get("r", count)), cells


def _column(reference: str, following: int) -> int:
    match = _COLUMN.fullmatch(reference)
    if match is None:
        return following
    place = 0
    for letter in match.group(1):
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return "" if inline is None else _text(inline)
    value = cell.findtext(f"{_MAIN}v", "")
    if kind == "s":
        place = int(value)
        if place < 0:
            raise ValueError(value)
        return shared[place]
    return value
