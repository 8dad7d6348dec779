"""One question after a test by somebody else: is the server still there?"""

from __future__ import annotations

import queue
import socket
import threading
from types import TracebackType
from typing import cast

from readiness.measure.contact import address
from readiness.measure.contact.http_line import HttpLine
from readiness.measure.contact.server import NETWORK_TROUBLE
from readiness.measure.contact.wire import Place, Silent, SocketAddress
from readiness.measure.crew import Halted
from readiness.model.sentence import Refused

LIMIT_S = 3.0
_MOST_ADDRESSES = 2
_PATIENCE_S = 0.3


class Aftermath:
    """A `with` block that asks a web server (`host:port`) anything at all.

    Only silence counts: a refusal or an odd answer has come over the link too. `silent` is
    None until that is known, within `LIMIT_S` and some tenths.
    """

    def __init__(self, host: str) -> None:
        self._answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._halt = threading.Event()
        # Not in a crew: the system's look-up of a name can't be ended, only left behind.
        self._thread = threading.Thread(target=self._ask, args=(host,), daemon=True, name="look-up")

    def __enter__(self) -> Aftermath:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._halt.set()
        self._thread.join(_PATIENCE_S)

    @property
    def silent(self) -> bool | None:
        """Whether nothing came back; to be asked for until it is known."""
        try:
            return self._answers.get_nowait()
        except queue.Empty:
            return None

    def _ask(self, host: str) -> None:
        try:
            self._answers.put(self._is_silent(host))
        except Halted:
            self._answers.put(False)

    def _is_silent(self, host: str) -> bool:
        try:
            where = address.parse(f"http://{host}/")
            rows = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
        except (Refused, OSError, UnicodeError):
            return False
        found = [(row[0], cast(SocketAddress, row[4])) for row in rows[:_MOST_ADDRESSES]]
        line = HttpLine(Place(where.host, found), where.authority, self._halt)
        try:
            line.ask("/", LIMIT_S, dial_s=LIMIT_S)
        except Silent:
            return True
        except NETWORK_TROUBLE:
            return False
        finally:
            line.close()
        return False
