"""Refusals of the kit, and a store that is busy, as messages on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from readiness.language import active
from readiness.model.sentence import Refused


@contextmanager
def told(app: App[Any]) -> Iterator[None]:
    """What was refused inside is told, nothing was stored, and the visit goes on.

    A store that can't be used at all is no such thing: it ends the UI.
    """
    from readiness.store import StoreError

    try:
        yield
    except Refused as refused:
        sentence = refused.sentence
    except StoreError as error:
        if type(error) is not StoreError:
            raise
        sentence = error.sentence
    else:
        return
    app.notify(active().say(sentence), severity="error", timeout=10, markup=False)
