"""The bottom lines: which keys do what on this screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


class KeyBar(Static):
    """Keys and what they do, as many as fit in its lines; the most needed come first."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]], lines: int = 1) -> None:
        super().__init__(markup=False)
        self._keys = keys
        self._lines = lines

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        if self._lines > 1:
            self._draw()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        self._keys = keys
        self._draw()

    def _draw(self) -> None:
        """A key and its words stay on one line."""
        width = self.size.width or self.app.size.width
        pieces: list[Content | tuple[str, str]] = []
        used, line = 0, 1
        for key, what in self._keys:
            length = len(key) + len(what) + 2
            if used + length > width and line < self._lines:
                pieces.append(("\n", ""))
                used, line = 0, line + 1
            pieces += [(key, "bold reverse"), (f" {what} ", "")]
            used += length
        self.styles.height = line
        self.update(Content.assemble(*pieces))
