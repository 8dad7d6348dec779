"""Who is to blame when nothing could be measured: the spot, the server or the laptop.

A spot is unknown only where the server or the laptop is shown to be the cause; in every
other case no network is what was found there.
"""

from __future__ import annotations

import errno
import socket
import ssl

from readiness.measure.contact.http_line import Head, NotHttp
from readiness.measure.contact.wire import ProxyRefused, Silent
from readiness.measure.measurement import NotMeasured
from readiness.model.sentence import Sentence

NO_SERVER = Sentence(
    "No measuring server is set, so nothing was measured and the figure stays unknown. "
    "Set its address in the settings, for example http://192.168.1.5:8989/, and measure again."
)
_NOT_FORWARDED = {errno.EACCES, errno.EPERM}


def no_adapter() -> NotMeasured:
    """No adapter of the laptop is up with an address."""
    return NotMeasured(
        "no-link",
        Sentence(
            "This laptop has no network here: no adapter is connected. This place counts as "
            "without network. If Wi-Fi was switched off, switch it on and measure again."
        ),
    )


def no_name(host: str, error: OSError | None) -> NotMeasured:
    """The server's name gave no address; `error` is None when no answer came at all.

    A name server that says "unknown" was reached, so the spot has network. One that doesn't
    answer was not.
    """
    if error is None or error.errno == socket.EAI_AGAIN:
        return NotMeasured(
            "no-link",
            Sentence(
                "The name {host} was not answered by any name server. This place counts as without "
                "network. If this happens everywhere, use the server's IP address instead.",
                host=host,
            ),
        )
    return NotMeasured(
        "unavailable",
        Sentence(
            "The name {host} does not exist on this network, so the figure stays unknown. "
            "Check the server's address in the settings, or use its IP address.",
            host=host,
        ),
    )


def judge(error: Exception, server: str) -> NotMeasured:
    """What a failed first contact means; `error` is an OSError, Silent or NotHttp."""
    if isinstance(error, Silent):
        return _no_link(
            "Nothing answered at {server} within the time allowed. This place counts as without "
            "network. If this happens everywhere, check whether the server is on.",
            server,
        )
    if isinstance(error, NotHttp):
        return _unavailable(
            "{server} answered, but not as a LibreSpeed server. The figure stays unknown. "
            "Check the server's address and port in the settings.",
            server,
        )
    if isinstance(error, ProxyRefused):
        return proxy_refused(error.status, server)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _unavailable(
            "The certificate of {server} is not trusted by this laptop. It may be another server "
            "or a sign-in page that answered. The figure stays unknown; check certificate and "
            "name.",
            server,
        )
    if isinstance(error, ssl.SSLError):
        return _unavailable(
            "{server} does not speak TLS as this laptop does. The figure stays unknown. "
            "Check whether the address should start with http:// instead.",
            server,
        )
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ECONNREFUSED:
        return _unavailable(
            "{server} refused the connection: the laptop has network, but no measuring server is "
            "running there. The figure stays unknown. Start the server and measure again.",
            server,
        )
    if isinstance(error, ConnectionError):
        return _unavailable(
            "{server} broke the connection off before it answered. The figure stays unknown. "
            "Check that a LibreSpeed server runs there and that no firewall ends connections.",
            server,
        )
    if code in _NOT_FORWARDED:
        return _unavailable(
            "This laptop itself forbids a connection to {server}. The figure stays unknown. "
            "Check the laptop's firewall.",
            server,
        )
    return _no_link(
        "The laptop finds no way to {server} from here. This place counts as without network. "
        "If this happens everywhere, check the server's address in the settings.",
        server,
    )


def hanging(server: str) -> NotMeasured:
    """The server takes connections again and again, and never answers."""
    return _unavailable(
        "{server} accepts connections but does not answer. The figure stays unknown. "
        "Start the measuring server again and measure again.",
        server,
    )


def check(head: Head, server: str) -> None:
    """Raise NotMeasured unless this is an answer with status 200."""
    if 300 <= head.status < 400 or head.status == 511:
        raise _unavailable(
            "{server} sent the laptop on to another page; that is a sign-in page, or the server "
            "has another address. The figure stays unknown. Sign in or correct the address.",
            server,
        )
    if head.status == 407:
        raise proxy_refused(head.status, server)
    if head.status != 200:
        raise NotMeasured(
            "unavailable",
            Sentence(
                "{server} answered with HTTP error {status}. The figure stays unknown. "
                "Check the server's address and whether LibreSpeed is installed there.",
                server=server,
                status=head.status,
            ),
        )


def proxy_refused(status: int, server: str) -> NotMeasured:
    """The system's proxy passes nothing on to the server."""
    if status == 407:
        return _unavailable(
            "The proxy that this laptop uses for {server} asks for a name and a password. The "
            "figure stays unknown. Sign in at the proxy, or use a server inside the building.",
            server,
        )
    return _unavailable(
        "The proxy that this laptop uses gives no connection to {server}. The figure stays "
        "unknown. Ask the network manager to let it through, or use a server inside the building.",
        server,
    )


def page(server: str) -> NotMeasured:
    """What came back is a web page or a text, not measuring data."""
    return _unavailable(
        "{server} answered with a page instead of measuring data: a sign-in page, a filter or "
        "another server. The figure stays unknown. Sign in or correct the address.",
        server,
    )


def too_little(server: str) -> NotMeasured:
    """The download ended before the size that was asked for."""
    return _unavailable(
        "{server} sent less data than was asked for, so it is not a LibreSpeed server or "
        "something in between cuts downloads short. The figure stays unknown.",
        server,
    )


def interrupted(seconds: float) -> NotMeasured:
    """The link went away during the run."""
    return NotMeasured(
        "interrupted",
        Sentence(
            "Interrupted after {seconds} s: the connection was lost, so there is no figure. "
            "Measure again; if it is lost again, the network here is unreliable.",
            seconds=round(seconds, 1),
        ),
    )


def _no_link(template: str, server: str) -> NotMeasured:
    return NotMeasured("no-link", Sentence(template, server=server))


def _unavailable(template: str, server: str) -> NotMeasured:
    return NotMeasured("unavailable", Sentence(template, server=server))
