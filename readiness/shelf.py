"""Files are put down whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Writes the file so that nobody ever sees half of it.

    Raises:
        OSError: nothing was changed.
    """
    write_together({file: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Writes all of these or, where one can't be, none.

    Raises:
        OSError: nothing was changed; `filename` is the one that can't be written.
    """
    drafts: dict[Path, str] = {}
    try:
        for file, content in files.items():
            try:
                drafts[file] = _draft(file, content)
            except OSError as error:
                error.filename = str(file)
                raise
        for file, draft in drafts.items():
            os.replace(draft, file)
    except BaseException:
        for draft in drafts.values():
            Path(draft).unlink(missing_ok=True)
        raise


def may_hold(folder: Path) -> None:
    """Whether files can be put into this folder, which need not be there yet.

    Raises:
        OSError: they can't; `filename` says what is in the way.
    """
    there = folder.absolute()
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))


def _draft(file: Path, content: bytes) -> str:
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files that only their owner can read; a report is meant to be read.
        os.chmod(draft, 0o644)
    except BaseException:
        os.unlink(draft)
        raise
    return draft
