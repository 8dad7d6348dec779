"""The bottom line: which keys do what on this screen."""

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
        self.styles.height = "auto"
        self.styles.max_height = lines

    def on_mount(self) -> None:
        self.show_keys(self._keys)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        pieces: list[Content | tuple[str, str]] = []
        for key, what in keys:
            # A key and its words stay on one line.
            pieces += [(key, "bold reverse"), (f"\N{NO-BREAK SPACE}{_bound(what)} ", "")]
        self.update(Content.assemble(*pieces))


def _bound(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")
