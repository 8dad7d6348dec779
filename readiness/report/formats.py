"""The formats a report can be written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readiness.report import html, text
from readiness.report.view import LocationView


@dataclass(frozen=True)
class Format:
    """`write` gives the bytes of the file, `suffix` how its name ends."""

    suffix: str
    write: Callable[[LocationView], bytes]


FORMATS: dict[str, Format] = {
    "html": Format(".html", lambda view: html.write(view).encode()),
    "text": Format(".txt", lambda view: text.write(view).encode()),
}
