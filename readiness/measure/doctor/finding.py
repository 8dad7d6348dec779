"""One thing that was looked at: whether it works, what was seen, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from readiness.model.sentence import Sentence

Able = Literal["yes", "partly", "no"]

# Machine label and name, in the order in which they're looked at.
TOPICS: Mapping[str, Sentence] = {
    "system": Sentence("System and Python"),
    "home": Sentence("Folder for what is kept"),
    "terminal": Sentence("Terminal"),
    "clock": Sentence("Clock"),
    "power": Sentence("Power"),
    "adapters": Sentence("Network adapters"),
    "vpn": Sentence("VPN"),
    "signal": Sentence("Wi-Fi signal"),
    "noise": Sentence("Wi-Fi noise"),
    "ssid": Sentence("Name of the network"),
    "bssid": Sentence("Access point"),
    "walking": Sentence("Signal while walking"),
    "proxy": Sentence("Proxy of the system"),
    "trust": Sentence("Trusted certificates"),
    "server": Sentence("Server inside the building"),
    "loss": Sentence("Loss and jitter"),
    "outside": Sentence("Server outside the building"),
    "internet": Sentence("Internet check"),
    "peer": Sentence("Being a measuring server"),
    "spot": Sentence("Measuring a spot"),
}


@dataclass(frozen=True)
class Finding:
    """`topic` is a key of TOPICS; `todo` is there whenever `able` is "no"."""

    topic: str
    able: Able
    says: Sentence
    todo: Sentence | None = None


def able_to_measure(findings: Iterable[Finding]) -> bool:
    """Whether a spot can be measured here and now."""
    return any(found.topic == "spot" and found.able != "no" for found in findings)
