"""Which access point the laptop is on while it is carried about."""

from __future__ import annotations

import threading
import time

from readiness.measure.measurement import Unavailable
from readiness.measure.radio.link import Reader
from readiness.measure.walk.walked import Roam
from readiness.model.sentence import Sentence

_PAUSE_S = 1.0
_MOST_ROAMS = 500

NOT_LIVE = Sentence(
    "This laptop can't tell while walking which access point it is on, so changes of access point "
    "aren't known."
)
NOT_WIFI = Sentence(
    "The probes went over a cable, so there are no access points to change between."
)


class AccessPoints:
    """Read about every second; each is called by the order in which it was met.

    The hardware addresses are kept in this object alone.
    """

    def __init__(self, reader: Reader, started: float) -> None:
        self.signal_dbm: int | float | None = None
        self.current = ""
        self.roams: list[Roam] = []
        self._reader = reader
        self._started = started
        self._names: dict[str, str] = {}
        self._why = NOT_LIVE

    def watch(self, halt: threading.Event) -> None:
        """Read until `halt`."""
        while not halt.is_set():
            link = self._reader.read(halt)
            if halt.is_set():
                return
            signal = link.signal_dbm
            self.signal_dbm = None if isinstance(signal, Unavailable) else signal
            if isinstance(link.bssid, Unavailable):
                self._why = link.bssid.reason
            else:
                self._on(link.bssid)
            halt.wait(_PAUSE_S)

    def found(self) -> tuple[Roam, ...] | Unavailable:
        """The changes, or why they aren't known."""
        return tuple(self.roams) if self._names else Unavailable(self._why)

    def _on(self, bssid: str) -> None:
        name = self._names.setdefault(bssid, str(len(self._names) + 1))
        if self.current and name != self.current and len(self.roams) < _MOST_ROAMS:
            at = round(time.perf_counter() - self._started, 1)
            self.roams.append(Roam(at, self.current, name))
        self.current = name
