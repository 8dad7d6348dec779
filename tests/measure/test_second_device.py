"""A second device: codes at the peer, who may post and read, and what comes out for the laptop."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from readiness.measure.device.pairing import DeviceFigures, Open, Pairing
from readiness.measure.measurement import Unavailable
from readiness.measure.peer import Peer, pairing

from .plain import LibreSpeed
from .relay import Relay

FIGURES = {
    "device": "phone",
    "download": 41.25,
    "upload": 12.5,
    "latency": 3.4,
    "seconds": 12.1,
}  # fmt: skip
JSON = "application/json"


def post(
    peer: Peer, name: str, told: object, source: str = "127.0.0.1", **fields: str
) -> tuple[int, Any]:
    """Status and answer of a post; `fields` are of its head, `told` may be bytes."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    head = {"Content-Type": JSON} | {k.replace("_", "-"): v for k, v in fields.items()}
    line = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5, source_address=(source, 0))
    with contextlib.closing(line):
        line.request("POST", f"/{name}", body, {k: v for k, v in head.items() if v})
        answer = line.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None


def paired(peer: Peer, label: str = "2 · North · 214") -> dict[str, Any]:
    status, told = post(peer, "pair.json", {"label": label})
    assert status == 200
    return told  # type: ignore[no-any-return]


# -- the codes -------------------------------------------------------------------------


def test_figures_go_in_with_the_code_and_come_out_with_the_secret(peer: Peer) -> None:
    told = paired(peer)
    code, token = told["code"], told["token"]
    assert (len(code), told["seconds"]) == (6, 900)
    assert set(code) <= set("CDFGHJKLMNPQRTVWXY34679")
    assert post(peer, "spot.json", {"code": code})[1]["label"] == "2 · North · 214"
    for name in ("phone", "tablet"):
        assert post(peer, "figures.json", FIGURES | {"code": code, "device": name})[0] == 200
    status, answer = post(peer, "devices.json", {"code": code, "token": token})
    assert status == 200
    assert [row["device"] for row in answer["devices"]] == ["phone", "tablet"]
    row = answer["devices"][0]
    assert row.pop("age") < 5
    assert row == FIGURES | {"how": "browser-http-multi-6-received"}


def test_a_code_may_be_typed_small_and_with_a_space(peer: Peer) -> None:
    code = paired(peer)["code"]
    typed = f" {code[:3].lower()}-{code[3:]} "
    assert post(peer, "spot.json", {"code": typed})[0] == 200


@pytest.mark.parametrize("token", [None, "", "0" * 32, 5, ["x"], {"a": 1}, "é"])
def test_figures_are_not_read_without_the_secret(peer: Peer, token: object) -> None:
    code = paired(peer)["code"]
    post(peer, "figures.json", FIGURES | {"code": code})
    for name in ("devices.json", "close.json"):
        assert post(peer, name, {"code": code, "token": token}) == (403, {"refused": "wrong"})
    assert post(peer, "spot.json", {"code": code})[0] == 200


def test_a_get_reads_nothing(peer: Peer) -> None:
    told = paired(peer)
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        line.request("GET", f"/devices.json?code={told['code']}&token={told['token']}")
        assert line.getresponse().status == 405


def test_an_expired_code_says_so(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "VALID_S", 0.0)
    told = paired(peer)
    key = {"code": told["code"], "token": told["token"]}
    assert post(peer, "spot.json", key) == (410, {"refused": "expired"})
    assert post(peer, "figures.json", FIGURES | key) == (410, {"refused": "expired"})
    assert post(peer, "devices.json", key) == (410, {"refused": "expired"})


def test_a_closed_code_takes_nothing_more(peer: Peer) -> None:
    told = paired(peer)
    key = {"code": told["code"], "token": told["token"]}
    assert post(peer, "close.json", key)[0] == 200
    assert post(peer, "figures.json", FIGURES | key)[0] == 410


def test_wrong_codes_are_counted_by_address(peer: Peer) -> None:
    code = paired(peer)["code"]
    for _ in range(10):
        assert post(peer, "spot.json", {"code": "XXXXXX"}, "127.0.0.9")[0] == 403
    # Even the right one now: a guess that hits must not be told from one that doesn't.
    assert post(peer, "spot.json", {"code": code}, "127.0.0.9") == (429, {"refused": "often"})
    assert post(peer, "spot.json", {"code": code}, "127.0.0.8")[0] == 200


def test_wrong_codes_are_counted_together_too(peer: Peer) -> None:
    code = paired(peer)["code"]
    for number in range(100):
        source = f"127.0.1.{number // 10 + 1}"
        assert post(peer, "figures.json", {"code": "YYYYYY"}, source)[0] == 403
    assert post(peer, "spot.json", {"code": code}, "127.0.0.8")[0] == 429


def test_no_more_codes_are_open_than_allowed(peer: Peer) -> None:
    for _ in range(8):
        paired(peer)
    assert post(peer, "pair.json", {"label": "x"}) == (503, {"refused": "full"})
    for number in range(24):
        source = f"127.0.2.{number // 8 + 1}"
        assert post(peer, "pair.json", {"label": "x"}, source)[0] == 200
    assert post(peer, "pair.json", {"label": "x"}, "127.0.2.9")[0] == 503


def test_no_more_devices_report_than_allowed(peer: Peer) -> None:
    code = paired(peer)["code"]
    for _ in range(20):
        assert post(peer, "figures.json", FIGURES | {"code": code})[0] == 200
    assert post(peer, "figures.json", FIGURES | {"code": code}) == (503, {"refused": "full"})


# -- who may post, and what --------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": ""}, 415),
        ({"Content_Type": "application/json; charset=utf-8"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example:8989", "Origin": "http://evil.example:8989"}, 421),
        ({"Host": "evil.example"}, 421),
        ({"Host": "10.0.0.1.evil.example"}, 421),
        ({"Host": "[::1"}, 421),
        ({"Host": "[fe80::1]:8989"}, 200),
        ({"Host": "10.0.0.7:8989", "Origin": "http://10.0.0.7:8989"}, 200),
        ({"Host": "10.0.0.7:8989", "Origin": "http://10.0.0.7:80"}, 403),
        ({"Host": socket.gethostname()}, 200),
    ],
)
def test_only_our_own_page_and_laptops_may_post(
    peer: Peer, fields: dict[str, str], status: int
) -> None:
    assert post(peer, "pair.json", {"label": "x"}, **fields)[0] == status


def test_another_site_gets_no_leave_to_post(peer: Peer) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        line.request("OPTIONS", "/pair.json", headers={"Origin": "http://evil.example"})
        answer = line.getresponse()
        assert answer.status == 405
        assert not [n for n, _ in answer.getheaders() if n.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b"\xff\xfe{}",
        b"[" * 4000,
        b'{"code":' * 400,
        b'{"label":"a","label":5}',
        b'{"label":NaN}',
        b'{"label":""}',
        b'{"label":"\\u0000\\u202e"}',
        b'{"label":"\\ud800"}',
    ],
)
def test_a_post_to_trip_over_is_refused(
    peer: Peer, body: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert post(peer, "pair.json", body) == (400, {"refused": "values"})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["download", "upload", "latency", "seconds", "device"])
@pytest.mark.parametrize(
    "value", ["-1", "100001", "1e400", "-1e400", "NaN", "Infinity", "9" * 3000, "true", "[]", '""']
)
def test_a_figure_that_can_not_be_is_refused(peer: Peer, name: str, value: str) -> None:
    code = paired(peer)["code"]
    told = json.dumps(FIGURES | {"code": code, name: 0}).replace(
        f'"{name}": 0', f'"{name}":{value}'
    )
    assert post(peer, "figures.json", told.encode())[0] == 400
    assert post(peer, "spot.json", {"code": code})[0] == 200


def test_text_is_cut_and_cleaned(peer: Peer) -> None:
    told = paired(peer, "  214\n\x1b[31m <b>" + "w" * 500)
    label = post(peer, "spot.json", {"code": told["code"]})[1]["label"]
    assert label.startswith("214 [31m <b>www")
    assert len(label) == 80
    long = FIGURES | {"code": told["code"], "device": "\u202etab\x07let" + "x" * 100}
    assert post(peer, "figures.json", long)[0] == 200
    key = {"code": told["code"], "token": told["token"]}
    device = post(peer, "devices.json", key)[1]["devices"][0]["device"]
    assert device == "tab let" + "x" * 33


def test_a_long_post_is_not_read(peer: Peer) -> None:
    assert post(peer, "pair.json", {"label": "x" * 5000})[0] == 413


def test_the_page_comes_with_a_strict_policy(peer: Peer) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        for path, kind in (("", "html"), ("device.css", "css"), ("measuring.js", "javascript")):
            line.request("GET", f"/{path}")
            answer = line.getresponse()
            content = answer.read()
            assert answer.getheader("Content-Type") == f"text/{kind}; charset=utf-8"
            assert answer.getheader("Content-Security-Policy") == (
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            )
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
            assert answer.getheader("Referrer-Policy") == "no-referrer"
            assert b"http" not in content.replace(b"http-multi", b"").replace(b"HttpRequest", b"")
        for path in (
            "document.css",
            "device/../document.css",
            "%2e%2e/document.css",
            "words.js.map",
        ):
            line.request("GET", f"/{path}")
            answer = line.getresponse()
            answer.read()
            assert answer.status == 404


# -- the laptop --------------------------------------------------------------------------


def first(run: Any, kind: type) -> Any:
    return next(event for event in run if isinstance(event, kind))


def test_the_laptop_gets_a_code_and_every_device_under_it(peer: Peer) -> None:
    with contextlib.closing(Pairing(peer.url, "214").run(threading.Event())) as run:
        shown = first(run, Open)
        assert shown.url == peer.url
        assert 890 < shown.seconds_left <= 900
        for name, latency in (("phone", 3.4), ("tablet", None)):
            told = FIGURES | {"code": shown.code, "device": name, "latency": latency}
            assert post(peer, "figures.json", told)[0] == 200
        phone, tablet = first(run, DeviceFigures), first(run, DeviceFigures)
    assert phone.device == "phone"
    assert (phone.download, phone.upload) == (Decimal("41.250"), Decimal("12.500"))
    assert (phone.latency, phone.seconds) == (Decimal("3.400"), Decimal("12.100"))
    assert phone.how == "browser-http-multi-6-received"
    assert phone.at.endswith("+00:00")
    assert (tablet.device, tablet.latency) == ("tablet", None)


def test_leaving_closes_the_code_at_once(peer: Peer, no_thread_left: Callable[[], None]) -> None:
    run = Pairing(peer.url, "214").run(threading.Event())
    code = first(run, Open).code
    left = time.monotonic()
    run.close()
    assert time.monotonic() - left < 0.5
    assert post(peer, "spot.json", {"code": code})[0] == 410
    no_thread_left()


def test_stopping_ends_the_wait_at_once(peer: Peer, no_thread_left: Callable[[], None]) -> None:
    stop = threading.Event()
    run = Pairing(peer.url, "214").run(stop)
    first(run, Open)
    stop.set()
    left = time.monotonic()
    assert [event for event in run if not isinstance(event, Open)] == []
    assert time.monotonic() - left < 0.5
    no_thread_left()


def test_a_link_that_comes_back_loses_nothing(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.measure.device.pairing._ANSWER_S", 0.3)
    with (
        Relay(peer.port) as relay,
        contextlib.closing(Pairing(relay.url, "214").run(threading.Event())) as run,
    ):
        shown = first(run, Open)
        relay.cut()
        assert next(e for e in run if isinstance(e, Open) and not e.answers).code == shown.code
        post(peer, "figures.json", FIGURES | {"code": shown.code})
        relay.resume()
        assert first(run, DeviceFigures).device == "phone"


def test_a_code_that_is_over_is_told(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "VALID_S", 1.2)
    *_, last = Pairing(peer.url, "214").run(threading.Event())
    assert isinstance(last, Unavailable)
    assert str(last.reason).startswith("The code is no longer valid")


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (None, "No measuring server is set"),
        ("not a server", "is not the address of a measuring server"),
        ("127.0.0.1:1", "refused the connection"),
    ],
)
def test_no_server_is_a_sentence(server: str | None, said: str) -> None:
    (last,) = Pairing(server, "214").run(threading.Event())
    assert isinstance(last, Unavailable)
    assert said in str(last.reason)


def test_another_kind_of_server_is_a_sentence(serve: Callable[[type[LibreSpeed]], str]) -> None:
    (last,) = Pairing(serve(LibreSpeed), "214").run(threading.Event())
    assert isinstance(last, Unavailable)
    assert "no measuring point of readiness" in str(last.reason)


HOSTILE_ROWS: list[object] = [
    None, 5, [], {}, {"device": "x"},
    FIGURES,
    FIGURES | {"how": "x" * 50},
    FIGURES | {"how": "\x1b[2J"},
    FIGURES | {"how": "a", "download": -1},
    FIGURES | {"how": "a", "download": "fast"},
    FIGURES | {"how": "a", "upload": True},
    FIGURES | {"how": "a", "upload": 10**400},
    FIGURES | {"how": "a", "device": "\x00\x1b"},
]  # fmt: skip


class HostilePeer(LibreSpeed):
    """Says that it is a peer, and answers with what a laptop could trip over."""

    def do_GET(self) -> None:
        if self.path.startswith("/readiness.json"):
            self._json({"protocol": "readiness-peer", "udp": 9})
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/pair.json":
            urls = ["javascript:alert(1)", 5, None, "http://evil.example/", "http://[::"]
            self._json({"code": "ABCDEF", "token": "00" * 16, "seconds": "x", "urls": urls})
        else:
            good = FIGURES | {"how": "a", "device": "\x1b[2Jphone", "age": "x"}
            self._json({"devices": [*HOSTILE_ROWS, good]})

    def _json(self, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_nothing_that_a_peer_tells_is_believed(serve: Callable[[type[LibreSpeed]], str]) -> None:
    url = serve(HostilePeer)
    with contextlib.closing(Pairing(url, "214").run(threading.Event())) as run:
        shown = first(run, Open)
        assert (shown.url, shown.code) == (url, "ABCDEF")
        figures = first(run, DeviceFigures)
    assert figures.device == "[2Jphone"
