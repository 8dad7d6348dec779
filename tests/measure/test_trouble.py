"""What a spot is when nothing could be measured: who is to blame, and how soon it's known."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from readiness.measure.laptop import adapter
from readiness.measure.measurement import FIGURES, Phase, Sample, Unavailable
from readiness.measure.peer import Peer

from .plain import DownloadPage, LibreSpeed, NoUploads, Portal, Redirecting
from .relay import Relay
from .run import finish, short, value


def ends_as(server: str | None, state: str, words: str, within_s: float) -> None:
    started = time.monotonic()
    _, measured = finish(short(server))
    assert time.monotonic() - started < within_s
    assert measured.state == state
    assert words in str(measured.reason)
    assert set(measured.figures) == set(FIGURES)
    assert all(isinstance(figure, Unavailable) for figure in measured.figures.values())


def test_no_server_set_is_unknown_at_once() -> None:
    ends_as(None, "unavailable", "No measuring server is set", 0.5)
    ends_as("", "unavailable", "No measuring server is set", 0.5)


@pytest.mark.parametrize("text", ["http://", "ftp://x/", "a b", "http://h:99999/", "http://u:p@h/"])
def test_an_address_that_is_none_is_unknown(text: str) -> None:
    ends_as(text, "unavailable", "not the address of a measuring server", 0.5)


def test_no_adapter_up_is_no_link_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "connected", lambda: False)
    ends_as("http://192.0.2.1:8989/", "no-link", "no adapter is connected", 0.5)


def test_refused_is_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ends_as(f"127.0.0.1:{port}", "unavailable", "refused the connection", 1)


@pytest.mark.parametrize(
    ("error", "state"), [(socket.EAI_NONAME, "unavailable"), (socket.EAI_AGAIN, "no-link")]
)
def test_a_name_nobody_knows_or_nobody_answers(
    monkeypatch: pytest.MonkeyPatch, error: int, state: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(error, "no")

    monkeypatch.setattr(adapter, "connected", lambda: True)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    ends_as("http://meetpunt.example/", state, "meetpunt.example", 1)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Portal, "a page instead of measuring data"),
        (Redirecting, "sent the laptop on to another page"),
        (DownloadPage, "less data than was asked for"),
    ],
)
def test_what_is_no_measuring_server_is_not_counted(
    serve: Callable[[type[LibreSpeed]], str], kind: type[LibreSpeed], words: str
) -> None:
    ends_as(serve(kind), "unavailable", words, 2)


def test_another_service_is_not_counted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, contextlib.ExitStack() as stack:

        def greet() -> None:
            with contextlib.suppress(OSError):
                while True:
                    stack.enter_context(other.accept()[0]).sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        threading.Thread(target=greet, daemon=True).start()
        ends_as(f"127.0.0.1:{other.getsockname()[1]}", "unavailable", "not as a LibreSpeed", 2)


def test_refused_uploads_leave_the_other_figures(
    serve: Callable[[type[LibreSpeed]], str],
) -> None:
    _, measured = finish(short(serve(NoUploads)))
    assert measured.state == "measured"
    assert value(measured, "download") > 50
    upload = measured.figures["upload"]
    assert isinstance(upload, Unavailable)
    assert "413" in str(upload.reason)


@contextlib.contextmanager
def deaf(backlog: int) -> Iterator[int]:
    """A port that takes connections and never answers; with a full backlog not even that."""
    with socket.socket() as listener, contextlib.ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(backlog)
        for _ in range(4 if backlog == 0 else 0):
            sock = waiting.enter_context(socket.socket())
            sock.setblocking(False)
            sock.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def test_a_black_hole_is_no_link_within_six_seconds() -> None:
    with deaf(backlog=0) as port:
        ends_as(f"127.0.0.1:{port}", "no-link", "Nothing answered", 6)


def test_a_server_that_hangs_is_unknown_within_six_seconds() -> None:
    with deaf(backlog=64) as port:
        ends_as(f"127.0.0.1:{port}", "unavailable", "accepts connections but", 6)


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.DOWNLOAD, Phase.UPLOAD])
def test_a_server_that_dies_gives_no_number(phase: Phase) -> None:
    with contextlib.ExitStack() as running:
        peer = running.enter_context(Peer("127.0.0.1", 0))

        def kill(sample: Sample) -> None:
            if sample.phase is phase:
                running.close()

        _, measured = finish(short(peer.url), kill)
    assert measured.state == "interrupted"
    assert all(isinstance(figure, Unavailable) for figure in measured.figures.values())


@pytest.mark.parametrize("phase", [Phase.DOWNLOAD, Phase.UPLOAD])
def test_a_link_cut_in_the_last_moments_still_gives_no_number(peer: Peer, phase: Phase) -> None:
    cut_at: list[float] = []
    with Relay(peer.port) as relay:

        def cut(sample: Sample) -> None:
            if sample.phase is phase and sample.mbps and not cut_at:
                cut_at.append(sample.at_s)
                relay.cut()

        _, measured = finish(short(relay.url), cut)
    assert measured.state == "interrupted"
    assert measured.reason is not None
    assert abs(float(measured.reason.values["seconds"]) - cut_at[0]) < 0.4
