"""Several runs as one measurement, and what two servers say together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from readiness.measure.measurement import (
    FIGURES,
    Figure,
    Measurement,
    Sample,
    State,
    Unavailable,
    figure,
)
from readiness.measure.peer import Peer
from readiness.measure.spot.runs import FEWER_RUNS, ODD_RUN, SpotRuns, combine
from readiness.measure.spot.sides import OUTSIDE_ONLY, both
from readiness.model.sentence import Sentence

from .relay import Relay
from .run import SHORT, value

UNITS = {"download": "Mbit/s", "upload": "Mbit/s", "latency": "ms", "jitter": "ms",
         "loss": "percent", "signal": "dBm"}  # fmt: skip
GONE = Sentence("gone")


def one(state: State = "measured", at_least: bool = False, **values: float) -> Measurement:
    """A run with these figures; `lost` of `sent` probes."""
    if state != "measured":
        return Measurement(state, GONE, dict.fromkeys(FIGURES, Unavailable(GONE)), {"seconds": 2})
    sent, lost = int(values.pop("sent", 200)), int(values.pop("lost", 0))
    figures: dict[str, Figure | Unavailable] = {
        "download": figure(50, "Mbit/s", "http-multi-6"),
        "upload": figure(20, "Mbit/s", "http-multi-6"),
        "loss": figure(100 * lost / sent, "percent", f"udp-echo-{sent}"),
    }
    for key, amount in values.items():
        of = figure(amount, UNITS[key], "x")
        figures[key] = Figure(of.value, of.unit, of.how, at_least=at_least)
    instrument: dict[str, Any] = {"probes": sent, "probes_lost": lost, "warnings": []}
    return Measurement("measured", None, figures, instrument | {"seconds": 14.0})


def kept(runs: list[Measurement], planned: int = 3) -> Mapping[str, Figure | Unavailable]:
    return combine(runs, planned).figures


def number(found: Figure | Unavailable) -> tuple[Decimal, Decimal | None, Decimal | None]:
    assert isinstance(found, Figure)
    return found.value, found.low, found.high


def test_the_median_of_three_is_kept_with_the_spread() -> None:
    found = kept([one(download=48), one(download=12), one(download=51)])
    assert number(found["download"]) == (48, 12, 51)


def test_of_two_runs_the_worse_one_is_kept() -> None:
    found = kept(
        [one(download=48, latency=9, signal=-60), one(download=30, latency=20, signal=-70)]
    )
    assert number(found["download"])[0] == 30
    assert number(found["latency"])[0] == 20
    assert number(found["signal"])[0] == -70


def test_lost_probes_are_counted_together_so_that_no_median_hides_them() -> None:
    found = kept([one(lost=0), one(lost=0), one(lost=6)])["loss"]
    assert isinstance(found, Figure)
    assert (found.value, found.how) == (Decimal("1.000"), "udp-echo-600")
    assert found.low is not None
    assert found.low < 1 < (found.high or 0)


def test_a_run_that_differs_wildly_is_named() -> None:
    calm = combine([one(download=48), one(download=50), one(download=52)], 3)
    assert calm.instrument["warnings"] == []
    wild = combine([one(download=48), one(download=50), one(download=11)], 3)
    assert wild.instrument["warnings"] == [ODD_RUN[2].template]


@pytest.mark.parametrize("state", ["interrupted", "no-link"])
def test_a_link_that_goes_away_in_any_run_gives_no_number(state: State) -> None:
    found = combine([one(download=48), one(state)], 3)
    assert found.state == "interrupted"
    assert all(isinstance(figure, Unavailable) for figure in found.figures.values())
    assert found.instrument["runs"][0]["download"] == "48.000"


def test_a_server_that_stops_leaves_the_runs_that_were_made() -> None:
    found = combine([one(download=48), one("unavailable")], 3)
    assert found.state == "measured"
    assert number(found.figures["download"])[0] == 48
    assert found.instrument["warnings"] == [FEWER_RUNS]


def test_a_first_run_without_a_link_is_just_that() -> None:
    assert combine([one("no-link")], 3).state == "no-link"


@pytest.mark.parametrize(
    ("near", "far", "which"),
    [
        (one(download=50), one(download=48), "wifi"),
        (one(download=90), one(download=20), "line"),
        (one(download=90), one("no-link"), "line"),
        (one("no-link"), one("no-link"), "wifi"),
        # What held a figure down was neither of the two.
        (one(download=90, at_least=True), one(download=88), None),
        (one(download=90), one(download=20, at_least=True), None),
        (one(download=90), one("unavailable"), None),
    ],
)
def test_two_servers_tell_wifi_from_line(near: Measurement, far: Measurement, which: str) -> None:
    told = both({"inside": near, "outside": far}).instrument["bottleneck"]
    assert told.get("download") == which


def test_with_a_server_outside_only_it_is_said_that_the_two_cannot_be_told_apart() -> None:
    found = both({"outside": one(download=20)})
    assert number(found.figures["download"])[0] == 20
    assert OUTSIDE_ONLY in found.instrument["warnings"]


def test_both_servers_are_measured_in_one_go() -> None:
    with Peer("127.0.0.1", 0) as peer, Relay(peer.port, mbps=20) as line:
        probe = SpotRuns({"inside": peer.url, "outside": line.url}, 2, SHORT)
        *samples, found = probe.run(threading.Event())
    assert isinstance(found, Measurement)
    assert {(s.side, s.run) for s in samples if isinstance(s, Sample)} == {
        ("inside", 1), ("inside", 2), ("outside", 1), ("outside", 2),
    }  # fmt: skip
    progress = [s.progress for s in samples if isinstance(s, Sample)]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert found.outside is not None
    assert value(found, "download") > 200
    assert 18 < value(found.outside, "download") < 22
    assert len(found.instrument["runs"]) == 2


def test_a_link_that_is_cut_in_the_second_run_ends_the_measuring() -> None:
    with Peer("127.0.0.1", 0) as peer, Relay(peer.port, mbps=50) as relay:
        told: list[Measurement] = []
        for event in SpotRuns({"inside": relay.url}, 3, SHORT).run(threading.Event()):
            if isinstance(event, Measurement):
                told.append(event)
            elif event.run == 2 and event.mbps:
                relay.cut()
    assert told[0].state == "interrupted"
    assert [run["state"] for run in told[0].instrument["runs"]] == ["measured", "interrupted"]


def test_stopping_between_runs_gives_nothing_and_leaves_nothing(
    peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    stop = threading.Event()
    for event in SpotRuns({"inside": peer.url}, 3, SHORT).run(stop):
        assert isinstance(event, Sample)
        if event.run == 2:
            stop.set()
    no_thread_left()
