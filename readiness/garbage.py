"""Python's search for unused objects, put off while very many useful ones are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def later() -> Iterator[None]:
    """No search inside the block, nor in blocks inside it.

    Whoever reads ten thousand visits makes millions of objects that all stay; looking through
    them again and again takes a quarter of the time and finds nothing.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
