"""The system's `ping`, for what may send no echoes by itself: its words differ, its figures not."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from functools import partial

from readiness.measure.crew import Crew
from readiness.measure.ping.latency import LATE_S, PingLog, WebPinger

# 0.2 s is the shortest pause that every ping allows without rights, hence several at once.
_AT_ONCE, _EACH, _PAUSE_S = 20, 10, 0.2
_LONGEST_S, _TRIAL_S = 4.0, 0.8
_START_S = 1.0  # 20 children on a busy laptop
_TIME = re.compile(r"[=<]\s?(\d{1,6}(?:[.,]\d{1,6})?)\s?ms\b")
_SENT = re.compile(r"^---.*\n\D*(\d{1,6})\b", re.MULTILINE)
_QUIT_S = 0.3


class SystemPinger:
    """Idle probes through children; under load requests on a kept connection, as `web` does."""

    kind = "system-ping"
    grace_s = _LONGEST_S + _START_S

    def __init__(self, host: str, web: WebPinger) -> None:
        self._host = host
        self._web = web
        self.log = PingLog()
        self._adding = threading.Lock()
        self.idle_sent = 0
        self.idle_lost = 0

    @property
    def loaded_kind(self) -> str:
        """The label of the probes under load."""
        return self._web.kind

    def heard(self, halt: threading.Event) -> bool:
        """Whether the system has a ping that hears an echo."""
        _sent, answers = _ping(self._host, 1, halt, _TRIAL_S)
        return bool(answers)

    def idle(self, seconds: float, halt: threading.Event) -> None:
        """200 probes over two seconds, whatever `seconds` says."""
        del seconds
        with Crew() as crew:
            for _ in range(_AT_ONCE):
                crew.start(partial(self._some, asked=halt))
            while crew.busy and not halt.wait(0.02):
                pass
        self.idle_sent = self.log.sent
        self.idle_lost = self.idle_sent - len(self.log.replies)

    def loaded(self, halt: threading.Event) -> None:
        """As `WebPinger.loaded`, into the same log."""
        self._web.log = self.log
        self._web.loaded(halt)

    def _some(self, _halt: threading.Event, asked: threading.Event) -> None:
        sent, answers = _ping(self._host, _EACH, asked, _LONGEST_S)
        with self._adding:
            self.log.sent += sent
            for milliseconds in answers:
                self.log.add(milliseconds)


def _ping(host: str, count: int, halt: threading.Event, limit_s: float) -> tuple[int, list[float]]:
    """How many of `count` echoes were sent and could be answered; the round trips in ms."""
    program = shutil.which("ping")
    if program is None or sys.platform == "win32":  # there the system's own call serves
        return 0, []
    command = [program, "-n", "-c", str(count), "-i", str(_PAUSE_S), host]
    with ExitStack() as stack:
        try:
            child = stack.enter_context(
                subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | {"LC_ALL": "C"},
                )
            )
        except OSError:
            return 0, []
        begun = time.monotonic()
        while child.poll() is None and not halt.wait(0.05) and time.monotonic() < begun + limit_s:
            pass
        cut = child.poll() is None
        early = cut and time.monotonic() < begun + count * _PAUSE_S + LATE_S
        if cut:
            child.send_signal(signal.SIGINT)  # it still tells what it sent
            try:
                child.wait(_QUIT_S)
            except subprocess.TimeoutExpired:
                child.kill()
        assert child.stdout is not None
        text = child.stdout.read().decode("ascii", "replace")
    answers = round_trips(text)
    told = sent(text)
    if told is None:  # it gave up, as where the way is gone; or couldn't tell in time
        told = len(answers) if cut else count
    # Broken off early, the last one may have been on its way back.
    return max(told - early, len(answers)), answers


def round_trips(text: str) -> list[float]:
    """The round trips in ms that a ping tells, in any language: one a line."""
    found = (_TIME.search(line) for line in text.splitlines())
    return [float(match[1].replace(",", ".")) for match in found if match]


def sent(text: str) -> int | None:
    """How many echoes a ping says it sent, in any language; None where it says nothing of it."""
    match = _SENT.search(text)
    return int(match[1]) if match else None
