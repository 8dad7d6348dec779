"""A document's blocks as plain data for a page of paper: what fits, what stays together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from readiness.report.blocks import (
    Aside,
    Block,
    Bullets,
    Cell,
    Checklist,
    Facts,
    Figure,
    Figures,
    Paragraph,
    Picture,
    Table,
)
from readiness.report.formats import drawing, fit, font
from readiness.report.formats.outline import Chapter, shown
from readiness.report.formats.theme import Palette
from readiness.report.formats.wording import Wording

_FILLED = ("good", "warn", "bad")
_LETTER_PT = {False: 4.5, True: 3.7}
_GUTTER_PT = 9
# A turned column label: at least and at most this long.
_HEAD_PT = (6, 75)
# A row longer than this many lines may be cut: it could be longer than a page.
_WHOLE_LINES = 36
# Letters alone are hyphenated, up to words that no language has.
_WORD = re.compile(r"\w{1,30}[.,;:!?)]?")
_PX_IN_PT = 0.75
_BRIEF = 90
_LOOSE = "\u200b"


class Sheet:
    """Turns blocks into data; `missing` counts the characters that the letters lack."""

    def __init__(self, anchors: dict[str, str], palette: Palette, words: Wording) -> None:
        self.missing: dict[str, int] = {}
        self._anchors = anchors
        self._palette = palette
        self._words = words

    def text(self, text: str, room: int = 90) -> str:
        """A text as the letters can show it; `room` is how many of them fit in a line."""
        return loosened(font.fitted(text, self.missing), room)

    def brief(self, text: str) -> str:
        """A text for the edge of a page."""
        line = " ".join(text.split())
        return self.text(line if len(line) <= _BRIEF else line[: _BRIEF - 1] + "…")

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
        return [[self.text(label, 24), self.text(value, 60)] for label, value in pairs]

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        """A section with its blocks."""
        return {
            "level": chapter.level,
            "anchor": chapter.anchor,
            "title": self.text(chapter.section.title, 50),
            "new_page": chapter.section.new_page,
            "runs": [
                {
                    "sideways": sideways,
                    "blocks": [self.block(one, chapter.level + 1) for one in blocks],
                }
                # A section that only heads others still has its title.
                for sideways, blocks in fit.runs(chapter.section.blocks) or [(False, [])]
            ],
        }

    def block(self, block: Block, level: int) -> dict[str, Any]:
        """One block; `level` is that of a heading inside it."""
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "text": self.text(block.text), "tone": block.tone}
        if isinstance(block, Bullets):
            return {
                "kind": "bullets",
                "heading": self.text(block.heading),
                "items": [self.text(item) for item in block.items],
                "ordered": block.ordered,
            }
        if isinstance(block, Facts):
            return {"kind": "facts", "pairs": self.pairs(block.pairs)}
        if isinstance(block, Figures):
            return {"kind": "figures", "items": [self._figure(one) for one in block.items]}
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            return self._picture(block)
        if isinstance(block, Checklist):
            items = [[self.text(action), self.pairs(pairs)] for action, pairs in block.items]
            return {"kind": "checklist", "items": items}
        assert isinstance(block, Aside)
        shown = block.blocks if block.paper else (Paragraph(self._words.off_paper, "faint"),)
        return {
            "kind": "aside",
            "level": level,
            "heading": self.text(block.heading),
            "blocks": [self.block(one, level + 1) for one in shown],
        }

    def _figure(self, one: Figure) -> dict[str, str]:
        return {
            "label": self.text(one.label, 30),
            "value": self.text(one.value, 16),
            "meaning": self.text(one.meaning, 30),
            "tone": one.tone,
        }

    def _picture(self, picture: Picture) -> dict[str, Any]:
        width, height = (side * _PX_IN_PT for side in drawing.size(picture))
        scale = min(1.0, fit.UPRIGHT_PT / width, fit.HIGH_PT / height)
        return {
            "kind": "picture",
            "title": self.text(picture.title),
            "description": self.text(picture.description),
            "alt": f"{picture.title}. {picture.description}",
            "svg": font.fitted(drawing.standing_alone(picture, self._palette), self.missing),
            "width": round(width * scale, 2),
            "table": None if picture.table is None else self._table(picture.table),
            "figures": self._words.figures,
        }

    def _table(self, table: Table) -> dict[str, Any]:
        sideways = fit.too_wide(table)
        small = sideways or (table.heat and len(table.columns) > 6)
        longest = max((len(column.label) for column in table.columns[1:]), default=0)
        widths = fit.points(table, fit.SIDEWAYS_PT if sideways else fit.UPRIGHT_PT)
        rooms = [max(3, int((width - _GUTTER_PT) / _LETTER_PT[small])) for width in widths]
        free = fit.free_of(widths, small)
        return {
            "kind": "table",
            "caption": self.text(table.caption),
            "empty": self.text(table.empty),
            "heat": table.heat,
            "small": small,
            "head": _HEAD_PT[0] + min(_HEAD_PT[1], _LETTER_PT[True] * longest),
            "columns": [
                {
                    "label": self.text(c.label, 24 if small else room),
                    "kind": c.kind,
                    "share": c.share,
                }
                for c, room in zip(table.columns, rooms, strict=True)
            ],
            "rows": [self._row(row, rooms, free, table) for row in table.rows],
            "legend": self._legend(table) if table.heat else [],
        }

    def _row(
        self, row: Sequence[Cell], rooms: Sequence[int], free: Sequence[float], table: Table
    ) -> dict[str, Any]:
        lines = max(fit.about_lines(cell, room) for cell, room in zip(row, rooms, strict=True))
        first = self._cell(row[0], rooms[0]) | {
            "lines": 0 if shown(row[0]) else table.columns[0].room
        }
        made: dict[str, Any] = {"whole": lines <= _WHOLE_LINES, "first": first}
        if table.heat:
            # Thousands of them in a large comparison: no more than what is drawn.
            made["cells"] = [
                [self.text(fit.glance(cell), room), cell.tone if cell.tone in _FILLED else ""]
                for cell, room in zip(row[1:], rooms[1:], strict=True)
            ]
            texts = [fit.glance(cell) for cell in row[1:]]
        else:
            made["cells"] = [
                self._cell(cell, room) | {"lines": 0 if shown(cell) else column.room}
                for cell, room, column in zip(row[1:], rooms[1:], table.columns[1:], strict=True)
            ]
            texts = [shown(cell) for cell in row[1:]]
        by_hand = any(
            column.room and not shown(cell) for cell, column in zip(row, table.columns, strict=True)
        )
        bold = [True, *(cell.mark is not None and not table.heat for cell in row[1:])]
        texts.insert(0, shown(row[0]))
        made["given"] = 0 if by_hand else fit.given_lines(texts, bold, free)
        return made

    def _cell(self, cell: Cell, room: int) -> dict[str, Any]:
        mark = ["", "", ""]
        if cell.mark is not None:
            mark = [self.text(cell.mark.symbol), self.text(cell.mark.word, room), cell.mark.state]
        return {
            "mark": mark,
            "text": self.text(cell.text, room),
            "tone": cell.tone,
            "link": self._anchors.get(cell.link, ""),
        }

    def _legend(self, table: Table) -> list[str]:
        marks = dict.fromkeys(cell.mark for row in table.rows for cell in row if cell.mark)
        return [self.text(str(mark)) for mark in marks]


def loosened(text: str, room: int) -> str:
    """Places to break in what no line holds and no hyphen parts: addresses, ids, noise."""
    if len(text) <= room:
        return text
    return re.sub(rf"\S{{{max(6, room)},}}", lambda found: _parted(found.group(), room), text)


def _parted(word: str, room: int) -> str:
    if _WORD.fullmatch(word) and not any(letter.isdigit() for letter in word):
        return word
    length = max(3, room // 3)
    return _LOOSE.join(word[at : at + length] for at in range(0, len(word), length))
