"""The engine against iperf3 and speedtest-cli on the same shaped links, in the same run.

    python -m tests.benchmarks.bench_measure [rates|delay|loss|lossy|screen|cut ...]

- rates: 5 to 1000 Mbit/s and 50/10, cubic: within 2 % of iperf3 (upload at 5: 3 %), at most
  15 s a run, no more processor time than speedtest-cli takes
- delay: 30 and 200 ms with a queue of 200 ms that UDP and TCP share: p95 loaded minus idle
  within 15 % of what is injected
- loss: each 100th and each 20th of 1,000 probes dropped, within 0.1 points; at random the
  95 % interval holds the truth in at least 18 of 20
- lossy: 1 % of all packets lost on a link of 50 Mbit/s and 30 ms: the single stream tells
- cut: a link that goes away at any of ten moments is interrupted, ten out of ten
- screen: at 100 Mbit/s, with the screen and without, five runs each in turn: within 1 %
Root, Linux, iperf3 and nftables.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from readiness.measure.measurement import Measurement
from readiness.measure.peer import Peer
from readiness.measure.spot.run import SpotProbe
from tests.benchmarks.netns import LAPTOP, SERVER, SERVER_IP, Link, Shape, possible
from tests.benchmarks.terminal import Terminal
from tests.measure.relay import Relay

PYTHON = sys.executable
ROOT = Path(__file__).parents[2]
HOME = tempfile.mkdtemp(prefix="rdy-bench-")
PORT = 8989
SPEEDTEST_PORT = 8080


def within(name: str) -> list[str]:
    return ["ip", "netns", "exec", name]


@contextmanager
def serving(*, speedtest: bool = False) -> Iterator[None]:
    """The peer, iperf3 and a stand-in of speedtest.net in the server's namespace."""
    commands = [
        [PYTHON, "-m", "readiness", "--home", HOME, "measure", "peer", "--host", SERVER_IP],
        ["iperf3", "-s", "-B", SERVER_IP],
    ]
    if speedtest:
        commands.append(
            [PYTHON, "-m", "tests.benchmarks.speedtest_beside", SERVER_IP, str(SPEEDTEST_PORT)]
        )
    running = [
        subprocess.Popen([*within(SERVER), *command], cwd=ROOT, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
        for command in commands
    ]  # fmt: skip
    try:
        time.sleep(3)
        yield
    finally:
        for child in running:
            child.terminate()
        for child in running:
            child.wait()


def timed(command: list[str], **more: Any) -> tuple[str, float, float]:
    """What a command in the laptop's namespace prints; wall and processor seconds."""
    started, before = time.monotonic(), os.times()
    done = subprocess.run([*within(LAPTOP), *command], capture_output=True, text=True, cwd=ROOT,
                          **more)  # fmt: skip
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system
    return done.stdout, time.monotonic() - started, cpu - before.children_system


def ours(*options: str) -> tuple[dict[str, Any], float, float]:
    out, wall, cpu = timed(
        [PYTHON, "-m", "readiness", "--home", HOME, "measure", "spot", "--json", "--runs", "1",
         "--server", f"http://{SERVER_IP}:{PORT}/", *options]
    )  # fmt: skip
    return json.loads(out), wall, cpu


def iperf(*options: str) -> float:
    out, _, _ = timed(["iperf3", "-c", SERVER_IP, "-J", "-t", "6", "-O", "1", "-P", "6", *options])
    return float(json.loads(out)["end"]["sum_received"]["bits_per_second"]) / 1e6


def speedtest() -> tuple[float, float, float, float]:
    """Down, up in Mbit/s, wall and processor seconds of the library itself."""
    out, wall, cpu = timed(
        [PYTHON, "-m", "tests.measure.speedtest_here", f"{SERVER_IP}:{SPEEDTEST_PORT}", "--json",
         "--no-pre-allocate"]
    )  # fmt: skip
    told = json.loads(out)
    return told["download"] / 1e6, told["upload"] / 1e6, wall, cpu


def figure(told: dict[str, Any], name: str) -> float:
    return float(told["figures"][name]["value"])


def judged(what: str, found: float, truth: float, limit: float) -> None:
    off = found / truth - 1
    mark = "ok " if abs(off) <= limit else "OUT"
    print(f"  {mark} {what:28} {found:9.2f} / {truth:9.2f}  {off:+7.2%} (limit {limit:.0%})")


def rates() -> None:
    for down, up in ((5, 5), (20, 20), (100, 100), (500, 500), (1000, 1000), (50, 10)):
        print(f"link {down}/{up} Mbit/s", flush=True)
        with Link(Shape(down, up)), serving(speedtest=True):
            there, back = iperf("-R"), iperf()
            told, _, cpu = ours()
            seconds = float(told["instrument"]["seconds"])
            judged("download / iperf3", figure(told, "download"), there, 0.02)
            judged("upload / iperf3", figure(told, "upload"), back, 0.03 if up == 5 else 0.02)
            mark = "ok " if seconds <= 15 else "OUT"
            print(f"  {mark} seconds a run {seconds:22.1f} (limit 15)")
            theirs_down, theirs_up, wall, theirs = speedtest()
            print(
                f"  {'ok ' if cpu <= theirs else 'OUT'} processor s / speedtest-cli "
                f"{cpu:7.2f} / {theirs:9.2f}  (its wall {wall:.1f} s, "
                f"{theirs_down:.1f} down, {theirs_up:.1f} up)"
            )


def delay() -> None:
    queue = 0.2
    for one_way in (0.015, 0.1):
        with Link(Shape(20, 20, queue_s=queue, delay_s=one_way)), serving():
            told, _, _ = ours()
        print(f"20 Mbit/s, {2000 * one_way:.0f} ms there and back, queue {1000 * queue:.0f} ms")
        judged("idle latency, ms", figure(told, "latency"), 2000 * one_way, 0.15)
        added = figure(told, "loaded-latency-p95") - figure(told, "latency")
        judged("p95 loaded minus idle, ms", added, 1000 * queue, 0.15)
        print(f"      download {figure(told, 'download'):.2f}, upload {figure(told, 'upload'):.2f}")


def loss() -> None:
    probing = "tests.benchmarks.probing"
    for share in (0.01, 0.05):
        with Link(Shape(100, 100, drop=share)), serving():
            out, _, _ = timed([PYTHON, "-m", probing, SERVER_IP, str(PORT), "1000"])
        found = json.loads(out)
        off = abs(found["loss"] - 100 * share)
        mark = "ok " if off <= 0.1 else "OUT"
        print(f"  {mark} each {round(1 / share)}th of 1,000 dropped: {found['loss']:.3f} %")
    for share in (0.01, 0.05):
        held = 0
        with Link(Shape(100, 100, drop=share, drop_random=True)), serving():
            for _ in range(20):
                out, _, _ = timed([PYTHON, "-m", probing, SERVER_IP, str(PORT), "1000"])
                found = json.loads(out)
                held += found["low"] <= 100 * share <= found["high"]
        mark = "ok " if held >= 18 else "OUT"
        print(f"  {mark} {share:.0%} at random: interval holds in {held} of 20")


def lossy() -> None:
    for share in (0.01, 0.05):
        shape = Shape(50, 50, delay_s=0.015, drop=share, drop_all=True, drop_random=True)
        with Link(shape), serving():
            told, _, _ = ours()
        warned = [w for w in told["instrument"]["warnings"] if w.startswith("One connection")]
        single, many = figure(told, "download-single"), figure(told, "download")
        print(
            f"  {'ok ' if warned else 'OUT'} {share:.0%} lost of all: single {single:.1f}, "
            f"six {many:.1f} Mbit/s, loss {figure(told, 'loss'):.2f} %; told: {bool(warned)}"
        )


def screen() -> None:
    url, pairs = f"http://{SERVER_IP}:{PORT}/", []
    out = Path(HOME, "on-screen.json")
    with Link(Shape(100, 100)), serving():
        for _ in range(5):
            headless = figure(ours()[0], "download")
            command = [*within(LAPTOP), PYTHON, "-m", "tests.benchmarks.on_screen", url, str(out)]
            with Terminal(command, 120, 40, {"TERM": "xterm-256color"}) as terminal:
                terminal.until("-- measured --", 60)
            pairs.append((json.loads(out.read_text())["download"], headless))
    shown, plain = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    judged("with the screen / without", shown, plain, 0.01)


def cut() -> None:
    """The link goes away at ten moments of a whole run; nobody is told."""
    told = []
    with Peer("127.0.0.1", 0) as peer:
        for moment in (0.6, 1.5, 2.8, 4.0, 5.2, 6.9, 8.4, 10.0, 11.7, 13.2):
            with Relay(peer.port, mbps=50) as relay:
                for event in SpotProbe(relay.url).run(threading.Event()):
                    if isinstance(event, Measurement):
                        told.append(event.state)
                    elif event.at_s >= moment:
                        relay.cut()
    right = told.count("interrupted")
    print(f"  {'ok ' if right == 10 else 'OUT'} interrupted {right} of 10: {told}")


PARTS: dict[str, Callable[[], None]] = {
    "rates": rates, "delay": delay, "loss": loss, "lossy": lossy, "screen": screen, "cut": cut,
}  # fmt: skip


def main() -> None:
    if why := possible():
        sys.exit(why)
    for name in sys.argv[1:] or PARTS:
        print(f"{name}:")
        PARTS[name]()


if __name__ == "__main__":
    main()
