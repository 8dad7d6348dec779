"""Many visits compared: from a warm store, from a cold one, and written in every format.

    python -m tests.benchmarks.bench_compare [visits ...]     (100 1000 10000)

A store grows from size to size with fictional visits of about 330 answers each. At each
size, every figure in a process of its own:
- cold: the whole cache of scores made again, and the floor: the same revisions read by
  plain SQL and their bodies parsed;
- warm: everything from opening the store to the finished comparison, and the floor: the
  same rows of the cache read by plain SQL and parsed. Limits for 10,000 visits: 5 s and
  500 MB at the peak.
At the end 300 locations with two visits each are compared in every format by the command.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from readiness.kit import Kit
from readiness.paths import Home
from tests.benchmarks.many_visits import grow, sizes

_FORMATS = "html,pdf,xlsx,csv,md,json,text"
_LOCATIONS_IN_ALL_FORMATS = 300
_TODAY = date(2026, 6, 1)


def peak_mb() -> float:
    """The most memory this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux counts what the parent held before the start into ru_maxrss.
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cold(home: Path) -> dict[str, float]:
    kit = Kit(Home(home))
    kit.store.scores.clear()
    seconds = timed(kit.scored)
    visits = len(kit.visits())
    kit.close_store()
    return {"s": seconds, "visits": visits, "mb": peak_mb()}


def cold_floor(home: Path) -> dict[str, float]:
    """Every observation read, visit by visit as the rebuild does, and its body parsed."""
    query = """SELECT id, visit, key, subject, body, at FROM revision
        WHERE visit = ? AND kind = 'observation'"""
    return {"s": timed(lambda: _read(home, query, 4))}


def _read(home: Path, query: str, column: int) -> None:
    import sqlite3

    connection = sqlite3.connect(home / "readiness.sqlite3")
    visits = connection.execute("SELECT visit FROM revision WHERE kind = 'visit'").fetchall()
    for visit in visits:
        for row in connection.execute(query, visit):
            json.loads(row[column])
    connection.close()


def warm(home: Path) -> dict[str, float]:
    from readiness.office.compared import compared

    kit = Kit(Home(home))
    started = time.perf_counter()
    made = compared(kit, _TODAY)
    seconds = time.perf_counter() - started
    places = len(made.comparison.places)
    kit.close_store()
    return {"s": seconds, "places": places, "mb": peak_mb()}


def warm_floor(home: Path) -> dict[str, float]:
    return {"s": timed(lambda: _read(home, "SELECT record FROM score WHERE visit = ?", 0))}


PARTS = {"cold": cold, "cold_floor": cold_floor, "warm": warm, "warm_floor": warm_floor}


def apart(part: str, home: Path) -> dict[str, float]:
    """A part measured in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_compare", "--part", part, str(home)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def one_size(home: Path, visits: int, answers: int) -> float:
    """Measures a store of this size; seconds of the warm comparison for each visit."""
    made = apart("cold", home)
    floor = apart("cold_floor", home)
    # The first one also warms the system's own cache of the file.
    runs = sorted((apart("warm", home) for _ in range(3)), key=lambda run: run["s"])
    read = min(apart("warm_floor", home)["s"] for _ in range(3))
    best = runs[1]
    print(
        f"{visits} visits of {answers / visits:.0f} answers ({best['places']:.0f} locations): "
        f"cold rebuild {visits / made['s']:.0f} visits/s, {made['mb']:.0f} MB, "
        f"{made['s'] / floor['s']:.1f} times a plain read of the same answers "
        f"({visits / floor['s']:.0f} visits/s); warm comparison {best['s']:.2f} s (median of 3), "
        f"{best['mb']:.0f} MB at the peak, {best['s'] / read:.1f} times a plain read of the same "
        f"rows ({read:.2f} s)",
        flush=True,
    )
    if visits == 10_000:
        print(f"  limits: 5 s {_kept(best['s'] <= 5)}, 500 MB {_kept(best['mb'] <= 500)}")
    return best["s"] / visits


def _kept(held: bool) -> str:
    return "kept" if held else "MISSED"


def all_formats(home: Path) -> None:
    """The comparison of 300 locations by the command, in each format and in all of them."""
    kit = Kit(Home(home))
    grow(kit, 0, _LOCATIONS_IN_ALL_FORMATS)
    kit.scored()
    kit.close_store()
    command = [str(Path(sys.executable).with_name("readiness")), "--home", str(home), "compare"]
    for formats in (*_FORMATS.split(","), _FORMATS):
        to = home / "reports"
        started = time.perf_counter()
        with subprocess.Popen(
            [*command, "--to", str(to), "--format", formats],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            peak = _highest(run)
        assert run.returncode == 0
        seconds = time.perf_counter() - started
        written = sum(file.stat().st_size for file in to.iterdir())
        print(f"  {formats}: {seconds:.1f} s, {peak:.0f} MB, {written / 1e6:.2f} MB written")
        sys.stdout.flush()
        for file in to.iterdir():
            file.unlink()


def _highest(run: subprocess.Popen[bytes]) -> float:
    """The most memory in MB that a process was seen to hold until its end."""
    import psutil

    held, most = psutil.Process(run.pid), 0
    while run.poll() is None:
        try:
            most = max(most, held.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.02)
    run.wait()
    return most / (1024 * 1024)


def main() -> None:
    counts = [int(given) for given in sys.argv[1:]] or [100, 1_000, 10_000]
    with tempfile.TemporaryDirectory() as folder:
        home, answers = Path(folder) / "grown", 0
        each: list[float] = []
        for visits, first, last in sizes(*counts):
            kit = Kit(Home(home))
            started = time.perf_counter()
            answers += grow(kit, first, last)
            kit.close_store()
            print(f"({last - first} locations written in {time.perf_counter() - started:.0f} s)")
            each.append(one_size(home, visits, answers))
        growth = " · ".join(
            f"{count}: {1000 * one:.2f} ms" for count, one in zip(counts, each, strict=True)
        )
        print(f"warm comparison for each visit, start included: {growth}")
        print(f"{_LOCATIONS_IN_ALL_FORMATS} locations compared, start of the program included:")
        all_formats(Path(folder) / "formats")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(PARTS[sys.argv[2]](Path(sys.argv[3]))))
    else:
        main()
