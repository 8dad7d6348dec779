"""The way to a server: TLS by the system's trust store, the system's proxy, IPv6."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readiness.measure.contact import proxy
from readiness.measure.contact.address import parse
from readiness.measure.measurement import Figure, Unavailable
from readiness.measure.peer import Peer

from .plain import LibreSpeed, Portal, Quiet
from .run import finish, short, value

pytest.importorskip("truststore")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of an organisation's own for `localhost`, with its key."""
    import shutil

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(file.with_suffix(".key")), "-out", str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    return file


@pytest.fixture
def secure(certificate: Path) -> Iterator[int]:
    """A LibreSpeed server behind TLS; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    with Quiet(("127.0.0.1", 0), LibreSpeed) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_certificate_that_the_system_trusts_is_trusted(
    secure: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    _, measured = finish(short(f"https://localhost:{secure}/"))
    assert measured.state == "measured"
    assert value(measured, "download") > 20
    assert value(measured, "upload") > 20


def test_a_certificate_that_nobody_signed_is_told(secure: int) -> None:
    _, measured = finish(short(f"https://localhost:{secure}/"))
    assert measured.state == "unavailable"
    assert "not trusted" in str(measured.reason)


def test_ipv6_is_measured_like_ipv4() -> None:
    with contextlib.suppress(OSError), Peer("::1", 0) as peer:
        _, measured = finish(short(f"http://[::1]:{peer.port}/"))
        assert measured.state == "measured"
        assert value(measured, "loss") == 0
        return
    pytest.skip("only on a system with IPv6")


class Passing(threading.Thread):
    """A proxy that passes plain requests and tunnels on to one port, whatever is asked for."""

    def __init__(self, port: int, answer: bytes = b"") -> None:
        super().__init__(daemon=True)
        self._to = port
        self._answer = answer
        self.asked: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._pass, args=(near,), daemon=True).start()

    def _pass(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError), near:
            head = b""
            while b"\r\n\r\n" not in head:
                head += near.recv(4096)
            self.asked.append(head.split(b"\r\n")[0])
            if self._answer:
                near.sendall(self._answer)
                return
            with socket.create_connection(("127.0.0.1", self._to)) as far:
                if head.startswith(b"CONNECT"):
                    near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    far.sendall(head)
                back = threading.Thread(target=_pump, args=(far, near), daemon=True)
                back.start()
                _pump(near, far)
                back.join()

    def close(self) -> None:
        self._listener.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Passing]]:
    """Start a proxy and make it the system's."""
    with contextlib.ExitStack() as running:

        def start(port: int, answer: bytes = b"") -> Passing:
            made = Passing(port, answer)
            running.callback(made.close)
            made.start()
            for name in ("http_proxy", "https_proxy"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{made.port}")
            monkeypatch.delenv("no_proxy", raising=False)
            return made

        yield start


def test_a_plain_server_is_measured_through_the_systems_proxy(
    peer: Peer, through: Callable[..., Passing]
) -> None:
    made = through(peer.port)
    # The name is for the proxy to look up: this laptop needs no address of it.
    _, measured = finish(short("http://meetpunt.example:8989/"))
    assert measured.state == "measured"
    assert value(measured, "download") > 50
    assert value(measured, "upload") > 50
    assert measured.instrument["proxy"] == f"127.0.0.1:{made.port}"
    assert any(w.startswith("The system's proxy stood") for w in measured.instrument["warnings"])
    assert any(a.startswith(b"GET http://meetpunt.example:8989/garbage.php") for a in made.asked)
    loss = measured.figures["loss"]
    assert isinstance(loss, Unavailable)
    assert "through a proxy" in str(loss.reason)


def test_a_server_with_tls_is_measured_through_a_tunnel(
    secure: int, certificate: Path, through: Callable[..., Passing], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = through(secure)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(proxy, "find", lambda _address: proxy.parse(f"127.0.0.1:{made.port}"))
    _, measured = finish(short("https://localhost:9443/"))
    assert measured.state == "measured"
    assert isinstance(measured.figures["download"], Figure)
    assert made.asked[0] == b"CONNECT localhost:9443 HTTP/1.1"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "password"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "HTTP error 502"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 60\r\n\r\n" + b"x" * 60,
         "a page instead of measuring data"),
    ],
)  # fmt: skip
def test_what_a_proxy_answers_by_itself_is_no_figure(
    through: Callable[..., Passing], answer: bytes, words: str
) -> None:
    through(1, answer)
    _, measured = finish(short("http://meetpunt.example/"))
    assert measured.state == "unavailable"
    assert words in str(measured.reason)


def test_a_tunnel_that_is_refused_is_told(through: Callable[..., Passing]) -> None:
    through(1, b"HTTP/1.1 403 Forbidden\r\n\r\n")
    _, measured = finish(short("https://meetpunt.example/"))
    assert measured.state == "unavailable"
    assert "gives no connection" in str(measured.reason)


@pytest.mark.parametrize(
    ("address", "through_it"),
    [
        ("http://192.168.1.5:8989/", False),
        ("http://localhost:8989/", False),
        ("http://[fd00::5]:8989/", False),
        ("http://meetpunt.example/", True),
        ("http://kantoor.example/", False),
    ],
)
def test_what_is_inside_is_gone_to_directly(
    monkeypatch: pytest.MonkeyPatch, address: str, through_it: bool
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "kantoor.example")
    found = proxy.find(parse(address))
    assert (str(found) == "proxy.example:3128") is through_it


def test_a_proxys_name_and_password_go_into_the_head_and_nowhere_else() -> None:
    found = proxy.parse("http://jan:geheim@proxy.example:3128")
    assert found is not None
    assert str(found) == "proxy.example:3128"
    assert found.fields() == ["Proxy-Authorization: Basic amFuOmdlaGVpbQ=="]
    assert proxy.parse("socks5://proxy.example") is None


def test_a_page_for_signing_in_is_not_counted_through_a_proxy_either(
    serve: Callable[[type[LibreSpeed]], str], through: Callable[..., Passing]
) -> None:
    through(int(serve(Portal).split(":")[2].strip("/")))
    _, measured = finish(short("http://meetpunt.example/"))
    assert measured.state == "unavailable"
