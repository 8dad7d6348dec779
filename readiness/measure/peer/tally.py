"""How much of an upload the peer received: the only figure that isn't the sender's belief."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

MOST_UPLOADS = 256


class Tallies:
    """Bytes received per upload id, over all its connections; keeps the last 256 ids."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bytes: OrderedDict[str, int] = OrderedDict()

    def add(self, upload: str, count: int) -> None:
        """Count received bytes."""
        with self._lock:
            self._bytes[upload] = self._bytes.get(upload, 0) + count
            self._bytes.move_to_end(upload)
            if len(self._bytes) > MOST_UPLOADS:
                self._bytes.popitem(last=False)

    def look(self, upload: str) -> tuple[int, float]:
        """Bytes so far, and the peer's own clock in seconds at that moment."""
        with self._lock:
            return self._bytes.get(upload, 0), time.monotonic()
