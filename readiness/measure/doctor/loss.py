"""How loss and jitter can be counted."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator

from readiness.measure.doctor.finding import Finding
from readiness.measure.doctor.server import Contact
from readiness.measure.ping import choice as pingers
from readiness.measure.ping.icmp import IcmpPinger
from readiness.measure.ping.icmp_windows import WindowsPinger
from readiness.measure.radio import tool
from readiness.model.sentence import Sentence

_PATIENCE_S = 2.0

WAYS = {
    "udp-echo": Sentence("the UDP echo of the measuring server"),
    "icmp-echo": Sentence("ICMP echoes"),
    "system-ping": Sentence("the system's ping"),
}


def loss(contact: Contact, halt: threading.Event) -> Iterator[Finding]:
    """How loss and jitter are counted against the server, or could be from this laptop."""
    if contact.server is None:
        able = tuple(_own_ways(halt))
        if able:
            says = Sentence("No server to try; this laptop has {ways}.", ways=able)
        else:
            says = Sentence("No server to try; this laptop may send no echoes by itself.")
        todo = Sentence("Reach a server first; `readiness measure peer` answers UDP echoes.")
        yield Finding("loss", "partly" if able else "no", says, todo)
        return
    kind = pingers.choose(contact.server, halt).kind
    if kind in WAYS:
        says = Sentence("Counted with {way}.", way=WAYS[kind])
        yield Finding("loss", "yes", says)
        return
    yield Finding(
        "loss",
        "no",
        Sentence("Nothing but web requests is answered, and these can't count loss."),
        Sentence(
            "Measure against `readiness measure peer` on a second laptop, and let the firewall "
            "pass UDP to its port."
        ),
    )


def _own_ways(halt: threading.Event) -> Iterator[Sentence]:
    """Ways to count loss without a peer, tried on this laptop itself."""
    if sys.platform == "win32":
        if WindowsPinger("127.0.0.1").heard(halt):
            yield WAYS["icmp-echo"]
        return
    if IcmpPinger(socket.AF_INET, ("127.0.0.1", 0)).heard(halt):
        yield WAYS["icmp-echo"]
    answer = tool.ask(("ping", "-n", "-c", "1", "127.0.0.1"), halt, _PATIENCE_S)
    if answer is not None and answer.code == 0:
        yield WAYS["system-ping"]
