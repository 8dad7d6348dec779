"""Which facts of the Wi-Fi link this laptop may read."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from readiness.measure import wifi
from readiness.measure.doctor.finding import Finding
from readiness.measure.measurement import Unavailable
from readiness.measure.radio.link import Number, Text, WifiLink
from readiness.model.sentence import Sentence

_TODO = {
    "signal": Sentence(
        "Take the signal from the controller or from the laptop's own Wi-Fi screen and enter it, "
        "or the technologies that ask for it stay undecided."
    ),
    "noise": Sentence("Take the signal-to-noise ratio from an export of the controller."),
    "ssid": Sentence(
        "Look on the laptop's own Wi-Fi screen that it is on the staff network. Windows and macOS "
        "tell the name only to programs that may know the location."
    ),
    "bssid": Sentence(
        "Which access point serves a spot then stays unknown; the controller knows. Windows and "
        "macOS tell it only to programs that may know the location."
    ),
}


# Four times the same words hide what differs.
_SAME = Sentence("Not told, for the same reason as the Wi-Fi signal.")


def link(halt: threading.Event) -> Iterator[Finding]:
    """The facts, one by one, and whether the signal can be followed while walking."""
    reader = wifi.reader()
    yield from judge(reader.read(halt), reader.live)


def judge(read: WifiLink, live: bool) -> Iterator[Finding]:
    """What of this link is there; `live` when the signal is told several times a second. Pure."""
    signal = read.signal_dbm
    gone = signal.reason if isinstance(signal, Unavailable) else None
    yield _fact("signal", signal, None, Sentence("Can be read: {dbm} dBm here.", dbm=signal))
    yield _fact(
        "noise", read.noise_dbm, gone, Sentence("Can be read: {dbm} dBm here.", dbm=read.noise_dbm)
    )
    yield _fact("ssid", read.ssid, gone, Sentence("Can be read: {ssid}.", ssid=read.ssid))
    # Not shown: with it the building can be found, and this list gets sent around.
    yield _fact("bssid", read.bssid, gone, Sentence("Can be read."))
    if gone is not None:
        yield Finding("walking", "no", _SAME, _TODO["signal"])
    elif live:
        yield Finding("walking", "yes", Sentence("The signal is read twice a second."))
    else:
        yield Finding(
            "walking",
            "partly",
            Sentence("This system tells the signal too slowly; it is read once at a spot."),
            Sentence("Stand still at each spot until it is measured."),
        )


def _fact(topic: str, value: Number | Text, gone: Sentence | None, read: Sentence) -> Finding:
    """`gone`: why there is no signal, which then needn't be said again."""
    if not isinstance(value, Unavailable):
        return Finding(topic, "yes", read)
    return Finding(topic, "no", _SAME if value.reason == gone else value.reason, _TODO[topic])
