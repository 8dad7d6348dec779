"""A spot measured against the peer and against a plain LibreSpeed server."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from itertools import pairwise

import pytest

from readiness.measure.measurement import Figure, Phase, Unavailable
from readiness.measure.peer import Peer
from readiness.measure.ping import choice

from .plain import LibreSpeed
from .relay import Relay
from .run import finish, short, value


def test_peer_gives_all_five_figures(peer: Peer) -> None:
    _, measured = finish(short(peer.url))
    assert (measured.state, measured.reason) == ("measured", None)
    assert value(measured, "loss") == 0
    assert 0 < value(measured, "latency") < 50
    assert 0 <= value(measured, "jitter") < 50
    assert value(measured, "download") > 500
    assert value(measured, "upload") > 500
    hows = {key: f.how for key, f in measured.figures.items() if isinstance(f, Figure)}
    assert hows["download"] == "http-multi-6"
    assert hows["upload"] == "http-multi-6-received"
    assert hows["loss"] == hows["latency"] == hows["jitter"] == "udp-echo-200"


def test_samples_come_faster_than_four_a_second_and_progress_to_the_end(peer: Peer) -> None:
    samples, measured = finish(short(peer.url))
    phases = list(dict.fromkeys(sample.phase for sample in samples))
    assert phases == [Phase.CONNECT, Phase.IDLE, Phase.DOWNLOAD, Phase.UPLOAD, Phase.DONE]
    assert all(after.at_s - before.at_s < 0.25 for before, after in pairwise(samples))
    assert all(after.progress >= before.progress for before, after in pairwise(samples))
    assert samples[-1].progress == 1
    assert any(s.mbps for s in samples if s.phase is Phase.DOWNLOAD)
    assert any(s.mbps for s in samples if s.phase is Phase.UPLOAD)
    assert any(s.latency_ms for s in samples if s.phase is Phase.IDLE)
    assert len(measured.samples) == len(samples)


def test_server_and_streams_are_kept_with_the_figures(peer: Peer) -> None:
    _, measured = finish(short(f"127.0.0.1:{peer.port}"))
    kept = json.loads(json.dumps(dict(measured.instrument)))
    assert kept["server"] == peer.url
    assert (kept["protocol"], kept["streams"]) == ("readiness-peer", 6)
    assert any(w.startswith("The measuring server runs on this laptop") for w in kept["warnings"])
    json.dumps(measured.samples)


def test_any_librespeed_server_will_do_but_without_echoes_knows_no_loss(
    serve: Callable[[type[LibreSpeed]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "_ways", lambda server: iter(()))
    _, measured = finish(short(serve(LibreSpeed)))
    assert measured.state == "measured"
    assert value(measured, "download") > 50
    assert value(measured, "upload") > 50
    assert 0 < value(measured, "latency") < 50
    assert isinstance(measured.figures["jitter"], Figure)
    assert isinstance(measured.figures["upload"], Figure)
    assert measured.figures["upload"].how == "http-multi-6-posts"
    loss = measured.figures["loss"]
    assert isinstance(loss, Unavailable)
    assert "show no loss" in str(loss.reason)


@pytest.mark.parametrize("server", ["peer", "plain"])
def test_a_link_of_20_mbps_is_measured_as_20_mbps(
    peer: Peer, serve: Callable[[type[LibreSpeed]], str], server: str
) -> None:
    port = peer.port if server == "peer" else int(serve(LibreSpeed).split(":")[2].strip("/"))
    with Relay(port, mbps=20) as relay:
        _, measured = finish(short(relay.url, download_s=2.5, upload_s=3.0))
    assert 18 < value(measured, "download") < 22
    assert 18 < value(measured, "upload") < 22


def test_a_slow_way_there_and_back_is_the_latency(peer: Peer) -> None:
    with Relay(peer.port, mbps=20, delay_s=0.02) as relay:
        _, measured = finish(short(relay.url, idle_s=2.0))
    assert 40 <= value(measured, "latency") < 60
    assert value(measured, "loss") == 0


def test_lost_datagrams_are_counted(peer: Peer) -> None:
    with Relay(peer.port, drop_every=20) as relay:
        _, measured = finish(short(relay.url))
    assert value(measured, "loss") == 5


def test_a_run_with_the_iterator_closed_leaves_nothing(
    peer: Peer, no_thread_left: Callable[[], None]
) -> None:
    run = short(peer.url).run(threading.Event())
    next(item for item in run if getattr(item, "phase", None) is Phase.DOWNLOAD)
    run.close()
    no_thread_left()
