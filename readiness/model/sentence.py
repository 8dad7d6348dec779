"""Sentences for people, kept apart from the language they are read in.

The model and the score can't know the reader's language. They return a
`Sentence`: an English template (also the key of its translation) and the values
that go into it. Screens, commands and reports turn it into words with
`readiness.language.say`.
"""

from __future__ import annotations

import errno
from typing import Any


class Numeral(str):
    """A number as text with a decimal point; readers see it in their own notation."""

    __slots__ = ()


class Euros(str):
    """Whole euros as text; readers see them as money, with the separators that they know."""

    __slots__ = ()


class Unit(str):
    """A unit as the content writes it; readers see it in their own words."""

    __slots__ = ()


class ZoneName(str):
    """The id of a zone; readers see its name."""

    __slots__ = ()


class Sentence:
    """A template with named values; equal when both are equal."""

    __slots__ = ("template", "values")

    def __init__(self, template: str = "", **values: Any) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**{k: str(v) for k, v in self.values.items()})

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.template, self.values) == (
            other.template,
            other.values,
        )

    def __hash__(self) -> int:
        return hash((self.template, str(self)))


# Nothing is said.
NOTHING = Sentence()


class Refused(Exception):
    """What was given can't be accepted; `sentence` says what, where and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def of_system(error: OSError) -> Sentence | str:
    """Why the system refused; what is rare stays in the words of the system."""
    if error.errno == errno.ENOENT:
        return Sentence("there is no such file or folder")
    if error.errno in (errno.EACCES, errno.EPERM):
        return Sentence("that isn't permitted")
    if error.errno == errno.EISDIR:
        return Sentence("it is a folder")
    if error.errno == errno.ENOTDIR:
        return Sentence("part of its path is no folder")
    if error.errno == errno.ENOSPC:
        return Sentence("the disk is full")
    return error.strerror or str(error)


def refuse(template: str, **values: Any) -> Refused:
    """A `Refused` with this sentence, to be raised by the caller."""
    return Refused(Sentence(template, **values))
