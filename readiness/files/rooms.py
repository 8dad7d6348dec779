"""A room list from a CSV file, or from its short form: `--rooms`.

Columns floor, ward, room, zone, side, in Dutch or English, of which only room is
required; separator comma or semicolon, found from the header. All rows fit or none is
used. A column with anything else is refused, so that no resident's name comes along.
"""

from __future__ import annotations

from pathlib import Path

from readiness.files.answers import FillFaults, read_text, table
from readiness.model import room_list
from readiness.model.sentence import Refused, Sentence, refuse

# Excel on a Dutch Windows writes cp1252 unless it is asked for UTF-8.
_ENCODINGS = ("utf-8-sig", "cp1252")
_COLUMNS = {
    "floor": "floor", "verdieping": "floor", "etage": "floor",
    "ward": "ward", "afdeling": "ward",
    "room": "room", "name": "room", "kamer": "room", "naam": "room", "ruimte": "room",
    "zone": "zone", "soort": "zone",
    "side": "side", "kant": "side", "zijde": "side",
}  # fmt: skip
_EXPECTED = "floor,ward,room,zone,side"
_TABLES = (".csv", ".txt")
_OTHER_FILES = (".xlsx", ".xls", ".ods", ".tsv", ".pdf", ".docx")


def read(given: str) -> list[str]:
    """The places, as they are stored, of a file's name or a short form.

    Raises:
        Refused: the file or the short form as a whole can't be used.
        FillFaults: with every row of the file that doesn't fit.
    """
    name = given.strip().lower()
    if name.endswith(_OTHER_FILES):
        raise refuse(
            "{file} can't be read as a room list; save it as CSV and give that file.", file=given
        )
    if name.endswith(_TABLES):
        return read_rows(read_text(Path(given.strip()).expanduser(), _ENCODINGS))
    return [str(place) for place in room_list.read(given)]


def read_rows(text: str) -> list[str]:
    """The places in CSV text; see `read`."""
    faults: list[Sentence] = []
    places: list[room_list.Place] = []
    lines: dict[str, int] = {}
    for line, cells in table(text, _header, faults):
        try:
            place = room_list.place(
                *(cells.get(name, "") for name in ("floor", "ward", "zone", "room", "side"))
            )
        except Refused as refused:
            faults.append(Sentence("line {line}: {what}", line=line, what=refused.sentence))
            continue
        earlier = lines.setdefault(room_list.key(place), line)
        if earlier != line:
            faults.append(
                Sentence(
                    "line {line}: {place} stands on line {earlier} already.",
                    line=line,
                    place=place.spot.name,
                    earlier=earlier,
                )
            )
            continue
        places.append(place)
    if faults:
        raise FillFaults(faults)
    if not places:
        raise refuse(
            "The file names no rooms; expected the columns {columns}, and a room on each line.",
            columns=_EXPECTED,
        )
    return [str(place) for place in room_list.read(map(str, places))]


def _header(given: list[str]) -> list[str]:
    names = [_COLUMNS.get(name, "") for name in given]
    if "" in names or "room" not in names or len(set(names)) != len(names):
        raise refuse(
            "line 1: the columns must be named {columns} (or {dutch}), room at least; found "
            "{found}.",
            columns=_EXPECTED,
            dutch="verdieping,afdeling,kamer,zone,kant",
            found=",".join(given)[:200],
        )
    return names
