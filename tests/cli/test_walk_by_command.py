"""`readiness measure walk`: in a real terminal by keys, and without one."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from readiness.kit import Kit
from readiness.measure.peer import Peer
from readiness.model.revision import Unknown
from readiness.model.subject import LOCATION
from readiness.paths import Home
from tests.cli.console import Console
from tests.tui.tmux import Tmux


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")
def test_a_typed_word_is_noted_and_ctrl_c_keeps_the_walk(home: Path, visit: str) -> None:
    with Peer("127.0.0.1", 0) as peer:
        walk = shlex.join(
            [sys.executable, "-m", "readiness", "measure", "walk", visit, "--server", peer.url]
        )
        # The shell stays to show how it ended, and Ctrl-C isn't for it.
        script = f"trap : INT; {walk}; echo ended with $?; sleep 60"
        settings = {"READINESS_HOME": str(home), "READINESS_LANGUAGE": "en"}
        with Tmux(["sh", "-c", script], 100, 24, settings) as terminal:
            terminal.wait_for("left ·")
            terminal.press(*"lift")
            terminal.wait_for("> lift")
            terminal.press("enter")
            terminal.wait_for("✎ lift")
            terminal.press("C-c")
            screen = terminal.wait_for("ended with 5")
    assert "Walk at least a minute" in screen.replace("\n", " ")
    assert "Stored." in screen
    kit = Kit(Home(home))
    (held,) = kit.visit(visit).about("network.roaming-gap", LOCATION)
    kit.close_store()
    assert isinstance(held.answer, Unknown)
    assert held.note.endswith(" lift")
    assert held.instrument["walk"]["notes"][0][1] == "lift"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a child on Windows")
def test_json_is_all_there_is_on_stdout(home: Path) -> None:
    with Peer("127.0.0.1", 0) as peer:
        child = subprocess.Popen(
            [sys.executable, "-m", "readiness", "measure", "walk", "--json", "--server", peer.url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "READINESS_HOME": str(home), "READINESS_LANGUAGE": "en"},
        )
        # It listens to Ctrl-C from before it first speaks with the server.
        end = time.monotonic() + 20
        while time.monotonic() < end and not psutil.Process(child.pid).net_connections("udp"):
            time.sleep(0.02)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=10)
    assert child.returncode == 5
    assert err == b""
    told = json.loads(out)
    assert told["state"] == "interrupted"
    assert set(told["longest"]) == {"unavailable"}
    assert told["notes"] == told["gaps"] == []


def test_without_a_server_it_says_what_to_do(console: Console, visit: str) -> None:
    done = console("measure", "walk", visit)
    assert done.code == 5
    assert "Set its address in the settings" in done.err


def test_a_closed_visit_is_refused_before_the_walk(console: Console, visit: str) -> None:
    console.fine("visit", "close", visit)
    done = console("measure", "walk", visit)
    assert done.code == 4
    assert "a correction needs a reason" in done.err
