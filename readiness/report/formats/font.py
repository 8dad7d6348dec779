"""The vendored letters: which characters they can show, and how wide they are."""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path

from readiness import paths
from readiness.plain import REPLACEMENT

FAMILY = "DejaVu Sans"
# They only choose how their neighbours look, in letters that this font doesn't have.
_UNSEEN = re.compile("[\u200d\ufe00-\ufe0f]")


def folder() -> Path:
    """The folder with the fonts and their licence."""
    return paths.content_folder("reports") / "fonts"


@cache
def characters() -> frozenset[str]:
    """Every character that both weights have a glyph for."""
    found = [_covered(file.read_bytes()) for file in sorted(folder().glob("*.ttf"))]
    return frozenset.intersection(*found) | {"\n"}


def fitted(text: str, missing: dict[str, int]) -> str:
    """The text with U+FFFD for what has no glyph; `missing` counts those characters."""
    known = characters()
    text = _UNSEEN.sub("", text)
    if known.issuperset(text):
        return text
    made = []
    for character in text:
        if character not in known:
            missing[character] = missing.get(character, 0) + 1
            character = REPLACEMENT
        made.append(character)
    return "".join(made)


def width(text: str, bold: bool = False) -> float:
    """How wide a line is, as a share of the size of its letters."""
    widths = _widths(bold)
    return sum(widths.get(character, 1.0) for character in text)


@cache
def _widths(bold: bool) -> dict[str, float]:
    (file,) = (one for one in folder().glob("*.ttf") if ("Bold" in one.name) == bold)
    return _advances(file.read_bytes())


def _advances(font: bytes) -> dict[str, float]:
    """The advance width of each character in em (OpenType 1.9, `head`, `hhea` and `hmtx`)."""
    at = _tables(font)
    em = struct.unpack_from(">H", font, at[b"head"] + 18)[0]
    count = struct.unpack_from(">H", font, at[b"hhea"] + 34)[0]
    # After so many glyphs with a width of their own, all others have the last one's.
    advances = [
        struct.unpack_from(">H", font, at[b"hmtx"] + 4 * glyph)[0] for glyph in range(count)
    ]
    return {
        character: advances[min(glyph, count - 1)] / em
        for character, glyph in _glyphs(font, at[b"cmap"]).items()
    }


def _covered(font: bytes) -> frozenset[str]:
    return frozenset(_glyphs(font, _tables(font)[b"cmap"]))


def _tables(font: bytes) -> dict[bytes, int]:
    """Where each table of a TrueType font starts."""
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return {tag: offset for tag, _, offset, _ in entries}


def _glyphs(font: bytes, start: int) -> dict[str, int]:
    """The characters of a font's Unicode table in format 4 (OpenType 1.9, `cmap`)."""
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        table = start + offset
        if platform == 3 and struct.unpack_from(">H", font, table)[0] == 4:
            return _format_4(font, table)
    raise ValueError("a font without a Unicode table of format 4")


def _format_4(font: bytes, table: int) -> dict[str, int]:
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", font, table + 14 + 2 * segments * part + 2 * (part > 0))
        for part in range(4)
    )
    ranges_at = table + 16 + 6 * segments
    made = {}
    for number in range(segments):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = (code + deltas[number]) & 0xFFFF
            if ranges[number]:
                place = ranges_at + 2 * number + ranges[number] + 2 * (code - starts[number])
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph:
                made[chr(code)] = glyph
    return made
