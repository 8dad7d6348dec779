"""A code in letters that can be read from two metres, drawn with half blocks."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

# Five columns and six rows of points; Textual's own large type knows digits and A-F only.
_LETTERS = {
    "C": ".###. #...# #.... #.... #...# .###.",
    "D": "####. #...# #...# #...# #...# ####.",
    "F": "##### #.... ####. #.... #.... #....",
    "G": ".###. #.... #..## #...# #...# .###.",
    "H": "#...# #...# ##### #...# #...# #...#",
    "J": "..### ....# ....# ....# #...# .###.",
    "K": "#...# #..#. ###.. #.#.. #..#. #...#",
    "L": "#.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #.#.# #..## #...#",
    "P": "####. #...# #...# ####. #.... #....",
    "Q": ".###. #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #..#. #...#",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#..",
    "V": "#...# #...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. ..#.. .#.#. #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#..",
    "3": "####. ....# .###. ....# ....# ####.",
    "4": "#..#. #..#. #..#. ##### ...#. ...#.",
    "6": ".###. #.... ####. #...# #...# .###.",
    "7": "##### ....# ...#. ..#.. .#... .#...",
    "9": ".###. #...# #...# .#### ....# .###.",
    " ": "..... ..... ..... ..... ..... .....",
}
_BLOCKS = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}


class BigCode(Static):
    """A code of six, in two groups; below it once more in plain letters."""

    DEFAULT_CSS = """
    BigCode { width: auto; height: auto; border: round $accent; padding: 0 2; text-style: bold; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.code = ""

    def show(self, code: str) -> None:
        """Show this code; nothing when it's empty."""
        if code == self.code:
            return
        self.code = code
        self.display = bool(code)
        self.update(Content("\n".join(drawn(f"{code[:3]} {code[3:]}"))))


def drawn(text: str) -> list[str]:
    """The three rows of half blocks, and the text itself with room between its letters."""
    letters = [_LETTERS[letter].split() for letter in text if letter in _LETTERS]
    rows = []
    for upper in (0, 2, 4):
        cells = [
            "".join(_BLOCKS[pair] for pair in zip(one[upper], one[upper + 1], strict=True))
            for one in letters
        ]
        rows.append("  ".join(cells).rstrip())
    return [*rows, "", " ".join(text)]
