"""A document as text of 80 columns, for the terminal and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Cell,
    Checklist,
    Document,
    Facts,
    Figures,
    Paragraph,
    Picture,
    Table,
)
from readiness.report.formats.outline import chapters, headline, shown
from readiness.report.formats.shortened import shortened
from readiness.report.formats.wording import wording
from readiness.report.lines import bulleted, filled, headed, paired, tabled

WIDTH = 80
# A column narrower than this breaks figures; then every row is told below the other.
_LEAST = 7
# To write on by hand.
_LINE = "_" * 20
_LINES = {1: "=", 2: "-", 3: "."}


def write(document: Document) -> bytes:
    """The document in lines of at most 80 columns."""
    lines = "\n".join(_parts(shortened(document))).splitlines()
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _parts(document: Document) -> Iterator[str]:
    words = wording(document)
    yield headed(headline(document), WIDTH)
    told = (document.subtitle, words.status and f"[{words.status}]")
    for line in filter(None, told):
        yield filled(line, WIDTH)
    if document.cautions:
        yield "\n" + bulleted([f"! {caution}" for caution in document.cautions], WIDTH)
    if document.facts:
        yield "\n" + paired(document.facts, WIDTH)
    for chapter in chapters(document):
        yield headed(chapter.section.title, WIDTH, _LINES[chapter.level])
        yield "\n\n".join(part.strip("\n") for part in _blocks(chapter.section.blocks))
    status = f" · {words.status}" if words.status else ""
    yield "\n" + filled(f"{words.made} {document.made}{status}", WIDTH)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            flag = "! " if block.tone in ("warn", "bad") else ""
            yield filled(flag + block.text, WIDTH)
        elif isinstance(block, Bullets):
            yield _bullets(block)
        elif isinstance(block, Facts):
            yield paired(block.pairs, WIDTH)
        elif isinstance(block, Figures):
            yield paired(
                [(one.label, f"{one.value}\n{one.meaning}".strip()) for one in block.items], WIDTH
            )
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Picture):
            yield filled(f"{block.title}. {block.description}", WIDTH)
            if block.table is not None:
                yield _table(block.table)
        elif isinstance(block, Checklist):
            yield "\n".join(_action(action, pairs) for action, pairs in block.items)
        elif isinstance(block, Aside):
            yield headed(block.heading, WIDTH, ".")
            yield from _blocks(block.blocks)


def _bullets(block: Bullets) -> str:
    heading = [filled(f"{block.heading}:", WIDTH)] if block.heading else []
    if block.ordered:
        items = [filled(item, WIDTH, f"{at}. ") for at, item in enumerate(block.items, 1)]
    else:
        items = [bulleted(block.items, WIDTH)]
    return "\n".join([*heading, *items])


def _action(action: str, pairs: Sequence[tuple[str, str]]) -> str:
    lines = [filled(action, WIDTH, "[ ] ")]
    lines += [filled(f"{label}: {value or _LINE}", WIDTH, "      ") for label, value in pairs]
    return "\n".join(lines)


def _table(table: Table) -> str:
    made = [filled(table.caption, WIDTH)] if table.caption else []
    if not table.rows:
        return "\n".join([*made, filled(table.empty, WIDTH)])
    shares = [column.share for column in table.columns]
    free = WIDTH - 2 * (len(shares) - 1)
    if min(free * share // sum(shares) for share in shares) < _LEAST:
        return "\n\n".join([*made, *(_told(table, row) for row in table.rows)])
    rows = [[shown(cell) for cell in row] for row in table.rows]
    return "\n".join([*made, "", tabled([c.label for c in table.columns], rows, shares, WIDTH)])


def _told(table: Table, row: Sequence[Cell]) -> str:
    """A row of a wide table: its heading, then its figures with their labels."""
    cells = [shown(cell) for cell in row]
    pairs = [
        (column.label, text)
        for column, text in zip(table.columns[1:], cells[1:], strict=True)
        if text
    ]
    return "\n".join(
        [filled(cells[0], WIDTH), *(filled(f"{a}: {b}", WIDTH, "  ") for a, b in pairs)]
    )
