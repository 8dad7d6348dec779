"""Text from people, made safe to show: one function for every format.

Control characters, marks that reverse the reading direction and halves of
characters become U+FFFD, so that what stands on paper is what was typed and a
name can't reorder the words around it.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

View = TypeVar("View")

REPLACEMENT = "\ufffd"
_LINE_ENDS = re.compile("\r\n|[\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, all but the newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, overrides, isolates
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # half characters, invisible tags
)


def plain(text: str) -> str:
    """The text without anything that acts instead of being read."""
    return _UNSAFE.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def plain_view(view: View) -> View:
    """The same view with every text in it made plain, however deep it lies."""
    return cast(View, _plain(view))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _plain(getattr(value, f.name)) for f in fields(value)})
    return value
