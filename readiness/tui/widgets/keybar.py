"""The bottom line: which keys do what on this screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


class KeyBar(Static):
    """Keys and what they do, as many as fit; the most needed come first."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(markup=False)
        self._keys = keys

    def on_mount(self) -> None:
        self.show_keys(self._keys)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        pieces: list[Content | tuple[str, str]] = []
        for key, what in keys:
            pieces += [(key, "bold reverse"), (f" {what} ", "")]
        self.update(Content.assemble(*pieces))
