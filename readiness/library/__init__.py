"""Finds, reads and checks the content: `checks/` and `profiles/`, and an overlay over them.

Every fault is told with the file and the key it is in, and all faults at once, so
that an ICT colleague who edits a content file can mend it without reading code.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from readiness import paths
from readiness.library.faults import Fault, InvalidContent
from readiness.library.files import ContentFiles
from readiness.library.reader import read
from readiness.model.content import Catalogue

__all__ = ["Catalogue", "Fault", "InvalidContent", "load"]


def load(
    checks: Path | None = None, profiles: Path | None = None, overlay: Path | None = None
) -> Catalogue:
    """The whole content; with `overlay` that folder laid over it, its loosenings listed.

    Raises:
        InvalidContent: with every fault found in any file.
    """
    reads = _read if checks or profiles else _read_once
    checks = checks or paths.content_folder("checks")
    profiles = profiles or paths.content_folder("profiles")
    shipped = reads(checks, profiles)
    if overlay is None:
        return shipped
    if not overlay.is_dir():
        raise InvalidContent(
            [
                Fault(
                    f"overlay {overlay}",
                    "",
                    "this folder is missing; give another with --content, READINESS_CONTENT or "
                    "`readiness settings set content DIR`",
                )
            ]
        )
    # What is shipped is sound by now, so that every fault from here on is the overlay's.
    laid = read(ContentFiles(checks, profiles, overlay))
    from readiness.model.loosening.compare import added, loosenings

    return laid.model_copy(
        update={"loosened": loosenings(shipped, laid), "added": added(shipped, laid)}
    )


def _read(checks: Path, profiles: Path) -> Catalogue:
    for folder in (checks, profiles):
        if not folder.is_dir():
            raise InvalidContent([Fault(str(folder), "", "this folder is missing")])
    return read(ContentFiles(checks, profiles))


# What is shipped doesn't change while the program runs; an overlay may, so that one is read anew.
_read_once = cache(_read)
