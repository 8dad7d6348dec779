"""A document as one HTML file that needs nothing else: no network, and no script to read it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from readiness import paths
from readiness.report.blocks import Cell, Document, HouseStyle, Picture, Table
from readiness.report.formats import drawing, theme
from readiness.report.formats.outline import anchors, chapters, headline, unique
from readiness.report.formats.shortened import shortened
from readiness.report.formats.wording import wording

if TYPE_CHECKING:
    from jinja2 import Environment

# With more columns a table keeps its cells in rows on a phone too, and is moved sideways.
_WIDE = 7


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(paths.content_folder("reports"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["wide"] = wide
    made.filters["widths"] = widths
    made.filters["sortkey"] = sort_key
    made.filters["kind"] = lambda block: type(block).__name__
    return made


def write(document: Document) -> bytes:
    """The whole page. Every text is escaped by the template engine."""
    from markupsafe import Markup

    document = shortened(document)
    found = chapters(document)
    taken = {chapter.anchor for chapter in found}
    words = wording(document)
    css = _css(document.house, words.status)
    script = _read("document.js") if _sorts(document) else ""

    def svg(picture: Picture, anchor: str) -> Markup:
        # Checked element by element and written anew, not text that goes through.
        return Markup(drawing.inline(picture, anchor))  # noqa: S704

    page = _templates().get_template("document.html")
    return page.render(
        document=document,
        headline=headline(document),
        chapters=found,
        anchors=anchors(found),
        words=words,
        css=css,
        script=script,
        policy=policy(css, script),
        logo=_logo(document.house),
        svg=svg,
        unique=lambda id_: unique(id_, taken),
    ).encode()


def policy(css: str, script: str) -> str:
    """The content security policy of a page with this one style element and this script.

    Nothing else may be loaded or run, whatever a note of a visitor holds.
    """
    runs = f"script-src 'sha256-{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; {runs}style-src 'sha256-{_digest(css)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def wide(table: Table) -> bool:
    """Whether a table has too many columns to stand in a page's width."""
    return len(table.columns) > _WIDE or (table.heat and len(table.columns) > 4)


def widths(table: Table) -> list[int]:
    """The width of each column, in percent of the table's."""
    whole = sum(column.share for column in table.columns)
    return [max(1, round(100 * column.share / whole)) for column in table.columns]


def sort_key(cell: Cell) -> str:
    """What orders a cell in its column."""
    return cell.text if cell.sort is None else str(cell.sort)


def _sorts(document: Document) -> bool:
    def sortable(block: Any) -> bool:
        if isinstance(block, Table):
            return block.sortable and len(block.rows) > 1
        if isinstance(block, Picture):
            return block.table is not None and sortable(block.table)
        return any(sortable(one) for one in getattr(block, "blocks", ()))

    return any(sortable(section) for section in document.sections)


def _css(house: HouseStyle, status: str) -> str:
    light, dark = theme.palettes(house)

    def variables(palette: theme.Palette) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in palette.items())

    # A style attribute would need a looser policy: the widths of columns are classes.
    shares = "\n".join(f".w{percent} {{ width: {percent}%; }}" for percent in range(1, 101))
    return "\n".join(
        [
            f":root {{ color-scheme: light; {variables(light)} }}",
            "@media screen and (prefers-color-scheme: dark) {",
            f"  :root {{ color-scheme: dark; {variables(dark)} }}",
            "}",
            shares,
            _read("document.css"),
            theme.picture_css(),
            # On every printed page. The words are our own; a quote would end them.
            f'@page {{ @top-right {{ content: "{status}"; font: bold 8.5pt sans-serif; '
            f"color: {light['signal']}; }} }}"
            if status
            else "",
        ]
    )


def _logo(house: HouseStyle) -> str:
    kinds = {"png": "image/png", "svg": "image/svg+xml"}
    if not house.logo or house.logo_kind not in kinds:
        return ""
    return f"data:{kinds[house.logo_kind]};base64,{base64.b64encode(house.logo).decode()}"


def _read(name: str) -> str:
    return (paths.content_folder("reports") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
