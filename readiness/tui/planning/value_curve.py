"""What opens against the budget, in each stage: the curve as a chart of text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from textual.content import Content
from textual.widgets import Static

from readiness.language import _, active
from readiness.plan.problem import STAGES, Stage
from readiness.tui.planning.scale import Scale
from readiness.tui.planning.solving import CurvePoint
from readiness.tui.planning.state import stage_word

_BARS = " ▁▂▃▄▅▆▇█"
# A column further than this part of the scale from a known point isn't guessed.
_REACH = Decimal("0.07")
_UNKNOWN = "·"


@dataclass(frozen=True)
class Curve:
    """`most` is all there is to open by stage; `budget` is where the slider stands."""

    scale: Scale
    points: Collection[CurvePoint]
    most: Mapping[Stage, Decimal]
    budget: Decimal


class ValueCurve(Static):
    """A band of columns for each stage, `tall` lines high, over the scale of the slider."""

    DEFAULT_CSS = """
    ValueCurve { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._tall = 1
        self._curve: Curve | None = None

    @property
    def tall(self) -> int:
        return self._tall

    @tall.setter
    def tall(self, lines: int) -> None:
        self._tall = lines
        self._draw()

    def show(self, curve: Curve) -> None:
        self._curve = curve
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._curve is not None:
            self.update(picture(self._curve, self.size.width or 78, self._tall))


def picture(curve: Curve, width: int, tall: int) -> Content:
    """The chart in `width` cells; the column of the present budget stands out."""
    stages: list[Stage] = [stage for stage in STAGES if curve.most[stage]]
    labels = [stage_word(stage) for stage in stages]
    margin = max((len(label) for label in labels), default=0) + 1 if tall == 1 else 0
    columns = max(4, width - margin)
    here = curve.scale.place(curve.budget, columns)
    lines: list[Content] = []
    for stage, label in zip(stages, labels, strict=True):
        shares = [_share(curve, stage, column, columns) for column in range(columns)]
        if tall > 1:
            lines.append(Content.styled(label, "bold"))
        for row in reversed(range(tall)):
            text = "".join(_bar(share, row, tall) for share in shares)
            lines.append(
                Content.assemble(
                    f"{label:<{margin}}" if tall == 1 else "",
                    (text[:here], "$accent"),
                    (text[here], "bold reverse"),
                    (text[here + 1 :], "$accent"),
                )
            )
    begin, end = active().euros(0), active().euros(curve.scale.top)
    what = _("people × years that open")
    space = columns - len(begin) - len(end) - len(what)
    left = max(1, space // 2)
    axis = begin + " " * left + what + " " * max(1, space - left) + end
    if space < 2:
        axis = begin + end.rjust(columns - len(begin))
    lines.append(Content.styled(" " * margin + axis, "$text-muted"))
    return Content("\n").join(lines)


def _share(curve: Curve, stage: Stage, column: int, columns: int) -> Decimal | None:
    """The part of all there is that opens at a column: that of the nearest known budget below
    it, so that it is never too much. None where none is near."""
    budget = curve.scale.top * column / (columns - 1)
    # Half a column of room: the point of a column lies seldom right on it.
    room = curve.scale.top / (columns - 1) / 2
    near = [one for one in curve.points if one.budget <= budget + room]
    if not near:
        return None
    best = max(near, key=lambda one: one.budget)
    if budget - best.budget > curve.scale.top * _REACH:
        return None
    return best.values[stage] / curve.most[stage]


def _bar(share: Decimal | None, row: int, tall: int) -> str:
    if share is None:
        return _UNKNOWN if row == 0 else " "
    eighths = int(share * tall * 8)
    if share and not eighths:
        eighths = 1
    return _BARS[min(8, max(0, eighths - row * 8))]
