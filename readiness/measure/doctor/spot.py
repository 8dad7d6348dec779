"""What it all comes to."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from readiness.measure.doctor.finding import Finding
from readiness.measure.doctor.server import Contact, host_of
from readiness.measure.laptop import adapter
from readiness.model.sentence import Sentence


def spot(contact: Contact, halt: threading.Event) -> Iterator[Finding]:
    """What it all comes to: whether a spot can be measured here and now."""
    if contact.server is None:
        yield Finding(
            "spot",
            "no",
            Sentence("A spot can't be measured now: no measuring server is reached."),
            Sentence("See above at the server inside the building."),
        )
        return
    if not contact.works:
        yield Finding(
            "spot",
            "no",
            Sentence("A spot can't be measured now: the trial with the server gave no figures."),
            Sentence("See above at the server inside the building."),
        )
        return
    route = adapter.route_to(host_of(contact.server))
    if route is not None and route.kind == "loopback":
        yield Finding(
            "spot",
            "partly",
            Sentence("Measuring works, but against this laptop itself."),
            Sentence("Start the measuring server on a second laptop before the visit."),
        )
        return
    if adapter.wifi() is None:
        yield Finding(
            "spot",
            "partly",
            Sentence("Measuring works, but not over Wi-Fi: the figures are those of the cable."),
            Sentence("Switch Wi-Fi on and connect to the staff network before the visit."),
        )
        return
    yield Finding("spot", "yes", Sentence("A spot can be measured."))
