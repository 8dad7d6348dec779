"""The formats a document can be written in: one small writer for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from readiness.report.blocks import Document
from readiness.report.formats import csv, html, md, pdf, text, xlsx

Given = TypeVar("Given")


@dataclass(frozen=True)
class Format(Generic[Given]):
    """`write` gives the bytes of the file, `suffix` how its name ends.

    What is given is a `Document`, except where a format holds a report's own data
    (JSON: the semantic view).
    """

    suffix: str
    write: Callable[[Given], bytes]


FORMATS: dict[str, Format[Document]] = {
    "html": Format(".html", html.write),
    "pdf": Format(".pdf", pdf.write),
    "xlsx": Format(".xlsx", xlsx.write),
    "csv": Format(".csv", csv.write),
    "md": Format(".md", md.write),
    "text": Format(".txt", text.write),
}
