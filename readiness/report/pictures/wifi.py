"""The measured spots: by floor, ward and zone, or where they lie on the plan of a floor."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from readiness.report.blocks import Picture, Table
from readiness.report.pictures.drawing import Colour, Drawing, cut, width_of

_WIDTH, _LEFT, _BOX_H, _GAP = 720, 128, 34, 6
# A box is as wide as the longest name of its zone needs, within these.
_NARROWEST, _WIDEST = 68.0, 150.0
# Bold letters take more room than the others.
_BOLD = 1.12
# Left, top, right, bottom.
Corners = tuple[float, float, float, float]
# Fill, edge and thickness by state: the symbol says the same.
_LOOKS: dict[str, tuple[Colour, Colour, float, bool]] = {
    "adequate": ("tint", "accent", 1, False),
    "weak": ("paper", "signal", 1.5, False),
    "no-link": ("blush", "signal", 2.5, False),
    "unknown": ("soft", "quiet", 1, True),
}


@dataclass(frozen=True)
class Spot:
    """One spot. `state`: adequate, weak, no-link or unknown, with its symbol.

    `x` and `y`: percent of the plan of its floor, where it was placed on one.
    """

    floor: str
    ward: str
    zone: str
    name: str
    state: str
    symbol: str
    figure: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class Plan:
    """The picture of a floor: its bytes, png or jpeg, and its size in pixels."""

    kind: str
    content: bytes
    width: int
    height: int


def grid(
    id_: str,
    title: str,
    description: str,
    spots: Sequence[Spot],
    legend: Sequence[tuple[str, str, str]],
    floor_word: str,
    table: Table | None = None,
) -> Picture:
    """Floor by ward by zone; `legend` holds state, symbol and words."""
    drawing = Drawing(f"pic-{id_}", _WIDTH, 0, title, description)
    y = _legend(drawing, 14, legend)
    for (floor, ward), of_ward in groupby(spots, key=lambda s: (s.floor, s.ward)):
        heading = " · ".join(
            part for part in (f"{floor_word} {floor}" if floor != "-" else "", ward) if part != "-"
        )
        y += 22
        drawing.line(0, y - 15, _WIDTH, y - 15, "line")
        drawing.text(0, y, cut(heading.strip(" ·"), 13, _WIDTH), 13, bold=True)
        y += 8
        by_zone: dict[str, list[Spot]] = {}
        for spot in of_ward:
            by_zone.setdefault(spot.zone, []).append(spot)
        for zone, found in by_zone.items():
            drawing.text(0, y + 21, cut(zone, 12, _LEFT - 10), 12, "quiet")
            longest = max(width_of(spot.name, 12 * _BOLD) for spot in found) + 14
            wide = min(_WIDEST, max(_NARROWEST, longest))
            per_row = int((_WIDTH - _LEFT + _GAP) // (wide + _GAP))
            for number, spot in enumerate(found):
                column, row = number % per_row, number // per_row
                at = (_LEFT + column * (wide + _GAP), y + row * (_BOX_H + _GAP))
                _box(drawing, spot, *at, wide)
            y += (1 + (len(found) - 1) // per_row) * (_BOX_H + _GAP)
    drawing.height = y + 4
    return Picture(id_, title, description, drawing.svg(), table)


def on_plan(
    id_: str,
    title: str,
    description: str,
    plan: Plan,
    spots: Sequence[Spot],
    legend: Sequence[tuple[str, str, str]],
    table: Table | None = None,
) -> Picture:
    """The placed spots of one floor on its picture."""
    tall = _WIDTH * plan.height / max(1, plan.width)
    drawing = Drawing(f"pic-{id_}", _WIDTH, tall, title, description)
    y = _legend(drawing, 14, legend) + 6
    drawing.height = y + tall + 4
    # Plans are black on white: they keep their paper in the dark.
    drawing.parts.append(
        f'<rect x="0" y="{y:.1f}" width="{_WIDTH}" height="{tall:.1f}" fill="#ffffff"/>'
    )
    drawing.image(0, y, _WIDTH, tall, plan.kind, b64encode(plan.content).decode())
    placed = [
        (spot, _WIDTH * spot.x / 100, y + tall * spot.y / 100)
        for spot in spots
        if spot.x is not None and spot.y is not None
    ]
    taken = [(x - 6, down - 6, x + 6, down + 6) for _, x, down in placed]
    for spot, x, down in placed:
        _tag(drawing, spot, x, down, taken)
    return Picture(id_, title, description, drawing.svg(), table)


def _legend(drawing: Drawing, y: float, legend: Sequence[tuple[str, str, str]]) -> float:
    """The states in one or two lines; gives where they end."""
    x = 0.0
    for state, symbol, words in legend:
        wide = 30 + width_of(words, 12) + 22
        if x and x + wide > _WIDTH:
            x, y = 0.0, y + 22
        fill, edge, thick, dashed = _LOOKS[state]
        drawing.rect(x, y - 13, 22, 17, fill, edge, round_=3, dashed=dashed, thick=thick)
        drawing.text(x + 11, y, symbol, 12, anchor="middle", bold=True)
        drawing.text(x + 29, y, words, 12)
        x += wide
    return y + 8


def _box(drawing: Drawing, spot: Spot, x: float, y: float, wide: float) -> None:
    fill, edge, thick, dashed = _LOOKS[spot.state]
    drawing.rect(x, y, wide, _BOX_H, fill, edge, round_=3, dashed=dashed, thick=thick)
    name = cut(spot.name, 12 * _BOLD, wide - 12)
    drawing.text(x + 6, y + 14, name, 12, bold=True)
    drawing.text(x + 6, y + 28, f"{spot.symbol} {spot.figure}", 11)


def _tag(drawing: Drawing, spot: Spot, x: float, y: float, taken: list[Corners]) -> None:
    """A dot on the spot, and a tag beside it: where no other one lies, if there is room."""
    _, edge, thick, dashed = _LOOKS[spot.state]
    said = f"{spot.symbol} {cut(spot.name, 11, 70)} {spot.figure}".strip()
    wide = width_of(said, 11 * _BOLD) + 10
    middle = min(max(x - wide / 2, 0), _WIDTH - wide)
    offers = [
        (x + 8, y - 9), (x - 8 - wide, y - 9), (middle, y - 26), (middle, y + 8),
        (middle, y - 45), (middle, y + 27), (middle, y - 64), (middle, y + 46),
    ]  # fmt: skip
    inside = [at for at in offers if at[0] >= 0 and at[0] + wide <= _WIDTH] or offers[:1]
    free = [
        at for at in inside if not any(_meet((*at, at[0] + wide, at[1] + 18), t) for t in taken)
    ]
    left, top = (free or inside)[0]
    taken.append((left, top, left + wide, top + 18))
    drawing.line(x, y, left + wide / 2, top + 9, edge, 1)
    drawing.circle(x, y, 5, "paper", edge, 2.5)
    drawing.rect(left, top, wide, 18, "paper", edge, round_=3, thick=thick, dashed=dashed)
    drawing.text(left + 5, top + 13, said, 11, bold=spot.state != "adequate")


def _meet(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
