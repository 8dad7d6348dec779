"""The shape every probe has: whoever runs one only loops over it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from typing import Protocol

from readiness.measure.measurement import Measurement, Sample


class Probe(Protocol):
    """Something that measures for some seconds and tells about it meanwhile."""

    def run(self, stop: threading.Event) -> Generator[Sample | Measurement, None, None]:
        """Samples at about 10 Hz and, last, exactly one measurement.

        Network trouble becomes a measurement that says so; it never raises for that.
        When `stop` is set, or the iterator is closed, it ends within 0.5 s, without a
        measurement and with all its threads and sockets gone.
        """
        ...
