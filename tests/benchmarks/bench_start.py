"""Start-up against its floor, measured in the same run.

    python -m tests.benchmarks.bench_start [runs]

- first frame of the UI against a bare Textual app (limit 1.5)
- `readiness --help` against `python -c "import typer"` (limit 1.3)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("first-frame")
Bare().run()
"""


def first_frame(command: list[str], text: str, home: str) -> float:
    environment = {"READINESS_HOME": home, "READINESS_LANGUAGE": "en", "TERM": "xterm-256color"}
    with Terminal(command, 80, 24, environment) as terminal:
        return terminal.until(text) - terminal.started


def whole(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    python = sys.executable
    ours = str(Path(python).with_name("readiness"))
    frames: list[tuple[float, float]] = []
    helps: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as home:
        for run in range(runs + 1):
            frame = (
                first_frame([ours], "locations", home),
                first_frame([python, "-c", BARE], "first-frame", home),
            )
            help_ = (whole([ours, "--help"]), whole([python, "-c", "import typer"]))
            # The first run warms the disk up.
            if run:
                frames.append(frame)
                helps.append(help_)
    for name, rows, limit in (
        ("first frame / bare Textual app", frames, 1.5),
        ("readiness --help / import typer", helps, 1.3),
    ):
        mine, floor = (statistics.median(row[side] for row in rows) for side in (0, 1))
        ratio = statistics.median(a / b for a, b in rows)
        print(
            f"{name}: ratio {ratio:.2f} (limit {limit}); medians {mine * 1000:.0f} ms and "
            f"{floor * 1000:.0f} ms of {len(rows)} runs"
        )


if __name__ == "__main__":
    main()
