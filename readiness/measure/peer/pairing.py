"""Codes with which phones post their figures to a spot that another laptop measures.

A laptop opens a code for a spot and gets a secret beside it. Whoever stands there types the
code. Figures go in with the code and come out with code and secret only. All of it is kept
in memory, for 15 minutes at most.
"""

from __future__ import annotations

import hmac
import math
import secrets
import threading
import time
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

# No letter that is like a digit or another letter, and no vowel: no code is a word.
ALPHABET = "CDFGHJKLMNPQRTVWXY34679"
LENGTH = 6
VALID_S = 900.0
MOST_OPEN = 32
MOST_PER_ADDRESS = 8
MOST_DEVICES = 20
LONGEST_LABEL, LONGEST_DEVICE = 80, 40
GREATEST = 100_000.0
# 23^6 codes are 148 million: at 100 guesses a minute, one in 100,000 is hit in 15 minutes.
_WINDOW_S = 60.0
MOST_WRONG, MOST_WRONG_TOGETHER = 10, 100
# How the page measures: as many streams each way as the laptop, uploads by what arrived.
HOW = "browser-http-multi-6-received"

Why = Literal["wrong", "expired", "often", "full", "values"]
Told = dict[str, str | float | int | None]


class NotPaired(Exception):
    """Why this can't be done."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


@dataclass
class _Code:
    token: str
    label: str
    address: str
    until: float
    devices: list[tuple[float, Told]] = field(default_factory=list)


class Pairings:
    """The open codes of one peer; every method is safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._codes: OrderedDict[str, _Code] = OrderedDict()
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def open(self, address: str, label: object) -> tuple[str, str]:
        """A new code for the spot with this label, and the secret to read its figures with.

        Raises NotPaired when too many are open.
        """
        shown = _cleaned(label, LONGEST_LABEL)
        with self._lock:
            self._forget()
            now = time.monotonic()
            live = [code for code in self._codes.values() if code.until > now]
            if len(live) >= MOST_OPEN or (
                sum(code.address == address for code in live) >= MOST_PER_ADDRESS
            ):
                raise NotPaired("full")
            made = _random()
            while made in self._codes:
                made = _random()
            token = secrets.token_hex(16)
            self._codes[made] = _Code(token, shown, address, now + VALID_S)
        return made, token

    def look(self, address: str, code: object) -> tuple[str, float]:
        """The label of the spot and the seconds that the code is still valid."""
        with self._lock:
            held = self._held(address, code)
            return held.label, held.until - time.monotonic()

    def post(self, address: str, code: object, told: dict[str, object]) -> int:
        """Keep a device's figures; how many there are now."""
        with self._lock:
            held = self._held(address, code)
            kept: Told = {
                "device": _cleaned(told.get("device"), LONGEST_DEVICE),
                "download": _number(told.get("download")),
                "upload": _number(told.get("upload")),
                "latency": None if told.get("latency") is None else _number(told.get("latency")),
                "seconds": _number(told.get("seconds")),
                "how": HOW,
            }
            if len(held.devices) >= MOST_DEVICES:
                raise NotPaired("full")
            held.devices.append((time.monotonic(), kept))
            return len(held.devices)

    def devices(self, address: str, code: object, token: object) -> tuple[float, list[Told]]:
        """Seconds left and what was posted, in that order, each with its `age` in seconds."""
        with self._lock:
            held = self._held(address, code, token)
            now = time.monotonic()
            return held.until - now, [
                told | {"age": round(now - at, 1)} for at, told in held.devices
            ]

    def close(self, address: str, code: object, token: object) -> None:
        """The laptop is done with this code: it and its figures are forgotten."""
        with self._lock:
            held = self._held(address, code, token)
            held.until, held.devices = time.monotonic(), []

    def _held(self, address: str, code: object, token: object = None) -> _Code:
        """The valid code, and its secret where one is asked for; both wrong look the same."""
        now = time.monotonic()
        together = 0
        for one in list(self._wrong):
            self._wrong[one] = [at for at in self._wrong[one] if at > now - _WINDOW_S]
            together += len(self._wrong[one])
            if not self._wrong[one]:
                del self._wrong[one]
        if together >= MOST_WRONG_TOGETHER or len(self._wrong.get(address, ())) >= MOST_WRONG:
            raise NotPaired("often")
        held = self._codes.get(_read(code))
        if held is None or (token is not None and not _same(token, held.token)):
            self._wrong.setdefault(address, []).append(now)
            raise NotPaired("wrong")
        if held.until <= now:
            raise NotPaired("expired")
        return held

    def _forget(self) -> None:
        """Codes that are over are known as such for as long again, without their figures."""
        now = time.monotonic()
        for code, held in list(self._codes.items()):
            if held.until <= now:
                held.devices = []
            if held.until + VALID_S <= now or len(self._codes) > 10 * MOST_OPEN:
                del self._codes[code]


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _read(code: object) -> str:
    """A code as a person typed it: small letters, spaces and dashes are fine."""
    if not isinstance(code, str) or len(code) > 40:
        return ""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _same(given: object, token: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(errors="replace"),
                                                          token.encode())  # fmt: skip


def _cleaned(text: object, longest: int) -> str:
    """Text to be read, in one line, without anything invisible; NotPaired when empty."""
    if not isinstance(text, str):
        raise NotPaired("values")
    seen = "".join(
        letter if not unicodedata.category(letter).startswith(("C", "Zl", "Zp")) else " "
        for letter in unicodedata.normalize("NFC", text[: 4 * longest])
    )
    kept = " ".join(seen.split())[:longest].strip()
    if not kept:
        raise NotPaired("values")
    return kept


def _number(given: object) -> float:
    """A figure as it may be: a finite number from 0 to 100,000."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise NotPaired("values")
    if not 0 <= given <= GREATEST or not math.isfinite(given):
        raise NotPaired("values")
    return round(float(given), 3)
