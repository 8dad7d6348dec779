"""Refusals of the kit as messages on the screen; the program's own mistakes go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from readiness.language import active
from readiness.model.sentence import Refused


@contextmanager
def told(app: App[Any]) -> Iterator[None]:
    """A refusal inside is shown; a store or content that can't be used ends the UI."""
    from readiness.library import InvalidContent
    from readiness.store import StoreError

    try:
        yield
    except Refused as refused:
        app.notify(active().say(refused.sentence), severity="error", timeout=10, markup=False)
    except (StoreError, InvalidContent) as error:
        # Nothing useful can be shown without a store or content: the command tells why.
        app.exit(error)
