"""The moving graph of a measurement."""

from __future__ import annotations

from textual.widgets import Static

_BARS = " ▁▂▃▄▅▆▇█"


class Graph(Static):
    """Columns of the latest samples, `height` lines high, scaled to the greatest seen."""

    DEFAULT_CSS = """
    Graph { height: 8; border: round $panel; color: $accent; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._samples: list[float] = []

    def add(self, value: float) -> None:
        self._samples.append(value)
        self.update(self.picture(max(1, self.size.width), max(1, self.size.height)))

    def clear(self) -> None:
        self._samples.clear()
        self.update("")

    def picture(self, width: int, height: int) -> str:
        """The graph as lines of text."""
        shown = self._samples[-width:]
        greatest = max(self._samples, default=0) or 1
        eighths = [round(value / greatest * height * 8) for value in shown]
        return "\n".join(
            "".join(_BARS[min(8, max(0, level - row * 8))] for level in eighths)
            for row in reversed(range(height))
        )
