"""A tool of the system, run as a child that never outlives its question."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

MOST_BYTES = 4_194_304
_LOOK_S = 0.02


@dataclass(frozen=True)
class Answer:
    """What the tool wrote on stdout, and its exit code."""

    output: bytes
    code: int


def ask(command: Sequence[str], halt: threading.Event, seconds: float) -> Answer | None:
    """The tool's answer; None when it isn't there, takes too long, or `halt` was set.

    It gets no input, English as its language where it listens to that, and no window.
    """
    environment = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    end = time.monotonic() + seconds
    try:
        # A file, because a pipe that nobody empties would hold the child.
        with (
            tempfile.TemporaryFile() as output,
            subprocess.Popen(  # noqa: S603 (the callers' commands are their own)
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            ) as child,
        ):
            try:
                while child.poll() is None:
                    full = os.fstat(output.fileno()).st_size > MOST_BYTES
                    if full or time.monotonic() > end or halt.wait(_LOOK_S):
                        return None
            finally:
                child.kill()
            output.seek(0)
            return Answer(output.read(MOST_BYTES), child.returncode)
    except (OSError, ValueError):
        return None
