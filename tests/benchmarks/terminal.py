"""A program in a real pseudo-terminal: start it, press keys, see when it has painted."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType


class Terminal:
    """A child in a pseudo-terminal of `columns` x `rows`."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environment: dict[str, str]
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), {**os.environ, **environment})
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self.handle, 1 << 16)
        except OSError:
            return b""

    def until(self, text: str, seconds: float = 20) -> float:
        """Reads until `text` was painted; the moment it was, in perf_counter seconds."""
        wanted = text.encode()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.output += self._read(0.05)
            if wanted in self.output:
                return time.perf_counter()
        raise TimeoutError(f"{text!r} was not painted within {seconds} s")

    def settle(self, quiet: float = 0.15) -> float:
        """Reads until nothing was painted for `quiet` seconds; the last moment something was."""
        last = time.perf_counter()
        while chunk := self._read(quiet):
            self.output += chunk
            last = time.perf_counter()
        return last

    def press(self, keys: bytes) -> float:
        """Sends keys; the moment they were sent."""
        self.output = b""
        now = time.perf_counter()
        os.write(self.handle, keys)
        return now
