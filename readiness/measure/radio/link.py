"""What can be known of a Wi-Fi link, and the way to read it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields
from typing import Any, Protocol

from readiness.measure.measurement import Unavailable
from readiness.model.sentence import Sentence

NOT_TOLD = Unavailable(Sentence("The system doesn't tell this of a Wi-Fi link."))
NO_ADAPTER = Sentence(
    "The system shows no Wi-Fi adapter on this laptop, so there is no signal to read. Switch Wi-Fi "
    "on, or measure with a laptop that has Wi-Fi."
)
NOT_CONNECTED = Sentence(
    "This laptop isn't connected to Wi-Fi, so there is no signal to read. Connect it to the staff "
    "network and read again."
)
STOPPED = Sentence("The reading of the Wi-Fi link was stopped.")

Text = str | Unavailable
Number = int | float | Unavailable


@dataclass(frozen=True)
class WifiLink:
    """What a laptop knows of its Wi-Fi link; each fact is a value or says why it isn't there.

    `band_ghz` is 2.4, 5 or 6; `channel` the primary channel; `width_mhz`, `frequency_mhz` (the
    primary channel's centre) in MHz; `signal_dbm` and `noise_dbm` in dBm; `rx_mbps` and `tx_mbps`
    the rates of this link in Mbit/s; `phy` such as "802.11ax"; `security` as the system words it.
    `bssid` is the access point's hardware address in small letters: it can be looked up to a
    street, so it is shown and never stored. `how` is a machine label of the reader.
    `signal_at_least`: the system's scale ends here, so the signal is this strong or stronger.
    """

    how: str
    connected: bool | Unavailable
    ssid: Text = NOT_TOLD
    bssid: Text = NOT_TOLD
    band_ghz: Number = NOT_TOLD
    channel: Number = NOT_TOLD
    width_mhz: Number = NOT_TOLD
    frequency_mhz: Number = NOT_TOLD
    signal_dbm: Number = NOT_TOLD
    noise_dbm: Number = NOT_TOLD
    rx_mbps: Number = NOT_TOLD
    tx_mbps: Number = NOT_TOLD
    phy: Text = NOT_TOLD
    security: Text = NOT_TOLD
    signal_at_least: bool = False

    @property
    def snr_db(self) -> Number:
        """The signal above the noise, in dB; without one of them, the reason of that one."""
        if isinstance(self.signal_dbm, Unavailable):
            return self.signal_dbm
        if isinstance(self.noise_dbm, Unavailable):
            return self.noise_dbm
        return self.signal_dbm - self.noise_dbm


FACTS = tuple(
    entry.name for entry in fields(WifiLink) if entry.name not in ("how", "signal_at_least")
)


def without(reason: Sentence, how: str, connected: bool | None = None) -> WifiLink:
    """A link of which nothing is known, for this reason; `connected` None: not known either."""
    gone = Unavailable(reason)
    facts: dict[str, Any] = dict.fromkeys(FACTS, gone)
    if connected is not None:
        facts["connected"] = connected
    return WifiLink(how, **facts)


class Reader(Protocol):
    """A way to read the link; `live` when it's cheap enough for twice a second."""

    @property
    def live(self) -> bool: ...

    def read(self, halt: threading.Event) -> WifiLink:
        """The link at this moment. Never raises; ends within 0.5 s of `halt` being set."""
        ...
