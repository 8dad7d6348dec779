"""A real terminal: tmux runs the program, keys go in, the screen comes out."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
import uuid
from types import TracebackType

# Textual's names of keys that tmux calls otherwise.
_NAMES = {
    "enter": "Enter", "escape": "Escape", "down": "Down", "up": "Up", "home": "Home",
    "tab": "Tab", "shift+tab": "BTab", "space": "Space", "slash": "/", "comma": ",",
    "full_stop": ".", "minus": "-", **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip


class Tmux:
    """One command in a tmux session of its own."""

    def __init__(
        self, command: list[str], columns: int, rows: int, environment: dict[str, str]
    ) -> None:
        self._server = f"readiness-{uuid.uuid4().hex[:8]}"
        settings = " ".join(f"{k}={shlex.quote(v)}" for k, v in environment.items())
        # exec: the pane's process is the program itself, so that a kill hits it.
        self._run(
            "new-session", "-d", "-x", str(columns), "-y", str(rows),
            f"exec env {settings} {shlex.join(command)}",
        )  # fmt: skip

    def __enter__(self) -> Tmux:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["tmux", "-L", self._server, "kill-server"], capture_output=True)

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._server, "-f", os.devnull, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
        )
        return done.stdout

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def wait_for(self, text: str, seconds: float = 20) -> str:
        """The screen as soon as it shows `text`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.screen()
            if text in shown:
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{text!r} did not appear:\n{shown}")

    def press(self, *keys: str) -> None:
        """Keys by their Textual names, a little apart as a quick typist's are."""
        for key in keys:
            self._run("send-keys", _NAMES.get(key, key))
            time.sleep(0.08)

    @property
    def pid(self) -> int:
        return int(self._run("list-panes", "-F", "#{pane_pid}").strip())
