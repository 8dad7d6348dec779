"""What every report is made of: sections of blocks, written alike in every format.

A report is one `Document`. Whoever makes it says what stands in it, in the reader's words;
a writer says how that looks in HTML, on paper, in a workbook or as text. So all formats
show the same figures, and a new report needs no new writer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from readiness.terms import Mark

Kind = Literal["text", "number", "mark"]
Tone = Literal["plain", "good", "warn", "bad", "unknown", "faint"]


@dataclass(frozen=True)
class Cell:
    """One cell. `mark` stands before the text as symbol and word; `sort` orders the column.

    `number` is the exact figure that `text` shows, as a decimal or a fraction in text, for
    formats that calculate; empty where the cell holds none. `link` is the id of a section.
    """

    text: str
    mark: Mark | None = None
    number: str = ""
    sort: float | str | None = None
    tone: Tone = "plain"
    link: str = ""


@dataclass(frozen=True)
class Column:
    """`share` is the column's part of the width; `kind` how its cells are set.

    `room`: where a cell of it is empty, leave this many lines to write in by hand.
    """

    label: str
    kind: Kind = "text"
    share: int = 1
    room: int = 0


@dataclass(frozen=True)
class Table:
    """`caption` says what it shows; the first column is the row's heading.

    `most`: how many rows are read on a page; a workbook and a CSV file hold all. 0: every row
    everywhere.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    sortable: bool = False
    heat: bool = False
    most: int = 0


@dataclass(frozen=True)
class Paragraph:
    """`tone` warn and bad are for what must not be missed."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """`heading` may be empty."""

    items: tuple[str, ...]
    heading: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """One figure to see at a glance, with what it means."""

    label: str
    value: str
    meaning: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Figures:
    """A few of them in a row."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing. `svg` is well-formed, its texts escaped, its colours those of the theme's
    classes; `description` says in words what it shows; `table` holds the same figures.

    `svg` is one `<svg xmlns="http://www.w3.org/2000/svg" viewBox=… width=… height=…>`, in px.
    Its classes are those of reports/picture.css: `f-` (fill) and `s-` (stroke) with a colour,
    `t-` with the size of a text. No style element or attribute, no script, no link; title and
    description are put in by the writer. An `<image>` holds its picture as a data: address.
    """

    id: str
    title: str
    description: str
    svg: str
    table: Table | None = None


@dataclass(frozen=True)
class Checklist:
    """Actions to tick off; each with labels and values that belong to it.

    An empty value is a line to fill in by hand, such as the owner or the date.
    """

    items: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Aside:
    """Blocks that may be folded away on a screen; on paper they stand as they are.

    `paper` False: thousands of figures that nobody reads on paper. Paper says what stands
    in the other formats; those have it all.
    """

    heading: str
    blocks: tuple[Block, ...]
    paper: bool = True


Block = Paragraph | Bullets | Facts | Figures | Table | Picture | Checklist | Aside


@dataclass(frozen=True)
class Section:
    """`id` is stable and used in links. `summary` sections fit together on the first page."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2, 3] = 1
    summary: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class HouseStyle:
    """An organisation's own look: its name, colours as #rrggbb, and a logo (PNG or SVG)."""

    organisation: str = ""
    colour: str = ""
    accent: str = ""
    logo: bytes = b""
    logo_kind: Literal["", "png", "svg"] = ""


@dataclass(frozen=True)
class Document:
    """A whole report. `cautions` stand under the title in every format: draft, fictional,
    loosened content. `facts` are the lines beside the title."""

    id: str
    language: str
    kind: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
    made: str
    draft: bool = False
    fictional: bool = False
    house: HouseStyle = field(default_factory=HouseStyle)
