"""Several downloads at once, counted as they come in."""

from __future__ import annotations

import secrets
import threading
import time

from readiness.measure.contact import fault
from readiness.measure.contact.http_line import LAST_CHUNK, HttpLine
from readiness.measure.contact.server import NETWORK_TROUBLE, Server
from readiness.measure.measurement import NotMeasured
from readiness.measure.spot.meter import Meter

MEBIBYTES = 100
_BLOCK = 256 * 1024
_SILENCE_S = 10.0
_AGAIN_S = 0.2


class Download:
    """The load of the download phase; `lane` is the work of one stream.

    `refusal` is set when what came was no measuring data; `breaks` counts connections that
    broke and were made again.
    """

    def __init__(self, server: Server, streams: int) -> None:
        self._server = server
        self.streams = streams
        self._counts = [0] * streams
        self._meter = Meter()
        self.last_at = 0.0
        self.refusal: NotMeasured | None = None
        self.breaks = 0

    def lane(self, number: int, halt: threading.Event) -> None:
        """Download again and again, until `halt`."""
        line = self._server.line(halt)
        view = memoryview(bytearray(_BLOCK))
        try:
            while not halt.is_set() and self.refusal is None:
                try:
                    self._pull(line, number, view)
                except NETWORK_TROUBLE:
                    self.breaks += 1
                    line.close()
                    halt.wait(_AGAIN_S)
        except NotMeasured as refusal:
            self.refusal = refusal
        finally:
            line.close()

    def look(self) -> float | None:
        """Mark the count now; the rate of the last 0.3 s in Mbit/s."""
        self._meter.mark(time.monotonic(), sum(self._counts))
        return self._meter.recent(0.3)

    def rate(self, since: float, until: float) -> float | None:
        """Mbit/s in that window; None when nothing came."""
        return self._meter.rate(since, until) or None

    def _pull(self, line: HttpLine, number: int, view: memoryview) -> None:
        server = str(self._server.address)
        path = f"{self._server.base}garbage.php?ckSize={MEBIBYTES}&r={secrets.token_hex(4)}"
        head, start, wire = line.open(path, _SILENCE_S)
        fault.check(head, server)
        if head.content_type.startswith("text/"):
            raise fault.page(server)
        whole = MEBIBYTES * 1024 * 1024
        if head.length is not None and head.length < whole:
            raise fault.too_little(server)
        got = len(start)
        self._counts[number] += got
        while head.length is None or got < head.length:
            count = wire.receive_into(view, _SILENCE_S)
            if count == 0:
                raise ConnectionAbortedError
            got += count
            self._counts[number] += count
            self.last_at = time.monotonic()
            # The framing of chunks is counted along: under 0.1 %, and not worth taking apart.
            if head.chunked and got >= whole and view[:count].tobytes().endswith(LAST_CHUNK):
                break
        if head.closes:
            line.close()
