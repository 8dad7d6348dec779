"""A visit in a real terminal of 80 x 24: measured over a socket, killed, resumed, closed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from readiness.kit import Kit
from readiness.measure.peer import Peer
from readiness.model.revision import Known
from readiness.model.subject import LOCATION, parse
from readiness.model.value import Number, Step
from readiness.paths import Home
from tests.tui.plan import typed
from tests.tui.tmux import Tmux

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")


def browser(folder: Path) -> Path:
    """A browser that only notes what it was asked to open."""
    script = folder / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > {folder}/opened\n')
    script.chmod(0o755)
    return script


def test_a_killed_visit_goes_on_where_it_was_and_ends_in_a_report(
    home: Path, visit_id: str, tmp_path: Path
) -> None:
    environment = {
        "READINESS_HOME": str(home),
        "READINESS_LANGUAGE": "en",
        "BROWSER": f"{browser(tmp_path)} %s",
    }
    command = [sys.executable, "-m", "readiness"]
    room = parse("spot:1/North/client-room/101")
    with Peer("127.0.0.1", 0) as peer:
        kit = Kit(Home(home))
        kit.change_setting("server", f"http://127.0.0.1:{peer.port}/")
        kit.close_store()
        with Tmux(command, 80, 24, environment) as terminal:
            terminal.wait_for("is still open")
            terminal.press("enter")
            terminal.wait_for("Network and Wi-Fi")
            terminal.press("f5")
            terminal.wait_for("New spot")
            terminal.press(*typed("101"), "tab", "1", "tab", *typed("North"), "enter")
            terminal.wait_for("client room")
            terminal.press("k")
            terminal.wait_for("run 1 · inside · download")
            terminal.wait_for("Done.", seconds=40)
            terminal.press("enter")
            terminal.wait_for("client room")
            terminal.press("escape")
            terminal.wait_for("Measured quality")
            # To Line and failover, its second question: step 3.
            terminal.press("f2", "f2")
            terminal.wait_for("What happens when the main line fails?")
            terminal.press("home", "down", "enter", "3")
            terminal.wait_for("1 of")
            os.kill(terminal.pid, signal.SIGKILL)

        kit = Kit(Home(home))
        visit = kit.visit(visit_id)
        (download,) = visit.about("network.download", room)
        assert isinstance(download.answer, Known)
        assert isinstance(download.answer.value, Number)
        assert download.answer.value.amount > 0
        assert download.instrument["server"] == f"http://127.0.0.1:{peer.port}/"
        (failover,) = visit.about("network.line-failover", LOCATION)
        assert failover.answer == Known(Step(3))
        kit.close_store()

        with Tmux(command, 80, 24, environment) as terminal:
            terminal.wait_for("is still open")
            terminal.press("enter")
            terminal.wait_for("1 of")
            terminal.press("f10")
            terminal.wait_for("close the visit")
            terminal.press("c")
            terminal.wait_for("Close the visit?")
            terminal.press("enter")
            terminal.wait_for("closed on")
            terminal.press("r")
            terminal.wait_for("The report is at")
    kit = Kit(Home(home))
    assert kit.visit(visit_id).closed
    kit.close_store()
    report = home / "reports" / f"readiness-{visit_id}.html"
    assert (tmp_path / "opened").read_text().strip() == report.as_uri()
    assert "De Linde" in report.read_text(encoding="utf-8")


def test_quitting_while_measuring_ends_at_once(home: Path, visit_id: str) -> None:
    environment = {"READINESS_HOME": str(home), "READINESS_LANGUAGE": "en"}
    with Peer("127.0.0.1", 0) as peer:
        kit = Kit(Home(home))
        kit.change_setting("server", f"http://127.0.0.1:{peer.port}/")
        kit.close_store()
        with Tmux([sys.executable, "-m", "readiness"], 80, 24, environment) as terminal:
            terminal.wait_for("is still open")
            terminal.press("enter", "f5")
            terminal.wait_for("New spot")
            terminal.press(*typed("101"), "enter")
            terminal.wait_for("client room")
            terminal.press("enter")
            terminal.wait_for("run 1 · inside · delay")
            pid = terminal.pid
            terminal.press("C-c")
            end = time.monotonic() + 1.5
            while time.monotonic() < end and _alive(pid):
                time.sleep(0.02)
            assert not _alive(pid), "still running 1.5 s after ctrl+c"


def _alive(pid: int) -> bool:
    """Whether the process still runs; one that only waits for its parent doesn't."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
