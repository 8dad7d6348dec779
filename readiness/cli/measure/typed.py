"""What is typed while something goes on: line by line, and never kept waiting for."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PIECE_S = 0.1
_LONGEST = 200
_ENTER = "\r\n"
_RUBBED_OUT = "\x7f\b"


class Typing:
    """The line being typed; `each` gets every finished line, in a thread of its own."""

    def __init__(self, each: Callable[[str], None]) -> None:
        self.line = ""
        self._each = each

    def take(self, text: str) -> None:
        """These characters were typed."""
        for letter in text:
            if letter in _ENTER:
                line, self.line = self.line, ""
                if line.strip():
                    self._each(line)
            elif letter in _RUBBED_OUT:
                self.line = self.line[:-1]
            elif letter.isprintable() and len(self.line) < _LONGEST:
                self.line += letter


@contextmanager
def typing(each: Callable[[str], None]) -> Iterator[Typing]:
    """Read the keyboard inside this block; the terminal shows nothing of it by itself.

    Without a terminal on stdin, or in the background of one, nothing is read.
    """
    typed = Typing(each)
    if not sys.stdin.isatty() or not _in_front():
        yield typed
        return
    ended = threading.Event()
    reading = threading.Thread(target=_read, args=(typed, ended), daemon=True)
    with _silent_terminal():
        reading.start()
        try:
            yield typed
        finally:
            ended.set()
            reading.join(1)


if sys.platform == "win32":
    import msvcrt

    def _in_front() -> bool:
        return True

    @contextmanager
    def _silent_terminal() -> Iterator[None]:
        yield

    def _read(typed: Typing, ended: threading.Event) -> None:
        while not ended.wait(_PIECE_S):
            while msvcrt.kbhit():
                typed.take(msvcrt.getwch())

else:
    import codecs
    import select
    import termios

    def _in_front() -> bool:
        with suppress(OSError):
            return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
        return False

    @contextmanager
    def _silent_terminal() -> Iterator[None]:
        """Letters come at once and aren't shown; Ctrl-C still interrupts."""
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        silent = termios.tcgetattr(descriptor)
        silent[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
        try:
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def _read(typed: Typing, ended: threading.Event) -> None:
        # Bytes, not sys.stdin: a thread that waits in its buffer would hold up the exit.
        descriptor = sys.stdin.fileno()
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while not ended.is_set():
            ready, _, _ = select.select([descriptor], [], [], _PIECE_S)
            if ready:
                data = os.read(descriptor, 1024)
                if not data:
                    return
                typed.take(decoder.decode(data))
