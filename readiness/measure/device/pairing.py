"""A phone or tablet beside the laptop: a code for a spot at the peer, and what comes in under it.

Laptops often receive better than what is carried on the ward. What another device measures at
the same spot is a cross-check; it never takes the place of the laptop's own figure.
"""

from __future__ import annotations

import ipaddress
import json
import re
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from readiness.measure.contact import fault
from readiness.measure.contact.address import ServerAddress, parse
from readiness.measure.contact.http_line import Body, HttpLine
from readiness.measure.contact.server import NETWORK_TROUBLE, Server, find
from readiness.measure.crew import Halted
from readiness.measure.device.figures import DeviceFigures, cleaned, is_number, read
from readiness.measure.measurement import NotMeasured, Unavailable
from readiness.model.sentence import Refused, Sentence

__all__ = ["DeviceFigures", "Open", "Pairing"]

LONGEST_LABEL = 80
MOST_DEVICES = 100
_LOOK_S = 1.0
_ANSWER_S = 4.0
_FAREWELL_S = 0.2


@dataclass(frozen=True)
class Open:
    """The code is valid: what to show. `answers` is False while the peer can't be reached."""

    url: str
    code: str
    seconds_left: float
    answers: bool = True


class Pairing:
    """A code for one spot at the peer; `label` is what the phone shows of the spot."""

    def __init__(self, server: str | None, label: str) -> None:
        self._server = server
        self._label = cleaned(label, LONGEST_LABEL) or "?"

    def run(self, stop: threading.Event) -> Generator[Open | DeviceFigures | Unavailable]:
        """`Open` first and every second, `DeviceFigures` as they come in.

        Ends with an `Unavailable` when no code could be had or it isn't valid any more. When
        `stop` is set, or the iterator is closed, it ends within 0.5 s; the code is then closed.
        """
        try:
            if not self._server:
                raise NotMeasured("unavailable", fault.NO_SERVER)
            server = find(parse(self._server), stop)
            if not server.is_peer:
                raise _unavailable(
                    "{server} is no measuring point of readiness, so a second device can't measure "
                    "against it. Start `readiness measure peer` on a laptop and set its address.",
                    server,
                )
            yield from self._wait(server, stop)
        except Halted:
            return
        except Refused as refused:
            yield Unavailable(refused.sentence)
        except NotMeasured as why:
            yield Unavailable(why.reason)

    def _wait(
        self, server: Server, stop: threading.Event
    ) -> Generator[Open | DeviceFigures | Unavailable]:
        line = HttpLine(server.place, _place(server).authority, stop)
        try:
            paired = self._pair(server, line)
            code = str(paired["code"])
            key = {"code": code, "token": str(paired["token"])}
            url = _url(server, paired.get("urls"))
            try:
                yield from self._poll(server, line, key, url, _seconds(paired), stop)
            finally:
                _close(server, key)
        finally:
            line.close()

    def _pair(self, server: Server, line: HttpLine) -> Mapping[str, Any]:
        try:
            status, told = _post(server, line, "pair.json", {"label": self._label})
        except NETWORK_TROUBLE as error:
            raise fault.judge(error, str(server.address)) from error
        if status == 503:
            raise _unavailable(
                "{server} has too many codes open. Close the other screens with a code, or wait "
                "15 minutes, and try again.",
                server,
            )
        if status == 421:
            raise _unavailable(
                "{server} gives no code under this name. Set the IP address of the measuring "
                "laptop as the server, and try again.",
                server,
            )
        shaped = re.fullmatch(r"[A-Z0-9]{6}", str(told.get("code")))
        if (
            status != 200
            or not shaped
            or not re.fullmatch("[0-9a-f]{8,64}", str(told.get("token")))
        ):
            raise _unavailable(
                "{server} gave no code for a second device; it may run an older version. Start "
                "`readiness measure peer` there with the version of this laptop.",
                server,
            )
        return told

    def _poll(
        self,
        server: Server,
        line: HttpLine,
        key: Mapping[str, str],
        url: str,
        seconds: float,
        stop: threading.Event,
    ) -> Generator[Open | DeviceFigures | Unavailable]:
        until = time.monotonic() + seconds
        seen, answers = 0, True
        while (left := until - time.monotonic()) > 0:
            yield Open(url, key["code"], left, answers)
            try:
                status, told = _post(server, line, "devices.json", key)
            except NETWORK_TROUBLE:  # the laptop walks: the link may come back
                line.close()
                status, told = 0, {}
            answers = status == 200
            if status in (403, 410):
                break
            rows = told.get("devices")
            rows = rows[:MOST_DEVICES] if answers and isinstance(rows, list) else []
            for row in rows[seen:]:
                figures = read(row)
                if figures is not None:
                    yield figures
            seen = max(seen, len(rows))
            if stop.wait(_LOOK_S):
                raise Halted
        yield Unavailable(
            Sentence(
                "The code is no longer valid, so no other device can report under it. What came "
                "in is kept; ask for a new code to go on."
            )
        )


def _post(
    server: Server,
    line: HttpLine,
    name: str,
    told: Mapping[str, str],
    limit_s: float = _ANSWER_S,
) -> tuple[int, dict[str, Any]]:
    body = Body(memoryview(json.dumps(told).encode()), kind="application/json")
    path = f"{server.base}{name}"
    reply = line.ask(path, limit_s, body, dial_s=min(limit_s, _ANSWER_S))
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        answer = None
    return reply.head.status, answer if isinstance(answer, dict) else {}


def _close(server: Server, key: Mapping[str, str]) -> None:
    """Tell the peer that nobody waits any more; if that fails, the code ends by itself."""
    line = HttpLine(server.place, _place(server).authority, threading.Event())
    try:
        with suppress(*NETWORK_TROUBLE):
            _post(server, line, "close.json", key, _FAREWELL_S)
    finally:
        line.close()


def _place(server: Server) -> ServerAddress:
    """The server by the IP address at which it answered: a peer takes posts to no other name.

    Behind a proxy that address isn't known.
    """
    if server.proxy is not None:
        known = server.address
        return ServerAddress(known.scheme, known.host, known.port, server.base)
    far = server.place.addresses[0][1]
    return ServerAddress(server.address.scheme, str(far[0]), far[1], server.base)


def _url(server: Server, told: object) -> str:
    """What to type into the phone.

    The address at which the peer answered, except when it runs on this very laptop: then the
    first of those it tells that another device can reach.
    """
    own = _place(server)
    if own.local and isinstance(told, list):
        for text in told[:8]:
            with suppress(ValueError):
                parts = urlsplit(str(text))
                address = ipaddress.ip_address(str(parts.hostname))
                if parts.scheme == "http" and not address.is_loopback:
                    return str(ServerAddress("http", str(address), parts.port or 80, "/"))
    return str(own)


def _seconds(told: Mapping[str, Any]) -> float:
    """How long the code is valid; 15 minutes when the peer's word for it can't be used."""
    seconds = told.get("seconds")
    return float(str(seconds)) if is_number(seconds, 3600) else 900.0


def _unavailable(template: str, server: Server) -> NotMeasured:
    return NotMeasured("unavailable", Sentence(template, server=str(server.address)))
