"""What else than the link may have held a figure down: then the figure is a lower bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from readiness.measure.contact.server import Told
from readiness.measure.measurement import Figure, Unavailable
from readiness.model.sentence import Sentence

# Of what the server's own link carries; payload is some 94 % of an Ethernet's rate.
_NEARLY_ALL = 0.9
_BUSY_PERCENT = 85.0
_RATES = ("download", "upload")

SERVER_LINK = Sentence(
    "The measuring server's own network link is the limit: the spot gives this or more. "
    "Connect the server with a faster cable to know how much more."
).template
SERVER_WIRELESS = Sentence(
    "The measuring server is on Wi-Fi itself, which is the limit: the spot gives this or more. "
    "Connect the server with a cable."
).template
SERVER_BUSY = Sentence(
    "The measuring server's processor was nearly fully busy: the spot gives this or more. "
    "Close other programs there and measure again."
).template
SERVER_SHARED = Sentence(
    "Another laptop was measuring against the same server: the spot gives this or more. "
    "Measure one at a time."
).template


def of_server(told: Told, figures: Mapping[str, Figure | Unavailable]) -> list[str]:
    """Why the server may be the limit of these figures; empty when nothing says so."""
    rates = [float(f.value) for k in _RATES if isinstance(f := figures.get(k), Figure)]
    if not rates:
        return []
    reasons = []
    if told.link_kind == "wifi":
        reasons.append(SERVER_WIRELESS)
    elif told.link_mbps and max(rates) >= _NEARLY_ALL * told.link_mbps:
        reasons.append(SERVER_LINK)
    if told.cpu_percent is not None and told.cpu_percent >= _BUSY_PERCENT:
        reasons.append(SERVER_BUSY)
    if told.others:
        reasons.append(SERVER_SHARED)
    return reasons


def marked(figures: Mapping[str, Figure | Unavailable]) -> dict[str, Figure | Unavailable]:
    """The figures with the throughputs marked as lower bounds."""
    return {
        key: replace(figure, at_least=True)
        if key.startswith(_RATES) and isinstance(figure, Figure)
        else figure
        for key, figure in figures.items()
    }
