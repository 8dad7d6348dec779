"""What pages and laptops post to the peer about codes, and what they are answered.

A page of another site must not be able to post here from somebody's browser. So a post is
JSON by its own word (which a browser asks leave for first, and doesn't get), comes from our
own page or from no page, and is addressed to a number or to this laptop's own name: a name
that someone else points at this address (DNS rebinding) is none of them.
"""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from readiness.measure.peer.pairing import VALID_S, NotPaired, Pairings
from readiness.measure.peer.request import Request

LONGEST = 4096
STATUS = {"wrong": 403, "expired": 410, "often": 429, "full": 503, "values": 400}

Answer = tuple[int, dict[str, Any]]


class Refusal(Exception):
    """The status of a post that isn't even read."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def check(request: Request) -> None:
    """Raise Refusal unless our own page or a laptop may have posted this."""
    if request.method != "POST":
        raise Refusal(405)
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415)
    if not _ours(request.host):
        raise Refusal(421)
    if request.origin:
        # "null" is what a sandboxed page or a file sends.
        scheme, _, authority = request.origin.lower().partition("://")
        if scheme not in ("http", "https") or authority != request.host.lower():
            raise Refusal(403)


def answer(
    name: str, client: str, body: bytes, pairings: Pairings, urls: Callable[[], list[str]]
) -> Answer:
    """Status and JSON answer to a post that `check` let through."""
    try:
        told = json.loads(body, parse_constant=_no_number)
        if not isinstance(told, dict):
            raise NotPaired("values")
        return 200, _ask(name, client, told, pairings, urls)
    except NotPaired as refused:
        return STATUS[refused.why], {"refused": refused.why}
    except (ValueError, RecursionError):  # no JSON, or JSON to trip over
        return 400, {"refused": "values"}


def _ask(
    name: str,
    client: str,
    told: dict[str, object],
    pairings: Pairings,
    urls: Callable[[], list[str]],
) -> dict[str, Any]:
    code = told.get("code")
    match name:
        case "pair.json":
            made, token = pairings.open(client, told.get("label"))
            return {"code": made, "token": token, "seconds": VALID_S, "urls": urls()[:8]}
        case "spot.json":
            label, left = pairings.look(client, code)
            return {"label": label, "seconds": round(left, 1)}
        case "figures.json":
            return {"devices": pairings.post(client, code, told)}
        case "devices.json":
            left, devices = pairings.devices(client, code, told.get("token") or "")
            return {"seconds": round(left, 1), "devices": devices}
        case _:
            pairings.close(client, code, told.get("token") or "")
            return {}


def _ours(host: str) -> bool:
    """Whether this Host field is an IP address or this laptop's own name."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    own = socket.gethostname().lower()
    if name in ("localhost", own, f"{own}.local"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _no_number(word: str) -> float:
    raise ValueError(word)
