"""The system's `ping`, for what may send no echoes by itself: its words differ, `= 1.2 ms` not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from functools import partial

from readiness.measure.crew import Crew
from readiness.measure.ping.latency import PingLog, WebPinger

# 0.2 s is the shortest pause that every ping allows without rights, hence several at once.
_AT_ONCE, _EACH, _PAUSE_S = 20, 10, 0.2
_LONGEST_S, _TRIAL_S = 4.0, 0.8
_TIME = re.compile(r"[=<]\s?(\d{1,6}(?:[.,]\d{1,6})?)\s?ms\b")
_QUIT_S = 0.3


class SystemPinger:
    """Idle probes through children; under load requests on a kept connection, as `web` does."""

    kind = "system-ping"

    def __init__(self, host: str, web: WebPinger) -> None:
        self._host = host
        self._web = web
        self.log = PingLog()
        self.idle_sent = 0
        self.idle_lost = 0

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load."""
        return self._web.kind

    def heard(self, halt: threading.Event) -> bool:
        """Whether the system has a ping that hears an echo."""
        trial = PingLog()
        _ping(self._host, 1, trial, halt, _TRIAL_S)
        return bool(trial.replies)

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """200 probes over two seconds, whatever `seconds` says."""
        del seconds
        with Crew() as crew:
            for _ in range(_AT_ONCE):
                crew.start(partial(self._some, asked=halt))
            while crew.busy and not halt.wait(0.02):
                pass
        self.idle_sent += _AT_ONCE * _EACH
        self.log.sent = self.idle_sent
        self.idle_lost = max(self.idle_sent - len(self.log.replies), 0)

    def loaded(self, halt: threading.Event) -> None:
        """As `WebPinger.loaded`, into the same log."""
        self._web.log = self.log
        self._web.loaded(halt)

    def _some(self, _halt: threading.Event, asked: threading.Event) -> None:
        _ping(self._host, _EACH, self.log, asked)


def _ping(
    host: str, count: int, log: PingLog, halt: threading.Event, limit_s: float = _LONGEST_S
) -> None:
    program = shutil.which("ping")
    if program is None or sys.platform == "win32":  # there the system's own call serves
        return
    command = [program, "-n", "-c", str(count), "-i", str(_PAUSE_S), host]
    with ExitStack() as stack:
        try:
            child = stack.enter_context(
                subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
        except OSError:
            return
        until = time.monotonic() + limit_s
        while child.poll() is None and not halt.wait(0.05) and time.monotonic() < until:
            pass
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(_QUIT_S)
            except subprocess.TimeoutExpired:
                child.kill()
        assert child.stdout is not None
        for milliseconds in round_trips(child.stdout.read().decode("ascii", "replace")):
            log.add(milliseconds)


def round_trips(text: str) -> list[float]:
    """The round trips in ms that a ping tells, in any language: one a line."""
    found = (_TIME.search(line) for line in text.splitlines())
    return [float(match[1].replace(",", ".")) for match in found if match]
