"""What is wrong with the content: file, key, and what; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.plain import plain

# A file that is something else entirely has thousands of faults; nobody reads them.
_MOST_SHOWN = 40


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the content: which file, which key, what.

    `file` says of a file of the overlay that it is one.
    """

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        # Names of files and keys come from whoever made the overlay.
        parts = (self.file, self.key, self.what) if self.key else (self.file, self.what)
        return plain(": ".join(parts)).replace("\n", " ")


class InvalidContent(Exception):
    """The content can't be used; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults[:_MOST_SHOWN]]
        if len(self.faults) > _MOST_SHOWN:
            lines.append(f"and {len(self.faults) - _MOST_SHOWN} more faults")
        super().__init__("\n".join(lines))


def dotted(location: Iterable[str | int]) -> str:
    """A pydantic location as a key path; the tags of unions say nothing to a reader."""
    kinds = {
        "number", "ratio", "scale", "checklist", "agree-7",
        "mark-10", "matrix", "timed-log", "composite",
    }  # fmt: skip
    parts = [str(part) for part in location]
    # The tag of the question's kind stands right behind the question's name.
    if len(parts) > 2 and parts[0] == "questions" and parts[2] in kinds:
        del parts[2]
    return ".".join(parts)


def in_plain_words(kind: str, message: str) -> str:
    """Pydantic's message in words that fit a content file."""
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "missing":
        return "this key is missing"
    return message.removeprefix("Value error, ")
