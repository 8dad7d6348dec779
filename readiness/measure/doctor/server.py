"""Whether a measuring server can be reached, and is fast enough not to be the limit."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from readiness.measure.contact.address import ServerAddress, parse
from readiness.measure.contact.server import NETWORK_TROUBLE, Server, find
from readiness.measure.crew import Halted
from readiness.measure.doctor.finding import Able, Finding
from readiness.measure.doctor.network import KINDS
from readiness.measure.laptop import adapter
from readiness.measure.laptop.adapter import Kind
from readiness.measure.measurement import Figure, Measurement, NotMeasured
from readiness.measure.spot import limits
from readiness.measure.spot.run import Lengths, SpotProbe
from readiness.model.sentence import Numeral, Refused, Sentence

# Our choice: twice of where a spot's score stops rising (50 down, 20 up).
ENOUGH_DOWN, ENOUGH_UP = Decimal(100), Decimal(40)
TRIAL = Lengths(idle_s=0.5, single_s=0.0, download_s=1.5, upload_s=1.5)
_ROUNDS = 5
_ANSWER_S = 2.0

_UNSET = {
    "server": Sentence(
        "Start `readiness measure peer` on a second laptop on a cable, or use a LibreSpeed server, "
        "and give its address with `readiness settings set server ADDRESS`."
    ),
    "outside": Sentence(
        "Give the address of a LibreSpeed server on the internet with `readiness settings set "
        "outside ADDRESS`; without one, Wi-Fi and line can't be told apart."
    ),
}
_BESIDE = Sentence(
    "Put this laptop on a cable beside the server and run this again: if it is no faster there, "
    "the server is the limit."
)


class Contact:
    """The server that was reached, for what is looked at afterwards.

    `works` once a trial gave figures, or none was wanted.
    """

    def __init__(self) -> None:
        self.server: Server | None = None
        self.works = False


@dataclass(frozen=True)
class Trial:
    """What a short trial gave, in Mbit/s, over which kind of adapter; `limits` as in `limits`."""

    down: Decimal
    up: Decimal
    kind: Kind | None
    limits: list[str]


def try_out(
    topic: str, text: str, contact: Contact, halt: threading.Event, *, quick: bool
) -> Iterator[Finding]:
    """Reach the server, ask for the round trip, and load it for 3 s unless `quick`."""
    if not text:
        yield Finding(topic, "no", Sentence("No server is set."), _UNSET[topic])
        return
    try:
        address = parse(text)
        server = find(address, halt, None if address.local else adapter.pinned())
    except Refused as refused:
        yield Finding(topic, "no", refused.sentence, _UNSET[topic])
        return
    except NotMeasured as why:
        yield Finding(topic, "no", why.reason, _reach(topic, address))
        return
    contact.server = server
    route = adapter.wifi() if server.place.source else adapter.route_to(host_of(server))
    who = _who(server, halt, None if route is None else route.kind)
    if quick:
        contact.works = True
        todo = Sentence("Run it without --quick to know whether it is fast enough.")
        yield Finding(topic, "partly", who, todo)
        return
    made = _load(text, halt)
    contact.works = made.state == "measured"
    down, up = made.figures.get("download"), made.figures.get("upload")
    if not (isinstance(down, Figure) and isinstance(up, Figure)):
        reasons = [f.reason for f in (down, up) if f is not None and not isinstance(f, Figure)]
        why_not = made.reason or reasons[0]
        says = Sentence("{server} But a trial failed: {why}", server=who, why=why_not)
        yield Finding(topic, "partly", says, _reach(topic, address))
        return
    kind = None if route is None else route.kind
    trial = Trial(down.value, up.value, kind, limits.of_server(server.told, made.figures))
    able, todo_ = judge(trial)
    says = Sentence(
        "{server} It gave this laptop {down} Mbit/s down and {up} Mbit/s up just now.",
        server=who,
        down=_whole(trial.down),
        up=_whole(trial.up),
    )
    yield Finding(topic, able, says, todo_)


def judge(trial: Trial) -> tuple[Able, Sentence | None]:
    """Whether the server is fast enough not to be the limit, and else what to do; pure."""
    if trial.kind == "loopback":
        return "partly", Sentence(
            "It runs on this laptop itself, which says nothing about the network: start it on a "
            "second laptop."
        )
    if trial.down >= ENOUGH_DOWN and trial.up >= ENOUGH_UP:
        return "yes", None
    if trial.limits:
        # The words are in the catalogue by where they stand.
        return "partly", Sentence(trial.limits[0])
    if trial.kind == "cable":
        return "partly", Sentence(
            "Even over a cable it gives under {down} down or {up} up: the server or its cable is "
            "the limit. Give it a faster link, or read figures near these as at least.",
            down=ENOUGH_DOWN,
            up=ENOUGH_UP,
        )
    return "partly", _BESIDE


def _who(server: Server, halt: threading.Event, kind: Kind | None) -> Sentence:
    """What answered, how quickly, over what, and what it tells of itself."""
    protocol = (
        Sentence("readiness measure peer") if server.is_peer else Sentence("a LibreSpeed server")
    )
    over = KINDS[kind] if kind is not None else Sentence("an unknown adapter")
    round_trip = _round_trip(server, halt)
    first = Sentence(
        "{server} answers as {protocol} over {over}, round trip {ms} ms.",
        server=str(server.address),
        protocol=protocol,
        over=over,
        ms="–" if round_trip is None else Numeral(f"{round_trip:.1f}"),
    )
    told = server.told
    if not server.is_peer or told.cpu_percent is None:
        return first
    mbps = "" if told.link_mbps is None else Sentence(", {mbps} Mbit/s", mbps=round(told.link_mbps))
    return Sentence(
        "{first} It tells: {link}{mbps}, processor {cpu} % busy, {others} other laptops measuring.",
        first=first,
        link=KINDS.get(told.link_kind, Sentence("an unknown adapter")),
        mbps=mbps,
        cpu=round(told.cpu_percent),
        others=told.others,
    )


def _round_trip(server: Server, halt: threading.Event) -> float | None:
    """The median time of a tiny request on a kept connection, in ms."""
    line = server.line(halt)
    times = []
    try:
        for _ in range(_ROUNDS):
            times.append(line.ask(f"{server.base}empty.php", _ANSWER_S).seconds * 1000)
    except NETWORK_TROUBLE:
        pass
    finally:
        line.close()
    return statistics.median(times[1:]) if len(times) > 1 else None


def _load(text: str, halt: threading.Event) -> Measurement:
    for event in SpotProbe(text, TRIAL).run(halt):
        if isinstance(event, Measurement):
            return event
    raise Halted


def _reach(topic: str, address: ServerAddress) -> Sentence:
    if topic == "server":
        return Sentence(
            "Check that the server is on, that this laptop is on the staff network, and open "
            "{address} in a browser: a network that keeps laptops apart needs a server of the "
            "organisation.",
            address=str(address),
        )
    return Sentence(
        "Check that the internet works here and open {address} in a browser. Without it only the "
        "network inside the building is measured.",
        address=str(address),
    )


def host_of(server: Server) -> str:
    """The address at which it answered."""
    return str(server.place.addresses[0][1][0])


def _whole(mbps: Decimal) -> Numeral:
    return Numeral(str(mbps.quantize(Decimal(1) if mbps >= 10 else Decimal("0.1"))))
