"""Each format read back with a reader that isn't ours: its tables as rows of texts."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import openpyxl
import pypdf
from markdown_it import MarkdownIt

Rows = list[list[str]]


class _Page(HTMLParser):
    """The visible texts of a page and its tables, rows and cells."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.rows: Rows = []
        self.tags: set[str] = set()
        self._skipped = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("style", "script", "head"):
            self._skipped += 1
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head"):
            self._skipped -= 1
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        self.text.append(data)
        if self._in_cell:
            self.rows[-1][-1] += data


def _page(source: str) -> _Page:
    made = _Page()
    made.feed(source)
    return made


def html_rows(content: bytes) -> Rows:
    return [[" ".join(cell.split()) for cell in row] for row in _page(content.decode()).rows]


def html_text(content: bytes) -> str:
    return "".join(_page(content.decode()).text)


def html_tags(content: bytes) -> set[str]:
    return _page(content.decode()).tags


def md_page(content: bytes) -> bytes:
    """Markdown as a page, by a parser of CommonMark with GitHub's tables and links."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(
        content.decode()
    ).encode()  # fmt: skip


def csv_rows(content: bytes, delimiter: str = ",") -> Rows:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def pdf_body(content: bytes) -> str:
    """The text without what returns at the top and the foot of every page."""
    made: list[str] = []
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        high = float(page.mediabox.height)

        def visit(
            text: str, cm: list[float], tm: list[float], *_: object, high: float = high
        ) -> None:
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            if 50 < y < high - 50:
                made.append(text)

        page.extract_text(visitor_text=visit)
    return "".join(made)


def squeezed(text: str) -> str:
    """Without what wrapping and joining put in: blanks, line ends, hyphens, places to break."""
    return re.sub("[\\s\u200b\u200d\ufe0f\u00ad\u2010-]", "", text)
