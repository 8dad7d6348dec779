"""speedtest-cli as a program of its own: started, followed while it works, and ended.

It is never imported here: it takes over the output of the process it is in, and its threads
can't be stopped. What it does is read from the lines of its `--debug`, which are those of
release 2.1.3, the last one.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO

from readiness.measure.crew import Crew

CONNECT_S = 5.0
_OPTIONS = ("--secure", "--json", "--debug", "--no-pre-allocate", "--timeout", f"{CONNECT_S:g}")
_LONGEST_LINE = 64 * 1024
_MOST_COMPLAINT = 16 * 1024
_END_S = 0.15
_NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Stage(IntEnum):
    """How far it came; each says what is going on."""

    STARTING = 0
    ASKING = 1  # for the configuration of speedtest.net
    LISTING = 2  # the configuration came; asks for the servers
    CHOOSING = 3  # the servers came; asks five of them which is nearest
    DOWNLOAD = 4
    UPLOAD = 5
    TOLD = 6  # the result is there


# How the line begins that a stage begins with.
_SIGNS = (
    (b"DEBUG: Timeout set to", Stage.ASKING),
    (b"DEBUG: Config XML", Stage.LISTING),
    (b"DEBUG: Servers XML", Stage.CHOOSING),
    (b"DEBUG: Best Server", Stage.DOWNLOAD),
    (b"DEBUG: POST ", Stage.UPLOAD),
    (b'{"', Stage.TOLD),
)


def command() -> Sequence[str] | None:
    """How to start it; None where this Python can't start another one that has it."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    found = importlib.util.find_spec("speedtest")
    if found is None or found.origin is None or not Path(found.origin).is_file():
        return None
    # -P: a speedtest.py in the working folder is not the one that is meant.
    return (sys.executable, "-P", "-u", "-W", "ignore", "-X", "utf8", "-m", "speedtest")


class Child:
    """A `with` block in which it runs; leaving it ends the process within 0.3 s.

    `stage` is how far it came, `been` all that it went through, `result` the line that it
    ends with (at most 64 KB), `complaint` what it said on stderr (the last 16 KB). OSError when
    it can't be started.
    """

    def __init__(self, start: Sequence[str], source: str | None) -> None:
        self.stage = Stage.STARTING
        self.been = {Stage.STARTING}
        self.result = b""
        self.complaint = b""
        pinned = ("--source", source) if source else ()
        self._crew = Crew()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [*start, *_OPTIONS, *pinned],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",
            creationflags=_NEW_GROUP | _NO_WINDOW,
        )

    @property
    def ended(self) -> bool:
        """Whether it has said all it had to say."""
        return self._process.poll() is not None and not self._crew.busy

    def __enter__(self) -> Child:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._crew.__enter__()
        self._crew.start(partial(self._follow, self._process.stdout))
        self._crew.start(partial(self._listen, self._process.stderr))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._crew.__exit__(kind, error, trace)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _end(self) -> None:
        """The whole group, so that nothing that it started stays either."""
        self._process.terminate()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _follow(self, output: IO[bytes], halt: threading.Event) -> None:
        begins = True
        while line := output.readline(_LONGEST_LINE):
            if begins:
                for sign, stage in _SIGNS:
                    if line.startswith(sign):
                        self.stage = max(self.stage, stage)
                        self.been.add(stage)
                        self.result = line if stage is Stage.TOLD else b""
            begins = line.endswith(b"\n")

    def _listen(self, errors: IO[bytes], halt: threading.Event) -> None:
        while part := errors.readline(_LONGEST_LINE):
            self.complaint = (self.complaint + part)[-_MOST_COMPLAINT:]
