"""Text from people, made safe to show: one function for every format.

Control characters, marks that reverse the reading direction and halves of
characters become U+FFFD, so that what stands on paper is what was typed and a
name can't reorder the words around it.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from readiness.plain import plain

View = TypeVar("View")


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
