"""Threads that never outlive the block that started them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType

_PATIENCE_S = 5.0


class Halted(Exception):
    """The owner of this work wants it to end; not an error."""


class Crew:
    """A `with` block of threads: leaving it sets `halt` and waits until all have ended.

    Work looks at `halt` at least every 0.1 s. An exception that work didn't expect is the
    program's own mistake and is raised again where the block ends.
    """

    def __init__(self) -> None:
        self.halt = threading.Event()
        self._threads: list[threading.Thread] = []
        self._mistakes: list[Exception] = []

    def start(self, work: Callable[[threading.Event], None]) -> threading.Thread:
        """Run `work(halt)` in a thread."""
        thread = threading.Thread(target=self._guard, args=(work,), daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    @property
    def busy(self) -> bool:
        """Whether any of the threads is still running."""
        return any(thread.is_alive() for thread in self._threads)

    def _guard(self, work: Callable[[threading.Event], None]) -> None:
        try:
            work(self.halt)
        except Halted:
            pass
        except Exception as mistake:
            self._mistakes.append(mistake)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.halt.set()
        for thread in self._threads:
            thread.join(_PATIENCE_S)
        if self._mistakes and error is None:
            raise self._mistakes[0]
