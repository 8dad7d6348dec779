"""The colours of every format, and a house's own only where people can read them.

One accent (petrol), one signal (rust, for what can't wait) and the tones of figures.
Everything that colour says, a symbol, a word or a figure says too.
"""

from __future__ import annotations

import re

from readiness import paths
from readiness.report.blocks import HouseStyle

Palette = dict[str, str]

# WCAG 2.2, success criterion 1.4.3: text of normal size against what lies behind it.
LEAST_CONTRAST = 4.5
LIGHT: Palette = {
    "paper": "#ffffff", "soft": "#f3f6f6", "line": "#d5dddd", "ink": "#1b2626",
    "quiet": "#556464", "accent": "#0b6266", "accent-soft": "#dcecec", "on-accent": "#ffffff",
    "second": "#0b6266", "signal": "#9c3a12", "signal-soft": "#fbeee8",
    "good": "#0b6266", "good-soft": "#cfe5e4", "warn": "#7a5200", "warn-soft": "#f7ecc8",
    "bad": "#9c3a12", "bad-soft": "#f6d9cc",
}  # fmt: skip
DARK: Palette = {
    "paper": "#121a1b", "soft": "#1b2526", "line": "#344244", "ink": "#e6eded",
    "quiet": "#a3b2b3", "accent": "#6cc4c4", "accent-soft": "#173a3b", "on-accent": "#0c1515",
    "second": "#6cc4c4", "signal": "#f0a684", "signal-soft": "#33211a",
    "good": "#6cc4c4", "good-soft": "#1d4a4b", "warn": "#e6c06a", "warn-soft": "#403516",
    "bad": "#f0a684", "bad-soft": "#4d2a1c",
}  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


def palettes(house: HouseStyle) -> tuple[Palette, Palette]:
    """The light and the dark colours, the house's own among them where they are readable."""
    return _dressed(LIGHT, house), _dressed(DARK, house)


def readable(colour: str, palette: Palette) -> bool:
    """Whether text in this colour can be read on every ground that text stands on."""
    return bool(_COLOUR.fullmatch(colour)) and all(
        contrast(colour, palette[ground]) >= LEAST_CONTRAST for ground in ("paper", "soft")
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def picture_css(palette: Palette | None = None) -> str:
    """The rules of pictures; with a palette its colours stand in place of the variables,
    for programs that know no variables."""
    css = (paths.content_folder("reports") / "picture.css").read_text(encoding="utf-8")
    if palette is None:
        return css
    return _VARIABLE.sub(lambda found: palette[found.group(1)], css)


def _dressed(palette: Palette, house: HouseStyle) -> Palette:
    made = dict(palette)
    if readable(house.colour, palette):
        made["accent"] = made["second"] = house.colour
        made["accent-soft"] = _mixed(house.colour, palette["paper"], 0.14)
        white = contrast(house.colour, "#ffffff") >= LEAST_CONTRAST
        made["on-accent"] = "#ffffff" if white else "#0c1515"
    if readable(house.accent, palette):
        made["second"] = house.accent
    return made


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour: str, ground: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
