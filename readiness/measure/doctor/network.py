"""The ways out of the laptop: adapters, VPN, proxy, certificates, and the internet check."""

from __future__ import annotations

import importlib.util
import threading
import urllib.request
from collections.abc import Iterator, Sequence

from readiness.measure.contact import address, proxy, trust
from readiness.measure.doctor.finding import Finding
from readiness.measure.laptop import adapter
from readiness.measure.laptop.adapter import Adapter
from readiness.model.sentence import Refused, Sentence

KINDS = {
    "wifi": Sentence("Wi-Fi"),
    "cable": Sentence("cable"),
    "vpn": Sentence("VPN"),
    "other": Sentence("other kind"),
    "loopback": Sentence("this laptop itself"),
}


def adapters(halt: threading.Event) -> Iterator[Finding]:
    """What the laptop is connected with, and whether a VPN takes its traffic."""
    known = [found for found in adapter.adapters() if found.kind != "loopback"]
    yield judge(known)
    default = adapter.default_route()
    tunnels = tuple(_named(found) for found in known if found.kind == "vpn")
    if default is not None and default.kind == "vpn":
        yield Finding(
            "vpn",
            "partly",
            Sentence("Traffic goes through a VPN: {adapter}.", adapter=default.name),
            Sentence(
                "Switch the VPN off while measuring, or the figures are those of the VPN and not "
                "of the Wi-Fi."
            ),
        )
    elif tunnels:
        says = Sentence(
            "There is a VPN, but traffic doesn't go through it: {which}.", which=tunnels
        )
        yield Finding("vpn", "yes", says)
    else:
        yield Finding("vpn", "yes", Sentence("No VPN is on."))


def judge(known: Sequence[Adapter]) -> Finding:
    """The finding about these adapters; pure."""
    kinds = {found.kind for found in known}
    listed = Sentence("Connected: {adapters}.", adapters=tuple(_named(found) for found in known))
    if "wifi" in kinds:
        if "cable" in kinds:
            return Finding(
                "adapters",
                "partly",
                listed,
                Sentence("Unplug the cable to be sure that the Wi-Fi is measured."),
            )
        return Finding("adapters", "yes", listed)
    if known:
        return Finding(
            "adapters",
            "partly",
            listed,
            Sentence(
                "No Wi-Fi is connected, so only the line can be measured. Switch Wi-Fi on and "
                "connect to the staff network to measure spots."
            ),
        )
    return Finding(
        "adapters",
        "no",
        Sentence("No network adapter is connected."),
        Sentence("Switch Wi-Fi on and connect to the staff network."),
    )


def proxies(servers: Sequence[str], halt: threading.Event) -> Iterator[Finding]:
    """The proxy that the system names, and which of the servers lie behind it."""
    found = (proxy.parse(text) for text in urllib.request.getproxies().values())
    # Without user and password: this is shown.
    named = tuple(dict.fromkeys(str(one) for one in found if one is not None))
    if not named:
        yield Finding(
            "proxy", "yes", Sentence("The system names no proxy; measuring goes straight.")
        )
        return
    behind = tuple(text for text in servers if text and _is_behind(text))
    if behind:
        yield Finding(
            "proxy",
            "partly",
            Sentence(
                "The system names a proxy ({proxy}); {servers} is reached through it, so the "
                "figures are those of the proxy too.",
                proxy=named,
                servers=behind,
            ),
            Sentence("Ask for an exception for the measuring server, or use its IP address."),
        )
    else:
        yield Finding(
            "proxy",
            "yes",
            Sentence("The system names a proxy ({proxy}); no server needs it.", proxy=named),
        )


def trusted(halt: threading.Event) -> Iterator[Finding]:
    """Whether TLS is checked with what the system trusts."""
    try:
        trust.context()
    except (ImportError, OSError) as error:
        yield Finding(
            "trust",
            "no",
            Sentence("The certificates of the system can't be read: {why}.", why=str(error)[:120]),
            Sentence("Install the kit again; until then use a server with http:// in its address."),
        )
        return
    yield Finding(
        "trust", "yes", Sentence("https servers are checked with what this system trusts.")
    )


def internet_check(halt: threading.Event) -> Iterator[Finding]:
    """Whether the check that needs no server of one's own is there; it isn't run."""
    if importlib.util.find_spec("speedtest") is None:
        yield Finding(
            "internet",
            "no",
            Sentence("The internet check isn't installed."),
            Sentence("Install speedtest-cli into the same Python as the kit."),
        )
        return
    yield Finding(
        "internet",
        "yes",
        Sentence("Installed. It isn't run here: it loads the line for some 20 seconds."),
    )


def _is_behind(text: str) -> bool:
    try:
        return proxy.find(address.parse(text)) is not None
    except Refused:
        return False


def _named(found: Adapter) -> Sentence:
    return Sentence("{name} ({kind})", name=found.name, kind=KINDS[found.kind])
