"""The internet check: the real speedtest-cli as a child, against a stand-in of speedtest.net."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import psutil
import pytest

from readiness.measure.line import counters, speedtest_child
from readiness.measure.line.aftermath import Aftermath
from readiness.measure.line.counters import Counters
from readiness.measure.line.internet import InternetProbe
from readiness.measure.line.speedtest_child import Stage
from readiness.measure.line.speedtest_fault import judge
from readiness.measure.measurement import Figure, Measurement, Phase, Sample, Unavailable

from .link import Way
from .plain import Quiet
from .relay import Relay
from .speedtest_net import (
    Barred,
    Busy,
    BusyList,
    EmptyList,
    NotXml,
    SignIn,
    SpeedtestNet,
    command,
)
from .test_trouble import deaf

TWENTY = Way(20)


@contextlib.contextmanager
def net(
    kind: type[SpeedtestNet] = SpeedtestNet, way: Way = TWENTY, up: Way | None = None
) -> Iterator[Relay]:
    """speedtest.net behind a link that is the same both ways, or not."""
    with Quiet(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        with Relay(server.server_address[1], down=way, up=up or way) as relay:
            server.reached_at = relay.port  # type: ignore[attr-defined]
            yield relay
        server.shutdown()


def only(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link is the only adapter: other tests of this machine fill loopback as well."""
    passed = lambda: {"wlan0": (relay.down.passed, relay.up.passed)}  # noqa: E731
    monkeypatch.setattr(counters, "read", passed)


# Longer than a busy machine keeps the link's own thread waiting, else its rate would drop.
QUEUE_S = 0.3


def check(
    start: Sequence[str], each: Callable[[Sample], None] = lambda sample: None, **more: float
) -> Measurement:
    """The outcome of a whole check; no child is left behind."""
    last = None
    for item in InternetProbe(wifi=False, command=start, **more).run(threading.Event()):
        assert last is None
        if isinstance(item, Sample):
            each(item)
        else:
            last = item
    assert last is not None
    assert psutil.Process().children() == []
    json.dumps(dict(last.instrument))
    return last


def fails(start: Sequence[str], state: str, words: str, within_s: float = 6.0) -> None:
    began = time.monotonic()
    measured = check(start)
    assert time.monotonic() - began < within_s
    assert measured.state == state
    assert words in str(measured.reason)
    assert set(measured.figures) == {"download", "upload", "latency", "jitter", "loss"}
    assert all(isinstance(figure, Unavailable) for figure in measured.figures.values())


def test_a_line_of_20_mbps_is_measured_as_20_mbps() -> None:
    samples: list[Sample] = []
    with net(way=Way(20, delay_s=0.01, queue_s=QUEUE_S)) as relay:
        measured = check(command(relay.port), samples.append)
    assert (measured.state, measured.reason) == ("measured", None)
    figures = measured.figures
    assert isinstance(figures["download"], Figure)
    assert isinstance(figures["upload"], Figure)
    assert isinstance(figures["latency"], Figure)
    assert 18 < figures["download"].value < 22
    assert 18 < figures["upload"].value < 22
    assert 9 < figures["latency"].value < 30
    assert figures["download"].how == figures["upload"].how == "speedtest-cli-8"
    assert figures["latency"].how == "speedtest-ping-3"
    for name in ("jitter", "loss"):
        missing = figures[name]
        assert isinstance(missing, Unavailable)
        assert "speedtest-cli gives no jitter and no packet loss" in str(missing.reason)
    kept = measured.instrument
    assert (kept["probe"], kept["protocol"]) == ("internet", "speedtest.net")
    assert kept["server"] in ("Meetpunt 1, Zwolle, Netherlands", "Meetpunt 2, Zwolle, Netherlands")
    assert kept["server_address"] == f"127.0.0.1:{relay.port}"
    assert kept["adapter_kind"] == "loopback"
    phases = list(dict.fromkeys(sample.phase for sample in samples))
    assert phases == [Phase.CONNECT, Phase.DOWNLOAD, Phase.UPLOAD, Phase.DONE]
    for phase in (Phase.DOWNLOAD, Phase.UPLOAD):
        speeds = [sample.mbps for sample in samples if sample.phase is phase]
        assert len(speeds) > 20
        assert any(speed and speed > 15 for speed in speeds)
    assert all(b.progress >= a.progress for a, b in pairwise(samples))


def test_each_direction_has_its_own_figure() -> None:
    with net(way=Way(30, queue_s=QUEUE_S), up=Way(6, queue_s=QUEUE_S)) as relay:
        figures = check(command(relay.port)).figures
    assert isinstance(figures["download"], Figure)
    assert isinstance(figures["upload"], Figure)
    assert 27 < figures["download"].value < 33
    # In so short a test what still waits in the laptop counts: speedtest-cli can't tell.
    assert 5.4 < figures["upload"].value < 7.2


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Barred, "HTTP 403"),
        (Busy, "HTTP 429"),
        (BusyList, "gave no list of test servers"),
        (EmptyList, "No test server"),
        (SignIn, "a sign-in page or a filter"),
        (NotXml, "a sign-in page or a filter"),
    ],
)
def test_what_speedtest_net_refuses_is_told_in_words(kind: type[SpeedtestNet], words: str) -> None:
    with net(kind) as relay:
        fails(command(relay.port), "unavailable", words)


def test_offline_is_no_link() -> None:
    fails(command("nowhere"), "no-link", "there is no internet here", 3)


def test_a_name_that_a_filter_hides_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.measure.laptop.adapter.connected", lambda: True)
    fails(command("unknown"), "unavailable", "does not exist on this network", 3)


def test_a_refusal_is_unknown() -> None:
    with net() as relay:
        port = relay.port
    fails(command(port), "unavailable", "refused the connection or broke it off", 3)


def test_something_that_speaks_no_tls_is_unknown() -> None:
    with net() as relay:
        fails(command(relay.port, "--tls"), "unavailable", "does not speak TLS")


def test_a_black_hole_is_no_link_within_six_seconds() -> None:
    with deaf(backlog=0) as port:
        fails(command(port), "no-link", "there is no internet here", 6)


def test_a_server_that_hangs_is_no_link_within_six_seconds() -> None:
    with deaf(backlog=64) as port:
        fails(command(port), "no-link", "there is no internet here", 6)


@pytest.mark.parametrize(
    ("phase", "after_s"),
    [(Phase.DOWNLOAD, 1.2), (Phase.DOWNLOAD, 2.8), (Phase.UPLOAD, 0.1), (Phase.UPLOAD, 2.5)],
)
def test_a_link_that_is_cut_gives_no_number(
    phase: Phase, after_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[float] = []
    cut_at: list[float] = []
    with net() as relay:
        only(relay, monkeypatch)

        def cut(sample: Sample) -> None:
            if sample.phase is phase and not began:
                began.append(sample.at_s)
            if began and sample.at_s > began[0] + after_s and not cut_at:
                cut_at.append(sample.at_s)
                relay.cut()

        measured = check(command(relay.port), cut)
    assert measured.state == "interrupted"
    assert measured.reason is not None
    assert abs(float(measured.reason.values["seconds"]) - cut_at[0]) < 1.5
    assert all(isinstance(figure, Unavailable) for figure in measured.figures.values())


def test_a_link_that_is_cut_while_a_server_is_chosen_gives_no_number() -> None:
    class Cutting(SpeedtestNet):
        def latency(self) -> None:
            relay.cut()
            super().latency()

    with net(Cutting) as relay:
        measured = check(command(relay.port), choose_s=2.0)
    assert measured.state == "interrupted"


def test_a_break_that_mends_itself_gives_no_number_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[float] = []
    with net() as relay:
        only(relay, monkeypatch)

        def mend(sample: Sample) -> None:
            if sample.phase is Phase.DOWNLOAD and sample.mbps and not cut:
                cut.append(sample.at_s)
                relay.cut()
            if cut and sample.at_s > cut[0] + 4:
                relay.resume()

        assert check(command(relay.port), mend).state == "interrupted"


def stops(start: Sequence[str], phase: Phase) -> None:
    stop = threading.Event()
    stopped_at = 0.0
    before = set(threading.enumerate())
    for item in InternetProbe(wifi=False, command=start).run(stop):
        assert isinstance(item, Sample)
        if item.phase is phase and item.at_s > 0.25 and not stopped_at:
            assert len(psutil.Process().children()) == 1
            stopped_at = time.monotonic()
            stop.set()
    assert 0 < time.monotonic() - stopped_at < 0.5
    assert psutil.Process().children() == []
    ours = [t for t in set(threading.enumerate()) - before if "process_request" not in t.name]
    assert ours == []


@pytest.mark.parametrize("phase", [Phase.CONNECT, Phase.DOWNLOAD, Phase.UPLOAD])
def test_quitting_in_any_phase_leaves_no_child(phase: Phase) -> None:
    class Slow(SpeedtestNet):
        def latency(self) -> None:
            if phase is Phase.CONNECT:
                threading.Event().wait(2)
            super().latency()

    with net(Slow) as relay:
        stops(command(relay.port), phase)


def test_quitting_ends_a_child_that_will_not_listen() -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    stops([sys.executable, "-c", stubborn], Phase.CONNECT)


def test_closing_the_run_leaves_no_child() -> None:
    with net() as relay:
        run = InternetProbe(wifi=False, command=command(relay.port)).run(threading.Event())
        next(item for item in run if getattr(item, "phase", None) is Phase.DOWNLOAD)
        run.close()
        assert psutil.Process().children() == []


GOOD = {"download": 3e7, "upload": 1e7, "ping": 12.5, "server": {"host": "", "name": "x"}}


@pytest.mark.parametrize(
    "says",
    [
        "",
        "hello",
        '{"',
        '{"download": "much"}',
        json.dumps(GOOD | {"download": float("nan")}),
        json.dumps(GOOD | {"upload": float("inf")}),
        json.dumps(GOOD | {"download": -1}),
        json.dumps(GOOD | {"download": True}),
        json.dumps(GOOD | {"upload": 10**400}),
        json.dumps(GOOD | {"server": "x"}),
        json.dumps(GOOD),  # but nothing went over any adapter
        '{"a":' * 20_000,
        '{"' + "x" * 3_000_000,
    ],
    ids=lambda says: says[:24],
)
def test_garbage_is_no_measurement(says: str) -> None:
    writes = f"import sys; sys.stdout.write({says!r} + '\\n')"
    if len(says) > 1_000_000:
        writes = "import sys; sys.stdout.write('{\"' + 'x' * 3_000_000)"
    fails([sys.executable, "-c", writes], "unavailable", "", 4)


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "1 / 0", "import os; os.abort()"])
def test_a_crash_is_no_measurement(code: str) -> None:
    fails([sys.executable, "-c", code], "unavailable", "ended without a result", 4)


def test_a_program_that_is_not_there_is_told_in_words() -> None:
    fails(["/nowhere/python"], "unavailable", "can't start the internet check", 2)


def test_a_frozen_program_says_that_it_has_no_internet_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert speedtest_child.command() is None
    (only,) = InternetProbe().run(threading.Event())
    assert isinstance(only, Measurement)
    assert only.state == "unavailable"


def test_it_is_run_as_a_program_and_never_imported() -> None:
    start = speedtest_child.command()
    assert start is not None
    assert start[0] == sys.executable
    assert tuple(start[-2:]) == ("-m", "speedtest")
    assert "speedtest" not in sys.modules


def test_the_whole_has_a_limit() -> None:
    with net() as relay:
        measured = check(command(relay.port), limit_s=1.0)
    assert measured.state == "unavailable"
    assert "was not done after 1 s" in str(measured.reason)


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        ("[Errno 101] Network is unreachable", "no-link", "no internet here"),
        ("[Errno 104] Connection reset by peer", "unavailable", "broke it off"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate", "unavailable", "is not trusted"),
        ("Tunnel connection failed: 407 Proxy", "unavailable", "HTTP 407"),
        ("timed out", "no-link", "no internet here"),
    ],
)
def test_what_it_gives_up_with_is_told_in_words(said: str, state: str, words: str) -> None:
    why = judge(f"Cannot retrieve\nERROR: <urlopen error {said}>\n".encode(), Stage.ASKING)
    assert why.state == state
    assert words in str(why.reason)


def test_afterwards_only_silence_counts_as_gone() -> None:
    def silent(host: str) -> bool | None:
        with Aftermath(host) as after:
            until = time.monotonic() + 4
            while (known := after.silent) is None and time.monotonic() < until:
                threading.Event().wait(0.02)
            return known

    with net() as relay:
        assert silent(f"127.0.0.1:{relay.port}") is False
        relay.cut()
        assert silent(f"127.0.0.1:{relay.port}") is True
    assert silent(f"127.0.0.1:{relay.port}") is False
    assert silent("no host at all") is False


def test_a_dead_link_is_seen_through_the_small_talk_of_a_network() -> None:
    watched = Counters("in", "wlan0")
    total = 0
    for tenth in range(60):
        total += 250_000 if tenth < 20 else 1_000  # 20 Mbit/s, then 80 kbit/s of broadcasts
        watched.mark(tenth / 10, {"wlan0": (total, 0), "lo": (0, 0)})
    assert watched.silent_since() is not None
    first = watched.first_silence()
    assert first is not None
    assert 1.7 <= first <= 2.2


def test_a_slow_link_is_not_a_dead_one() -> None:
    watched = Counters("out", "wlan0")
    for tenth in range(100):
        watched.mark(tenth / 10, {"wlan0": (0, tenth * 1_250)})  # 100 kbit/s
        assert watched.silent_since() is None
    assert watched.mean() == pytest.approx(0.1)


def test_the_adapter_that_carries_the_load_is_watched() -> None:
    watched = Counters("in", "tun0")
    watched.mark(0.0, {"tun0": (0, 0), "wlan0": (0, 0)})
    watched.mark(1.0, {"tun0": (900, 0), "wlan0": (1_000, 0)})
    assert watched.adapter == "tun0"
    watched.mark(2.0, {"tun0": (900, 0), "wlan0": (9_000, 0)})
    assert watched.adapter == "wlan0"
