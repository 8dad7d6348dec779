"""The peer: its paths, its echo, and visitors with bad manners."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable

import pytest

from readiness import __version__
from readiness.measure.peer import Peer, listening
from readiness.measure.peer import request as peer_request
from readiness.model.sentence import Refused

MEBIBYTE = 1024 * 1024


def get(peer: Peer, path: str, **more: object) -> tuple[http.client.HTTPResponse, bytes]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        line.request("GET" if "body" not in more else "POST", path, **more)  # type: ignore[arg-type]
        answer = line.getresponse()
        return answer, answer.read()


def talk(peer: Peer, request: bytes) -> bytes:
    """Everything the peer answers to these bytes, until it hangs up or is silent."""
    with socket.create_connection(("127.0.0.1", peer.port), timeout=1) as line:
        answer = b""
        with contextlib.suppress(OSError):
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65536):
                answer += part
        return answer


def test_all_paths_answer_on_one_connection_that_is_kept(peer: Peer) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        line.connect()
        first = line.sock
        for path in ("readiness.json", "empty.php", "getIP.php", "garbage.php?ckSize=1", "", "x"):
            line.request("GET", f"/{path}")
            answer = line.getresponse()
            answer.read()
            assert answer.status == (404 if path == "x" else 200)
        assert line.sock is first


def test_it_says_what_it_is_and_who_asks(peer: Peer) -> None:
    told = json.loads(get(peer, "/readiness.json")[1])
    assert 0 <= told.pop("cpu_percent") <= 100
    assert told == {
        "protocol": "readiness-peer",
        "version": __version__,
        "udp": peer.port,
        "link_kind": "loopback",
        "link_mbps": None,
        "others": 0,
    }
    assert json.loads(get(peer, "/backend/getIP.php?isp=true")[1])["processedString"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("size", "mebibytes"),
    [
        ("?ckSize=1", 1),
        ("?ckSize=3", 3),
        ("", 4),
        ("?ckSize=-5", 4),
        ("?ckSize=0", 4),
        ("?ckSize=abc", 4),
        ("?ckSize=%00", 4),
        ("?ckSize=1e9", 4),
    ],
)
def test_a_download_has_the_size_asked_for(peer: Peer, size: str, mebibytes: int) -> None:
    answer, body = get(peer, f"/garbage.php{size}")
    assert answer.getheader("Content-Type") == "application/octet-stream"
    assert len(body) == mebibytes * MEBIBYTE
    assert len(set(body[:4096])) > 200


def test_an_absurd_download_is_limited(peer: Peer) -> None:
    answer = talk(peer, b"HEAD /garbage.php?ckSize=999999999 HTTP/1.1\r\n\r\n")
    assert b"Content-Length: 1073741824\r\n" in answer


def test_an_upload_is_counted_by_what_arrived(peer: Peer) -> None:
    for _ in range(2):
        answer, body = get(peer, "/empty.php?id=abc", body=b"x" * 300_000)
        assert (answer.getheader("X-Received-Bytes"), body) == ("300000", b"")
    told = json.loads(get(peer, "/received.php?id=abc")[1])
    assert told["bytes"] == 600_000
    assert json.loads(get(peer, "/received.php?id=other")[1])["bytes"] == 0


def test_the_last_piece_of_an_upload_may_ask_for_the_count(peer: Peer) -> None:
    get(peer, "/empty.php?id=abc", body=b"x" * 1000)
    told = json.loads(get(peer, "/received.php?id=abc", body=b"x" * 234)[1])
    assert told["bytes"] == 1234
    assert set(told) == {"bytes", "at", "cpu", "others"}


def test_it_tells_how_many_others_move_data_now(peer: Peer) -> None:
    with socket.create_connection(
        ("127.0.0.1", peer.port), timeout=5, source_address=("127.0.0.2", 0)
    ) as other:
        other.sendall(b"GET /garbage.php?ckSize=100 HTTP/1.1\r\n\r\n")
        got = 0
        while got < MEBIBYTE:
            got += len(other.recv(65536))
        assert json.loads(get(peer, "/readiness.json")[1])["others"] == 1
        # Not its own traffic, and not who only asks.
        other_line = http.client.HTTPConnection(
            "127.0.0.1", peer.port, timeout=5, source_address=("127.0.0.2", 0)
        )
        with contextlib.closing(other_line):
            other_line.request("GET", "/readiness.json")
            assert json.loads(other_line.getresponse().read())["others"] == 0


def test_a_busy_processor_is_told(peer: Peer) -> None:
    json.loads(get(peer, "/readiness.json")[1])
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        pass
    assert json.loads(get(peer, "/readiness.json")[1])["cpu_percent"] > 15


def test_a_chunked_upload_is_counted_too(peer: Peer) -> None:
    head = b"POST /empty.php HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b"X-Received-Bytes: 5\r\n" in talk(peer, head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")


def test_ipv6_is_served_on_the_same_port() -> None:
    with Peer("", 0) as peer:
        try:
            line = socket.create_connection(("::1", peer.port), timeout=1)
        except OSError:
            pytest.skip("no IPv6 here")
        line.close()
        assert all(str(peer.port) in url for url in peer.urls)


def test_a_taken_port_is_told_in_words(peer: Peer) -> None:
    with pytest.raises(Refused, match="can't use port"), Peer("127.0.0.1", peer.port):
        pass


def test_serving_ends_when_told(peer: Peer) -> None:
    stop = threading.Event()
    stop.set()
    peer.serve(stop)


def test_the_echo_never_sends_more_than_it_got(peer: Peer) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.3)
        for size in (1, 56, 1400):
            sent = bytes(range(256))[:1] * size
            sock.sendto(sent, ("127.0.0.1", peer.port))
            assert sock.recv(65536) == sent
        for size in (0, 1401, 60_000):
            sock.sendto(b"x" * size, ("127.0.0.1", peer.port))
        with contextlib.suppress(TimeoutError):
            assert sock.recv(65536) == b""
        with pytest.raises(TimeoutError):
            sock.recv(65536)


def test_two_echoes_can_not_be_set_on_each_other(peer: Peer) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.2", peer.port))
        sock.settimeout(0.2)
        sock.sendto(b"ping", ("127.0.0.1", peer.port))
        with pytest.raises(TimeoutError):
            sock.recv(100)


HOSTILE = {
    "garbage": (b"\x00\xff\xfe" * 500 + b"\r\n\r\n", b"400"),
    "no version": (b"GET /\r\n\r\n", b"400"),
    "huge head": (b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000, b"431"),
    "negative length": (b"POST /empty.php HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
    "absurd length": (
        b"POST /empty.php HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n",
        b"413",
    ),
    "endless length": (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 4000 + b"\r\n\r\n", b"400"),
    "two lengths": (
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"400",
    ),
    "length and chunks": (
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"400",
    ),
    "bad chunk": (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
    "huge chunk line": (
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 50_000,
        b"400",
    ),
    "gzip": (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", b"501"),
    "other method": (b"DELETE / HTTP/1.1\r\n\r\n", b"405"),
    "half a body": (b"POST /empty.php HTTP/1.1\r\nContent-Length: 500\r\n\r\nabc", b""),
    "half a head": (b"GET /empty", b""),
    "odd url": (b"GET http://[/garbage.php HTTP/1.1\r\n\r\n", b"400"),
    "many fields": (b"GET /?" + b"a=1&" * 500 + b" HTTP/1.1\r\n\r\n", b"400"),
    "climbing path": (b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", b"404"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_visitor_is_refused_and_the_peer_goes_on(
    peer: Peer, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    request, status = HOSTILE[name]
    answer = talk(peer, request)
    assert answer[9:12] == status
    assert get(peer, "/empty.php")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_a_body_longer_than_told_is_the_next_request_and_refused(peer: Peer) -> None:
    answer = talk(
        peer, b"POST /empty.php HTTP/1.1\r\nContent-Length: 2\r\n\r\nab" + b"c" * 90 + b"\r\n\r\n"
    )
    assert b"X-Received-Bytes: 2\r\n" in answer
    assert b"HTTP/1.1 400 " in answer


def test_slow_visitors_are_sent_away(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer_request, "HEAD_S", 0.4)
    with socket.create_connection(("127.0.0.1", peer.port), timeout=3) as slow:
        started = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - started < 3:
                slow.sendall(b"G")
                slow.settimeout(0.05)
                with contextlib.suppress(TimeoutError):
                    if slow.recv(1) == b"":
                        break
        assert time.monotonic() - started < 2


def test_too_many_visitors_are_turned_away_and_others_served(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "MOST_PER_ADDRESS", 3)
    with contextlib.ExitStack() as crowd:
        for _ in range(3):
            crowd.enter_context(socket.create_connection(("127.0.0.1", peer.port)))
        assert talk(peer, b"GET / HTTP/1.1\r\n\r\n") == b""
    wait_until(lambda: talk(peer, b"GET / HTTP/1.1\r\n\r\n") != b"")


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 2
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)
