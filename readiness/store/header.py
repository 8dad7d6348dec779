"""The first bytes of a database's file, read without giving up what SQLite holds on it.

On Linux and macOS a process that closes a file lets go of all its locks on it, whoever took
them. Another program would then believe that nobody has the database open, and throw away the
log in which this one goes on writing.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_SIZE = 20
_Place = tuple[int, int]
Opened = TypeVar("Opened")
_lock = threading.Lock()
_open: Counter[_Place] = Counter()


def opened(file: Path, connect: Callable[[], Opened]) -> tuple[Opened, _Place]:
    """What `connect` gives, which opens this file through SQLite; and what `closed` wants."""
    with _lock:
        connection = connect()
        place = _place(file)
        _open[place] += 1
        return connection, place


def closed(place: _Place) -> None:
    """SQLite has closed what was opened there."""
    with _lock:
        _open[place] -= 1


def header(file: Path) -> bytes | None:
    """The first bytes; None where SQLite has the file open in this process.

    Raises:
        OSError: it can't be read.
    """
    with _lock:
        if _open[_place(file)]:
            return None
        with file.open("rb") as stream:
            return stream.read(_SIZE)


def _place(file: Path) -> _Place:
    """Where the file is on the disk, whatever path leads there."""
    found = file.stat()
    return found.st_dev, found.st_ino
