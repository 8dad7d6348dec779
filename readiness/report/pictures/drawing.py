"""Drawing in SVG by hand: shapes and text, safe, readable in grey and in both themes.

Every colour is given twice: as an attribute, and as a class such as `f-ink` (fill) or
`s-line` (stroke) that `reports/picture.css` gives the theme's colour; the size of a text
likewise, as `t-12`. No meaning hangs on a colour: a symbol or a figure says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Colour = Literal["ink", "quiet", "line", "soft", "accent", "tint", "signal", "blush", "paper"]
Anchor = Literal["start", "middle", "end"]
COLOURS: dict[Colour, str] = {
    "ink": "#1b2626",
    "quiet": "#556464",
    "line": "#c3cdcd",
    "soft": "#f3f6f6",
    "accent": "#0b6266",
    "tint": "#dcecec",
    "signal": "#9c3a12",
    "blush": "#fbeee8",
    "paper": "#ffffff",
}
# Wide enough for the widest of the faces that may be used; a share of the size of the text.
_WIDE, _NARROW, _MEAN, _WIDEST = 0.74, 0.35, 0.63, 1.0
_NARROW_SIGNS = frozenset("fijlrtI.,:;!|'()[]/ -")
_WIDE_SIGNS = frozenset("mwMWQO%@✓✗◐—–")


def width_of(text: str, size: float) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    shares = (
        _NARROW if sign in _NARROW_SIGNS
        else _WIDEST if sign in _WIDE_SIGNS or ord(sign) > 0x2E80
        else _WIDE if sign.isupper()
        else _MEAN
        for sign in text
    )  # fmt: skip
    return size * sum(shares)


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    text = " ".join(text.split())
    # More signs than the narrowest of them leave room for needn't be measured.
    begin = text[: int(room / (size * _NARROW)) + 2]
    if begin == text and width_of(text, size) <= room:
        return text
    text = begin
    while text and width_of(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in at most so many lines that fit; the last is cut where it doesn't."""
    # A note of ten thousand signs is cut anyhow; measuring it whole takes time.
    words = text[:600].split()
    made: list[str] = []
    while words and len(made) < most:
        line = [words.pop(0)]
        while words and width_of(" ".join([*line, words[0]]), size) <= room:
            line.append(words.pop(0))
        if len(made) == most - 1:
            line += words
        made.append(cut(" ".join(line), size, room))
    return made


@dataclass
class Drawing:
    """A picture in the making; all measures in its own units, of which `width` fill a page.

    `title` and `description` are read aloud; `id` is unique in the document.
    """

    id: str
    width: float
    height: float
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        *,
        round_: float = 0,
        dashed: bool = False,
        thick: float = 1,
    ) -> None:
        corner = f' rx="{_n(round_)}"' if round_ else ""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(0, width))}" '
            f'height="{_n(max(0, height))}"{corner}{_paint(fill, stroke, thick, dashed)}/>'
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        thick: float = 1,
        dashed: bool = False,
    ) -> None:
        self.parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            f"{_paint(fill, stroke, thick, dashed)}/>"
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: Colour = "line",
        thick: float = 1,
        dashes: str = "",
    ) -> None:
        pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
            f"{_paint(None, stroke, thick)}{pattern}/>"
        )

    def strokes(
        self,
        found: Sequence[tuple[float, float, float, float]],
        stroke: Colour = "line",
        thick: float = 1,
    ) -> None:
        """Many lines as one shape: hundreds of shapes take a page and a PDF time."""
        if found:
            path = "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in found)
            self.parts.append(f'<path d="{path}"{_paint(None, stroke, thick)}/>')

    def spots(
        self,
        found: Sequence[tuple[float, float]],
        radius: float,
        fill: Colour,
        stroke: Colour | None = None,
    ) -> None:
        """Many dots as one shape."""
        r = _n(radius)
        half = f"a{r} {r} 0 1 0 "
        path = "".join(
            f"M{_n(x - radius)} {_n(y)}{half}{_n(2 * radius)} 0{half}{_n(-2 * radius)} 0Z"
            for x, y in found
        )
        self.parts.append(f'<path d="{path}"{_paint(fill, stroke, 1)}/>')

    def curve(
        self, x1: float, y1: float, x2: float, y2: float, stroke: Colour = "line", thick: float = 1
    ) -> None:
        """From left to right, leaving and arriving level."""
        middle = (x1 + x2) / 2
        self.parts.append(
            f'<path d="M{_n(x1)} {_n(y1)}C{_n(middle)} {_n(y1)} {_n(middle)} {_n(y2)} '
            f'{_n(x2)} {_n(y2)}"{_paint(None, stroke, thick)}/>'
        )

    def diamond(self, x: float, y: float, radius: float, fill: Colour, stroke: Colour) -> None:
        self.parts.append(
            f'<path d="M{_n(x)} {_n(y - radius)}L{_n(x + radius)} {_n(y)}L{_n(x)} '
            f'{_n(y + radius)}L{_n(x - radius)} {_n(y)}Z"{_paint(fill, stroke, 1)}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 12,
        fill: Colour = "ink",
        *,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        size = round(size)
        weight = ' font-weight="bold"' if bold else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}"{weight}{where} '
            f'class="f-{fill} t-{size}" fill="{COLOURS[fill]}">{escape(text)}</text>'
        )

    def image(
        self, x: float, y: float, width: float, height: float, kind: str, base64: str
    ) -> None:
        """A picture inside: `kind` png or jpeg, its bytes as base64."""
        self.parts.append(
            f'<image x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
            f'preserveAspectRatio="none" xlink:href="data:image/{kind};base64,{base64}"/>'
        )

    def svg(self) -> str:
        """The picture, well-formed."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" width="{_n(self.width)}" '
            f'height="{_n(self.height)}" role="img" '
            f'aria-labelledby="{self.id}-t {self.id}-d" '
            'font-family="DejaVu Sans, Noto Sans, Arial, sans-serif">'
            f'<title id="{self.id}-t">{escape(self.title)}</title>'
            f'<desc id="{self.id}-d">{escape(self.description)}</desc>'
            f"{''.join(self.parts)}</svg>"
        )


def _paint(fill: Colour | None, stroke: Colour | None, thick: float, dashed: bool = False) -> str:
    names = [f"f-{fill}"] * bool(fill) + [f"s-{stroke}"] * bool(stroke)
    made = f' class="{" ".join(names)}"' if names else ""
    made += f' fill="{COLOURS[fill] if fill else "none"}"'
    if stroke:
        made += f' stroke="{COLOURS[stroke]}" stroke-width="{_n(thick)}"'
    return made + (' stroke-dasharray="3 2"' if dashed else "")


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
