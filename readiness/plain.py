"""Text from people and files, made safe to show on paper, on a screen, in a terminal."""

from __future__ import annotations

import re

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
