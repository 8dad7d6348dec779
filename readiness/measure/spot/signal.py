"""The Wi-Fi signal while a spot is measured: read again and again where that is cheap."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal

from readiness.measure.measurement import SIGNAL, SNR, Figure, Unavailable, figure
from readiness.measure.ping import latency
from readiness.measure.radio.link import Reader, WifiLink
from readiness.model.sentence import Sentence

# On Windows each reading counts as a use of the location: not more often than is of use.
_PAUSE_S = 1.0
# What is kept of the link. Addresses of access points stay on the laptop.
_KEPT = (
    "ssid", "band_ghz", "channel", "width_mhz", "frequency_mhz", "rx_mbps", "tx_mbps", "phy",
    "security",
)  # fmt: skip

NOT_READ = Sentence(
    "The Wi-Fi signal was not read before the measurement ended. Measure again, or enter the "
    "signal that the laptop shows."
)


class Signal:
    """Follows the link of one run; `now` is the last signal in dBm, None before and without."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._link: WifiLink | None = None
        self._signals: list[float] = []
        self._noise: list[float] = []

    @property
    def now(self) -> int | None:
        """The last reading, for the screen."""
        return round(self._signals[-1]) if self._signals else None

    def follow(self, halt: threading.Event) -> None:
        """Read the link until `halt`: every second, or once where a reading takes seconds."""
        while not halt.is_set():
            self._take(self._reader.read(halt))
            if not self._reader.live or halt.wait(_PAUSE_S):
                return

    def figures(self) -> dict[str, Figure | Unavailable]:
        """Signal (dBm) and SNR (dB): the median of the readings, or why there are none."""
        link = self._link
        if link is None:
            return {SIGNAL: Unavailable(NOT_READ), SNR: Unavailable(NOT_READ)}
        return {
            SIGNAL: _median(self._signals, "dBm", link, link.signal_dbm),
            SNR: _median(self._noise, "dB", link, link.snr_db),
        }

    def facts(self) -> dict[str, str | int | float]:
        """What is kept of the link with the figures, as far as it could be read."""
        kept: dict[str, str | int | float] = {}
        for name in _KEPT if self._link is not None else ():
            value = getattr(self._link, name)
            if not isinstance(value, Unavailable):
                kept[name] = value
        return kept

    def _take(self, link: WifiLink) -> None:
        self._link = link
        if not isinstance(link.signal_dbm, Unavailable):
            self._signals.append(link.signal_dbm)
        if not isinstance(link.snr_db, Unavailable):
            self._noise.append(link.snr_db)


def _median(
    readings: list[float], unit: str, link: WifiLink, last: float | Unavailable
) -> Figure | Unavailable:
    if not readings:
        assert isinstance(last, Unavailable)
        return last
    return replace(
        figure(latency.median(readings), unit, f"{link.how}-{len(readings)}"),
        low=Decimal(round(min(readings))),
        high=Decimal(round(max(readings))),
        at_least=link.signal_at_least,
    )
