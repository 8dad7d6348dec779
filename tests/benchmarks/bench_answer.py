"""From key to durable answer to repainted verdict, with 300 answers present.

    python -m tests.benchmarks.bench_answer [answers]

In a real pseudo-terminal of 120 x 40: sends the key that answers a question and waits
until the new score stands in the verdict panel (every answer changes it), then until
the whole screen is quiet, the next question included. The answer is committed
(synchronous FULL) before anything is painted. The reference is the bare commit of one
row with the same settings on the same disk. Limit: p95 of the verdict under 100 ms.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from readiness.kit import Kit
from readiness.model.given import Given
from readiness.model.revision import Known
from readiness.model.subject import Subject, spot
from readiness.model.value import Number
from readiness.paths import Home
from readiness.tui.widgets.check_list import first_open
from tests.benchmarks.terminal import Terminal


def fill(home: Path) -> tuple[str, int, int]:
    """A visit with 300 answers: 50 spots with six figures each.

    Returns its id, the number of answers, and how many checks lie between the first
    unfinished one and `network.line`.
    """
    kit = Kit(Home(home))
    location = kit.add_location({"name": "Bench", "client_rooms": "60", "beds": "60"})
    from datetime import date

    visit = kit.visit(kit.start_visit(location, date(2026, 1, 5)))
    names = ("download", "upload", "latency", "jitter", "loss", "signal")
    figures = (60, 20, 12, 3, 0, -60)
    kit.record(
        visit,
        [
            Given(f"network.{name}", room, Known(Number(Decimal(figure))), "measured")
            for number in range(50)
            for room in [spot("1", "North", "client-room", str(number))]
            for name, figure in zip(names, figures, strict=True)
        ],
    )
    visit = kit.visit(visit.id)
    checks = list(kit.catalogue.checks)
    first = first_open(kit.catalogue, {t.id: t for t in kit.assess(visit).checks})
    kit.close_store()
    return visit.id, len(visit.observations), checks.index("network.line") - checks.index(first)


def commits(folder: Path, count: int) -> list[float]:
    """The floor: one durable row at a time."""
    connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE row (body TEXT)")
    taken = []
    for number in range(count):
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row VALUES (?)", (f"answer {number}",))
        connection.execute("COMMIT")
        taken.append(time.perf_counter() - started)
    connection.close()
    return taken


def p95(times: list[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        visit, present, steps = fill(home)
        command = [str(Path(sys.executable).with_name("readiness"))]
        environment = {
            "READINESS_HOME": folder,
            "READINESS_LANGUAGE": "en",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        taken: list[float] = []
        quiet: list[float] = []
        with Terminal(command, 120, 40, environment) as terminal:
            terminal.until("still open")
            terminal.settle()
            terminal.press(b"\r")
            terminal.until("Location")
            terminal.settle(0.5)
            # From the first unfinished check to Line and failover, to its second question.
            for key in (*[b"]"] * steps, b"\x1b[B"):
                terminal.press(key)
                terminal.settle(0.3)
            for number in range(answers):
                terminal.press(b"\r")
                terminal.settle()
                # The cursor stands in the scale; its digit answers.
                sent = terminal.press(str(number % 5).encode())
                taken.append(terminal.until("score ") - sent)
                quiet.append(terminal.settle() - sent)
                # Back to the questions, and up to the same one again.
                for key in (b"\x1b", b"\x1b[A"):
                    terminal.press(key)
                    terminal.settle(0.3)
        kit = Kit(Home(home))
        about = kit.visit(visit).about("network.line-failover", Subject("location"))
        stored = [r for r in kit.store.revisions(visit=visit) if r.key == "network.line-failover"]
        kit.close_store()
        floor = commits(home, answers)
    assert len(stored) == answers, f"{len(stored)} of {answers} answers were stored"
    assert len(about) == 1
    print(
        f"key to repainted verdict with {present} answers present: p95 {p95(taken) * 1000:.0f} ms "
        f"(limit 100), median {statistics.median(taken) * 1000:.0f} ms of {answers}; whole "
        f"screen quiet: p95 {p95(quiet) * 1000:.0f} ms, median "
        f"{statistics.median(quiet) * 1000:.0f} ms; "
        f"ratio of medians to a bare durable commit "
        f"{statistics.median(taken) / statistics.median(floor):.1f} "
        f"(commit {statistics.median(floor) * 1000:.2f} ms)"
    )


if __name__ == "__main__":
    main()
