"""A visit's answers from a CSV file: `visit fill`.

Columns `question,subject,value,unknown,not_applicable,method,note`; separator comma
or semicolon, found from the header. All rows fit or none is used.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import get_args

from readiness.model import answer, subject
from readiness.model.catalogue import Method
from readiness.model.content import Catalogue
from readiness.model.given import Given, check, written_twice
from readiness.model.revision import Answer, Known, NotApplicable, Unknown
from readiness.model.sentence import Refused, Sentence, of_system, refuse

COLUMNS = ("question", "subject", "value", "unknown", "not_applicable", "method", "note")
_LARGEST = 20_000_000


class FillFaults(Exception):
    """Rows that can't be used; `sentences` has one for each, with its line."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(str(sentence) for sentence in self.sentences))


def read_file(file: Path, catalogue: Catalogue) -> list[Given]:
    """The answers in the file.

    Raises:
        Refused: the file as a whole can't be read.
        FillFaults: with every row that doesn't fit.
    """
    return read_rows(read_text(file), catalogue)


def read_text(file: Path, encodings: Sequence[str] = ("utf-8-sig",)) -> str:
    """The text of a CSV file, in the first encoding that fits.

    Raises:
        Refused: it can't be read, is too large, or no encoding fits.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise refuse("{file} is larger than 20 MB; split it.", file=file)
        content = file.read_bytes()
    except OSError as error:
        raise refuse("{file} can't be read: {why}.", file=file, why=of_system(error)) from None
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise refuse("{file} is not UTF-8 text; save it as CSV UTF-8.", file=file)


def table(
    text: str, header: Callable[[list[str]], list[str]], faults: list[Sentence]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of CSV text: line and cells by column, empty rows left out.

    `header` gives the columns that the first row names, in lower case, or refuses it. Rows
    that are no rows are added to `faults`. Without any row nothing comes.
    """
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = header([cell.strip().lower() for cell in row])
                continue
            if len(row) > len(names):
                faults.append(
                    Sentence(
                        "line {line}: {count} cells where {expected} were expected; put quotes "
                        "around a value that holds the separator.",
                        line=reader.line_num,
                        count=len(row),
                        expected=len(names),
                    )
                )
                continue
            yield (
                reader.line_num,
                dict(zip(names, (cell.strip() for cell in row), strict=False)),
            )
    except csv.Error as error:
        faults.append(
            Sentence("line {line}: not valid CSV ({why}).", line=reader.line_num, why=error)
        )


def read_rows(text: str, catalogue: Catalogue) -> list[Given]:
    """The answers in CSV text; see `read_file`."""
    if not text.strip(" \t\r\n,;"):
        raise refuse(
            "The file is empty; expected the columns {columns}.", columns=",".join(COLUMNS)
        )
    faults: list[Sentence] = []
    given: dict[tuple[str, str], Given] = {}
    lines: dict[tuple[str, str], int] = {}
    subjects: dict[str, set[subject.Subject]] = {}
    for line, cells in table(text, _header, faults):
        try:
            made = _row({name: cells.get(name, "") for name in COLUMNS}, catalogue)
            others = subjects.setdefault(made.question, set())
            written_twice(catalogue.questions[made.question], made.subject, others)
            others.add(made.subject)
        except Refused as refused:
            faults.append(Sentence("line {line}: {what}", line=line, what=refused.sentence))
            continue
        key = (made.question, str(made.subject))
        if key in given:
            faults.append(
                Sentence(
                    "line {line}: {question} ({subject}) stands on line {earlier} already.",
                    line=line,
                    question=made.question,
                    subject=made.subject,
                    earlier=lines[key],
                )
            )
            continue
        given[key], lines[key] = made, line
    if faults:
        raise FillFaults(faults)
    if not given:
        raise refuse("The file holds no answers under its header.")
    return list(given.values())


def _header(names: list[str]) -> list[str]:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "question" not in names or len(set(names)) != len(names):
        raise refuse(
            "The first line must name the columns {columns}; found {found}.",
            columns=",".join(COLUMNS),
            found=",".join(names)[:200],
        )
    return names


def _row(cells: dict[str, str], catalogue: Catalogue) -> Given:
    question = catalogue.questions.get(cells["question"])
    if question is None:
        raise refuse(
            "there is no question '{question}'; expected an id such as network.download.",
            question=cells["question"][:60],
        )
    about = subject.parse(cells["subject"]) if cells["subject"] else subject.LOCATION
    filled = [name for name in ("value", "unknown", "not_applicable") if cells[name]]
    if len(filled) != 1:
        raise refuse("fill exactly one of value, unknown and not_applicable.")
    made: Answer
    if cells["unknown"]:
        made = Unknown(cells["unknown"])
    elif cells["not_applicable"]:
        made = NotApplicable(cells["not_applicable"])
    else:
        made = Known(answer.parse(question, about, cells["value"]))
    method = next((m for m in get_args(Method) if m == cells["method"]), None)
    if cells["method"] and method is None:
        raise refuse(
            "{question}: method '{method}' doesn't fit; expected one of {methods}.",
            question=question.id,
            method=cells["method"][:40],
            methods=", ".join(question.methods),
        )
    given = Given(question.id, about, made, method, cells["note"])
    check(given, question, catalogue.technologies)
    return given
