"""Remarks from the sheet that came back: CSV or XLSX, all rows or none.

Columns number, finding, remark, answered, in English or Dutch, of which number and remark are
required; other columns may stand beside them. A row without a remark is left out. In a
workbook the header may stand in any row of any sheet: whoever filled it in may have moved it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from readiness.files.answers import FillFaults, read_text
from readiness.model.fact_check import FactCheck
from readiness.model.given_remark import GivenRemark, check, text_of
from readiness.model.sentence import Refused, Sentence, refuse

# Excel on a Dutch Windows writes cp1252 unless it is asked for UTF-8.
_ENCODINGS = ("utf-8-sig", "cp1252")
_COLUMNS = {
    "number": "number", "nummer": "number", "nr": "number",
    "finding": "finding", "bevinding": "finding",
    "remark": "remark", "opmerking": "remark", "your remark": "remark", "je opmerking": "remark",
    "answered": "answered", "beantwoord": "answered",
}  # fmt: skip
_EXPECTED = "number,finding,remark,answered"
# The id of a finding at the end of its words: ... [question:network.download]
_ID = re.compile(r"\[((?:fact|technology|question):[a-z0-9_.-]{1,80})\]\s*$")
_NUMBER = re.compile(r"(\d{1,6})(?:\.0+)?")
_HARMLESS = re.compile(r"^'(?=[=+\-@\t\r])")
Row = tuple[int, list[str]]


def read(file: Path, held: FactCheck) -> list[GivenRemark]:
    """The remarks in the file.

    Raises:
        Refused: the file as a whole can't be used.
        FillFaults: with every row that doesn't fit.
    """
    name = file.name.lower()
    if name.endswith(".xlsx"):
        from readiness.files.workbook import sheets

        return _read(list(sheets(file)), held)
    if name.endswith((".xls", ".ods", ".docx", ".pdf")):
        raise refuse(
            "{file} can't be read as remarks; save the sheet as .xlsx or as CSV UTF-8.", file=file
        )
    return _read([list(_csv_rows(read_text(file, _ENCODINGS)))], held)


def _csv_rows(text: str) -> Iterator[Row]:
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    separator = max((";", ",", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            # The sign that keeps a spreadsheet from running a text belongs to the file.
            yield reader.line_num, [_HARMLESS.sub("", cell) for cell in row]
    except csv.Error as error:
        raise refuse(
            "line {line}: not valid CSV ({why}).", line=reader.line_num, why=error
        ) from None


def _filled(tables: list[list[Row]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells by column of every row under a header, the header's own row among them, empty.

    A sheet may hold several tables, each with its header.
    """
    for rows in tables:
        names: list[str] = []
        for line, cells in rows:
            found = [_COLUMNS.get(cell.strip().lower(), "") for cell in cells]
            if {"number", "remark"} <= set(found):
                names = found
                yield line, {}
            elif names:
                yield line, {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _read(tables: list[list[Row]], held: FactCheck) -> list[GivenRemark]:
    faults: list[Sentence] = []
    found: dict[int, GivenRemark] = {}
    lines: dict[int, int] = {}
    headed = False
    for line, filled in _filled(tables):
        headed = True
        if not filled.get("remark", "").strip():
            continue
        try:
            made = _row(filled, held)
        except Refused as refused:
            faults.append(Sentence("line {line}: {what}", line=line, what=refused.sentence))
            continue
        if made.number in found and found[made.number] != made:
            faults.append(
                Sentence(
                    "line {line}: number {number} stands on line {earlier} already; put both "
                    "remarks in one row.",
                    line=line,
                    number=made.number,
                    earlier=lines[made.number],
                )
            )
            continue
        found[made.number], lines[made.number] = made, line
    if faults:
        raise FillFaults(faults)
    if not headed:
        raise refuse(
            "The file has no row that names the columns {columns} (or {dutch}); use the sheet that "
            "came with the draft.",
            columns=_EXPECTED,
            dutch="nummer,bevinding,opmerking,beantwoord",
        )
    if not found:
        raise refuse("The file holds no remarks: the column for them is empty.")
    return list(found.values())


def _row(cells: dict[str, str], held: FactCheck) -> GivenRemark:
    number = _NUMBER.fullmatch(cells.get("number", "").strip())
    if number is None:
        raise refuse(
            "'{given}' is no number of a finding; expected a whole number, as in the draft.",
            given=cells.get("number", "").strip()[:40],
        )
    id_ = _ID.search(cells.get("finding", ""))
    made = GivenRemark(
        number=int(number.group(1)),
        finding=id_.group(1) if id_ else "",
        text=text_of(cells["remark"]),
    )
    check(made, held)
    return made
