"""The whole examination, one subject after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from readiness.measure.crew import Crew, Halted
from readiness.measure.doctor import firewall, laptop, loss, network, radio, server, spot
from readiness.measure.doctor.finding import Finding
from readiness.model.sentence import Sentence

_LOOK_S = 0.05

Examination = Callable[[threading.Event], Iterator[Finding]]


@dataclass(frozen=True)
class Looking:
    """These topics are being looked at now."""

    topics: Sequence[str]


def examine(
    home: Path, inside: str, outside: str, stop: threading.Event, *, quick: bool = False
) -> Generator[Finding | Looking, None, None]:
    """Findings as they come, before each subject a `Looking`, and last the topic "spot".

    `inside` and `outside` are addresses of measuring servers, empty when none is set; nothing
    else is contacted. `quick` leaves the trial of 3 s with each server out. When `stop` is set
    or the generator is closed it ends within 0.5 s, with no thread, socket or child left.
    """
    contact = server.Contact()
    subjects: list[tuple[Sequence[str], Examination]] = [
        (("system",), laptop.system),
        (("home",), partial(laptop.home, home)),
        (("terminal",), laptop.terminal),
        (("clock",), laptop.clock),
        (("power",), laptop.battery),
        (("adapters", "vpn"), network.adapters),
        (("signal", "noise", "ssid", "bssid", "walking"), radio.link),
        (("proxy",), partial(network.proxies, [inside, outside])),
        (("trust",), network.trusted),
        (("server",), partial(server.try_out, "server", inside, contact, quick=quick)),
        (("loss",), partial(loss.loss, contact)),
        (("outside",), partial(server.try_out, "outside", outside, server.Contact(), quick=quick)),
        (("internet",), network.internet_check),
        (("peer",), firewall.being_a_peer),
        (("spot",), partial(spot.spot, contact)),
    ]
    try:
        for topics, look in subjects:
            yield Looking(topics)
            yield from _looked(topics, look, stop)
    except Halted:
        return


def _looked(topics: Sequence[str], look: Examination, stop: threading.Event) -> list[Finding]:
    """What one subject gives; Halted on `stop`."""
    found: list[Finding] = []

    def work(halt: threading.Event) -> None:
        try:
            found.extend(look(halt))
        except Halted:
            raise
        except Exception as mistake:
            # One stumble on a strange laptop must not hide all that comes after it.
            found.append(Finding(topics[0], "no", _stumbled(mistake), _STUMBLED_TODO))

    with Crew() as crew:
        crew.start(work)
        while crew.busy:
            if stop.wait(_LOOK_S):
                raise Halted
    return found


_STUMBLED_TODO = Sentence("Go on without it, and tell the makers what stands here.")


def _stumbled(mistake: Exception) -> Sentence:
    return Sentence(
        "This couldn't be looked at, through a mistake of the program ({what}).",
        what=f"{type(mistake).__name__}: {mistake}"[:200],
    )
